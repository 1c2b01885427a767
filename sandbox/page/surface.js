import { Form } from "./form.js";

/** What blocks are drawn on: a message, the Home tab or a modal. Knows where presses come from and what was entered. */
export class Surface {
  /** `container` is the contract's: {type: "message", channel, ts} or {type: "view", view_id}. */
  constructor(desk, container, { form = new Form(), onEdited = () => {}, submit = null } = {}) {
    Object.assign(this, { desk, container, form, edited: onEdited, submit });
    this.inputs = new Map();
    this.drawn = [];
  }

  get world() {
    return this.desk.world;
  }

  press(blockId, actionId, element) {
    const state = this.form.values();
    return this.desk.act("press", {
      block_id: blockId,
      action_id: actionId,
      container: this.container,
      element,
      state,
    });
  }

  suggest(blockId, actionId, value) {
    const where = {
      container: this.container,
      view_id: this.container.view_id,
      block_id: blockId,
      action_id: actionId,
    };
    return this.desk.ask("suggest", { ...where, value, state: this.form.values() });
  }
}

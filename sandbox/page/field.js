import { askToConfirm } from "./confirm.js";
import { valueKey } from "./form.js";

/** One interactive element on the screen: its value in the form, and how it tells the app. */
export class Field {
  /** `labels` are the attributes that name and describe the control; `live`: changes are sent to the app at once. */
  constructor(element, block, surface, { labels = {}, label = null, live = true, optional = true } = {}) {
    Object.assign(this, { element, block, surface, labels, label, live, optional });
    this.redraw = () => {};
  }

  get world() {
    return this.surface.world;
  }

  get blockId() {
    return this.block.block_id;
  }

  get value() {
    return this.surface.form.value(this.blockId, this.element.action_id);
  }

  /** Keeps a value without telling the app. */
  keep(value) {
    this.surface.form.write(this.blockId, this.element.action_id, value);
    this.surface.edited(this.blockId);
  }

  /** Keeps a value and, where the app listens, sends it. A declined confirmation puts the old value back. */
  async choose(value) {
    const before = this.value;
    this.keep(value);
    if (!this.live) return;
    if (await this.confirmed()) return this.send();
    this.keep(before);
    this.redraw();
  }

  /** Tells the app what the element holds now. */
  send() {
    return this.press({ [valueKey(this.element.type)]: this.value });
  }

  press(value) {
    return this.surface.press(this.blockId, this.element.action_id, value);
  }

  suggest(query) {
    return this.surface.suggest(this.blockId, this.element.action_id, query);
  }

  /** Whether the person agrees, where the element asks for that. */
  async confirmed() {
    return !this.element.confirm || askToConfirm(this.element.confirm, this.world);
  }
}

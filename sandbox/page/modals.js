import { openDialog } from "./dialog.js";
import { focusables, h, redraw } from "./dom.js";
import { icon } from "./icons.js";
import { Surface } from "./surface.js";
import { plain } from "./text.js";
import { drawView, worldKey } from "./viewbody.js";
import { avatar } from "./avatar.js";

const OTHER_FIELD = "Something else in this form is not right: ";

/** The person's stack of modals; the top one is on the screen. */
export class Modals {
  #surfaces = new Map();
  #closing = new Set();
  #shown = null;
  #takeAway = null;
  #submitted = null;

  constructor(desk) {
    this.desk = desk;
  }

  get isOpen() {
    return this.#takeAway !== null;
  }

  /** Shows the stack as the server has it, without what the person has just closed. */
  render() {
    const views = this.desk.world.modals.filter(({ id }) => !this.#closing.has(id));
    const ids = new Set(this.desk.world.modals.map(({ id }) => id));
    for (const id of [...this.#surfaces.keys()]) if (!ids.has(id)) this.#surfaces.delete(id);
    const top = views.at(-1);
    if (!top) return this.#hide();
    // What the person typed is here already: being told of it again is no reason to draw the form anew.
    const json = JSON.stringify({ ...top, values: null, state: null }) + views.length;
    const key = json + worldKey(this.desk.world, json);
    if (this.#shown?.key === key) return;
    const same = this.#shown?.id === top.id;
    if (!this.isOpen) this.#openPanel();
    this.#draw(top, views.length, same);
    this.#shown = { id: top.id, key };
  }

  #hide() {
    if (!this.isOpen) return;
    this.#takeAway();
    this.#takeAway = null;
    this.#shown = null;
    this.desk.composer.focus();
  }

  #openPanel() {
    this.panel = h("div", {
      class: "dialog modal",
      role: "dialog",
      "aria-modal": "true",
      "aria-labelledby": "modal-title",
      tabindex: "-1",
      "data-testid": "modal",
    });
    this.head = h("div", { class: "modal-head" });
    this.body = h("div", { class: "modal-body", "data-testid": "modal-body" });
    this.foot = h("div", { class: "dialog-foot" });
    this.panel.append(this.head, this.body, this.foot);
    this.panel.addEventListener(
      "keydown",
      (event) =>
        event.key === "Enter" && (event.metaKey || event.ctrlKey) && !event.defaultPrevented && this.submit(),
    );
    this.#takeAway = openDialog(this.panel, () => this.close(false));
  }

  #draw(view, depth, same) {
    this.view = view;
    Object.assign(this.panel.dataset, { viewId: view.id, callbackId: view.callback_id ?? "" });
    this.#drawHead(view, depth);
    this.#drawFoot(view);
    this.surface = this.#surface(view.id);
    const focusKept = drawView(this.body, view, this.surface);
    const answered = same && this.#submitted === view.id;
    this.#submitted = null;
    if (!same || answered) this.body.scrollTop = 0;
    if (answered) this.panel.focus();
    else if (!same || !focusKept) this.#focusFirst(same);
  }

  #surface(viewId) {
    if (!this.#surfaces.has(viewId)) {
      const options = {
        onEdited: (blockId) => this.surface.inputs.get(blockId)?.showError(""),
        submit: () => this.submit(),
      };
      this.#surfaces.set(viewId, new Surface(this.desk, { type: "view", view_id: viewId }, options));
    }
    return this.#surfaces.get(viewId);
  }

  #focusFirst(same) {
    const wanted = this.body.querySelector("[data-focus-on-load]");
    if (same) return this.panel.contains(document.activeElement) ? null : this.panel.focus();
    const first = wanted
      ? wanted.matches("input, textarea, button")
        ? wanted
        : focusables(wanted)[0]
      : this.body.querySelector("input, textarea");
    (first ?? this.panel).focus();
  }

  #drawHead(view, depth) {
    const { app } = this.desk.world;
    const back = h(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": "Back",
        "data-testid": "modal-back",
        onclick: () => this.close(false),
      },
      icon("back"),
    );
    const face = avatar(app.bot_user_id, app.name, { bot: true, size: 28 });
    const close = h(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": "Close",
        "data-testid": "modal-x",
        onclick: () => this.close(true),
      },
      icon("close"),
    );
    const title = h("h2", { id: "modal-title" }, plain(view.title));
    redraw(this.head, [view.title, depth > 1, app.bot_user_id, app.name], () => [depth > 1 ? back : face, title, close]);
  }

  #drawFoot(view) {
    redraw(this.foot, [view.id, view.submit, view.close], () => this.#footOf(view));
    this.#showTrouble("");
    this.submitButton?.removeAttribute("aria-busy");
  }

  #footOf(view) {
    this.trouble = h("p", { class: "trouble", role: "alert", hidden: true, "data-testid": "modal-error" });
    const closeWords = plain(view.close) || (view.submit ? "Cancel" : "Close");
    const close = h(
      "button",
      { type: "button", class: "button big", "data-testid": "modal-close", onclick: () => this.close(false) },
      closeWords,
    );
    this.submitButton = view.submit
      ? h(
          "button",
          {
            type: "button",
            class: "button big primary",
            "data-testid": "modal-submit",
            onclick: () => this.submit(),
          },
          plain(view.submit),
        )
      : null;
    return [this.trouble, close, this.submitButton].filter(Boolean);
  }

  /** Takes the top modal (`clear`: all) off the screen at once, and the next press goes to what was below. */
  async close(clear) {
    const { id, clear_on_close: everything } = this.view;
    const gone = clear || everything ? this.desk.world.modals.map((view) => view.id) : [id];
    for (const one of gone) this.#closing.add(one);
    this.render();
    await this.desk.act("close", { view_id: id, clear });
    // What could not be closed shows again.
    for (const one of gone) this.#closing.delete(one);
    this.render();
  }

  /** Checks as Slack's client does, then submits. */
  async submit() {
    if (!this.submitButton || this.submitButton.getAttribute("aria-busy") === "true") return;
    const problems = Object.fromEntries(
      [...this.surface.inputs].map(([id, input]) => [id, input.problem()]).filter(([, text]) => text),
    );
    this.#showErrors(problems);
    if (Object.keys(problems).length) return;
    const button = this.submitButton;
    const { id } = this.view;
    button.setAttribute("aria-busy", "true");
    this.#submitted = id;
    try {
      const answer = await this.desk.ask("submit", { view_id: id, state: this.surface.form.values() });
      if (this.view.id === id && Object.keys(answer.errors ?? {}).length) {
        this.#submitted = null;
        this.#showErrors(answer.errors);
      }
    } catch (error) {
      this.#showTrouble(error.message);
    } finally {
      await this.desk.refresh();
      button.removeAttribute("aria-busy");
      this.#submitted = null;
    }
  }

  #showTrouble(text) {
    this.trouble.textContent = text;
    this.trouble.hidden = !text;
  }

  #showErrors(errors) {
    const elsewhere = Object.entries(errors).filter(([blockId]) => !this.surface.inputs.has(blockId));
    this.#showTrouble(elsewhere.map(([, text]) => OTHER_FIELD + text).join(" "));
    for (const [blockId, input] of this.surface.inputs) input.showError(errors[blockId] ?? "");
    const first = [...this.surface.inputs].find(([blockId]) => errors[blockId]);
    if (!first) return;
    const [blockId, input] = first;
    input.focus();
    this.body.querySelector(`[data-block-id="${CSS.escape(blockId)}"]`).scrollIntoView({ block: "nearest" });
  }
}

import { h } from "./dom.js";

/** The popup over the composer: slash commands while one is being typed, then the chosen one's usage. */
export class Completion {
  #matches = [];
  #active = 0;
  #dismissed = null;

  constructor(root, area, onPick) {
    Object.assign(this, { root, area, onPick });
    root.addEventListener("mousedown", (event) => event.preventDefault());
  }

  /** Shows what fits the typed text. */
  update(commands) {
    const text = this.area.value;
    if (text !== this.#dismissed) this.#dismissed = null;
    const typing = /^\/\S*$/.test(text) && this.#dismissed === null;
    this.#matches = typing ? commands.filter((one) => one.command.startsWith(text.toLowerCase())) : [];
    this.#active = 0;
    const chosen = commands.find((one) => text.startsWith(`${one.command} `));
    if (this.#matches.length) this.#showList();
    else if (chosen) this.#showUsage(chosen);
    else this.#hide();
  }

  /** Handles a key while the list is open; says whether it did. */
  onKey(event) {
    if (!this.#matches.length) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const exact = event.key === "Enter" && this.#matches[this.#active].command === this.area.value;
    if (step) this.#activate(this.#active + step);
    else if (event.key === "Tab" || (event.key === "Enter" && !exact))
      this.onPick(this.#matches[this.#active].command);
    else if (event.key === "Escape") this.#dismiss();
    else return false;
    event.preventDefault();
    return true;
  }

  #dismiss() {
    this.#dismissed = this.area.value;
    this.#matches = [];
    this.#hide();
  }

  #hide() {
    this.root.hidden = true;
    this.root.replaceChildren();
    this.area.removeAttribute("aria-activedescendant");
  }

  #showUsage(command) {
    this.root.hidden = false;
    this.root.removeAttribute("role");
    this.root.replaceChildren(h("div", { class: "usage", "data-testid": "usage" }, this.#words(command)));
    this.area.removeAttribute("aria-activedescendant");
  }

  #words(one) {
    const usage = one.usage_hint ? h("span", { class: "usage-hint" }, one.usage_hint) : null;
    return [
      h("span", { class: "command-line" }, h("b", {}, one.command), " ", usage),
      h("span", { class: "command-description" }, one.description),
    ];
  }

  #showList() {
    const option = (one, index) => {
      const attributes = {
        role: "option",
        id: `command-${index}`,
        class: "command",
        onclick: () => this.onPick(one.command),
      };
      return h("div", attributes, this.#words(one));
    };
    this.root.hidden = false;
    this.root.setAttribute("role", "listbox");
    const keys = h(
      "div",
      { class: "command-keys", "aria-hidden": "true" },
      h("kbd", {}, "↑↓"),
      " to move  ",
      h("kbd", {}, "Tab"),
      " to complete  ",
      h("kbd", {}, "Esc"),
      " to close",
    );
    this.root.replaceChildren(...this.#matches.map(option), keys);
    this.#activate(0);
  }

  #activate(index) {
    this.#active = (index + this.#matches.length) % this.#matches.length;
    this.root
      .querySelectorAll("[role=option]")
      .forEach((node, at) => node.setAttribute("aria-selected", String(at === this.#active)));
    this.area.setAttribute("aria-activedescendant", `command-${this.#active}`);
    this.root.querySelector("[aria-selected=true]").scrollIntoView({ block: "nearest" });
  }
}

import { freshId, h } from "./dom.js";
import { icon } from "./icons.js";
import { openPopup } from "./popup.js";

/**
 * A text box that opens a list: every kind of Slack select.
 * `load(query)` gives [{label, items: [{key, label, description, value}]}], at once or later.
 */
export class Picker {
  constructor({ load, multi, chosen, onChange, placeholder, attributes, clearable, max }) {
    Object.assign(this, { load, multi, chosen, onChange, clearable, max });
    this.active = -1;
    this.items = [];
    this.popup = null;
    this.listId = freshId("list");
    this.input = h("input", {
      ...attributes,
      type: "text",
      role: "combobox",
      placeholder,
      autocomplete: "off",
      spellcheck: "false",
    });
    const fixed = { "aria-expanded": "false", "aria-autocomplete": "list", "aria-haspopup": "listbox" };
    for (const [name, value] of Object.entries(fixed)) this.input.setAttribute(name, value);
    this.chips = h("span", { class: "chips" });
    this.clear = h(
      "button",
      {
        type: "button",
        class: "picker-clear",
        "aria-label": "Clear selection",
        onclick: () => this.#change([]),
      },
      icon("close", 14),
    );
    this.node = h("div", { class: "picker" }, this.chips, this.input, this.clear, icon("chevron", 16));
    this.placeholder = placeholder;
    this.#listen();
    this.draw();
  }

  #listen() {
    this.input.addEventListener("input", () => this.#open(this.input.value));
    this.input.addEventListener("keydown", (event) => this.#onKey(event));
    this.input.addEventListener("blur", () => this.#close());
    this.node.addEventListener("mousedown", (event) => {
      if (event.target.closest("button")) return;
      // With the list closed the text is a shown choice, to be replaced as a whole and not edited.
      if (event.target !== this.input || !this.popup) event.preventDefault();
      this.input.focus();
      if (!this.popup) this.#open("");
    });
  }

  /** Shows what is chosen. */
  draw() {
    const chosen = this.chosen();
    const chip = (item) => h("span", { class: "chip" }, item.label, this.#removeButton(item));
    this.chips.replaceChildren(...(this.multi ? chosen.map(chip) : []));
    this.input.value = this.multi ? "" : (chosen[0]?.label ?? "");
    this.input.placeholder = this.multi && chosen.length ? "" : (this.placeholder ?? "");
    this.clear.hidden = this.multi || !this.clearable || chosen.length === 0;
  }

  #removeButton(item) {
    const onclick = () => this.#change(this.chosen().filter((one) => one.key !== item.key));
    return h("button", { type: "button", "aria-label": `Remove ${item.label}`, onclick }, icon("close", 12));
  }

  #change(items) {
    this.onChange(items);
    this.draw();
    this.input.focus();
  }

  async #open(query) {
    if (!this.popup) this.#show();
    this.query = query;
    this.#fill([], "Loading…");
    let groups;
    try {
      groups = await this.load(query);
    } catch (error) {
      groups = error;
    }
    // A slower answer to an earlier query must not replace a newer one.
    if (this.query !== query || !this.popup) return;
    if (groups instanceof Error) this.#fill([], groups.message);
    else this.#fill(groups, "No results");
  }

  #show() {
    this.list = h("div", {
      class: "listbox",
      role: "listbox",
      id: this.listId,
      "aria-multiselectable": this.multi ? "true" : null,
    });
    this.list.setAttribute("aria-label", this.input.getAttribute("aria-label") ?? "Options");
    this.note = h("div", { class: "listbox-note", role: "status" });
    const box = h("div", { onmousedown: (event) => event.preventDefault() }, this.list, this.note);
    this.popup = openPopup(box, this.node, () => this.#closed());
    this.input.setAttribute("aria-expanded", "true");
    this.input.setAttribute("aria-controls", this.listId);
    if (!this.multi) this.input.select();
  }

  #fill(groups, emptyText) {
    const chosen = new Set(this.chosen().map((item) => item.key));
    this.items = [];
    const nodes = groups.filter((group) => group.items.length).map((group) => this.#group(group, chosen));
    this.list.replaceChildren(...nodes);
    this.note.textContent = this.items.length ? "" : emptyText;
    this.#activate(
      Math.max(
        0,
        this.items.findIndex(({ item }) => chosen.has(item.key)),
      ),
    );
    this.popup.place();
  }

  #group(group, chosen) {
    const options = group.items.map((item) => this.#option(item, chosen.has(item.key)));
    if (!group.label) return h("div", {}, options);
    return h(
      "div",
      { role: "group", "aria-label": group.label },
      h("div", { class: "listbox-group" }, group.label),
      options,
    );
  }

  #option(item, selected) {
    const index = this.items.length;
    const attributes = {
      role: "option",
      id: `${this.listId}-${index}`,
      class: "listbox-option",
      "aria-selected": String(selected),
    };
    const description = item.description
      ? h("span", { class: "listbox-description" }, item.description)
      : null;
    const node = h(
      "div",
      { ...attributes, onclick: () => this.#pick(item) },
      h("span", {}, item.label, description),
      selected ? icon("tick", 16) : null,
    );
    this.items.push({ item, node });
    return node;
  }

  #activate(index) {
    this.items[this.active]?.node.classList.remove("active");
    this.active = this.items.length ? (index + this.items.length) % this.items.length : -1;
    const node = this.items[this.active]?.node;
    node?.classList.add("active");
    node?.scrollIntoView({ block: "nearest" });
    if (node) this.input.setAttribute("aria-activedescendant", node.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  #pick(item) {
    const chosen = this.chosen();
    const without = chosen.filter((one) => one.key !== item.key);
    if (!this.multi) this.onChange([item]);
    else if (without.length < chosen.length) this.onChange(without);
    else if (!this.max || chosen.length < this.max) this.onChange([...chosen, item]);
    this.draw();
    if (this.multi) this.#open("");
    else this.popup?.close();
  }

  #onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (this.popup) this.#activate(this.active + step);
      else this.#open("");
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!this.popup) this.#open("");
      else if (this.active >= 0) this.#pick(this.items[this.active].item);
    } else if (event.key === "Escape" && this.popup) {
      event.preventDefault();
      this.#close();
    } else if (event.key === "Backspace" && this.multi && this.input.value === "") {
      this.#change(this.chosen().slice(0, -1));
    }
  }

  #close() {
    if (this.popup) this.popup.close();
    else this.draw();
  }

  #closed() {
    this.popup = null;
    this.query = null;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.draw();
  }
}

import { upload } from "./api.js";
import { titleOf } from "./channels.js";
import { Completion } from "./completion.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";

const RETURN = /Mac|iPhone|iPad/.test(navigator.platform) ? "Return" : "Enter";

/** Where one writes. Drafts are kept per conversation, and a text that could not be sent comes back. */
export class Composer {
  #lastCommand = "";

  constructor(root, desk) {
    Object.assign(this, { root, desk });
    this.popup = h("div", {
      class: "completion",
      id: "completion",
      "aria-label": "Slash commands",
      hidden: true,
      "data-testid": "completion",
    });
    const aria = {
      "aria-autocomplete": "list",
      "aria-controls": "completion",
      "aria-describedby": "composer-error",
    };
    this.area = h("textarea", {
      ...aria,
      class: "composer-text",
      rows: "1",
      "data-testid": "composer",
      spellcheck: "true",
    });
    this.send = h("button", { type: "submit", class: "send", "aria-label": "Send now" }, icon("send", 18));
    this.error = h("p", {
      class: "composer-error",
      id: "composer-error",
      role: "alert",
      hidden: true,
      "data-testid": "composer-error",
    });
    this.completion = new Completion(this.popup, this.area, (command) => this.put(`${command} `));
    this.chooser = h("input", {
      type: "file",
      hidden: true,
      "data-testid": "composer-file",
      onchange: () => this.#sendFile(),
    });
    const attach = h(
      "button",
      { type: "button", class: "attach", "aria-label": "Attach a file", onclick: () => this.chooser.click() },
      icon("attach", 18),
    );
    const attributes = { class: "attach", "aria-label": "Shortcuts", "data-testid": "shortcuts" };
    this.shortcuts = menuButton(attributes, icon("bolt", 18), () => this.#shortcuts());
    const bar = h(
      "div",
      { class: "composer-bar" },
      attach,
      this.chooser,
      this.shortcuts,
      h("span", { class: "composer-keys" }, h("b", {}, `Shift + ${RETURN}`), " to add a new line"),
      this.send,
    );
    const form = h("form", { class: "composer", onsubmit: (event) => this.#submit(event) }, this.area, bar);
    root.append(this.popup, form, this.error);
    this.area.addEventListener("input", () => this.#changed());
    this.area.addEventListener("keydown", (event) => this.#onKey(event));
    this.area.addEventListener("blur", () => (this.popup.hidden = true));
    this.area.addEventListener("focus", () => this.completion.update(this.desk.world.app.commands));
  }

  render() {
    const { channel, world } = this.desk;
    const name = channel ? titleOf(channel) : world.app.name;
    this.shortcuts.hidden = !this.#shortcuts().length;
    this.area.placeholder = `Message ${name}`;
    this.area.setAttribute("aria-label", `Message to ${name}`);
    if (this.draftKey === this.#key()) return;
    this.draftKey = this.#key();
    this.area.value = sessionStorage.getItem(this.draftKey) ?? "";
    this.#showError("");
    this.#fit();
  }

  #shortcuts() {
    const global = this.desk.world.app.shortcuts.filter((one) => one.type === "global");
    return global.map(({ name, description }) => ({
      label: name,
      description,
      pick: () => this.desk.act("shortcut", { name }),
    }));
  }

  /** As `put`, but what somebody is writing stays. */
  suggest(text) {
    if (this.area.value.trim()) this.area.focus();
    else this.put(text);
  }

  /** Takes the focus, unless it is in a form or the composer is not shown. */
  focus() {
    if (!document.querySelector("[aria-modal=true]")) this.area.focus();
  }

  /** Puts a text into the composer, ready to go on typing. */
  put(text) {
    this.area.value = text;
    this.area.focus();
    this.#changed();
  }

  #key() {
    return `draft ${this.desk.world.me.handle} ${this.desk.place}`;
  }

  #changed() {
    sessionStorage.setItem(this.draftKey, this.area.value);
    this.completion.update(this.desk.world.app.commands);
    this.#fit();
  }

  #fit() {
    this.area.style.height = "auto";
    this.area.style.height = `${this.area.scrollHeight}px`;
    this.send.classList.toggle("ready", this.area.value.trim() !== "");
  }

  #onKey(event) {
    if (event.isComposing || this.completion.onKey(event)) return;
    if (event.key === "ArrowUp" && !this.area.value && this.#lastCommand) {
      event.preventDefault();
      this.put(this.#lastCommand);
      return;
    }
    if (event.key === "Enter" && !event.shiftKey) this.#submit(event);
  }

  #showError(text) {
    this.error.textContent = text;
    this.error.hidden = !text;
  }

  async #submit(event) {
    event.preventDefault();
    const text = this.area.value;
    if (!text.trim()) return;
    if (text.trim().startsWith("/")) this.#lastCommand = text.trim();
    const key = this.draftKey;
    this.area.value = "";
    this.#changed();
    this.#showError("");
    // The draft outlives the sending, so that neither a failure nor a reload in between loses it.
    sessionStorage.setItem(key, text);
    try {
      await this.desk.ask("say", { channel: this.desk.channelId, text });
      if (sessionStorage.getItem(key) === text) sessionStorage.removeItem(key);
      this.desk.refresh();
    } catch (error) {
      this.#giveBack(key, text, error.message);
    }
  }

  /** The file goes off as soon as it is chosen, with what was typed beside it. */
  async #sendFile() {
    const [file] = this.chooser.files;
    if (!file) return;
    const text = this.area.value;
    this.#showError("");
    try {
      await upload(this.desk.world.me.id, this.desk.channelId, file, text);
      if (this.area.value === text) {
        this.area.value = "";
        this.#changed();
      }
      this.desk.refresh();
    } catch (error) {
      this.#showError(error.message);
    }
    this.chooser.value = "";
  }

  #giveBack(key, text, reason) {
    const since = this.draftKey === key ? this.area.value : "";
    const whole = since && since !== text ? `${text}\n${since}` : text;
    sessionStorage.setItem(key, whole);
    if (this.draftKey !== key) return;
    this.area.value = whole;
    this.#fit();
    // A bare code is explained by Slack’s own notice in the conversation.
    this.#showError(reason.includes(" ") ? reason : "");
    this.desk.refresh();
  }
}

import { avatar } from "./avatar.js";
import { titleOf } from "./channels.js";
import { dayName } from "./dates.js";
import { h, reconcile } from "./dom.js";
import { renderMessage, renderNotice } from "./message.js";
import { worldKey } from "./viewbody.js";

const TOGETHER_SECONDS = 300;
const NEAR_PX = 80;

function follows(message, previous) {
  if (!previous || previous.day !== message.day || previous.user !== message.user) return false;
  const near = Number(message.ts) - Number(previous.ts) < TOGETHER_SECONDS;
  return near && !message.ephemeral && !previous.ephemeral;
}

/** The conversation that is open. Messages that did not change keep their nodes, and with them what is typed there. */
export class Messages {
  #nodes = new Map();
  #place = null;
  #newest = null;

  constructor(scroller, list, jumpButton, desk) {
    Object.assign(this, { scroller, list, jumpButton, desk });
    scroller.addEventListener("scroll", () => {
      this.atEnd = this.#isNearEnd();
      if (this.atEnd) jumpButton.hidden = true;
    });
    jumpButton.addEventListener("click", () => this.#toEnd());
    // A taller composer or a smaller window must not hide the newest message.
    new ResizeObserver(() => this.atEnd && this.#toEnd()).observe(scroller);
  }

  render() {
    const { world, channelId } = this.desk;
    const place = `${world.me.id} ${channelId}`;
    const moved = place !== this.#place;
    if (moved) this.#nodes.clear();
    const wasNearEnd = this.#isNearEnd();
    this.#place = place;
    reconcile(this.list, [
      this.#beginning(),
      ...this.#rows(),
      ...world.notices.map((one) =>
        this.#node(`notice ${one.id}`, one.text, () => renderNotice(one, this.desk)),
      ),
    ]);
    this.#scroll(moved, wasNearEnd);
  }

  #scroll(moved, wasNearEnd) {
    const { messages, me } = this.desk.world;
    const newest = messages.at(-1);
    const isNew = newest?.ts !== this.#newest;
    this.#newest = newest?.ts;
    if (moved || wasNearEnd || (isNew && newest?.user === me.id)) this.#toEnd();
    else if (isNew) this.jumpButton.hidden = false;
  }

  #isNearEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR_PX;
  }

  #toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.jumpButton.hidden = true;
    this.atEnd = true;
  }

  #node(key, version, build) {
    const known = this.#nodes.get(key);
    if (known?.version === version) return known.node;
    const node = build();
    this.#nodes.set(key, { version, node });
    return node;
  }

  #rows() {
    const { world } = this.desk;
    let previous = null;
    return world.messages.flatMap((message) => {
      const nodes = previous?.day === message.day ? [] : [this.#divider(message)];
      const together = follows(message, previous);
      previous = message;
      const json = JSON.stringify(message);
      const version = `${json}${together}${worldKey(world, json)}`;
      return [...nodes, this.#node(message.ts, version, () => renderMessage(message, this.desk, together))];
    });
  }

  #divider(message) {
    const words = dayName(Number(message.ts), message.day, this.desk.world);
    return this.#node(`day ${message.day}`, words, () =>
      h("div", { class: "day", role: "separator", "aria-label": words }, h("span", {}, words)),
    );
  }

  #beginning() {
    const { app } = this.desk.world;
    const { channel } = this.desk;
    const command = app.commands[0]?.command;
    const version = JSON.stringify([channel?.label, app.name, command]);
    return this.#node("beginning", version, () =>
      channel ? this.#channelBeginning(channel) : this.#dmBeginning(app, command),
    );
  }

  #channelBeginning(channel) {
    const title = h("b", {}, titleOf(channel));
    const words =
      channel.kind === "group"
        ? ["This is the very beginning of your direct message history with ", title, "."]
        : ["This is the very beginning of the ", title, " channel."];
    return h("div", { class: "beginning" }, h("h3", {}, titleOf(channel)), h("p", {}, words));
  }

  #dmBeginning(app, command) {
    const start = () => this.desk.compose(`${command} `);
    const invitation = h(
      "p",
      { "data-testid": "empty-hint" },
      "Type ",
      h("button", { type: "button", class: "code-button", onclick: start }, command ?? ""),
      " to begin.",
    );
    return h(
      "div",
      { class: "beginning" },
      avatar(app.bot_user_id, app.name, { bot: true, size: 56 }),
      h("h3", {}, app.name),
      h(
        "p",
        {},
        "This is the very beginning of your direct message history with ",
        h("b", {}, app.name),
        ".",
      ),
      command ? invitation : null,
    );
  }
}

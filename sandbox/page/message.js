import { avatar } from "./avatar.js";
import { renderBlock } from "./blocks.js";
import { h } from "./dom.js";
import { renderFiles } from "./files.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";
import { Surface } from "./surface.js";
import { mrkdwn } from "./text.js";

function pingNames(pings, world) {
  return pings
    .map((one) => `@${world.people.find((person) => person.id === one)?.real_name ?? one}`)
    .join(", ");
}

function pingMark(message, world) {
  if (!message.pings?.length) return null;
  return h(
    "div",
    { class: "pings", "data-testid": "pings" },
    icon("bell", 14),
    `pinged ${pingNames(message.pings, world)}`,
  );
}

function content(message, desk) {
  if (!message.blocks?.length) {
    if (!message.text && message.files?.length) return null;
    const loud = (message.pings ?? []).some((one) => ["channel", "here", "everyone"].includes(one));
    return h("div", { class: "message-text" }, mrkdwn(message.text ?? "", desk.world, { loud }));
  }
  const surface = new Surface(desk, { type: "message", channel: desk.channelId, ts: message.ts });
  surface.form.adopt(message.blocks);
  const blocks = message.blocks.map((block) => renderBlock(block, surface));
  return h("div", { class: "message-blocks" }, blocks);
}

function face(message, { app }) {
  // The app keeps one face, whatever its bot is called.
  const name = message.user === app.bot_user_id ? app.name : message.user_name;
  return avatar(message.user, name, { bot: message.is_bot });
}

function nameLine(message) {
  const badge = message.is_bot ? h("span", { class: "app-badge" }, "APP") : null;
  return h(
    "div",
    { class: "name-line" },
    h("span", { class: "name" }, message.user_name),
    badge,
    h("time", {}, message.time),
  );
}

/** The menu of a message, with the app's shortcuts; an ephemeral one has none. */
function shortcutMenu(message, desk) {
  const offered = desk.world.app.shortcuts.filter((one) => one.type === "message");
  if (message.ephemeral || !offered.length) return null;
  const where = { channel: desk.channelId, ts: message.ts };
  const items = offered.map(({ name, description }) => ({
    label: name,
    description,
    pick: () => desk.act("shortcut", { name, ...where }),
  }));
  return menuButton({ class: "message-menu", "aria-label": "More actions" }, icon("more", 18), () => items);
}

/** One message as the person sees it; `follows`: the line above is by the same author. */
export function renderMessage(message, desk, follows) {
  const classes = `message${follows ? " follows" : ""}${message.ephemeral ? " ephemeral" : ""}`;
  const attributes = {
    class: classes,
    role: "article",
    "aria-label": `${message.user_name}, ${message.time}`,
    "data-testid": "message",
    "data-ts": message.ts,
  };
  const beside = follows ? h("time", { class: "side-time" }, message.time) : face(message, desk.world);
  return h(
    "div",
    { ...attributes, "data-ephemeral": message.ephemeral ? "true" : null },
    h("div", { class: "gutter" }, beside),
    h(
      "div",
      { class: "message-body" },
      message.ephemeral ? h("div", { class: "only-you" }, icon("eye", 14), "Only visible to you") : null,
      follows ? null : nameLine(message),
      content(message, desk),
      renderFiles(message.files),
      message.edited ? h("span", { class: "edited" }, "(edited)") : null,
      pingMark(message, desk.world),
    ),
    shortcutMenu(message, desk),
  );
}

/** What Slack itself says to the person, such as that a command timed out. */
export function renderNotice(notice, desk) {
  const dismiss = () => desk.act("seen", { notice: notice.id });
  return h(
    "div",
    { class: "message ephemeral", role: "article", "data-testid": "notice" },
    h("div", { class: "gutter" }, avatar("slackbot", "S", {})),
    h(
      "div",
      { class: "message-body" },
      h("div", { class: "only-you" }, icon("eye", 14), "Only visible to you"),
      h("div", { class: "name-line" }, h("span", { class: "name" }, "Slackbot")),
      h("div", { class: "message-text" }, notice.text),
      h("button", { type: "button", class: "link-button", onclick: dismiss }, "Dismiss"),
    ),
  );
}

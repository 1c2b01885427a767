import { avatar } from "./avatar.js";
import { h, redraw } from "./dom.js";
import { icon } from "./icons.js";

function badge(count) {
  if (!count) return null;
  return h(
    "span",
    { class: "badge", "data-testid": "unread" },
    h("span", { class: "sr-only" }, "unread: "),
    String(count),
  );
}

function entry(desk, place, testid, unread, ...content) {
  const open = desk.isAt(place);
  const classes = `nav-item${open ? " current" : ""}${unread ? " unread" : ""}`;
  const go = () => desk.go(place === "dm" && desk.place === "home" ? "home" : place);
  return h(
    "li",
    {},
    h(
      "button",
      {
        type: "button",
        class: classes,
        "data-testid": testid,
        "aria-current": open ? "page" : null,
        onclick: go,
      },
      content,
      badge(unread),
    ),
  );
}

function sign(one) {
  if (one.kind === "private") return icon("lock", 14);
  return one.kind === "group" ? String(one.label.split(", ").length) : "#";
}

function channel(desk, one) {
  return entry(
    desk,
    one.name,
    `channel-${one.name}`,
    one.unread,
    h("span", { class: "nav-sign", "aria-hidden": "true" }, sign(one)),
    h("span", { class: "nav-name" }, one.label),
  );
}

function list(desk, heading, channels) {
  if (!channels.length) return null;
  const entries = channels.map((one) => channel(desk, one));
  return [h("h2", {}, heading), h("ul", {}, entries)];
}

function appEntry(desk, app) {
  const face = avatar(app.bot_user_id, app.name, { bot: true, size: 20 });
  const state = app.connected
    ? null
    : h("span", { class: "nav-off", title: "The app is not connected" }, "offline");
  return entry(desk, "dm", "app-dm", app.unread, face, h("span", { class: "nav-name" }, app.name), state);
}

function personButton(desk, person, me) {
  const zone = person.tz.replaceAll("_", " ");
  const isMe = person.id === me.id;
  const attributes = {
    type: "button",
    class: "person",
    "data-testid": `person-${person.handle}`,
    "aria-pressed": String(isMe),
    title: person.tz_label,
  };
  return h(
    "button",
    { ...attributes, onclick: () => desk.become(person) },
    avatar(person.id, person.real_name, { size: 28 }),
    h(
      "span",
      { class: "person-text" },
      h("span", { class: "person-name" }, person.real_name),
      h("span", { class: "person-zone" }, `${person.local_time} · ${zone}`),
    ),
  );
}

function people(desk, { people: all, me }) {
  const members = all.filter((one) => one.has_seat);
  return h(
    "section",
    { class: "people", "aria-labelledby": "people-title" },
    h("h2", { id: "people-title" }, "You are"),
    members.map((person) => personButton(desk, person, me)),
    h("p", { class: "sandbox-note" }, "A sandbox on this computer, not slack.com. Nothing leaves it."),
  );
}

/** The workspace's name, its channels, the app, and who one is. */
export function renderSidebar(root, desk) {
  const { world } = desk;
  const data = [world.team, world.channels, world.app, world.people, world.me.id, desk.place];
  redraw(root, data, () => [rail(desk, world), h("div", { class: "sidebar-panel" }, panel(desk, world))]);
}

function rail(desk, { team, me }) {
  const name = team?.name ?? "Workspace";
  return h(
    "div",
    { class: "rail" },
    avatar("team", name),
    h(
      "button",
      {
        type: "button",
        class: "rail-item",
        "data-testid": "rail-dms",
        "aria-current": desk.isAt("dm") ? "page" : null,
        onclick: () => desk.go("dm"),
      },
      icon("chat"),
      "DMs",
    ),
    h("span", { class: "rail-me" }, avatar(me.id, me.real_name)),
  );
}

function panel(desk, world) {
  return [
    h(
      "div",
      { class: "workspace" },
      h("h1", { "data-testid": "workspace" }, world.team?.name ?? "Workspace"),
      h("span", { class: "tag" }, "Sandbox"),
    ),
    h(
      "nav",
      { class: "nav", "aria-label": "Channels and apps" },
      list(
        desk,
        "Channels",
        world.channels.filter((one) => one.kind !== "group"),
      ),
      list(
        desk,
        "Direct messages",
        world.channels.filter((one) => one.kind === "group"),
      ),
      h("h2", {}, "Apps"),
      h("ul", {}, appEntry(desk, world.app)),
    ),
    people(desk, world),
  ];
}

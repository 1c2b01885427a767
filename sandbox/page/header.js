import { avatar } from "./avatar.js";
import { titleOf } from "./channels.js";
import { h, redraw } from "./dom.js";

const TABS = [
  ["home", "Home"],
  ["dm", "Messages"],
];

function onTabKey(event, desk) {
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
  event.preventDefault();
  const other = desk.place === "home" ? "dm" : "home";
  event.currentTarget.parentElement.querySelector(`[data-testid=tab-${other}]`).focus();
  desk.go(other);
}

function tab(desk, [place, label]) {
  const selected = desk.place === place;
  const unread =
    place === "dm" && !selected && desk.world.app.unread
      ? h("span", { class: "badge" }, String(desk.world.app.unread))
      : null;
  const attributes = {
    type: "button",
    class: "tab",
    role: "tab",
    "data-testid": `tab-${place}`,
    "aria-selected": String(selected),
    "aria-controls": "view",
  };
  return h(
    "button",
    {
      ...attributes,
      tabindex: selected ? "0" : "-1",
      onclick: () => desk.go(place),
      onkeydown: (event) => onTabKey(event, desk),
    },
    label,
    unread,
  );
}

function appHeader(desk) {
  const { app } = desk.world;
  const offline = app.connected
    ? null
    : h("span", { class: "offline", "data-testid": "app-offline" }, "The app is not connected");
  return [
    h(
      "div",
      { class: "title" },
      avatar(app.bot_user_id, app.name, { bot: true, size: 24 }),
      h("h2", {}, app.name),
      h("span", { class: "app-badge" }, "APP"),
      offline,
    ),
    h(
      "div",
      { class: "tabs", role: "tablist", "aria-label": app.name },
      TABS.map((one) => tab(desk, one)),
    ),
  ];
}

/** The title of what is open, with the app's tabs. */
export function renderHeader(root, desk) {
  const { world } = desk;
  const { channel } = desk;
  redraw(root, [desk.place, world.app, channel && titleOf(channel)], () => {
    if (!channel) return appHeader(desk);
    return h("div", { class: "title" }, h("h2", {}, titleOf(channel)));
  });
}

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { openPopup } from "./popup.js";
import { plain } from "./text.js";

const SAFE_URL = /^(https?|mailto):/i;

async function click(field, node, value) {
  if (node.getAttribute("aria-busy") === "true" || !(await field.confirmed())) return;
  node.setAttribute("aria-busy", "true");
  try {
    await field.press(value);
  } finally {
    node.removeAttribute("aria-busy");
  }
}

/** A button; with a `url` it is a link that opens outside and still tells the app. */
export function button(field) {
  const { element } = field;
  const isLink = SAFE_URL.test(element.url ?? "");
  const link = isLink
    ? { href: element.url, target: "_blank", rel: "noopener noreferrer" }
    : { type: "button" };
  const press = () => click(field, node, { value: element.value ?? null });
  const classes = `button ${element.style ?? ""}`;
  const label = element.accessibility_label ?? null;
  const node = h(
    isLink ? "a" : "button",
    { ...link, class: classes, "aria-label": label, onclick: press },
    plain(element.text),
  );
  return node;
}

function menuKeys(event, items, close) {
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to !== undefined) items.at(to % items.length).focus();
  else if (event.key === "Escape" || event.key === "Tab") close();
  else return;
  event.preventDefault();
}

function menuItem(option, pick) {
  const description = option.description
    ? h("span", { class: "listbox-description" }, plain(option.description))
    : null;
  const isLink = SAFE_URL.test(option.url ?? "");
  const link = isLink
    ? { href: option.url, target: "_blank", rel: "noopener noreferrer" }
    : { type: "button" };
  const attributes = {
    ...link,
    class: "menu-item",
    role: "menuitem",
    tabindex: "-1",
    onclick: () => pick(option),
  };
  return h(isLink ? "a" : "button", attributes, h("span", {}, plain(option.text), description));
}

/** The "…" menu. */
export function overflow(field) {
  let popup = null;
  const close = () => {
    popup?.close();
    node.focus();
  };
  const pick = (option) => {
    close();
    click(field, node, { selected_option: option });
  };
  const open = () => {
    if (popup) return close();
    const items = field.element.options.map((option) => menuItem(option, pick));
    const menu = h(
      "div",
      { role: "menu", "aria-label": "More actions", onkeydown: (event) => menuKeys(event, items, close) },
      items,
    );
    node.setAttribute("aria-expanded", "true");
    popup = openPopup(menu, node, () => {
      popup = null;
      node.setAttribute("aria-expanded", "false");
    });
    items[0]?.focus();
  };
  const attributes = {
    type: "button",
    class: "button overflow",
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    "aria-label": "More actions",
  };
  const node = h("button", { ...attributes, onclick: open }, icon("more"));
  return node;
}

import { h } from "./dom.js";
import { openPopup } from "./popup.js";

function onKey(event, nodes, close) {
  const at = nodes.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to !== undefined) nodes.at(to % nodes.length).focus();
  else if (event.key === "Escape" || event.key === "Tab") close();
  else return;
  event.preventDefault();
}

function menuItem({ label, description, url, pick }, close) {
  const more = description ? h("span", { class: "listbox-description" }, description) : null;
  const link = url ? { href: url, target: "_blank", rel: "noopener noreferrer" } : { type: "button" };
  const chosen = () => {
    close();
    pick();
  };
  const attributes = { ...link, class: "menu-item", role: "menuitem", tabindex: "-1", onclick: chosen };
  return h(url ? "a" : "button", attributes, h("span", {}, label, more));
}

/** A button that opens a menu of `items()`: each has a `label`, what to `pick`, maybe a `description` and a `url`. */
export function menuButton(attributes, face, items) {
  let popup = null;
  const close = () => {
    popup?.close();
    node.focus();
  };
  const open = () => {
    if (popup) return close();
    const nodes = items().map((one) => menuItem(one, close));
    const label = attributes["aria-label"];
    const menu = h(
      "div",
      { role: "menu", "aria-label": label, onkeydown: (event) => onKey(event, nodes, close) },
      nodes,
    );
    node.setAttribute("aria-expanded", "true");
    popup = openPopup(menu, node, () => {
      popup = null;
      node.setAttribute("aria-expanded", "false");
    });
    nodes[0]?.focus();
  };
  const state = { type: "button", "aria-haspopup": "menu", "aria-expanded": "false" };
  const node = h("button", { ...state, ...attributes, onclick: open }, face);
  return node;
}

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";
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

/** The "…" menu. */
export function overflow(field) {
  const pick = (option) => click(field, node, { selected_option: option });
  const attributes = { class: "button overflow", "aria-label": "More actions" };
  const node = menuButton(attributes, icon("more"), () => field.element.options.map((option) => item(option, pick)));
  return node;
}

function item(option, pick) {
  const description = option.description ? plain(option.description) : null;
  const url = SAFE_URL.test(option.url ?? "") ? option.url : null;
  return { label: plain(option.text), description, url, pick: () => pick(option) };
}

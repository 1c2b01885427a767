import { h } from "./dom.js";
import { icon } from "./icons.js";

const STAYS_MS = 7000;
const CLOCK_STAYS_MS = 3000;
const AT_MOST = 4;

const region = (tone) => document.getElementById(tone === "clock" ? "clock-toasts" : "toasts");

/**
 * A short note in the corner. It goes by itself unless `sticky`, and waits while it is pointed at or focused.
 * What the clock says stands below its bar, where it covers nothing for long; there is one of it at a time.
 */
export function toast(text, { tone = "plain", action = null, sticky = false, onDismiss = () => {} } = {}) {
  let timer = 0;
  const remove = () => {
    clearTimeout(timer);
    node.remove();
  };
  const dismiss = () => {
    remove();
    onDismiss();
  };
  const rest = () => {
    clearTimeout(timer);
    if (!sticky) timer = setTimeout(remove, tone === "clock" ? CLOCK_STAYS_MS : STAYS_MS);
  };
  const act = () => {
    dismiss();
    action.run();
  };
  const node = h(
    "div",
    { class: `toast toast-${tone}`, "data-testid": "toast" },
    h("span", { class: "toast-text" }, text),
    action ? h("button", { type: "button", class: "toast-action", onclick: act }, action.label) : null,
    h(
      "button",
      { type: "button", class: "toast-close", "aria-label": "Dismiss", onclick: dismiss },
      icon("close", 16),
    ),
  );
  node.addEventListener("pointerenter", () => clearTimeout(timer));
  node.addEventListener("pointerleave", rest);
  node.addEventListener("focusin", () => clearTimeout(timer));
  node.addEventListener("focusout", rest);
  const [place, most] = [region(tone), tone === "clock" ? 1 : AT_MOST];
  while (place.childElementCount >= most) place.firstChild.remove();
  place.append(node);
  rest();
}

/** What told of new messages goes once they are looked at. */
export function readMessages() {
  for (const told of document.querySelectorAll(".toast-message")) told.remove();
}

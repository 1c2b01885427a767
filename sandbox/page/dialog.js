import { focusables, h } from "./dom.js";

const open = [];

// Only the topmost dialog and the toasts may be reached by keyboard, mouse or screen reader.
function isolate() {
  const top = open.at(-1);
  for (const node of document.body.children)
    node.inert = top !== undefined && node !== top && !node.id.endsWith("toasts");
}

function keepTabInside(event, overlay) {
  const nodes = focusables(overlay);
  const edge = event.shiftKey ? nodes[0] : nodes.at(-1);
  const outside = !overlay.contains(document.activeElement) || document.activeElement === overlay.firstChild;
  if (document.activeElement !== edge && !(outside && event.shiftKey)) return;
  event.preventDefault();
  (event.shiftKey ? nodes.at(-1) : nodes[0])?.focus();
}

function onKey(event, overlay, onEscape) {
  if (event.key === "Tab") keepTabInside(event, overlay);
  if (event.key !== "Escape" || event.defaultPrevented) return;
  event.preventDefault();
  onEscape();
}

/** Shows `panel` (role dialog) above everything, with the focus kept inside. Returns the function that takes it away. */
export function openDialog(panel, onEscape) {
  const before = document.activeElement;
  const overlay = h("div", { class: "overlay" }, panel);
  overlay.addEventListener("keydown", (event) => onKey(event, overlay, onEscape));
  open.push(overlay);
  document.body.append(overlay);
  isolate();
  return () => {
    open.splice(open.indexOf(overlay), 1);
    overlay.remove();
    isolate();
    const home =
      before?.isConnected && !before.disabled
        ? before
        : document.querySelector("[data-testid=composer], [role=tab][aria-selected=true]");
    home?.focus();
  };
}

import { freshId, h } from "./dom.js";
import { renderElement } from "./elements.js";
import { icon } from "./icons.js";
import { plain } from "./text.js";
import { problem } from "./validate.js";

const GROUPS = ["radio_buttons", "checkboxes"];

function controlsOf(root) {
  return [...root.querySelectorAll("input, textarea")];
}

function showError(root, slot, text) {
  slot.replaceChildren(...(text ? [icon("warning", 16), text] : []));
  slot.hidden = !text;
  for (const control of controlsOf(root)) {
    if (text) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
  root.classList.toggle("has-error", Boolean(text));
}

function register(block, surface, root, slot) {
  surface.inputs.set(block.block_id, {
    showError: (text) => showError(root, slot, text),
    focus: () => controlsOf(root)[0]?.focus(),
    problem: () =>
      problem(
        block.element,
        surface.form.value(block.block_id, block.element.action_id),
        block.optional === true,
      ),
  });
}

/** A labelled input with its hint and the place where its error appears. */
export function inputBlock(block, surface) {
  const [id, labelId, hintId, errorId] = ["input", "label", "hint", "error"].map(freshId);
  const optional = block.optional === true;
  const hint = block.hint ? h("div", { class: "hint", id: hintId }, plain(block.hint)) : null;
  const slot = h("div", { class: "field-error", id: errorId, "data-testid": "field-error", hidden: true });
  const describedBy = [errorId, hint ? hintId : null].filter(Boolean).join(" ");
  const labels = {
    id,
    labelId,
    "aria-describedby": describedBy,
    "aria-required": optional || GROUPS.includes(block.element.type) ? null : "true",
  };
  const options = { labels, label: plain(block.label), optional, live: block.dispatch_action === true };
  const control = renderElement(block.element, block, surface, options);
  const words = [plain(block.label), optional ? h("span", { class: "optional" }, " (optional)") : null];
  const label = GROUPS.includes(block.element.type)
    ? h("div", { class: "label", id: labelId }, words)
    : h("label", { class: "label", id: labelId, for: id }, words);
  const root = h("div", { class: "input-block" }, label, control, slot, hint);
  register(block, surface, root, slot);
  return root;
}

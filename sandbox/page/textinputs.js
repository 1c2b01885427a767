import { h } from "./dom.js";
import { limitsOf } from "./validate.js";
import { plain } from "./text.js";

const PAUSE_MS = 350;
const HTML_TYPES = { email_text_input: "email", url_text_input: "url", number_input: "text" };

function triggers(field) {
  return field.live ? (field.element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"]) : [];
}

function counter(field, control) {
  const { min, max, shown } = limitsOf(field.element);
  const node = h("span", { class: "counter", "aria-hidden": "true" });
  const draw = () => {
    const length = [...control.value].length;
    const short = length > 0 && length < min;
    node.textContent = short ? `${min - length} more` : `${max - length}`;
    node.classList.toggle("over", length > max);
    node.hidden = !short && max - length > (shown ? max : max * 0.1);
  };
  control.addEventListener("input", draw);
  return { node, draw };
}

function grow(area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

/** Enter in a one-line input tells the app where it listens for that, else it submits the form. */
function onEnter(event, field, send) {
  const composing = event.isComposing || event.shiftKey;
  if (event.key !== "Enter" || composing) return;
  const multiline = event.target.tagName === "TEXTAREA";
  if (multiline && !(event.metaKey || event.ctrlKey)) return;
  event.preventDefault();
  if (!multiline && triggers(field).includes("on_enter_pressed")) send();
  else field.surface.submit?.();
}

function listen(control, field, read) {
  let timer = 0;
  // From the form and not from `control`, which a view that came meanwhile may have replaced.
  const send = () => field.send();
  control.addEventListener("input", () => {
    field.keep(read());
    if (!triggers(field).includes("on_character_entered")) return;
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE_MS);
  });
  control.addEventListener("keydown", (event) => onEnter(event, field, send));
}

function box(field, multiline) {
  const { labelId, ...attributes } = field.labels;
  const placeholder = plain(field.element.placeholder) || null;
  if (multiline) return h("textarea", { ...attributes, class: "input", placeholder, rows: "3" });
  const type = HTML_TYPES[field.element.type] ?? "text";
  const inputmode = field.element.type === "number_input" ? "decimal" : null;
  return h("input", { ...attributes, class: "input", placeholder, type, inputmode, autocomplete: "off" });
}

/** plain_text_input, email, url and number inputs. */
export function textInput(field) {
  const multiline = field.element.multiline === true;
  const control = box(field, multiline);
  const count = counter(field, control);
  listen(control, field, () => control.value || null);
  field.redraw = () => {
    control.value = field.value ?? "";
    count.draw();
  };
  field.redraw();
  if (multiline) {
    control.addEventListener("input", () => grow(control));
    requestAnimationFrame(() => grow(control));
  }
  return h("div", { class: `text-input${multiline ? " multiline" : ""}` }, control, count.node);
}

function toRichText(text) {
  const section = { type: "rich_text_section", elements: [{ type: "text", text }] };
  return text ? { type: "rich_text", elements: [section] } : null;
}

function fromRichText(value) {
  const textOf = (part) =>
    part.text ??
    part.url ??
    (part.elements ?? []).map(textOf).join(part.type === "rich_text_list" ? "\n" : "");
  return (value?.elements ?? []).map(textOf).join("\n").replace(/\n+$/, "");
}

/** rich_text_input without its toolbar: what is typed is sent as one plain section. */
export function richTextInput(field) {
  const control = box(field, true);
  listen(control, field, () => toRichText(control.value));
  control.value = fromRichText(field.value);
  return h("div", { class: "text-input multiline" }, control);
}

export function fileInput(field) {
  const { labelId, ...attributes } = field.labels;
  const note = h("span", { class: "file-note" }, "Files can’t be uploaded in this sandbox.");
  return h(
    "div",
    { class: "file-input" },
    h("button", { ...attributes, type: "button", class: "button", disabled: true }, "Add files"),
    note,
  );
}

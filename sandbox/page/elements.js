import { button, overflow } from "./button.js";
import { checkboxes, radioButtons } from "./choices.js";
import { datePicker, dateTimePicker, timePicker } from "./datetimes.js";
import { h } from "./dom.js";
import { Field } from "./field.js";
import { picture } from "./picture.js";
import { select } from "./selects.js";
import { fileInput, richTextInput, textInput } from "./textinputs.js";

const SELECTS = ["static", "external", "users", "channels", "conversations"].flatMap((kind) => [
  `${kind}_select`,
  `multi_${kind}_select`,
]);

const ELEMENTS = {
  button,
  workflow_button: button,
  overflow,
  radio_buttons: radioButtons,
  checkboxes,
  datepicker: datePicker,
  timepicker: timePicker,
  datetimepicker: dateTimePicker,
  plain_text_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  number_input: textInput,
  rich_text_input: richTextInput,
  file_input: fileInput,
  ...Object.fromEntries(SELECTS.map((type) => [type, select])),
};

/** Draws one element of `block`: a section, an actions block or an input block. `options` are Field's. */
export function renderElement(element, block, surface, options) {
  if (element.type === "image") return picture(element, "accessory-image");
  const build = ELEMENTS[element.type];
  if (!build) return h("span", { class: "unknown" }, `Can’t show “${element.type}”`);
  const node = build(new Field(element, block, surface, options));
  node.dataset.actionId = element.action_id ?? "";
  if (element.focus_on_load) node.dataset.focusOnLoad = "";
  return node;
}

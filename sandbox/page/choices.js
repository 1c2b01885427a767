import { freshId, h } from "./dom.js";
import { textObject } from "./text.js";

function row(field, option, input) {
  const id = freshId("option");
  const description = option.description
    ? h("span", { class: "choice-description", id }, textObject(option.description, field.world))
    : null;
  if (description) input.setAttribute("aria-describedby", id);
  return h(
    "label",
    { class: "choice" },
    input,
    h("span", {}, h("span", {}, textObject(option.text, field.world)), description),
  );
}

function group(field, role, build) {
  const inputs = field.element.options.map(build);
  const rows = field.element.options.map((option, index) => row(field, option, inputs[index]));
  field.redraw = () =>
    inputs.forEach((input, index) => (input.checked = isChosen(field, field.element.options[index])));
  field.redraw();
  // A group cannot be named by a <label for>, so it points back at the block's label.
  const { id, labelId, ...labels } = field.labels;
  return h("div", { class: "choices", role, id, "aria-labelledby": labelId, ...labels }, rows);
}

function isChosen(field, option) {
  return [field.value].flat().some((chosen) => chosen?.value === option.value);
}

export function radioButtons(field) {
  const name = freshId("radio");
  return group(field, "radiogroup", (option) =>
    h("input", { type: "radio", name, value: option.value, onchange: () => field.choose(option) }),
  );
}

export function checkboxes(field) {
  const { options } = field.element;
  const toggle = (event) => {
    const clicked = options.find((option) => option.value === event.target.value);
    const isOn = (option) => (option === clicked ? event.target.checked : isChosen(field, option));
    return field.choose(options.filter(isOn));
  };
  return group(field, "group", (option) =>
    h("input", { type: "checkbox", value: option.value, onchange: toggle }),
  );
}

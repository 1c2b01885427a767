import { longDate } from "./dates.js";
import { h } from "./dom.js";
import { plain } from "./text.js";
import { clockTime, epochOf, isoDate, isoTime, wallAt } from "./zone.js";

const PAUSE_MS = 700;

/** A native date or time input under Slack's words: the placeholder or the date written out, until it has the focus. */
function nativeInput(type, attributes, placeholder, write) {
  const input = h("input", { ...attributes, type, class: "input" });
  const face = h("span", { class: "date-face", "aria-hidden": "true" });
  const node = h("div", { class: `date-input is-${type}` }, input, face);
  const draw = () => {
    face.textContent = input.value ? write(input.value) : placeholder;
    node.classList.toggle("is-empty", !input.value);
  };
  input.addEventListener("input", draw);
  return { input, node, draw };
}

function openOnClick(input) {
  input.addEventListener("click", () => {
    // Browsers refuse this without a real user gesture; typing works all the same.
    try {
      input.showPicker();
    } catch {}
  });
}

function named(field, fallback) {
  const { labelId, ...attributes } = field.labels;
  return attributes.id ? attributes : { "aria-label": plain(field.element.placeholder) || fallback };
}

/** Tells a listening app of a change, once typing has paused: a native date "changes" with every digit of the year. */
function tellOfChanges(field, inputs) {
  let sent = field.value;
  let timer = 0;
  const tell = () => {
    clearTimeout(timer);
    if (!field.live || field.value === sent) return;
    sent = field.value;
    field.choose(sent);
  };
  for (const input of inputs) {
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(tell, PAUSE_MS);
    });
    input.addEventListener("blur", tell);
    input.addEventListener("keydown", (event) => submitOnEnter(event, field, tell));
  }
}

function single(field, type, fallback, write) {
  const { input, node, draw } = nativeInput(
    type,
    named(field, fallback),
    plain(field.element.placeholder) || fallback,
    write,
  );
  input.addEventListener("input", () => field.keep(input.value || null));
  tellOfChanges(field, [input]);
  field.redraw = () => {
    input.value = field.value ?? "";
    draw();
  };
  field.redraw();
  openOnClick(input);
  return node;
}

function submitOnEnter(event, field, tell) {
  if (event.key !== "Enter") return;
  event.preventDefault();
  if (field.live) tell();
  else field.surface.submit?.();
}

export function datePicker(field) {
  return single(field, "date", "Select a date", longDate);
}

export function timePicker(field) {
  const node = single(field, "time", "Select a time", clockTime);
  const zone = field.element.timezone;
  return zone
    ? h("div", { class: "with-zone" }, node, h("span", { class: "zone-note" }, zone.replaceAll("_", " ")))
    : node;
}

function instantOf(date, time, zone) {
  if (!date || !time) return null;
  const [year, month, day] = date.split("-").map(Number);
  const [hour, minute] = time.split(":").map(Number);
  return epochOf({ year, month, day, hour, minute }, zone);
}

/** A date and a time in the person's own zone; the value is Unix seconds. */
export function dateTimePicker(field) {
  const zone = field.world.me.tz;
  const { id, labelId, ...described } = field.labels;
  const name = (part) => ({ "aria-label": `${field.label ?? "Date and time"}: ${part}`, ...described });
  const date = nativeInput("date", { ...name("date"), id }, "Select a date", longDate);
  const time = nativeInput("time", name("time"), "Select a time", clockTime);
  for (const { input } of [date, time]) {
    input.addEventListener("input", () => field.keep(instantOf(date.input.value, time.input.value, zone)));
    openOnClick(input);
  }
  tellOfChanges(field, [date.input, time.input]);
  field.redraw = () => {
    const wall = field.value ? wallAt(field.value, zone) : null;
    date.input.value = wall ? isoDate(wall) : "";
    time.input.value = wall ? isoTime(wall) : "";
    date.draw();
    time.draw();
  };
  field.redraw();
  return h("div", { class: "date-time" }, date.node, time.node);
}

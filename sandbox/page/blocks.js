import { freshId, h } from "./dom.js";
import { renderElement } from "./elements.js";
import { icon } from "./icons.js";
import { markdown } from "./markdown.js";
import { inputBlock } from "./inputblock.js";
import { picture } from "./picture.js";
import { richText } from "./richtext.js";
import { plain, textObject } from "./text.js";

function section(block, surface) {
  const fields = (block.fields ?? []).map((field) =>
    h("div", { class: "section-field" }, textObject(field, surface.world)),
  );
  const body = h(
    "div",
    { class: "section-body" },
    block.text ? h("div", { class: "section-text" }, textObject(block.text, surface.world)) : null,
    fields.length ? h("div", { class: "section-fields" }, fields) : null,
  );
  if (!block.accessory) return h("div", { class: "section" }, body);
  const accessory = renderElement(block.accessory, block, surface);
  return h("div", { class: "section" }, body, h("div", { class: "section-accessory" }, accessory));
}

function contextItem(element, world) {
  return element.type === "image"
    ? picture(element, "context-image")
    : h("span", {}, textObject(element, world));
}

function image(block) {
  const title = block.title ? h("figcaption", {}, plain(block.title)) : null;
  return h("figure", { class: "image-block" }, title, picture(block, "block-image"));
}

function actions(block, surface) {
  return h(
    "div",
    { class: "actions" },
    block.elements.map((element) => renderElement(element, block, surface)),
  );
}

function cell(content, tag, settings, world) {
  const align = settings?.align ?? (content?.type === "raw_number" ? "right" : "left");
  const inner =
    content?.type === "rich_text"
      ? richText(content.elements, world)
      : String(content?.text ?? content?.value ?? "");
  return h(tag, { class: `align-${align}${settings?.is_wrapped ? " wrapped" : ""}` }, inner);
}

function table(block, surface) {
  const row = (cells, tag) =>
    h(
      "tr",
      {},
      cells.map((one, index) => cell(one, tag, block.column_settings?.[index], surface.world)),
    );
  const [head, ...rows] = block.rows;
  const body = h(
    "tbody",
    {},
    rows.map((cells) => row(cells, "td")),
  );
  // A wide table scrolls by itself; the tab stop lets the keyboard scroll it too.
  return h(
    "div",
    { class: "table-scroll", tabindex: "0", role: "region", "aria-label": "Table" },
    h("table", {}, h("thead", {}, row(head, "th")), body),
  );
}

const ALERT_ICONS = { warning: "warning", error: "warning", success: "tick" };

function alert(block, surface) {
  const level = block.level ?? "default";
  const id = freshId("alert");
  return h(
    "div",
    { class: `alert alert-${level}`, role: level === "error" ? "alert" : "status", "aria-labelledby": id },
    icon(ALERT_ICONS[level] ?? "info"),
    h("div", { id }, textObject(block.text, surface.world)),
  );
}

const BLOCKS = {
  header: (block) => h("div", { class: "header", role: "heading", "aria-level": "3" }, plain(block.text)),
  section,
  context: (block, surface) =>
    h(
      "div",
      { class: "context" },
      block.elements.map((element) => contextItem(element, surface.world)),
    ),
  divider: () => h("hr"),
  actions,
  image,
  input: inputBlock,
  rich_text: (block, surface) => h("div", { class: "rich-text" }, richText(block.elements, surface.world)),
  markdown: (block) => h("div", { class: "markdown" }, markdown(block.text)),
  table,
  alert,
};

function placeholder(block, reason) {
  return h(
    "div",
    { class: "unknown", "data-testid": "unknown-block" },
    `${reason}: ${block?.type ?? "no type"}`,
  );
}

function content(block, surface) {
  const build = BLOCKS[block?.type];
  if (!build) return placeholder(block, "This sandbox can’t show the block");
  try {
    return build(block, surface);
  } catch (error) {
    // One block that is out of shape must not take the whole view with it.
    console.warn(`block ${block.type}`, error);
    return placeholder(block, "Broken block");
  }
}

/** Draws one block on a surface. */
export function renderBlock(block, surface) {
  return h(
    "div",
    { class: `block block-${block?.type}`, "data-block-id": block?.block_id ?? "" },
    content(block, surface),
  );
}

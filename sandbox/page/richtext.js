import { formatDate } from "./dates.js";
import { h } from "./dom.js";
import { emojiFor } from "./emoji.js";
import { broadcast, channelMention, link, userMention } from "./text.js";

const STYLE_TAGS = { bold: "b", italic: "i", strike: "s", code: "code", underline: "u" };

function withStyle(node, style = {}) {
  return Object.entries(STYLE_TAGS).reduce(
    (inner, [name, tag]) => (style[name] ? h(tag, {}, inner) : inner),
    node,
  );
}

function emojiText(element) {
  if (element.unicode)
    return String.fromCodePoint(...element.unicode.split("-").map((code) => parseInt(code, 16)));
  return emojiFor(element.name) ?? `:${element.name}:`;
}

const INLINE = {
  text: (element) => element.text,
  link: (element) => link(element.url, element.text || element.url),
  user: (element, world) => userMention(element.user_id, world),
  channel: (element, world) => channelMention(element.channel_id, world),
  usergroup: (element) => h("span", { class: "mention" }, `@${element.usergroup_id}`),
  team: (element) => element.team_id,
  emoji: emojiText,
  date: (element, world) =>
    h("time", { title: element.fallback }, formatDate(element.timestamp, element.format, world)),
  broadcast: (element) => broadcast(element.range),
  color: (element) => h("code", {}, element.value),
};

function inline(elements, world) {
  return (elements ?? []).map((element) => {
    const build = INLINE[element.type];
    return build
      ? withStyle(build(element, world), element.style)
      : h("span", { class: "unknown-inline" }, `[${element.type}]`);
  });
}

function list(element, world) {
  const tag = element.style === "ordered" ? "ol" : "ul";
  const classes = `indent-${Math.min(element.indent ?? 0, 8)}${element.border ? " bordered" : ""}`;
  const start = element.offset ? String(element.offset + 1) : null;
  return h(
    tag,
    { class: classes, start },
    element.elements.map((item) => h("li", {}, inline(item.elements, world))),
  );
}

const PARTS = {
  rich_text_section: (element, world) => h("div", { class: "rich-section" }, inline(element.elements, world)),
  rich_text_list: list,
  rich_text_preformatted: (element, world) => h("pre", {}, inline(element.elements, world)),
  rich_text_quote: (element, world) => h("blockquote", {}, inline(element.elements, world)),
};

/** The parts of a rich_text block (or table cell) as nodes. */
export function richText(elements, world) {
  return (elements ?? []).map(
    (element) => PARTS[element.type]?.(element, world) ?? h("div", { class: "unknown" }, element.type),
  );
}

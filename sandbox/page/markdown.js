import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { link } from "./text.js";

const INLINE = [
  [/`([^`]+)`/, ([, code]) => h("code", {}, code)],
  [/!?\[([^\]]*)\]\(([^()\s]+)\)/, ([, label, url]) => link(url, label || url)],
  [/(\*\*|__)(?=\S)(.+?)\1/, ([, , inner]) => h("b", {}, inline(inner))],
  [/~~(?=\S)(.+?)~~/, ([, inner]) => h("s", {}, inline(inner))],
  [/(?<!\w)([*_])(?=\S)(.+?)\1(?!\w)/, ([, , inner]) => h("i", {}, inline(inner))],
  [/(?<!\w)https?:\/\/[^\s<>]*[^\s<>.,;:!?)]/, ([url]) => link(url, url)],
];

function inline(text) {
  let best = null;
  for (const [pattern, build] of INLINE) {
    const match = pattern.exec(text);
    if (match && (best === null || match.index < best.match.index)) best = { match, build };
  }
  if (!best) return [withEmoji(text)];
  const { match, build } = best;
  return [
    withEmoji(text.slice(0, match.index)),
    build(match),
    ...inline(text.slice(match.index + match[0].length)),
  ];
}

const ITEM = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/;
const cells = (line) =>
  line
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());

function takeWhile(lines, test) {
  const taken = [];
  while (lines.length && test(lines[0])) taken.push(lines.shift());
  return taken;
}

function fence(lines) {
  lines.shift();
  const code = takeWhile(lines, (line) => !line.startsWith("```"));
  lines.shift();
  return h("pre", {}, code.join("\n"));
}

function list(lines) {
  const ordered = /\d/.test(ITEM.exec(lines[0])[2]);
  const items = takeWhile(lines, (line) => ITEM.test(line)).map((line) => ITEM.exec(line));
  const build = ([, space, , text]) =>
    h("li", { class: `indent-${Math.min(Math.floor(space.length / 2), 8)}` }, inline(text));
  return h(ordered ? "ol" : "ul", {}, items.map(build));
}

function table(lines) {
  const [head, , ...rows] = takeWhile(lines, (line) => line.includes("|")).map(cells);
  const row = (tag) => (texts) =>
    h(
      "tr",
      {},
      texts.map((text) => h(tag, {}, inline(text))),
    );
  return h("table", {}, h("thead", {}, row("th")(head)), h("tbody", {}, rows.map(row("td"))));
}

function heading(lines) {
  const [, marks, text] = /^(#{1,6})\s+(.*)$/.exec(lines.shift());
  return h(
    "p",
    { class: `md-heading md-h${marks.length}`, role: "heading", "aria-level": String(marks.length + 2) },
    inline(text),
  );
}

const isTable = (lines) =>
  lines[0].includes("|") && /^[\s|:-]+$/.test(lines[1] ?? "") && lines[1].includes("-");
const START = /^(```|#{1,6}\s|>|\s*([-*+]|\d+[.)])\s|(-{3,}|\*{3,})\s*$)/;

function nextBlock(lines) {
  if (lines[0].startsWith("```")) return fence(lines);
  if (/^#{1,6}\s/.test(lines[0])) return heading(lines);
  if (/^(-{3,}|\*{3,})\s*$/.test(lines[0])) return lines.shift() && h("hr");
  if (lines[0].startsWith(">")) {
    const quoted = takeWhile(lines, (line) => line.startsWith(">"));
    return h("blockquote", {}, inline(quoted.map((line) => line.replace(/^> ?/, "")).join("\n")));
  }
  if (ITEM.test(lines[0])) return list(lines);
  if (isTable(lines)) return table(lines);
  const first = lines.shift();
  return h(
    "p",
    {},
    inline([first, ...takeWhile(lines, (line) => line.trim() && !START.test(line))].join("\n")),
  );
}

/** Standard Markdown (the `markdown` block) as nodes. */
export function markdown(text) {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const nodes = [];
  while (lines.length) {
    if (lines[0].trim()) nodes.push(nextBlock(lines));
    else lines.shift();
  }
  return nodes;
}

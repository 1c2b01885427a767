import { formatDate } from "./dates.js";
import { h } from "./dom.js";
import { emojiFor, withEmoji } from "./emoji.js";

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
const decode = (text) => text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]);
const SAFE_URL = /^(https?:\/\/|mailto:|tel:)/i;

/** A link that opens outside the page; an address of an unsafe kind stays plain text. */
export function link(url, label) {
  if (!SAFE_URL.test(url)) return h("span", {}, label);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label);
}

/** "@Maya Okafor", marked when it is the reader. */
export function userMention(id, world, fallback) {
  const person = world.people.find((one) => one.id === id);
  const classes = id === world.me.id ? "mention mention-loud" : "mention";
  return h("span", { class: classes, "data-user": id }, `@${person?.real_name ?? fallback ?? id}`);
}

export function channelMention(id, world, fallback) {
  const channel = world.offered_channels.find((one) => one.id === id);
  return h("span", { class: "mention" }, `#${channel?.name ?? (fallback || "private-channel")}`);
}

/** "@channel" as it looks when it pings everybody. */
export function broadcast(range) {
  return h("span", { class: "mention mention-loud", "data-testid": "broadcast" }, `@${range}`);
}

function dateToken(body, world) {
  const [command, fallback] = splitLabel(body);
  const [, epoch, template, url] = command.split("^");
  const valid = /^\d+$/.test(epoch ?? "") && template;
  const words = valid ? formatDate(Number(epoch), template, world) : decode(fallback ?? "");
  const node = h("time", { title: fallback ? decode(fallback) : null }, words);
  return url ? link(decode(url), node) : node;
}

function splitLabel(body) {
  const bar = body.indexOf("|");
  return bar < 0 ? [body, null] : [body.slice(0, bar), body.slice(bar + 1)];
}

function special(body, world) {
  if (body.startsWith("!date^")) return dateToken(body, world);
  const [command, label] = splitLabel(body.slice(1));
  if (/^(channel|here|everyone)$/.test(command)) return broadcast(command);
  return h("span", { class: "mention" }, decode(label ?? command));
}

function angle([, body], world) {
  if (body.startsWith("!")) return special(body, world);
  const [target, label] = splitLabel(body);
  const words = label === null ? null : withEmoji(decode(label));
  if (target.startsWith("@")) return userMention(target.slice(1), world, words);
  if (target.startsWith("#")) return channelMention(target.slice(1), world, words);
  return link(decode(target), words || decode(target).replace(/^(mailto|tel):/, ""));
}

// A zero-width space beside a marker switches it off; that is how apps defuse what people typed.
const styled = (mark, tag) => [
  new RegExp(
    `(?<![\\w${mark}\u200b])\\${mark}(?=[^\\s${mark}\u200b])((?:[^\\n${mark}]|(?<=\\w)\\${mark}(?=\\w))*[^\\s${mark}\u200b])\\${mark}(?![\\w${mark}])`,
    "g",
  ),
  ([, inner], world, loud) => h(tag, {}, inline(inner, world, loud)),
];

const INLINE = [
  [/`([^`\n]+)`/g, ([, code]) => h("code", {}, decode(code))],
  [/<([^<>\n]+)>/g, angle],
  styled("*", "b"),
  styled("_", "i"),
  styled("~", "s"),
  [/:([a-z0-9_+'-]+(?:::skin-tone-\d)?):/g, ([whole, name]) => emojiFor(name) ?? whole],
  [/(?<![\w@])https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"]/g, ([url]) => link(decode(url), decode(url))],
];
const LOUD = [/(?<![\w@])@(channel|here|everyone)\b/g, ([, range]) => broadcast(range)];

function nextMatch(text, from, patterns) {
  let best = null;
  for (const [pattern, build] of patterns) {
    pattern.lastIndex = from;
    const match = pattern.exec(text);
    if (match && (best === null || match.index < best.match.index)) best = { match, build };
  }
  return best;
}

function inline(text, world, loud) {
  const patterns = loud ? [...INLINE, LOUD] : INLINE;
  const nodes = [];
  let at = 0;
  for (let found = nextMatch(text, at, patterns); found; found = nextMatch(text, at, patterns)) {
    const { match, build } = found;
    if (match.index > at) nodes.push(decode(text.slice(at, match.index)));
    nodes.push(build(match, world, loud));
    at = match.index + match[0].length;
  }
  nodes.push(decode(text.slice(at)));
  return nodes;
}

function quotedLines(text, world, loud) {
  const rest = /^(?:&gt;|>){3}\s?([^]*)$/m.exec(text);
  if (rest) {
    const before = text.slice(0, rest.index);
    return [...quotedLines(before, world, loud), h("blockquote", {}, inline(rest[1], world, loud))];
  }
  const nodes = [];
  let quote = null;
  let first = true;
  for (const line of text.split("\n")) {
    const match = /^(?:&gt;|>)\s?(.*)$/.exec(line);
    if (match && quote) quote.append("\n", ...inline(match[1], world, loud));
    else if (match) nodes.push((quote = h("blockquote", {}, inline(match[1], world, loud))));
    else nodes.push(first || quote ? "" : "\n", ...inline(line, world, loud));
    if (!match) quote = null;
    first = false;
  }
  return nodes;
}

/** Slack's mrkdwn as nodes. `loud`: a bare "@channel" pings, as in text that is not verbatim. */
export function mrkdwn(text, world, { loud = false } = {}) {
  const parts = text.split(/```\n?([\s\S]+?)\n?```\n?/);
  return parts.flatMap((part, index) =>
    index % 2 ? h("pre", {}, decode(part)) : part ? quotedLines(part, world, loud) : [],
  );
}

/** A plain_text object as a string: no markup, shortcodes only. */
export function plain(object) {
  const text = decode(object?.text ?? "");
  return object?.emoji === false ? text : withEmoji(text);
}

/** A text object of either type as nodes. */
export function textObject(object, world) {
  if (object.type === "mrkdwn") return mrkdwn(object.text ?? "", world, { loud: object.verbatim !== true });
  return [plain(object)];
}

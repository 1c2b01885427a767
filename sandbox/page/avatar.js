import { h } from "./dom.js";

const COLOURS = ["#8f4a1c", "#1a6e4f", "#7a2f86", "#24588f", "#8a2846", "#4a5c1b", "#3f4b9b"];

function colourOf(id) {
  let sum = 0;
  for (const letter of id) sum = (sum * 33 + letter.codePointAt(0)) % 10007;
  return COLOURS[sum % COLOURS.length];
}

function initials(name) {
  const words = name.trim().split(/\s+/);
  if (words.length === 1) return words[0].slice(0, 2);
  return [words[0], words.at(-1)]
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();
}

/** A coloured square with initials; decorative, as the name always stands beside it. */
export function avatar(id, name, { bot = false, size = 36 } = {}) {
  const node = h(
    "span",
    { class: `avatar${bot ? " avatar-bot" : ""}`, "aria-hidden": "true" },
    initials(name || "?"),
  );
  node.style.setProperty("--size", `${size}px`);
  if (!bot) node.style.background = colourOf(id);
  return node;
}

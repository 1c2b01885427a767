import { h } from "./dom.js";
import { icon } from "./icons.js";

const PICTURES = ["image/png", "image/jpeg", "image/gif"];

/** "12 kB", in the decimal units of Slack. */
function sizeOf(bytes) {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? "byte" : "bytes"}`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function downloadLink(file, attributes, ...children) {
  return h("a", { href: file.url, download: file.name, ...attributes }, ...children);
}

function card(file) {
  return downloadLink(
    file,
    { class: "file-card", "aria-label": `Download ${file.title}, ${sizeOf(file.size)}` },
    icon("file", 28),
    h(
      "span",
      { class: "file-words" },
      h("span", { class: "file-title" }, file.title),
      h("span", { class: "file-facts" }, `${file.name} · ${sizeOf(file.size)}`),
    ),
    icon("download"),
  );
}

function shownPicture(file) {
  const caption = h(
    "figcaption",
    {},
    h("span", { class: "file-title" }, file.title),
    downloadLink(file, { class: "file-facts" }, `Download ${file.name} · ${sizeOf(file.size)}`),
  );
  const image = h("img", { src: file.url, alt: file.alt_text || file.title, class: "block-image" });
  // What is no picture after all can still be saved.
  image.addEventListener("error", () => image.closest("figure").replaceWith(card(file)), { once: true });
  return h("figure", { class: "file-picture" }, caption, image);
}

/** The files of a message: pictures as such, everything else as a card to save it by. */
export function renderFiles(files) {
  return (files ?? []).map((file) =>
    h(
      "div",
      { class: "file", "data-testid": "file" },
      PICTURES.includes(file.mimetype) ? shownPicture(file) : card(file),
    ),
  );
}

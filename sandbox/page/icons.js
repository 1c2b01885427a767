const NS = "http://www.w3.org/2000/svg";

// 20×20 outlines; every path is drawn as a stroke of the text colour.
const PATHS = {
  close: "M5 5l10 10M15 5L5 15",
  back: "M12 4l-6 6 6 6",
  chevron: "M6 8l4 4 4-4",
  lock: "M5 9.5h10v7.5H5zM7 9.5V7a3 3 0 016 0v2.5",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  send: "M3.5 16.5l13-6.5-13-6.5 1.8 5.4 5.2 1.1-5.2 1.1z",
  clock: "M10 3a7 7 0 100 14 7 7 0 000-14zM10 6.5V10l2.5 2",
  eye: "M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5zM10 8a2 2 0 100 4 2 2 0 000-4z",
  bell: "M5.5 13.5V9a4.5 4.5 0 019 0v4.5l1 1.5h-11zM8.5 17h3",
  chat: "M4 4.5h12v8.5H9l-3.5 3v-3H4z",
  info: "M10 3a7 7 0 100 14 7 7 0 000-14zM10 9.5v4M10 6.5h.01",
  warning: "M10 3.5l7.5 13h-15zM10 8.5v4M10 14.5h.01",
  bolt: "M11.5 2.5L4.5 11.5h5l-1 6 7-9h-5z",
  attach: "M10 4v12M4 10h12",
  file: "M5 2.5h6.5L15.5 6.5v11h-10.5zM11.5 2.5v4h4",
  download: "M10 3.5v9M6.5 9l3.5 3.5L13.5 9M4 16.5h12",
  tick: "M4.5 10.5l3.5 3.5 7.5-8",
};

/** A decorative icon; screen readers skip it, so its button needs a name of its own. */
export function icon(name, size = 20) {
  const svg = document.createElementNS(NS, "svg");
  const path = document.createElementNS(NS, "path");
  for (const [key, value] of Object.entries({
    viewBox: "0 0 20 20",
    width: size,
    height: size,
    "aria-hidden": "true",
    class: "icon",
  })) {
    svg.setAttribute(key, value);
  }
  path.setAttribute("d", PATHS[name]);
  if (name === "more") path.setAttribute("stroke-width", "2.6");
  svg.append(path);
  return svg;
}

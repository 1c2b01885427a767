import { h } from "./dom.js";
import { link } from "./text.js";

const LOCAL = /^(data:image\/|https?:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]|\/)/i;

function instead(url, alt) {
  return h("span", { class: "no-image" }, alt || "Image", link(url, "Open the image"));
}

/** An image. One from outside this machine becomes a link, because the sandbox talks to nobody by itself. */
export function picture({ image_url: url = "", alt_text: alt = "" }, className) {
  if (!LOCAL.test(url))
    return className === "context-image" ? h("span", { class: "no-image small" }, alt) : instead(url, alt);
  const image = h("img", { src: url, alt, class: className, loading: "lazy" });
  image.addEventListener("error", () => image.replaceWith(instead(url, alt)), { once: true });
  return image;
}

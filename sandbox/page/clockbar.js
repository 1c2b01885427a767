import { h, redraw } from "./dom.js";
import { icon } from "./icons.js";
import { toast } from "./toasts.js";

const jumpId = (label) => `jump-${label.toLowerCase().replace(/\W+/g, "-").replace(/^-|-$/g, "")}`;

let jumps = Promise.resolve();

/** Jumps once the jumps before have arrived: pressed twice, an hour is two. */
function jump(desk, label, root) {
  jumps = jumps.then(() => jumpNow(desk, label, root));
}

async function jumpNow(desk, label, root) {
  root.setAttribute("aria-busy", "true");
  try {
    const answer = await desk.ask("jump", { to: label });
    await desk.refresh();
    const { clock, me } = desk.world;
    toast(`It is now ${answer.clock?.text ?? clock.text} for ${me.real_name}.`, { tone: "clock" });
  } catch (error) {
    toast(error.message, { tone: error.status ? "clock" : "error" });
  } finally {
    root.removeAttribute("aria-busy");
    desk.composer.focus();
  }
}

/** The sandbox's time in the person's zone, and the buttons that move it. */
export function renderClockBar(root, desk) {
  const { clock, me } = desk.world;
  redraw(root, [clock.text, clock.jumps, me.tz_label], () => [
    h(
      "div",
      { class: "clock" },
      icon("clock", 18),
      h("time", { "data-testid": "clock" }, clock.text),
      h("span", { class: "clock-zone" }, me.tz_label),
    ),
    h(
      "div",
      { class: "jumps", role: "group", "aria-label": "Move the sandbox’s time" },
      h("span", { class: "jumps-label", "aria-hidden": "true" }, "Move time"),
      clock.jumps.map((label) =>
        h(
          "button",
          {
            type: "button",
            class: "jump",
            "data-testid": jumpId(label),
            onclick: () => jump(desk, label, root),
          },
          label,
        ),
      ),
    ),
  ]);
}

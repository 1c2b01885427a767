let underWay = Promise.resolve();
let release = null;

function begin(event) {
  if (event.button !== 0 || release) return;
  underWay = new Promise((resolve) => (release = resolve));
}

function end() {
  // The click comes right after the pointer went up.
  setTimeout(release);
  release = null;
}

window.addEventListener("pointerdown", begin, true);
for (const type of ["pointerup", "pointercancel", "contextmenu"])
  window.addEventListener(type, () => release && end(), true);
// Of the window alone: what had the focus loses it with every press.
window.addEventListener("blur", () => release && end());

/** Resolves when no button of the mouse is down: a click on what is drawn anew between down and up would be lost. */
export async function pressEnded() {
  while (release) await underWay;
}

const GAP = 4;
const MARGIN = 8;

function place(popup, anchor) {
  const box = anchor.getBoundingClientRect();
  const below = window.innerHeight - box.bottom - GAP - MARGIN;
  const above = box.top - GAP - MARGIN;
  const up = below < Math.min(popup.scrollHeight, 200) && above > below;
  popup.style.maxHeight = `${Math.min(320, up ? above : below)}px`;
  popup.style.minWidth = `${Math.min(box.width, window.innerWidth - 2 * MARGIN)}px`;
  popup.style.left = `${Math.max(MARGIN, Math.min(box.left, window.innerWidth - popup.offsetWidth - MARGIN))}px`;
  popup.style.top = up ? `${box.top - GAP - popup.offsetHeight}px` : `${box.bottom + GAP}px`;
}

/** Shows `popup` at `anchor` until closed by the caller, a click elsewhere or scrolling away. Returns {close, place}. */
export function openPopup(popup, anchor, onClose) {
  // Inside the dialog, because everything outside an open dialog is inert.
  const host = anchor.closest(".overlay") ?? document.body;
  popup.classList.add("popup");
  host.append(popup);
  const reposition = () => (anchor.isConnected ? place(popup, anchor) : close());
  const outside = (event) => {
    if (!popup.contains(event.target) && !anchor.contains(event.target)) close();
  };
  const scrolled = (event) => {
    if (!popup.contains(event.target)) reposition();
  };
  // A view drawn anew below it moves its anchor, or takes it away.
  const drawn = new MutationObserver(reposition);
  const close = () => {
    if (!popup.isConnected) return;
    drawn.disconnect();
    popup.remove();
    document.removeEventListener("pointerdown", outside, true);
    document.removeEventListener("scroll", scrolled, true);
    window.removeEventListener("resize", reposition);
    onClose?.();
  };
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("scroll", scrolled, true);
  window.addEventListener("resize", reposition);
  drawn.observe(host, { childList: true, subtree: true });
  reposition();
  return { close, place: reposition };
}

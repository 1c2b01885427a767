import { renderBlocks } from "./blocks.js";
import { focusables } from "./dom.js";
import { isoDate, wallAt } from "./zone.js";

/** What, besides the blocks themselves, changes how they look: who reads them, and on which day. */
export function worldKey(world, blocksJson) {
  const minute = blocksJson.includes("{ago}") ? Math.floor(world.clock.now / 60) : 0;
  return [world.me.id, world.me.tz, isoDate(wallAt(world.clock.now, world.me.tz)), minute].join("|");
}

function place(node) {
  const element = node.closest("[data-action-id]");
  const block = node.closest("[data-block-id]");
  if (!element || !block) return null;
  const index = element === node ? -1 : focusables(element).indexOf(node);
  return {
    block: block.dataset.blockId,
    action: element.dataset.actionId,
    index,
    start: node.selectionStart,
    end: node.selectionEnd,
  };
}

/** Remembers which control inside `root` has the focus; the returned function gives it to that control's successor. */
function rememberFocus(root) {
  const active = document.activeElement;
  const spot = root.contains(active) ? place(active) : null;
  return () => {
    if (!spot) return false;
    const element = root.querySelector(
      `[data-block-id="${CSS.escape(spot.block)}"] [data-action-id="${CSS.escape(spot.action)}"]`,
    );
    const node = element && (spot.index < 0 ? element : focusables(element)[spot.index]);
    node?.focus();
    // Only text has a selection; the other inputs throw.
    if (node?.setSelectionRange && spot.start !== null) node.setSelectionRange?.(spot.start, spot.end);
    return Boolean(node);
  };
}

/** Draws the blocks of a view into `root`; what was typed, the focus and the scroll position stay. */
export function drawView(root, view, surface) {
  const restore = rememberFocus(root);
  const top = root.scrollTop;
  surface.form.adopt(view.blocks, view.values);
  surface.inputs.clear();
  root.replaceChildren(...renderBlocks(view.blocks, surface));
  root.scrollTop = top;
  return restore();
}

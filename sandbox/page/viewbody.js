import { renderBlock } from "./blocks.js";
import { focusables, reconcile } from "./dom.js";
import { holdsValues } from "./form.js";
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
    // In its place it is left alone: to touch the selection would end what an input method is composing.
    if (active === document.activeElement && root.contains(active)) return Boolean(spot);
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

/** What tells a block from others. An id that Slack generated is new with each update; a new initial value comes too late. */
function blockKey(block, world) {
  const json = JSON.stringify(block, (name, value) =>
    name === "block_id" || name.startsWith("initial_") ? undefined : value,
  );
  return [json, holdsValues(block) ? block.block_id : "", worldKey(world, json)].join();
}

/** The nodes of the blocks. Those that did not change keep theirs, and with it what is open, held or half typed there. */
function nodesOf(blocks, surface) {
  const before = surface.drawn;
  surface.drawn = blocks.map((block) => {
    const key = blockKey(block, surface.world);
    const at = before.findIndex((one) => one.key === key);
    if (at < 0) return { key, block, node: renderBlock(block, surface) };
    const [kept] = before.splice(at, 1);
    kept.block.block_id = kept.node.dataset.blockId = block.block_id;
    return kept;
  });
  const ids = new Set(blocks.map((block) => block.block_id));
  for (const id of [...surface.inputs.keys()]) if (!ids.has(id)) surface.inputs.delete(id);
  return surface.drawn.map(({ node }) => node);
}

/** Draws the blocks of a view into `root`; what was typed, the focus and the scroll position stay. */
export function drawView(root, view, surface) {
  const restore = rememberFocus(root);
  const top = root.scrollTop;
  surface.form.adopt(view.blocks, view.values);
  reconcile(root, nodesOf(view.blocks, surface));
  root.scrollTop = top;
  return restore();
}

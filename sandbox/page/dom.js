/** Builds an element. Strings become text nodes, so nothing that people typed is ever parsed as HTML. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(node, name, value);
  node.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return node;
}

function setProp(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else node.setAttribute(name, value === true ? "" : value);
}

let lastId = 0;

/** An id that no other element of the page has. */
export function freshId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

/** Puts exactly `nodes` into `parent`, leaving those that are already in place untouched (focus, scroll, typing). */
export function reconcile(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null);
  });
}

/** Rebuilds a region only when its data changed; the control that had the focus gets it back. */
export function redraw(root, data, build) {
  const key = JSON.stringify(data);
  if (root.drawnKey === key) return false;
  root.drawnKey = key;
  const focused = root.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
  root.replaceChildren(...[build()].flat());
  if (focused) root.querySelector(`[data-testid="${CSS.escape(focused)}"]`)?.focus();
  return true;
}

const FOCUSABLE = "a[href], button, input, select, textarea, [tabindex='0']";

/** What the Tab key can reach inside `root`, in order. */
export function focusables(root) {
  return [...root.querySelectorAll(FOCUSABLE)].filter((node) => !node.disabled && node.offsetParent !== null);
}

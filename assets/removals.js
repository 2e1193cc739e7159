// @ts-check
// Watches for nodes that scripts of the page or extensions take out of a widget, which would break its next rendering.

/** The times that an element renders a damaged widget again by itself. */
const MAX_REPAIRS = 5;

/**
 * How often the widget of each element was damaged.
 *
 * @type {WeakMap<HTMLElement, number>}
 */
const repairs = new WeakMap();

/**
 * The nodes that others have added, such as a translator.
 *
 * @type {WeakSet<Node>}
 */
const foreign = new WeakSet();

/**
 * Returns a function that starts (`true`) or ends (`false`) watching for nodes that others remove from the shadow tree, or
 * ends it for ever (`undefined`). The widget's own rendering has to be outside. It returns `false` if nodes are missing,
 * which the element is informed about, too. Nodes that others have added do not count, nor a text that a translator has
 * replaced.
 *
 * @param {HTMLElement} base
 * @param {WidgetOptions} options
 */
export function watchForRemovals(base, { host, emit, retryButton }) {
  const root = /** @type {ShadowRoot} */ (base.parentNode);
  let isIntact = true;
  let isEnded = false;
  /**
   * Own nodes that others have removed, and may have inserted again.
   *
   * @type {WeakSet<Node>}
   */
  const removed = new WeakSet();
  const isMissing = (/** @type {Node} */ node, /** @type {Node} */ target) => {
    if (foreign.has(node) || node.parentNode === target) return false;
    // The other nodes of the root are the shell's, or styles of extensions.
    if (target === root) return node === base;
    return node instanceof Element || ![...target.childNodes].some((child) => foreign.has(child));
  };
  const report = () => {
    if (isEnded) return;
    const count = (repairs.get(host) ?? 0) + 1;
    repairs.set(host, count % (MAX_REPAIRS + 1));
    const cause = "A script of the page or an extension has removed parts of the widget";
    if (count === 1) console.warn(`<weigh-in>: ${cause}, which is rendered again.`);
    const error = new Error(`${cause}, again and again. Exclude <weigh-in> from what it changes.`);
    if (count > MAX_REPAIRS) emit("error", undefined, Object.assign(error, { report: retryButton() }));
    else emit("damaged");
  };
  const check = (/** @type {MutationRecord[]} */ records) => {
    for (const { addedNodes, removedNodes } of records) {
      for (const node of removedNodes) if (!foreign.has(node)) removed.add(node);
      for (const node of addedNodes) if (!removed.has(node)) foreign.add(node);
    }
    const isDamaged = records.some(({ target, removedNodes }) => [...removedNodes].some((node) => isMissing(node, target)));
    if (!isIntact || !isDamaged) return;
    isIntact = false;
    // The WebAssembly may have called, and can't be called back.
    queueMicrotask(report);
  };
  const observer = new MutationObserver(check);
  return (/** @type {boolean | undefined} */ isWatching) => {
    // Yew may call once more after a widget was removed.
    isEnded ||= isWatching === undefined;
    if (!isEnded) check(observer.takeRecords());
    observer.disconnect();
    if (isWatching && !isEnded && isIntact) observer.observe(root, { childList: true, subtree: true });
    return isIntact && !isEnded;
  };
}

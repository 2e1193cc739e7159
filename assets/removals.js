// @ts-check
// Watches for nodes that scripts of the page or extensions take out of a widget, which would break its next rendering.

/** The times that each element may render a damaged widget again. */
const MAX_REPAIRS = 5;

/**
 * How often the widget of each element was damaged.
 *
 * @type {WeakMap<HTMLElement, number>}
 */
const repairs = new WeakMap();

/**
 * Returns a function that starts (`true`) or ends (`false`) watching for nodes that others remove from the shadow tree, or
 * ends it for ever (`undefined`). The widget's own rendering has to be outside. It returns `false` if nodes are missing,
 * which the element is informed about, too. What others have added themselves does not count, nor a text that a translator
 * has replaced.
 *
 * @param {HTMLElement} base
 * @param {WidgetOptions} options
 */
export function watchForRemovals(base, { host, emit }) {
  let isIntact = true;
  /** @type {WeakSet<Node>} */
  const foreign = new WeakSet();
  const isMissing = (/** @type {Node} */ target) => (/** @type {Node} */ node) => {
    if (foreign.has(node) || node.parentNode === target) return false;
    return node instanceof Element || ![...target.childNodes].some((child) => foreign.has(child));
  };
  const report = () => {
    // The shell itself takes the widget out after a trap.
    if (base.hidden) return;
    const count = (repairs.get(host) ?? 0) + 1;
    repairs.set(host, count);
    const cause = "A script of the page or an extension has removed parts of the widget";
    if (count === 1) console.warn(`<weigh-in>: ${cause}, which is rendered again.`);
    if (count > MAX_REPAIRS) emit("error", undefined, new Error(`${cause}, again and again. Exclude <weigh-in> from what it changes.`));
    else emit("damaged");
  };
  const check = (/** @type {MutationRecord[]} */ records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) foreign.add(node);
    if (!isIntact || !records.some(({ target, removedNodes }) => [...removedNodes].some(isMissing(target)))) return;
    isIntact = false;
    // The WebAssembly may have called, and can't be called back.
    queueMicrotask(report);
  };
  const observer = new MutationObserver(check);
  const root = /** @type {ShadowRoot} */ (base.parentNode);
  return (/** @type {boolean | undefined} */ isWatching) => {
    // Yew may call once more after a widget was removed.
    isIntact &&= isWatching !== undefined;
    check(observer.takeRecords());
    observer.disconnect();
    if (isWatching && isIntact) observer.observe(root, { childList: true, subtree: true });
    return isIntact;
  };
}

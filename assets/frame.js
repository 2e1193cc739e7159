// @ts-check
// The widget as a page of its own, for iframes. Its settings stand in the query and its state in the
// fragment; or, if the query names the origin of a page with <weigh-in frame>, that page sends them.
import { THEME_PROPERTIES } from "./theme-properties.js";
import "./weigh-in.js";

const VERSION = 1;
/** How many entries a message carries of a ranking. */
const MOST_ENTRIES = 1_000;
/** How long weights and filters rest before the page is told how firm the ranking is, in milliseconds. */
const REST = 400;
/** How long at most between two looks at whether the part that tells so has been loaded. */
const LONGEST_REST = 12_800;
const ATTRIBUTES = ["src", "weights", "theme", "hide", "lang", "dir", "share", "name"];

const query = new URLSearchParams(location.search);
/** The origin of the page around, if it is one that answers. */
const host = parent === window ? null : query.get("origin");

const layout = new CSSStyleSheet();
layout.replaceSync("body { margin: 0 }");
document.adoptedStyleSheets = [layout];

/**
 * @param {unknown} message
 * @param {string} target
 */
function post(message, target) {
  if (parent !== window) parent.postMessage(message, target);
}

/** @param {FromFrame} message */
function send(message) {
  post({ weighIn: VERSION, ...message }, host && host !== "null" ? host : "*");
}

/**
 * Makes the element, with something that stands for the page.
 *
 * @param {FramePage} page
 * @returns {WeighInElement}
 */
function create(page) {
  const Shell = /** @type {new (page: FramePage) => WeighInElement} */ (customElements.get("weigh-in"));
  const element = new Shell(page);
  element.setAttribute("load", "eager");
  return element;
}

/**
 * Gives the element its settings: attributes, and the custom properties of its theme.
 *
 * @param {WeighInElement} element
 * @param {Record<string, string | null | undefined>} attributes
 * @param {Record<string, string | null | undefined>} theme
 */
function configure(element, attributes, theme) {
  for (const name of ATTRIBUTES) {
    const value = attributes[name] ?? null;
    if (value === element.getAttribute(name)) continue;
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
  for (const name of THEME_PROPERTIES) {
    const property = `--weigh-in-${name}`;
    const value = theme[property];
    if (value) element.style.setProperty(property, value);
    else element.style.removeProperty(property);
  }
  if (!element.isConnected) document.body.append(element);
}

/**
 * Returns what stands for the window of the page around: its URL, and the number of entries of its history.
 *
 * @param {() => string} url
 * @param {() => number} entries
 * @param {(url: string, isNew: boolean) => void} write
 * @returns {PageWindow}
 */
function around(url, entries, write) {
  return {
    location: { get href() { return url(); } },
    history: {
      get length() { return entries(); },
      pushState: (_state, _title, url) => write(url, true),
      replaceState: (_state, _title, url) => write(url, false),
    },
  };
}

/** Shows what stands in the frame's own URL. Back and Forward belong to the page around. */
function runStandalone() {
  /** @type {FramePage} */
  const page = { attribute: (name) => query.get(name) };
  if (parent !== window) page.window = around(() => location.href, () => history.length, (url) => history.replaceState(history.state, "", url));
  const element = create(page);
  const theme = THEME_PROPERTIES.map((name) => [`--weigh-in-${name}`, query.get(name)]);
  configure(element, { ...Object.fromEntries(query), share: query.get("share") === "off" ? "off" : "hash" }, Object.fromEntries(theme));
  followScreen(element);
}

/** Shows what the page around says, and reports to it what a reader does. */
function runHosted() {
  /** @type {string | undefined} */
  let url;
  /** How many entries the history had when the page last sent something. */
  let entries = 0;
  /** @type {Record<string, string | null | undefined>} */
  let own = {};
  /** @type {() => BoundWidget | undefined} */
  let widget = () => undefined;
  /** @type {FramePage} */
  const page = {
    isFramed: true,
    most: MOST_ENTRIES,
    attribute: (name) => own[name],
    window: around(() => url ?? "", () => entries, (next, isNew) => {
      send({ type: "url", from: url ?? "", url: next, isNew });
      url = next;
      // Nothing else tells of a lock.
      rest();
    }),
    connect(getWidget) {
      widget = getWidget;
    },
  };
  const element = create(page);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  /** Tells the page how firm the ranking is, but not while a reader moves a weight: it takes too long for that. */
  const rest = (wait = REST) => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      const { robustness } = element;
      if (robustness) send({ type: "robustness", robustness });
      else if (wait < LONGEST_REST) rest(2 * wait);
    }, wait);
  };
  /** @param {ToFrame} data */
  const obey = (data) => {
    if (data.type === "settings") {
      ({ own } = data);
      if (url === undefined) {
        url = data.url;
        page.saved = data.saved;
      }
      configure(element, data.attributes, data.theme);
    } else if (data.type === "url") {
      url = data.url;
      if (data.isNew === undefined) dispatchEvent(new PopStateEvent("popstate"));
      else widget()?.writeUrl(data.isNew);
    } else if (data.type === "written") {
      dispatchEvent(new PopStateEvent("popstate"));
    } else if (data.type === "data") {
      // Other data start from what the page's URL says.
      url &&= data.url;
      element.data = data.file;
    } else if (data.type === "weights") {
      page.saved = undefined;
      element.weights = data.weights;
    } else if (data.type === "reset") element.reset();
  };
  const present = () => {
    const { weights, ranking, shareUrl } = element;
    return { detail: { weights, ranking, shareUrl }, state: widget()?.state ?? "" };
  };
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || origin !== host || data?.weighIn !== VERSION) return;
    ({ entries } = data);
    obey(data);
    // What a script changes is no event.
    if (element.ranking.length > 0) send({ type: "state", ...present() });
    rest();
  });
  for (const name of /** @type {const} */ (["ready", "input", "change"])) {
    element.addEventListener(`weigh-in-${name}`, () => {
      send({ type: "event", name, ...present() });
      rest();
    });
  }
  element.addEventListener("weigh-in-error", ({ detail }) => {
    const report = (/** @type {boolean} */ isFatal) => send({ type: "event", name: "error", detail, isFatal });
    element.ready.then(() => report(false), () => report(true));
  });
  followScreen(element);
  send({ type: "ready" });
}

/**
 * Lets the mixing desk know where the screen ends: a frame is as high as its content, so the desk sticks to the end of
 * what is seen of the frame.
 *
 * @param {WeighInElement} element
 */
function followScreen(element) {
  if (parent === window) return;
  const seen = new IntersectionObserver(([{ intersectionRect, isIntersecting }]) => {
    if (!isIntersecting) return;
    const below = Math.max(innerHeight - intersectionRect.bottom, 0);
    element.style.setProperty("--weigh-in-below", `${below}px`);
  }, { threshold: Array.from({ length: 401 }, (_, step) => step / 400) });
  seen.observe(document.documentElement);
}

const sizes = new ResizeObserver(([{ contentRect }]) => {
  // In a hidden frame, or before there is a widget, there is nothing to measure.
  if (contentRect.width === 0 || contentRect.height === 0) return;
  const height = Math.ceil(contentRect.height);
  send({ type: "size", height });
  if (!host) post({ sentinel: "amp", type: "embed-size", height }, "*");
});
sizes.observe(document.body);

if (host) runHosted();
else runStandalone();

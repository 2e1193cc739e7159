// @ts-check
// The widget as a separate page, for iframes. The query contains its attributes and the fragment its state. If instead
// the query has the origin of a page with <weigh-in frame>, that page sends both.
import { THEME_PROPERTIES } from "./theme-properties.js";
import "./weigh-in.js";

const VERSION = 1;
/** The maximum length of the ranking in a message. */
const MAX_ROWS = 1_000;
/** The time after the last change until the robustness is sent to the page, in milliseconds. */
const ROBUSTNESS_DELAY = 400;
/** The maximum time between two checks whether the panels, which compute the robustness, are loaded. */
const MAX_ROBUSTNESS_DELAY = 12_800;
const ATTRIBUTES = ["src", "weights", "theme", "hide", "lang", "dir", "share", "name"];

const query = new URLSearchParams(location.search);
/** The origin of the surrounding page, if that communicates with the frame. */
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
 * Creates the element, with replacements for the surrounding page.
 *
 * @param {FramePage} page
 * @returns {WeighInElement}
 */
function createElement(page) {
  const Shell = /** @type {new (page: FramePage) => WeighInElement} */ (customElements.get("weigh-in"));
  const element = new Shell(page);
  element.setAttribute("load", "eager");
  return element;
}

/**
 * Sets the attributes of the element and the custom properties of its theme.
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
 * Returns a replacement for the window of the surrounding page: its URL, and the number of entries of its history.
 *
 * @param {() => string} url
 * @param {() => number} historyLength
 * @param {(url: string, isNew: boolean) => void} write
 * @returns {PageWindow}
 */
function windowOf(url, historyLength, write) {
  return {
    location: { get href() { return url(); } },
    history: {
      get length() { return historyLength(); },
      pushState: (_state, _title, url) => write(url, true),
      replaceState: (_state, _title, url) => write(url, false),
    },
  };
}

/**
 * Runs the widget with the frame's own URL. It adds no history entries, since Back and Forward belong to the
 * surrounding page.
 */
function runStandalone() {
  /** @type {FramePage} */
  const page = { attribute: (name) => query.get(name) };
  if (parent !== window) page.window = windowOf(() => location.href, () => history.length, (url) => history.replaceState(history.state, "", url));
  const element = createElement(page);
  const theme = THEME_PROPERTIES.map((name) => [`--weigh-in-${name}`, query.get(name)]);
  configure(element, { ...Object.fromEntries(query), share: query.get("share") === "off" ? "off" : "hash" }, Object.fromEntries(theme));
  followViewport(element);
}

/** Runs the widget for the surrounding page, by messages. */
function runHosted() {
  /** @type {string | undefined} */
  let url;
  /** The number of entries of the page's history, as of its last message. */
  let historyLength = 0;
  /** @type {Record<string, string | null | undefined>} */
  let elementAttributes = {};
  /** @type {() => WasmWidget | undefined} */
  let widget = () => undefined;
  /** @type {FramePage} */
  const page = {
    isFramed: true,
    maxRows: MAX_ROWS,
    attribute: (name) => elementAttributes[name],
    window: windowOf(() => url ?? "", () => historyLength, (next, isNew) => {
      send({ type: "url", from: url ?? "", url: next, isNew });
      url = next;
      // A changed lock fires no event, but changes the URL and the robustness.
      scheduleRobustness();
    }),
    connect(getWidget) {
      widget = getWidget;
    },
  };
  const element = createElement(page);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** `true` once the page has asked for the robustness, or a reader has pointed at the widget: computing it loads the panels. */
  let isRobustnessNeeded = false;
  /** Sends the robustness after a delay, since computing it takes too long while a reader changes a weight. */
  const scheduleRobustness = (wait = ROBUSTNESS_DELAY) => {
    clearTimeout(timer);
    if (!isRobustnessNeeded) return;
    timer = setTimeout(() => {
      const { robustness } = element;
      if (robustness) send({ type: "robustness", robustness });
      else if (wait < MAX_ROBUSTNESS_DELAY) scheduleRobustness(2 * wait);
    }, wait);
  };
  const needRobustness = () => {
    if (isRobustnessNeeded) return;
    isRobustnessNeeded = true;
    scheduleRobustness();
  };
  for (const type of ["pointerover", "focusin"]) addEventListener(type, needRobustness, { once: true });
  /** @param {ToFrame} data */
  const handleMessage = (data) => {
    const isUrl = "url" in data && typeof data.url === "string";
    if (data.type === "settings") {
      if (!isUrl || !data.attributes || !data.theme) throw new Error("it is incomplete");
      elementAttributes = { ...data.elementAttributes };
      if (url === undefined) {
        url = data.url;
        page.saved = data.saved;
      }
      configure(element, data.attributes, data.theme);
    } else if (data.type === "url") {
      if (!isUrl) throw new Error("it has no URL");
      url = data.url;
      if (data.isNew === undefined) dispatchEvent(new PopStateEvent("popstate"));
      else widget()?.writeUrl(data.isNew);
    } else if (data.type === "written") {
      dispatchEvent(new PopStateEvent("popstate"));
    } else if (data.type === "data") {
      // Another data set starts from the state in the page's URL.
      url &&= data.url;
      element.data = data.file;
    } else if (data.type === "weights") {
      if (!data.weights || typeof data.weights !== "object") throw new Error("it has no weights");
      page.saved = undefined;
      element.weights = data.weights;
    } else if (data.type === "reset") element.reset();
  };
  const currentState = () => {
    const { weights, ranking, shareUrl } = element;
    return { detail: { weights, ranking, shareUrl }, state: widget()?.state ?? "" };
  };
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || origin !== host || data?.weighIn !== VERSION) return;
    ({ historyLength } = data);
    if (data.type === "robustness") {
      needRobustness();
      return;
    }
    try {
      handleMessage(data);
    } catch ({ message }) {
      console.error(`<weigh-in>: the frame ignores a message of type ${data.type} (${message}). Load weigh-in.js and frame.html of the same release.`);
      return;
    }
    // Changes by scripts fire no event.
    if (element.ranking.length > 0) send({ type: "state", ...currentState() });
    scheduleRobustness();
  });
  for (const name of /** @type {const} */ (["ready", "input", "change"])) {
    element.addEventListener(`weigh-in-${name}`, () => {
      send({ type: "event", name, ...currentState() });
      scheduleRobustness();
    });
  }
  element.addEventListener("weigh-in-error", ({ detail }) => {
    const sendError = (/** @type {boolean} */ isFatal) => send({ type: "event", name: "error", detail, isFatal });
    element.ready.then(() => sendError(false), () => sendError(true));
  });
  followViewport(element);
  send({ type: "ready" });
}

/**
 * Sets the distance from the bottom of the viewport to that of the visible part of the frame, where the panel of
 * weights sticks in narrow frames. The frame itself is as high as its content.
 *
 * @param {WeighInElement} element
 */
function followViewport(element) {
  if (parent === window) return;
  const observer = new IntersectionObserver(([{ intersectionRect, isIntersecting }]) => {
    if (!isIntersecting) return;
    const below = Math.max(innerHeight - intersectionRect.bottom, 0);
    element.style.setProperty("--weigh-in-below", `${below}px`);
  }, { threshold: Array.from({ length: 401 }, (_, step) => step / 400) });
  observer.observe(document.documentElement);
}

const sizes = new ResizeObserver(([{ contentRect }]) => {
  // The body has no size in a hidden frame, or before the widget is ready.
  if (contentRect.width === 0 || contentRect.height === 0) return;
  const height = Math.ceil(contentRect.height);
  send({ type: "size", height });
  if (!host) post({ sentinel: "amp", type: "embed-size", height }, "*");
});
sizes.observe(document.body);

if (host) runHosted();
else runStandalone();

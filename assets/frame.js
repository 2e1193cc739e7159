// The widget as a page of its own, for iframes. Its settings stand in the query and its state in the
// fragment; or, if the query names the origin of a page with <weigh-in frame>, that page tells them.
import { keyOf, withState } from "./address.js";
import { PROPERTIES } from "./looks.js";
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
const element = document.createElement("weigh-in");
element.setAttribute("load", "eager");

const layout = new CSSStyleSheet();
layout.replaceSync("body { margin: 0 }");
document.adoptedStyleSheets = [layout];

function tell(message, target) {
  if (parent !== window) parent.postMessage(message, target);
}

function send(message) {
  tell({ weighIn: VERSION, ...message }, host && host !== "null" ? host : "*");
}

/** Gives the element its settings: attributes, and custom properties of its look. */
function set(attributes, looks) {
  for (const name of ATTRIBUTES) {
    const value = attributes[name] ?? null;
    if (value === element.getAttribute(name)) continue;
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
  for (const name of PROPERTIES) {
    const property = `--weigh-in-${name}`;
    if (looks[property]) element.style.setProperty(property, looks[property]);
    else element.style.removeProperty(property);
  }
  if (!element.isConnected) document.body.append(element);
}

/** Shows what stands in the frame's own URL. Back and Forward belong to the page around. */
function alone() {
  const shell = customElements.get("weigh-in");
  shell.page = { attribute: (name) => query.get(name) };
  if (parent !== window) shell.page.write = (url) => history.replaceState(history.state, "", url);
  const looks = PROPERTIES.map((name) => [`--weigh-in-${name}`, query.get(name)]);
  set({ ...Object.fromEntries(query), share: query.get("share") === "off" ? "off" : "hash" }, Object.fromEntries(looks));
}

/** Shows what the page around tells, and tells it what a reader does. */
function together() {
  let page;
  let own = {};
  let resting;
  /** Tells the page how firm the ranking is, but not while a reader moves a weight: it takes too long for that. */
  const rest = (wait = REST) => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      const { insights } = element;
      if (insights) send({ type: "insights", insights });
      else if (wait < LONGEST_REST) rest(2 * wait);
    }, wait);
  };
  customElements.get("weigh-in").page = {
    isFramed: true,
    most: MOST_ENTRIES,
    attribute: (name) => own[name],
    url: () => page,
    write(url, isNew) {
      page = url;
      send({ type: "url", url, isNew });
      // Nothing else tells of a lock.
      rest();
    },
  };
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || origin !== host || data?.weighIn !== VERSION) return;
    if (data.type === "settings") {
      ({ own } = data);
      const { share, hide, ...attributes } = data.attributes;
      // Where the page's URL is left alone, it carries the state in here only.
      const isOff = share === "off";
      const inner = isOff ? "hash" : share;
      page ??= data.saved ? withState(data.url, inner, keyOf(attributes.name), data.saved) : data.url;
      set({ ...attributes, share: inner, hide: isOff ? `${hide ?? ""} share` : hide }, data.looks);
    } else if (data.type === "url") {
      page = data.url;
      if (!data.isSame) dispatchEvent(new PopStateEvent("popstate"));
    } else if (data.type === "data") {
      // Other data start from what the page's URL says.
      page &&= data.url;
      element.data = data.file;
    } else if (data.type === "weights") element.weights = data.weights;
    else if (data.type === "reset") element.reset();
    // What a script changes is no event.
    const { weights, ranking, shareUrl } = element;
    if (ranking.length > 0) send({ type: "state", detail: { weights, ranking, shareUrl } });
    rest();
  });
  for (const name of ["ready", "input", "change"]) {
    element.addEventListener(`weigh-in-${name}`, ({ detail }) => {
      send({ type: "event", name, detail });
      rest();
    });
  }
  element.addEventListener("weigh-in-error", ({ detail }) => {
    const tell = (isFatal) => send({ type: "event", name: "error", detail, isFatal });
    element.ready.then(() => tell(false), () => tell(true));
  });
  send({ type: "ready" });
}

const sizes = new ResizeObserver(([{ contentRect }]) => {
  // In a hidden frame, or before there is a widget, there is nothing to measure.
  if (contentRect.width === 0 || contentRect.height === 0) return;
  const height = Math.ceil(contentRect.height);
  send({ type: "size", height });
  if (!host) tell({ sentinel: "amp", type: "embed-size", height }, "*");
});
sizes.observe(document.body);

// A frame is as high as its content, so the mixing desk can't know where the screen ends: it sticks to the end
// of what is seen of the frame.
const seen = new IntersectionObserver(([{ intersectionRect, isIntersecting }]) => {
  if (!isIntersecting) return;
  const below = Math.max(innerHeight - intersectionRect.bottom, 0);
  element.style.setProperty("--weigh-in-below", `${below}px`);
}, { threshold: Array.from({ length: 401 }, (_, step) => step / 400) });
if (parent !== window) seen.observe(document.documentElement);

if (host) together();
else alone();

// What stands in the page for a widget that runs in an iframe of the files' own origin: for pages whose
// policy refuses WebAssembly, or that keep other people's code out. Page and frame send each other
// messages `{weighIn: 1, type, …}`; each side listens to the other's window and origin alone.
import { keyOf, stateOf, withState } from "./address.js";
import { looks } from "./looks.js";

const VERSION = 1;
/** How high a frame may be, in pixels. */
const [LEAST, MOST] = [100, 20_000];
/** How long after its document the frame's script may come, in milliseconds. */
const PATIENCE = 1_000;
const EVENTS = ["ready", "input", "change"];

/** By element, the widget that another one follows at this moment. */
const leaving = new WeakMap();

/** The same as the runtime's class of this name. */
export class Widget {
  /** The widget in the frame tells them itself. */
  problems = [];
  ranking = [];
  /** How firm this ranking is; the frame tells it when weights and filters have come to rest. */
  insights;
  #weights = {};
  #options;
  /** The file of own data, as `data.js` has fetched it. */
  #own;
  #key;
  /** The widget's state, as a link has it. */
  #state;
  /** The page's URL when the frame last knew of it. */
  #url = location.href;
  /** What a script has set before the frame could be told. */
  #early;
  #frame = document.createElement("iframe");
  #origin;
  #heard = false;
  /** Frames may be told another preference than the page. */
  #dark = matchMedia("(prefers-color-scheme: dark)");
  #listening = new AbortController();

  constructor(base, options, own) {
    this.#options = options;
    this.#own = own;
    this.#key = keyOf(options.name);
    this.#state = options.saved;
    const src = this.#source();
    // A page without an origin gives its frames none.
    this.#origin = origin === "null" ? origin : src.origin;
    src.searchParams.set("origin", origin);
    const before = leaving.get(options.host);
    if (this.#follows(before, src)) {
      this.#frame = before.#frame;
      before.#frame = undefined;
      this.#listen(src);
      this.#begin();
      return;
    }
    this.#listen(src);
    this.#frame.src = src;
    this.#frame.title = options.host.getAttribute("aria-label") ?? "Weigh-in";
    // Where a browser knows of no sheet to share with, it complains of the word.
    this.#frame.allow = navigator.share ? "clipboard-write; web-share" : "clipboard-write";
    this.#frame.addEventListener("load", () => setTimeout(() => this.#heard || this.#fail(src), PATIENCE), { signal: this.#listening.signal });
    base.replaceChildren(this.#frame);
  }

  /** Whether it differs by its data alone from the one before, in whose frame these stay until the new ones are read. */
  #follows(before, src) {
    return before?.#heard && before.#own !== this.#own && before.#key === this.#key && before.#frame.src === src.href;
  }

  #listen(src) {
    const { signal } = this.#listening;
    this.#frame.addEventListener("pointerenter", () => this.#navigate(), { signal });
    document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
      if (src.href.startsWith(blockedURI)) this.#fail(src);
    }, { signal });
    addEventListener("message", (event) => this.#receive(event), { signal });
    this.#dark.addEventListener("change", () => this.#settings(), { signal });
    for (const type of ["popstate", "hashchange"]) addEventListener(type, () => this.#navigate(), { signal });
  }

  get weights() {
    return this.#early ?? this.#weights;
  }

  set weights(weights) {
    this.#early = weights;
    this.insights = undefined;
    this.#flush();
  }

  get shareUrl() {
    return this.#isOff ? location.href : withState(location.href, this.#options.share, this.#key, this.#state);
  }

  reset() {
    this.insights = undefined;
    if (this.#heard) this.#send({ type: "reset" });
    else this.#early = {};
  }

  /** An attribute is another. */
  update(attribute) {
    if (attribute === "weights") {
      this.#state = undefined;
      this.#options.weights = this.#options.host.getAttribute("weights");
    }
    if (attribute === "share") this.#options.share = this.#options.host.getAttribute("share");
    this.#settings();
  }

  /** Takes the frame away; gives the state. */
  unmount() {
    const { host } = this.#options;
    this.#listening.abort();
    this.#own?.end(host);
    leaving.set(host, this);
    queueMicrotask(() => {
      leaving.delete(host);
      this.#frame?.remove();
    });
    return this.#state;
  }

  /** Whether the page's URL is left alone. */
  get #isOff() {
    return this.#options.share === "off";
  }

  /** Tells a frame that listens all that it needs. */
  #begin() {
    this.#heard = true;
    this.#hand();
    this.#settings();
    this.#flush();
  }

  /** Hands the frame the page's own data, or nothing where there are none. */
  #hand() {
    const { type, name, url, title, bytes } = this.#own ?? {};
    // The page keeps the file, for when the element is moved.
    const copy = bytes?.slice();
    const file = copy && { bytes: copy, type, name, url, title };
    this.#send({ type: "data", file, url: location.href }, copy && [copy]);
  }

  /** The error of a widget that can't be shown. */
  #failure({ message, problems }) {
    const error = Object.assign(new Error(message), { problems });
    return this.#own?.failureOf(this.#options.host, error) ?? error;
  }

  #source() {
    const address = this.#options.host.getAttribute("frame");
    try {
      return new URL(address || "frame.html", address ? document.baseURI : import.meta.url);
    } catch {
      throw new Error(`frame="${address}" is no URL. Write that of a frame.html, or nothing for the one beside weigh-in.js.`);
    }
  }

  #fail({ origin, pathname }) {
    if (this.#listening.signal.aborted) return;
    const message = `${origin}${pathname} does not answer. Let the page's Content Security Policy allow ${origin} as frame-src, and upload frame.html beside weigh-in.js.`;
    this.#options.emit("error", undefined, new Error(message));
  }

  #receive({ source, origin, data }) {
    if (source !== this.#frame.contentWindow || origin !== this.#origin || data?.weighIn !== VERSION) return;
    if (data.type === "ready") {
      this.#begin();
    } else if (data.type === "size" && data.height > 0) {
      const height = Math.min(Math.max(data.height, LEAST), MOST);
      this.#frame.style.setProperty("block-size", `${height}px`);
    } else if (data.type === "event" && data.name === "error" && data.detail?.message) {
      this.#own?.end(this.#options.host);
      this.#options.emit("error", data.detail, data.isFatal && this.#failure(data.detail));
    } else if (data.type === "event" && EVENTS.includes(data.name) && data.detail?.ranking) {
      this.#own?.end(this.#options.host);
      this.#know(data.detail);
      this.#options.emit(data.name);
    } else if (data.type === "state" && data.detail?.ranking) {
      this.#know(data.detail);
    } else if (data.type === "insights" && data.insights && typeof data.insights === "object") {
      this.insights = data.insights;
    } else if (data.type === "url" && typeof data.url === "string") {
      this.insights = undefined;
      this.#write(data);
    }
  }

  /** Keeps what the frame says of its widget; its URL always carries the state. What was worked out before may hold no more. */
  #know({ weights, ranking, shareUrl }) {
    this.#weights = weights;
    this.ranking = ranking;
    this.insights = undefined;
    this.#state = stateOf(`${shareUrl}`, this.#key);
  }

  /** Puts the state that the frame's widget has for the URL into the page's. */
  #write({ url, isNew }) {
    if (this.#isOff) return;
    const next = withState(location.href, this.#options.share, this.#key, stateOf(url, this.#key));
    try {
      history[isNew ? "pushState" : "replaceState"](history.state, "", next);
    } catch {
      // Browsers refuse pages that write too often; the next movement comes.
    }
    this.#url = url;
    // Other widgets and the page itself write there too.
    this.#navigate();
  }

  /** The page's URL may be another, with or without another state. */
  #navigate() {
    if (this.#isOff || this.#url === location.href) return;
    const isSame = stateOf(location.href, this.#key) === stateOf(this.#url, this.#key);
    this.#url = location.href;
    this.#send({ type: "url", url: this.#url, isSame });
  }

  #settings() {
    const { host, name, share, weights, lang, attribute } = this.#options;
    const own = Object.fromEntries(["theme", "share", "hide", "load"].map((name) => [name, attribute(name)]));
    const attributes = {
      ...own,
      name,
      share,
      weights,
      theme: own.theme === "auto" ? (this.#dark.matches ? "dark" : "light") : own.theme,
      lang: lang(),
      dir: getComputedStyle(this.#frame).direction,
    };
    this.#url = location.href;
    this.#send({ type: "settings", attributes, own, looks: looks(host), url: this.#url, saved: this.#state });
  }

  /** Sends what a script has set. */
  #flush() {
    if (!this.#early || !this.#heard) return;
    this.#send({ type: "weights", weights: this.#early });
    this.#weights = { ...this.#weights, ...this.#early };
    this.#early = undefined;
  }

  /** Nobody listens before the frame is ready. */
  #send(message, transferred) {
    const target = this.#origin === "null" ? "*" : this.#origin;
    if (this.#heard) this.#frame.contentWindow?.postMessage({ weighIn: VERSION, ...message }, target, transferred);
  }
}

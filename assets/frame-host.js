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

/** The same as the runtime's class of this name. */
export class Widget {
  /** The widget in the frame tells them itself. */
  problems = [];
  ranking = [];
  #weights = {};
  #options;
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

  constructor(base, options) {
    this.#options = options;
    this.#key = keyOf(options.name);
    this.#state = options.saved;
    const src = this.#source();
    // A page without an origin gives its frames none.
    this.#origin = origin === "null" ? origin : src.origin;
    src.searchParams.set("origin", origin);
    const { signal } = this.#listening;
    this.#frame.src = src;
    this.#frame.title = options.host.getAttribute("aria-label") ?? "Weigh-in";
    // Where a browser knows of no sheet to share with, it complains of the word.
    this.#frame.allow = navigator.share ? "clipboard-write; web-share" : "clipboard-write";
    this.#frame.addEventListener("load", () => setTimeout(() => this.#heard || this.#fail(src), PATIENCE), { signal });
    this.#frame.addEventListener("pointerenter", () => this.#navigate(), { signal });
    document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
      if (src.href.startsWith(blockedURI)) this.#fail(src);
    }, { signal });
    addEventListener("message", (event) => this.#receive(event), { signal });
    this.#dark.addEventListener("change", () => this.#settings(), { signal });
    for (const type of ["popstate", "hashchange"]) addEventListener(type, () => this.#navigate(), { signal });
    base.replaceChildren(this.#frame);
  }

  get weights() {
    return this.#early ?? this.#weights;
  }

  set weights(weights) {
    this.#early = weights;
    this.#flush();
  }

  get shareUrl() {
    return this.#isOff ? location.href : withState(location.href, this.#options.share, this.#key, this.#state);
  }

  reset() {
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
    this.#listening.abort();
    this.#frame.remove();
    return this.#state;
  }

  /** Whether the page's URL is left alone. */
  get #isOff() {
    return this.#options.share === "off";
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
    this.#options.emit("error", { message, problems: [] });
  }

  #receive({ source, origin, data }) {
    if (source !== this.#frame.contentWindow || origin !== this.#origin || data?.weighIn !== VERSION) return;
    if (data.type === "ready") {
      this.#heard = true;
      this.#settings();
      this.#flush();
    } else if (data.type === "size" && data.height > 0) {
      const height = Math.min(Math.max(data.height, LEAST), MOST);
      this.#frame.style.setProperty("block-size", `${height}px`);
    } else if (data.type === "event" && data.name === "error" && data.detail?.message) {
      this.#options.emit("error", data.detail);
    } else if (data.type === "event" && EVENTS.includes(data.name) && data.detail?.ranking) {
      this.#know(data.detail);
      this.#options.emit(data.name);
    } else if (data.type === "state" && data.detail?.ranking) {
      this.#know(data.detail);
    } else if (data.type === "url" && typeof data.url === "string") this.#write(data);
  }

  /** Keeps what the frame says of its widget; its URL always carries the state. */
  #know({ weights, ranking, shareUrl }) {
    this.#weights = weights;
    this.ranking = ranking;
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
  #send(message) {
    const target = this.#origin === "null" ? "*" : this.#origin;
    if (this.#heard) this.#frame.contentWindow?.postMessage({ weighIn: VERSION, ...message }, target);
  }
}

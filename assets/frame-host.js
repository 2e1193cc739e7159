// What stands in the page for a widget that runs in an iframe of the files' own origin: for pages whose
// policy refuses WebAssembly, or that keep other people's code out. Page and frame send each other
// messages `{weighIn: 1, type, …}`; each side listens to the other's window and origin alone.
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
  shareUrl = location.href;
  #weights = {};
  #options;
  #url = location.href;
  #frame = document.createElement("iframe");
  #origin;
  #heard = false;
  /** Frames may be told another preference than the page. */
  #dark = matchMedia("(prefers-color-scheme: dark)");
  #listening = new AbortController();

  constructor(base, options) {
    this.#options = options;
    const { host, saved } = options;
    const address = host.getAttribute("frame");
    const src = new URL(address || "frame.html", address ? document.baseURI : import.meta.url);
    this.#origin = src.origin;
    src.searchParams.set("origin", origin);
    // Where the page's URL is left alone, the state stands in this one only.
    if (this.#isOff && saved) this.#url += `${this.#url.includes("#") ? "&" : "#"}${this.#key}${saved}`;
    const { signal } = this.#listening;
    this.#frame.src = src;
    this.#frame.title = host.getAttribute("aria-label") ?? "Weigh-in";
    // Where a browser knows of no sheet to share with, it complains of the word.
    this.#frame.allow = navigator.share ? "clipboard-write; web-share" : "clipboard-write";
    this.#frame.addEventListener("load", () => setTimeout(() => this.#heard || this.#fail(src), PATIENCE), { signal });
    document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
      if (src.href.startsWith(blockedURI)) this.#fail(src);
    }, { signal });
    addEventListener("message", (event) => this.#receive(event), { signal });
    this.#dark.addEventListener("change", () => this.#settings(), { signal });
    for (const type of ["popstate", "hashchange"]) addEventListener(type, () => this.#navigate(), { signal });
    base.replaceChildren(this.#frame);
  }

  get weights() {
    return this.#weights;
  }

  set weights(weights) {
    this.#weights = { ...this.#weights, ...weights };
    this.#send({ type: "weights", weights });
  }

  reset() {
    this.#send({ type: "reset" });
  }

  /** An attribute is another. */
  update(attribute) {
    const { host } = this.#options;
    if (attribute === "weights") this.#options.weights = host.getAttribute("weights");
    if (attribute === "share") this.#options.share = host.getAttribute("share");
    this.#settings();
  }

  /** Takes the frame away; gives the state, unless it is as at first. */
  unmount() {
    this.#listening.abort();
    this.#frame.remove();
    const parts = this.#url.split(/[?#&]/);
    return parts.find((part) => part.startsWith(this.#key))?.slice(this.#key.length);
  }

  /** Whether the page's URL is left alone. */
  get #isOff() {
    return this.#options.share === "off";
  }

  /** What stands before the state in a URL. */
  get #key() {
    return `${encodeURIComponent(this.#options.name)}=`;
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
    } else if (data.type === "size" && data.height > 0) {
      const height = Math.min(Math.max(data.height, LEAST), MOST);
      this.#frame.style.setProperty("block-size", `${height}px`);
    } else if (data.type === "state" && data.detail?.ranking) {
      this.#know(data.detail);
    } else if (data.type === "event" && data.name === "error" && data.detail?.message) {
      this.#options.emit("error", data.detail);
    } else if (data.type === "event" && EVENTS.includes(data.name) && data.detail?.ranking) {
      this.#know(data.detail);
      this.#options.emit(data.name);
    } else if (data.type === "url" && typeof data.url === "string") this.#write(data);
  }

  #know({ weights, ranking, shareUrl }) {
    this.#weights = weights;
    Object.assign(this, { ranking, shareUrl });
  }

  /** The frame has another state for the page's URL. */
  #write({ from, url, isNew }) {
    if (this.#isOff) {
      this.#url = url;
    } else if (from !== location.href) {
      // The page went elsewhere in the meantime.
      this.#navigate();
    } else {
      const next = new URL(url, location.href);
      if (next.origin !== location.origin || next.pathname !== location.pathname) return;
      history[isNew ? "pushState" : "replaceState"](history.state, "", next);
      this.#url = location.href;
    }
  }

  #navigate() {
    if (this.#isOff || this.#url === location.href) return;
    this.#url = location.href;
    this.#send({ type: "url", url: this.#url });
  }

  #settings() {
    const { host, name, share, weights, lang } = this.#options;
    const attributes = {
      name,
      share,
      weights,
      theme: ["light", "dark"].find((theme) => theme === host.getAttribute("theme")) ?? (this.#dark.matches ? "dark" : "light"),
      hide: host.getAttribute("hide"),
      lang: lang(),
      dir: getComputedStyle(this.#frame).direction,
    };
    this.#send({ type: "settings", attributes, looks: looks(host), url: this.#url });
  }

  #send(message) {
    const target = this.#origin === "null" ? "*" : this.#origin;
    this.#frame.contentWindow?.postMessage({ weighIn: VERSION, ...message }, target);
  }
}

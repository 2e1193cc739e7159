// @ts-check
// What stands in the page for a widget that runs in an iframe of the files' own origin: for pages whose
// policy refuses WebAssembly, or that keep other people's code out. Page and frame send each other
// messages `{weighIn: 1, type, …}`; each side listens to the other's window and origin alone.
import { themeOf } from "./theme-properties.js";

const VERSION = 1;
/** How high a frame may be, in pixels. */
const [LEAST, MOST] = [100, 20_000];
/** How long after its document the frame's script may come, in milliseconds. */
const PATIENCE = 1_000;
const EVENTS = ["ready", "input", "change"];

/**
 * By element, the widget that another one follows at this moment.
 *
 * @type {WeakMap<Element, Widget>}
 */
const leaving = new WeakMap();

/** The same as the runtime's class of this name. */
export class Widget {
  /**
   * The widget in the frame reports them itself.
   *
   * @type {never[]}
   */
  problems = [];
  /** @type {FrameDetail["ranking"]} */
  ranking = [];
  /**
   * How firm this ranking is; the frame sends it when weights and filters have come to rest.
   *
   * @type {object | undefined}
   */
  robustness;
  /** @type {Weights} */
  #weights = {};
  /** @type {WidgetOptions} */
  #options;
  /**
   * The file of own data, as `data.js` has fetched it.
   *
   * @type {Dataset | undefined}
   */
  #dataset;
  /** The widget's state, as a link has it. */
  #state;
  /** The page's URL when the frame was last told of it, or when it was last written for the frame. */
  #url = location.href;
  /** The URL with the widget's state, as the frame has last sent it. */
  #shareUrl = location.href;
  /**
   * What a script has set before the frame could be told.
   *
   * @type {Weights | undefined}
   */
  #pendingWeights;
  /** @type {HTMLIFrameElement} */
  #frame = document.createElement("iframe");
  #origin;
  #heard = false;
  /** Frames may be told another preference than the page. */
  #dark = matchMedia("(prefers-color-scheme: dark)");
  #listening = new AbortController();
  /** Whether another one has taken over the frame. */
  #isReplaced = false;

  /**
   * @param {HTMLElement} base
   * @param {WidgetOptions} options
   * @param {Dataset | undefined} dataset
   */
  constructor(base, options, dataset) {
    this.#options = options;
    this.#dataset = dataset;
    this.#state = options.saved;
    const src = this.#source();
    // A page without an origin gives its frames none.
    this.#origin = origin === "null" ? origin : src.origin;
    src.searchParams.set("origin", origin);
    const before = leaving.get(options.host);
    if (before && this.#follows(before, src)) {
      this.#frame = before.#frame;
      before.#isReplaced = true;
      this.#listen(src);
      this.#begin();
      return;
    }
    this.#listen(src);
    this.#frame.src = src.href;
    this.#frame.title = options.host.getAttribute("aria-label") ?? "Weigh-in";
    // Where a browser knows of no sheet to share with, it complains of the word.
    this.#frame.allow = "share" in navigator ? "clipboard-write; web-share" : "clipboard-write";
    this.#frame.addEventListener("load", () => setTimeout(() => this.#heard || this.#fail(src), PATIENCE), { signal: this.#listening.signal });
    base.replaceChildren(this.#frame);
  }

  /**
   * Returns whether it differs by its data alone from the one before, in whose frame these stay until the new ones are read.
   *
   * @param {Widget} before
   * @param {URL} src
   */
  #follows(before, src) {
    const isOther = before.#dataset !== this.#dataset;
    return before.#heard && isOther && before.#options.name === this.#options.name && before.#frame.src === src.href;
  }

  /** @param {URL} src */
  #listen(src) {
    const { signal } = this.#listening;
    this.#frame.addEventListener("pointerenter", () => this.#navigate(), { signal });
    document.addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) => {
      // After a redirect browsers name the origin alone.
      if (effectiveDirective === "frame-src" && src.href.startsWith(blockedURI)) this.#fail(src);
    }, { signal });
    addEventListener("message", (event) => this.#receive(event), { signal });
    this.#dark.addEventListener("change", () => this.#sendSettings(), { signal });
    for (const type of ["popstate", "hashchange"]) addEventListener(type, () => this.#navigate(), { signal });
  }

  get weights() {
    return this.#pendingWeights ?? this.#weights;
  }

  set weights(weights) {
    this.#pendingWeights = weights;
    this.robustness = undefined;
    this.#flush();
  }

  /** As the frame has last sent it; where the page has since changed its URL, the frame hears of that now. */
  get shareUrl() {
    if (this.#isOff) return location.href;
    this.#navigate();
    return this.#shareUrl;
  }

  reset() {
    this.robustness = undefined;
    if (this.#heard) this.#send({ type: "reset" });
    else this.#pendingWeights = {};
  }

  /**
   * Follows a changed attribute.
   *
   * @param {string} attribute
   */
  update(attribute) {
    const value = this.#options.host.getAttribute(attribute);
    if (attribute === "weights") {
      this.#state = undefined;
      this.#options.weights = value;
    }
    if (attribute === "share") this.#options.share = value === "query" || value === "off" ? value : "hash";
    this.#sendSettings();
  }

  /** Takes the frame away; returns the state. */
  unmount() {
    const { host } = this.#options;
    this.#listening.abort();
    this.#dataset?.end?.(host);
    leaving.set(host, this);
    queueMicrotask(() => {
      leaving.delete(host);
      if (!this.#isReplaced) this.#frame.remove();
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
    this.#sendDataset();
    this.#sendSettings();
    this.#flush();
  }

  /** Sends the frame the page's own data, or nothing where there are none. */
  #sendDataset() {
    const { type, name, url, title, bytes } = this.#dataset ?? {};
    // The page keeps the file, for when the element is moved.
    const copy = bytes?.slice(0);
    const file = copy && { bytes: copy, type, name, url, title };
    this.#send({ type: "data", file, url: location.href }, copy && [copy]);
  }

  /**
   * Returns the error of a widget that can't be shown.
   *
   * @param {WeighInErrorDetail} detail
   */
  #failure({ message, problems }) {
    const error = Object.assign(new Error(message), { problems });
    return this.#dataset?.failureOf?.(this.#options.host, error) ?? error;
  }

  /** Returns the URL of the frame. Those of other schemes would run scripts in the page, or leave it. */
  #source() {
    const address = this.#options.host.getAttribute("frame");
    const remedy = "Write the https: URL of a frame.html, or nothing for the one beside weigh-in.js.";
    let url;
    try {
      url = new URL(address || "frame.html", address ? document.baseURI : import.meta.url);
    } catch {
      throw new Error(`frame="${address}" is no URL. ${remedy}`);
    }
    if (!/^https?:$/.test(url.protocol)) throw new Error(`frame="${address}" is no web address. ${remedy}`);
    return url;
  }

  /** @param {URL} src */
  #fail({ origin, pathname }) {
    if (this.#listening.signal.aborted) return;
    const message = `${origin}${pathname} does not answer. Let the page's Content Security Policy allow ${origin} as frame-src, and upload frame.html beside weigh-in.js.`;
    this.#options.emit("error", undefined, new Error(message));
  }

  /** @param {MessageEvent} event */
  #receive({ source, origin, data }) {
    if (source !== this.#frame.contentWindow || origin !== this.#origin || data?.weighIn !== VERSION) return;
    if (data.type === "ready") {
      this.#begin();
    } else if (data.type === "size" && data.height > 0) {
      const height = Math.min(Math.max(data.height, LEAST), MOST);
      this.#frame.style.setProperty("block-size", `${height}px`);
    } else if (data.type === "event" && data.name === "error" && data.detail?.message) {
      this.#dataset?.end?.(this.#options.host);
      this.#options.emit("error", data.detail, data.isFatal && this.#failure(data.detail));
    } else if (data.type === "event" && EVENTS.includes(data.name) && data.detail?.ranking) {
      this.#dataset?.end?.(this.#options.host);
      this.#remember(data);
      this.#options.emit(data.name);
    } else if (data.type === "state" && data.detail?.ranking) {
      this.#remember(data);
    } else if (data.type === "robustness" && data.robustness && typeof data.robustness === "object") {
      this.robustness = data.robustness;
    } else if (data.type === "url" && typeof data.url === "string") {
      this.robustness = undefined;
      this.#write(data);
    }
  }

  /**
   * Keeps what the frame says of its widget. What was worked out before may hold no more.
   *
   * @param {{ detail: FrameDetail, state: unknown }} message
   */
  #remember({ detail, state }) {
    this.#weights = detail.weights;
    this.ranking = detail.ranking;
    this.#shareUrl = `${detail.shareUrl}`;
    this.#state = `${state}`;
    this.robustness = undefined;
  }

  /**
   * Writes the URL that the frame has made of the page's, unless the page's is another by now: other widgets and the page
   * itself write there too. Then the frame gets that one, and answers anew.
   *
   * @param {{ from: unknown, url: string, isNew: unknown }} message
   */
  #write({ from, url, isNew }) {
    if (this.#isOff || !this.#isOnlyState(url)) return;
    if (from !== location.href) {
      this.#sendUrl({ isNew: !!isNew });
      return;
    }
    if (url === from) return;
    try {
      history[isNew ? "pushState" : "replaceState"](history.state, "", url);
    } catch {
      // Browsers refuse pages that write too often; the next movement comes.
    }
    this.#url = location.href;
    if (isNew) this.#send({ type: "written" });
  }

  /**
   * Returns whether a URL differs from the page's at most where the state stands.
   *
   * @param {string} url
   */
  #isOnlyState(url) {
    const [pattern, rest] = this.#options.share === "query" ? [/^([^?#]*)(\?[^#]*)?/, "$1"] : [/#.*/s, ""];
    return url.replace(pattern, rest) === location.href.replace(pattern, rest);
  }

  /** Tells the frame of the page's URL where that is another. */
  #navigate() {
    if (!this.#isOff && this.#url !== location.href) this.#sendUrl({});
  }

  /** @param {{ isNew?: boolean }} answer */
  #sendUrl(answer) {
    this.#url = location.href;
    this.#send({ type: "url", url: this.#url, ...answer });
  }

  #sendSettings() {
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
    this.#send({ type: "settings", attributes, own, theme: themeOf(host), url: location.href, saved: this.#state });
  }

  /** Sends what a script has set. */
  #flush() {
    if (!this.#pendingWeights || !this.#heard) return;
    this.#send({ type: "weights", weights: this.#pendingWeights });
    this.#weights = { ...this.#weights, ...this.#pendingWeights };
    this.#pendingWeights = undefined;
  }

  /**
   * Nobody listens before the frame is ready.
   *
   * @param {ToFrame} message
   * @param {Transferable[]} [transferred]
   */
  #send(message, transferred) {
    const target = this.#origin === "null" ? "*" : this.#origin;
    if (this.#heard) this.#frame.contentWindow?.postMessage({ weighIn: VERSION, entries: history.length, ...message }, target, transferred);
  }
}

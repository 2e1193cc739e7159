// @ts-check
// The page's side of a widget that runs in an iframe from the origin of the release: for pages whose policy blocks
// WebAssembly, or that isolate third-party code. Page and frame exchange messages `{weighIn: 1, type, …}`; each side
// accepts only those from the other's window and origin. The build replaces DIAGNOSIS with the name of the script that
// explains failures.
import { attributeProblems } from "./attributes.js";
import { themeOf } from "./theme-properties.js";

const VERSION = 1;
/** The limits of a frame's height, in pixels. */
const [MIN_HEIGHT, MAX_HEIGHT] = [100, 20_000];
/** The time after the document's load event within which the frame's script must be ready, in milliseconds. */
const READY_TIMEOUT = 1_000;
const EVENTS = ["ready", "input", "change"];

/**
 * The widget that was just unmounted and may be replaced, by element.
 *
 * @type {WeakMap<Element, Widget>}
 */
const unmountedWidgets = new WeakMap();

/** The styles of a frame, and of one that waits out of sight: the height of a hidden one could not be measured. */
export const styles = new CSSStyleSheet();
styles.replaceSync(`
  iframe { display: block; inline-size: 100%; border: 0; color-scheme: light }
  .waiting { block-size: 0; overflow: hidden; visibility: hidden }
`);

/** Has the interface of the runtime's class of this name. */
export class Widget {
  /** @type {FrameDetail["ranking"]} */
  ranking = [];
  /**
   * The robustness of this ranking, which the frame sends some time after the last change.
   *
   * @type {object | undefined}
   */
  #robustness;
  /** @type {Weights} */
  #weights = {};
  /** @type {WidgetOptions} */
  #options;
  /**
   * The file of the publisher's data set, from `data.js`.
   *
   * @type {Dataset | undefined}
   */
  #dataset;
  /** The widget's state, in the format of links. */
  #state;
  /** The page's URL that was last sent to the frame, or written for it. */
  #url = location.href;
  /** The last URL with the widget's state from the frame. */
  #shareUrl = location.href;
  /**
   * The weights that a script has set before the frame was ready.
   *
   * @type {Weights | undefined}
   */
  #pendingWeights;
  /** @type {HTMLIFrameElement} */
  #frame = document.createElement("iframe");
  #origin;
  #isReady = false;
  /** The element around the frame, which has the theme that suits the page. */
  #base;
  #listeners = new AbortController();
  /** Whether another widget has taken over the frame. */
  #isReplaced = false;

  /**
   * @param {HTMLElement} base
   * @param {WidgetOptions} options
   * @param {Dataset | undefined} dataset
   */
  constructor(base, options, dataset) {
    this.#base = base;
    this.#options = options;
    this.#dataset = dataset;
    this.#state = options.saved;
    const src = this.#frameUrl();
    // In a page with an opaque origin, that of the frame is opaque, too.
    this.#origin = origin === "null" ? origin : src.origin;
    src.searchParams.set("origin", origin);
    const previous = unmountedWidgets.get(options.host);
    if (previous && this.#canReuseFrame(previous, src)) {
      this.#frame = previous.#frame;
      previous.#isReplaced = true;
      this.#listen(src);
      this.#initialize();
      return;
    }
    this.#listen(src);
    this.#frame.src = src.href;
    this.#frame.title = options.host.getAttribute("aria-label") ?? "Weigh-in";
    // Browsers without a share sheet log a warning for `web-share`.
    this.#frame.allow = "share" in navigator ? "clipboard-write; web-share" : "clipboard-write";
    this.#frame.addEventListener("load", () => setTimeout(() => this.#isReady || this.#fail(src), READY_TIMEOUT), { signal: this.#listeners.signal });
    base.replaceChildren(this.#frame);
  }

  /**
   * Reports whether only the data differ from those of the previous widget. Its frame then shows them until the new
   * ones are read.
   *
   * @param {Widget} previous
   * @param {URL} src
   */
  #canReuseFrame(previous, src) {
    const hasOtherData = previous.#dataset !== this.#dataset;
    return previous.#isReady && hasOtherData && previous.#options.name === this.#options.name && previous.#frame.src === src.href;
  }

  /** @param {URL} src */
  #listen(src) {
    const { signal } = this.#listeners;
    this.#frame.addEventListener("pointerenter", () => this.#syncUrl(), { signal });
    document.addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) => {
      // After a redirect browsers report only the origin.
      if (effectiveDirective === "frame-src" && src.href.startsWith(blockedURI)) this.#fail(src);
    }, { signal });
    addEventListener("message", (event) => this.#receive(event), { signal });
    for (const type of ["popstate", "hashchange"]) addEventListener(type, () => this.#syncUrl(), { signal });
  }

  get weights() {
    return this.#pendingWeights ?? this.#weights;
  }

  set weights(weights) {
    this.#pendingWeights = weights;
    this.#robustness = undefined;
    this.#flush();
  }

  /** Returns the last robustness from the frame, which sends it once it is asked for. */
  get robustness() {
    if (!this.#robustness) this.#send({ type: "robustness" });
    return this.#robustness;
  }

  /** Returns the last URL from the frame. If the page has changed its URL since, that is now sent to the frame. */
  get shareUrl() {
    if (this.#isOff) return location.href;
    this.#syncUrl();
    return this.#shareUrl;
  }

  reset() {
    this.#robustness = undefined;
    if (this.#isReady) this.#send({ type: "reset" });
    else this.#pendingWeights = {};
  }

  /**
   * Updates the frame after a change of an attribute.
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

  /** Removes the frame, and returns the state. */
  unmount() {
    const { host } = this.#options;
    this.#listeners.abort();
    this.#dataset?.removeProgress?.(host);
    unmountedWidgets.set(host, this);
    queueMicrotask(() => {
      unmountedWidgets.delete(host);
      if (!this.#isReplaced) this.#frame.remove();
    });
    return this.#state;
  }

  /** The widget in the frame reports other problems itself. */
  get problems() {
    return attributeProblems(this.#options.host);
  }

  /** Reports whether the page's URL carries no state. */
  get #isOff() {
    return this.#options.share === "off";
  }

  /** Sends everything to a frame that is ready. */
  #initialize() {
    this.#isReady = true;
    this.#sendDataset();
    this.#sendSettings();
    this.#flush();
  }

  /** Sends the publisher's data set, or `undefined` without one. */
  #sendDataset() {
    const { type, name, url, title, bytes } = this.#dataset ?? {};
    // The page keeps the file for when the element is moved.
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

  /** Returns the URL of the frame. Only web addresses are allowed, since `javascript:` URLs would run in the page. */
  #frameUrl() {
    const value = this.#options.host.getAttribute("frame");
    const remedy = "Write the https: URL of a frame.html, or no value for the one next to weigh-in.js.";
    if (!value && !this.#options.isHosted) throw new Error("In a bundle, the attribute frame needs a value: the URL of a hosted frame.html.");
    let url;
    try {
      url = new URL(value || "frame.html", value ? document.baseURI : import.meta.url);
    } catch {
      throw new Error(`frame="${value}" isn't a valid URL. ${remedy}`);
    }
    if (!/^https?:$/.test(url.protocol)) throw new Error(`frame="${value}" isn't an http: or https: URL. ${remedy}`);
    return url;
  }

  /** @param {URL} src */
  async #fail(src) {
    /** @type {typeof import("./diagnosis.js") | undefined} */
    const diagnosis = await import(DIAGNOSIS).catch(() => {});
    if (this.#listeners.signal.aborted) return;
    const message = diagnosis?.diagnoseFrame(src) ?? `${src.href} does not answer.`;
    this.#options.emit("error", undefined, new Error(message));
  }

  /** @param {MessageEvent} event */
  #receive({ source, origin, data }) {
    if (source !== this.#frame.contentWindow || origin !== this.#origin || data?.weighIn !== VERSION) return;
    if (data.type === "ready") {
      this.#initialize();
    } else if (data.type === "size" && data.height > 0) {
      const height = Math.min(Math.max(data.height, MIN_HEIGHT), MAX_HEIGHT);
      this.#frame.style.setProperty("block-size", `${height}px`);
    } else if (data.type === "event" && data.name === "error" && data.detail?.message) {
      this.#dataset?.removeProgress?.(this.#options.host);
      this.#options.emit("error", data.detail, data.isFatal && this.#failure(data.detail));
    } else if (data.type === "event" && EVENTS.includes(data.name) && data.detail?.ranking) {
      this.#dataset?.removeProgress?.(this.#options.host);
      this.#store(data);
      this.#options.emit(data.name);
    } else if (data.type === "state" && data.detail?.ranking) {
      this.#store(data);
    } else if (data.type === "robustness" && data.robustness && typeof data.robustness === "object") {
      this.#robustness = data.robustness;
    } else if (data.type === "url" && typeof data.url === "string") {
      this.#robustness = undefined;
      this.#writeUrl(data);
    }
  }

  /**
   * Stores the widget's details from the frame. The previous robustness may be outdated.
   *
   * @param {{ detail: FrameDetail, state: unknown }} message
   */
  #store({ detail, state }) {
    this.#weights = detail.weights;
    this.ranking = detail.ranking;
    this.#shareUrl = `${detail.shareUrl}`;
    this.#state = `${state}`;
    this.#robustness = undefined;
  }

  /**
   * Writes the page's URL with the state from the frame. If other widgets or the page have changed the URL meanwhile,
   * sends it to the frame, which answers again.
   *
   * @param {{ from: unknown, url: string, isNew: unknown }} message
   */
  #writeUrl({ from, url, isNew }) {
    if (this.#isOff || !this.#isOnlyState(url)) return;
    if (from !== location.href) {
      this.#sendUrl({ isNew: !!isNew });
      return;
    }
    if (url === from) return;
    try {
      history[isNew ? "pushState" : "replaceState"](history.state, "", url);
    } catch {
      // Browsers limit how often pages may write. The next change writes the state, too.
    }
    this.#url = location.href;
    if (isNew) this.#send({ type: "written" });
  }

  /**
   * Reports whether a URL differs from the page's at most in the part with the state.
   *
   * @param {string} url
   */
  #isOnlyState(url) {
    const [pattern, replacement] = this.#options.share === "query" ? [/^([^?#]*)(\?[^#]*)?/, "$1"] : [/#.*/s, ""];
    return url.replace(pattern, replacement) === location.href.replace(pattern, replacement);
  }

  /** Sends the page's URL to the frame if it has changed. */
  #syncUrl() {
    if (!this.#isOff && this.#url !== location.href) this.#sendUrl({});
  }

  /** @param {{ isNew?: boolean }} options */
  #sendUrl(options) {
    this.#url = location.href;
    this.#send({ type: "url", url: this.#url, ...options });
  }

  #sendSettings() {
    const { host, name, share, weights, lang, attribute } = this.#options;
    const elementAttributes = Object.fromEntries(["theme", "share", "hide", "load"].map((name) => [name, attribute(name)]));
    const attributes = {
      ...elementAttributes,
      name,
      share,
      weights,
      theme: this.#base.dataset.theme,
      lang: lang(),
      dir: getComputedStyle(this.#frame).direction,
    };
    this.#send({ type: "settings", attributes, elementAttributes, theme: themeOf(host), url: location.href, saved: this.#state });
  }

  /** Sends the weights that a script has set. */
  #flush() {
    if (!this.#pendingWeights || !this.#isReady) return;
    this.#send({ type: "weights", weights: this.#pendingWeights });
    this.#weights = { ...this.#weights, ...this.#pendingWeights };
    this.#pendingWeights = undefined;
  }

  /**
   * Sends a message, unless the frame is not ready.
   *
   * @param {ToFrame} message
   * @param {Transferable[]} [transferred]
   */
  #send(message, transferred) {
    const target = this.#origin === "null" ? "*" : this.#origin;
    if (this.#isReady) this.#frame.contentWindow?.postMessage({ weighIn: VERSION, historyLength: history.length, ...message }, target, transferred);
  }
}

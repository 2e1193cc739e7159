// @ts-check
// The shell of <weigh-in>. It defines the element, shows the element's content as a fallback until the widget is
// ready and if it fails, and loads the WebAssembly once for all elements, when the first of them comes near the
// viewport. The build replaces RUNTIME, WASM, FRAME_HOST, DATA and DIAGNOSIS with the names of files in the same
// folder, MESSAGES with the shell's own messages in every language, and VERSION with that of the release.
import { CHOICES } from "./attributes.js";
import { languageOf } from "./language.js";
import { DATA_ATTRIBUTES, DATA_SCRIPTS } from "./own-data.js";

const LOAD_MARGIN = "50%";

/** The time within which a file has to load, in milliseconds. */
const PATIENCE = 30_000;

/**
 * Returns the URL of a file in the same folder, for messages. In a function, since bundlers detect the literal
 * expression `new URL(…, import.meta.url)` and would include scripts twice.
 */
const siblingUrl = (/** @type {string} */ name) => new URL(name, import.meta.url);

/** Whether this script is served as a file of the release, and not in a bundle. */
const isHosted = /^(?!.*\/\.vite\/).*\/weigh-in\.js$/.test(siblingUrl("").pathname);

/**
 * The violations of the page's Content Security Policy: from blocked URL to directive.
 *
 * @type {Map<string, string>}
 */
const violations = new Map();
document.addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) => {
  violations.set(blockedURI, effectiveDirective);
});

/** How often a trap has made the WebAssembly unusable. */
let traps = 0;
/** The messages that were logged to the console. */
const loggedMessages = new Set();
/** The parts of the URL with which the page was opened; none once a widget that it names was scrolled to. */
let linkParts = location.href.split(/[#?&]/);
/** @type {Promise<Runtime> | undefined} */
let runtimePromise;

/** Loads the runtime with the first call. */
function loadRuntime() {
  runtimePromise ??= startRuntime().catch((error) => {
    // The files may load for a later element.
    runtimePromise = undefined;
    throw error;
  });
  return runtimePromise;
}

async function startRuntime() {
  if (!globalThis.WebAssembly) throw new Error("This browser has no WebAssembly, or it is off.");
  const url = new URL(WASM, import.meta.url);
  const wasm = fetch(url, { signal: AbortSignal.timeout(PATIENCE) }).then((response) => (response.ok ? response : Promise.reject(new Error())));
  // A query makes the script start with a new instance.
  const script = traps ? import(/* @vite-ignore */ /* webpackIgnore: true */ `${siblingUrl(RUNTIME)}?${traps}`) : import(RUNTIME);
  const [runtime] = await Promise.all([checkScript(RUNTIME, script), withDiagnosis(url, wasm)]);
  await withDiagnosis(url, runtime.start(wasm, () => {
    runtimePromise = undefined;
    return (traps += 1);
  }));
  return runtime;
}

/**
 * Returns the promise of a file; if it is rejected, with an error that explains the cause and the fix.
 *
 * @template T
 * @param {URL} url
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
const withDiagnosis = (url, promise) => Promise.race([promise.catch(async ({ message }) => {
  /** @type {Partial<typeof import("./diagnosis.js")>} */
  const { diagnose = genericDiagnosis } = await import(DIAGNOSIS).catch(() => ({}));
  throw new Error(await diagnose(url, message, violations));
}), timeOut(url)]);

/**
 * Returns a promise that is rejected when a file takes too long to load.
 *
 * @param {URL} url
 * @returns {Promise<never>}
 */
const timeOut = (url) => new Promise((_, reject) => {
  setTimeout(() => reject(new Error(`${url} has not loaded within 30 s. Reload the page.`)), PATIENCE);
});

/**
 * Returns the promise of a script, as {@link withDiagnosis} does. Some hosts answer with an empty file.
 *
 * @template T
 * @param {string} name
 * @param {Promise<T>} script
 */
const checkScript = (name, script) => withDiagnosis(siblingUrl(name), script.then((exports) => {
  if (!Object.keys(/** @type {{}} */ (exports))[0]) throw new Error("empty");
  return exports;
}));

/**
 * Returns a generic explanation of a failure, for when the diagnosis does not load either.
 *
 * @param {URL} url
 */
async function genericDiagnosis(url) {
  const response = await fetch(url).catch(() => {});
  const symptom = response
    ? `answered with status ${response.status} and is served as ${response.headers.get("content-type")}`
    : "can't be read by this page";
  return `${url} ${symptom}. Upload all files of one release together, serve .js as text/javascript with Access-Control-Allow-Origin: *, and add ${url.origin} to the script-src of the page's Content Security Policy.`;
}

/**
 * Returns the value of an attribute of an element or its closest ancestor that has it, across shadow roots.
 *
 * @param {Element} element
 * @param {string} attribute
 * @returns {string}
 */
function inheritedAttribute(element, attribute) {
  const found = element.closest(`[${attribute}]`);
  if (found) return found.getAttribute(attribute) ?? "";
  const { host } = /** @type {ShadowRoot} */ (element.getRootNode());
  return host ? inheritedAttribute(host, attribute) : "";
}

/** The reader's preference. */
const prefersDark = matchMedia("(prefers-color-scheme: dark)");

/**
 * `undefined` in older browsers, which show the fallback; those with `color-mix()` have container queries, too. As a size
 * container, a widget has no intrinsic width; the invisible canvas provides one for parents that shrink to fit.
 */
const layout = CSS.supports("color", "color-mix(in srgb, red, red)") && "replaceSync" in CSSStyleSheet.prototype ? new CSSStyleSheet() : undefined;
layout?.replaceSync(`
  :host { display: block; scroll-margin-block-start: var(--weigh-in-top, 0px) }
  :host([hidden]), [hidden] { display: none !important }
  [part="error"] { margin-block: .5em; font-size: .85em }
  .width { float: left; inline-size: 100%; block-size: 0; overflow: hidden }
  canvas { display: block; inline-size: 1280px; min-inline-size: min(280px, 80vw); max-inline-size: 100%; block-size: 0 }
`);

/** @implements {WeighInElement} */
export class WeighIn extends HTMLElement {
  static version = VERSION;
  static observedAttributes = ["src", "weights", "theme", "share", "load", "hide", "name", "id", "frame", "lang", "dir"];

  /** @type {FramePage} */
  #page;
  #root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
  #base = document.createElement("div");
  #fallback = document.createElement("slot");
  #message = document.createElement("div");
  #width = document.createElement("div");
  /** @type {State} */
  #state = { name: "idle", end: new AbortController() };
  /**
   * The state of the last widget, in the format of links.
   *
   * @type {string | undefined}
   */
  #saved;
  /**
   * The weights that a script has set before the widget was ready.
   *
   * @type {Weights | undefined}
   */
  #pendingWeights;
  /**
   * The value of the property `data`.
   *
   * @type {any}
   */
  #data;
  /**
   * The data set of the current or last widget; `undefined` for the bundled one.
   *
   * @type {Dataset | undefined}
   */
  #dataset;
  /** The last report of invalid attributes. */
  #attributeReport = "";
  /** @type {(element: WeighIn) => void} */
  #resolve;
  /** @type {(error: Error) => void} */
  #reject;

  /**
   * Resolves when the widget is ready; rejects if it can't be shown.
   *
   * @type {Promise<WeighIn>}
   */
  ready;

  /** @param {FramePage} [page] Replacements for the surrounding page; only `frame.js` passes them. */
  constructor(page = {}) {
    super();
    this.#page = page;
    page.connect?.(() => /** @type {WasmWidget | undefined} */ (this.#state.widget));
    this.#promiseReady();
    if (layout) this.#root.adoptedStyleSheets = [layout];
    this.#base.part.add("base");
    this.#base.tabIndex = -1;
    this.#message.part.add("error");
    this.#message.setAttribute("role", "status");
    this.#message.dir = "auto";
    this.#width.className = "width";
    this.#width.hidden = !layout;
    this.#width.append(document.createElement("canvas"));
    this.#show();
    this.#message.hidden = true;
  }

  connectedCallback() {
    for (const name of /** @type {const} */ (["weights", "data"])) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete (/** @type {any} */ (this)[name]);
      this[name] = value;
    }
    if (["idle", "failed"].includes(this.#state.name)) this.#scheduleMount();
    else this.#updateTheme();
  }

  disconnectedCallback() {
    // If the element was only moved, it is connected again by then.
    queueMicrotask(() => this.isConnected || this.#unmount());
  }

  /** Shows the widget again, since browsers take its style sheets away. Another document can't have them. */
  adoptedCallback() {
    this.#width.hidden = !layout || this.ownerDocument !== document;
    if (this.#state.widget) this.#mount();
    else if (!this.#width.hidden) this.#root.adoptedStyleSheets = [/** @type {CSSStyleSheet} */ (layout)];
  }

  /**
   * @param {string} attribute
   * @param {string | null} old
   * @param {string | null} value
   */
  attributeChangedCallback(attribute, old, value) {
    if (old === value) return;
    if (attribute === "src") return this.#reloadData();
    const language = languageOf(this.lang);
    // Without `lang` and `dir` the direction is that of the page.
    this.#base.removeAttribute("dir");
    if (!this.dir && MESSAGES[language]) this.#base.dir = language === "ar" ? "rtl" : "ltr";
    if (attribute === "weights") this.#pendingWeights = undefined;
    const { widget, name } = this.#state;
    if (!widget) {
      if (attribute === "weights") this.#saved = undefined;
      if (name !== "idle" && (attribute === "load" || attribute === "frame")) this.#scheduleMount();
      return;
    }
    if (attribute === "theme") this.#updateTheme();
    const isKeyAttribute = ["frame", "name", "id"].includes(attribute);
    if (widget.update && !isKeyAttribute) widget.update(attribute);
    else if (attribute === "weights") widget.setInitialWeights?.(value ?? undefined);
    else if (attribute !== "theme" && attribute !== "load") return void this.#mount();
    this.#reportAttributes(widget.problems);
  }

  /** @returns {Weights} */
  get weights() {
    return this.#state.widget?.weights ?? this.#pendingWeights ?? {};
  }

  /**
   * Sets the weights. Before the widget is ready, they replace those of the attribute. A string sets the attribute,
   * since React and Vue set properties where they exist.
   *
   * @param {Weights | string} weights
   */
  set weights(weights) {
    if (typeof weights === "string") {
      this.setAttribute("weights", weights);
      return;
    }
    const copy = { ...weights };
    for (const id of Object.keys(copy)) copy[id] = Math.round(copy[id] * 100) / 100;
    if (this.#state.widget) this.#state.widget.weights = copy;
    else {
      this.#pendingWeights = copy;
      this.#saved = undefined;
    }
  }

  get data() {
    return this.#data;
  }

  /** Sets the data set: an object, or the text of a JSON or CSV file. It takes precedence over `src`. */
  set data(data) {
    this.#data = data ?? undefined;
    this.#reloadData();
  }

  get ranking() {
    return this.#state.widget?.ranking ?? [];
  }

  get robustness() {
    return this.#state.widget?.robustness;
  }

  get shareUrl() {
    return this.#state.widget?.shareUrl ?? location.href;
  }

  /** Resets to the published weights. */
  reset() {
    this.#state.widget?.reset();
  }

  /**
   * Enters a state, and aborts the signal of the previous one. Pass the widget to keep it.
   *
   * @param {State["name"]} name
   * @param {State["widget"]} [widget]
   */
  #enter(name, widget) {
    this.#state.end.abort();
    if (this.#state.name === "failed") this.#promiseReady();
    const isAnnounced = widget && this.#state.isAnnounced;
    this.#state = { name, end: new AbortController(), widget, isAnnounced };
    return this.#state.end.signal;
  }

  /**
   * Shows the fallback with a notice, and reports the error.
   *
   * @param {Failure} error
   */
  #fail(error) {
    this.#saved = this.#state.widget?.unmount() ?? this.#saved;
    this.#enter("failed");
    this.#base.replaceChildren();
    this.#show(this.#localized("failure"), error.report ?? "");
    this.#reject(error);
    // Whoever asks from now on learns of it, too.
    this.#promiseReady();
    this.#reject(error);
    this.#reportError(error);
  }

  /** Replaces the promise `ready`. */
  #promiseReady() {
    this.ready = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.ready.catch(() => {});
  }

  /**
   * Reports a problem and its fix to the page, by an event and in the console.
   *
   * @param {{ message: string, problems?: WeighInProblem[] }} error
   */
  #reportError({ message, problems = [] }) {
    const line = `<weigh-in>: ${message}`;
    if (!loggedMessages.has(line) && !this.#page.isFramed) console.error(line);
    loggedMessages.add(line);
    this.#emit("error", { message, problems });
  }

  /**
   * Returns a message of the shell in the element's language.
   *
   * @param {string} key
   */
  #localized(key) {
    return (MESSAGES[languageOf(inheritedAttribute(this, "lang"))] ?? MESSAGES.en)[key];
  }

  /**
   * Returns the value of an enumerated attribute, or its default.
   *
   * @param {keyof typeof CHOICES} attribute
   */
  #choice(attribute) {
    const value = this.getAttribute(attribute) ?? "";
    return CHOICES[attribute].includes(value) ? value : CHOICES[attribute][0];
  }

  /**
   * Reports the problems of the attributes, once.
   *
   * @param {WeighInProblem[]} problems
   */
  #reportAttributes(problems) {
    const lines = problems.map(({ place, message }) => `${place}: ${message}`).join("; ");
    if (lines && lines !== this.#attributeReport) this.#reportError({ message: `some attributes are invalid. ${lines}.`, problems });
    this.#attributeReport = lines;
  }

  /**
   * Updates the theme of the widget. `auto` is the color scheme that the page declares for the element, else that of
   * the closest opaque background, else the one that the reader prefers.
   */
  #updateTheme = () => {
    const { style, dataset } = this.#base;
    let theme = this.#choice("theme");
    if (theme === "auto") {
      const [scheme, other] = getComputedStyle(this).colorScheme.match(/light|dark/g) ?? [];
      let isDark = !scheme || other ? prefersDark.matches : scheme === "dark";
      /** @type {Element | false} */
      let ancestor = !scheme && this;
      while (ancestor) {
        const { backgroundColor } = getComputedStyle(ancestor);
        // Whatever the notation of a color, that of a mixture is `color(srgb 0 0.5 1)`, or with `/` and alpha.
        style.color = `color-mix(in srgb, ${backgroundColor}, ${backgroundColor})`;
        const [, red, green, blue, end] = getComputedStyle(this.#base).color.split(/[ )]/).map(Number);
        const isOpaque = end === 0;
        if (isOpaque) isDark = 3 * red + 6 * green + blue < 5;
        ancestor = !isOpaque && (ancestor.assignedSlot ?? ancestor.parentElement ?? /** @type {ShadowRoot} */ (ancestor.getRootNode()).host);
      }
      theme = isDark ? "dark" : "light";
    }
    if (theme === dataset.theme) return;
    dataset.theme = theme;
    this.#state.widget?.update?.("theme");
  };

  /** Observes the attributes with which pages switch between light and dark. */
  #pageObserver = new MutationObserver(this.#updateTheme);

  /** Mounts the widget when the `load` attribute says so. */
  #scheduleMount() {
    const signal = this.#enter("pending");
    const loadMode = this.#choice("load");
    if (loadMode === "click") {
      this.#show(this.#createButton());
      return;
    }
    this.#message.hidden = true;
    // A link leads to the widget, however far down the page it is.
    if (loadMode === "eager" || this.#isLinked) {
      this.#mount();
      return;
    }
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) this.#mount();
    }, { rootMargin: LOAD_MARGIN });
    observer.observe(this);
    signal.addEventListener("abort", () => observer.disconnect());
  }

  /** Creates a button that shows the widget. */
  #createButton() {
    const button = document.createElement("button");
    button.type = "button";
    button.part.add("load-button");
    button.textContent = this.#localized("load-button");
    button.addEventListener("click", () => {
      button.textContent += " …";
      button.setAttribute("aria-disabled", "true");
      this.#mount();
    }, { once: true });
    return button;
  }

  /** Mounts the widget again with other data, unless it was not mounted yet. */
  #reloadData() {
    if (!["idle", "pending"].includes(this.#state.name)) this.#mount();
  }

  /** Shows a widget, which replaces the previous one. Its state is kept for the same data set, even if that is read again. */
  async #mount(isReadAgain = false) {
    const previous = this.#state;
    const signal = this.#enter("loading", previous.widget);
    if (isReadAgain) this.#state.isAnnounced = previous.isAnnounced;
    const trapsBefore = traps;
    try {
      if (!layout) throw new Error("This browser is older than Chromium 111, Firefox 113 or Safari 16.4.");
      const isFramed = this.hasAttribute("frame");
      /** @type {Promise<Runtime>} */
      const files = isFramed ? checkScript(FRAME_HOST, import(FRAME_HOST)) : loadRuntime();
      const [{ Widget, styles, loadLocale, embed }, dataset] = await Promise.all([files, this.#loadDataset(!isFramed && files, signal)]);
      const localeData = await loadLocale?.(inheritedAttribute(this, "lang"));
      if (!this.isConnected || signal.aborted) return;
      if (this.ownerDocument !== document) throw new Error("The element is in another document. Load weigh-in.js there.");
      const state = this.#state;
      if (state.widget) this.#saved = state.widget.unmount() ?? this.#saved;
      state.widget = undefined;
      if (dataset !== this.#dataset) {
        this.#dataset = dataset;
        if (!isReadAgain) {
          this.#saved = undefined;
          state.isAnnounced = false;
        }
      }
      this.#root.adoptedStyleSheets = [layout, styles];
      this.#base.classList.toggle("waiting", isFramed && !!this.#base.hidden);
      if (isFramed) this.#base.hidden = false;
      this.#updateTheme();
      prefersDark.addEventListener("change", this.#updateTheme);
      for (const node of [document.documentElement, document.body]) this.#pageObserver.observe(node, { attributes: true });
      const attribute = (/** @type {string} */ name) => this.getAttribute(name);
      const widget = new Widget(this.#base, {
        host: this,
        isHosted,
        lang: () => inheritedAttribute(this, "lang"),
        share: this.#choice("share"),
        name: this.#key,
        weights: this.#formatPendingWeights() ?? this.getAttribute("weights") ?? undefined,
        // Other pages can't load the files of a bundle.
        hide: (this.getAttribute("hide") ?? "") + (isHosted ? "" : " embed"),
        translation: localeData?.translation,
        formatValue: localeData?.formatValue,
        emit: (...event) => this.#onWidgetEvent(...event),
        embed: () => embed(this, this.#page.attribute ?? attribute, inheritedAttribute(this, "lang"), dataset),
        retryButton: () => this.#createButton(),
        attribute,
        window,
        ...this.#page,
        saved: this.#saved ?? this.#page.saved,
      }, dataset);
      this.#page.saved = undefined;
      this.#enter("ready", widget);
      if (localeData?.error) this.#reportError(localeData.error);
      this.#reportAttributes(widget.problems);
    } catch (error) {
      if (signal.aborted) return;
      // Another widget's trap has stopped the WebAssembly.
      if (traps > trapsBefore && !error.report) return void this.#mount(isReadAgain);
      // The widget continues with the previous data set if the new one is invalid.
      if (error.problems && this.#state.widget) {
        this.#enter("ready", this.#state.widget);
        this.#reportError(error);
      } else this.#fail(error);
    }
  }

  /**
   * Loads the publisher's own data set, if the element has signs of one.
   *
   * @param {Promise<Runtime> | false} runtime
   * @param {AbortSignal} signal
   */
  async #loadDataset(runtime, signal) {
    // The parser may reach the script inside after the element is connected.
    if (!this.#hasOwnData && document.readyState === "loading") await new Promise((resolve) => addEventListener("DOMContentLoaded", resolve));
    if (!this.#hasOwnData) return;
    const data = await checkScript(DATA, import(DATA));
    return data.loadDataset(this, inheritedAttribute(this, "lang"), runtime, this.#message, signal, violations);
  }

  /** The key of the widget's state in links. */
  get #key() {
    return this.getAttribute("name") || this.id || "weigh-in";
  }

  /** Reports whether the page was opened by a link with the widget's state. */
  get #isLinked() {
    return linkParts.some((part) => part.startsWith(`${encodeURIComponent(this.#key)}=1`) && /[.;]/.test(part));
  }

  /** Scrolls to the widget if the page was opened by a link to it, unless the page was reloaded or scrolled. */
  #scrollToLinked() {
    if (!this.#isLinked) return;
    linkParts = [];
    const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    if (navigation?.type === "navigate" && !scrollY) this.scrollIntoView();
  }

  get #hasOwnData() {
    return this.#data !== undefined || DATA_ATTRIBUTES.some((name) => this.hasAttribute(name)) || this.querySelector(DATA_SCRIPTS);
  }

  /** Returns the weights that a script has set before mounting, in the format of the attribute. */
  #formatPendingWeights() {
    const pairs = this.#pendingWeights && Object.entries(this.#pendingWeights);
    return pairs?.map(([id, weight]) => `${id}:${weight}`).join(" ");
  }

  /**
   * Handles `ready`, `input` and `change` of the widget, `damaged` if others have removed parts of it, `halted` after a trap,
   * and `error`.
   *
   * @param {string} event
   * @param {WeighInErrorDetail} [detail]
   * @param {Failure | false} [error]
   */
  #onWidgetEvent(event, detail, error) {
    if (error) return this.#fail(error);
    if (detail) return this.#emit(event, detail);
    if (event === "halted") {
      // What is rendered stays until another instance has rendered it again.
      this.#saved = this.#state.widget?.unmount() ?? this.#saved;
      this.#state.widget = undefined;
      return void this.#mount(this.#state.name === "ready");
    }
    if (event === "damaged") {
      if (!this.#root.contains(this.#base)) this.#show();
      return void this.#mount();
    }
    if (event === "ready") {
      const hadFocus = this.#message.contains(this.#root.activeElement);
      this.#fallback.hidden = this.#message.hidden = true;
      this.#base.hidden = false;
      this.#base.classList.remove("waiting");
      if (hadFocus) this.#base.focus();
      this.#resolve(this);
      if (this.#state.isAnnounced) return;
      this.#state.isAnnounced = true;
      this.#scrollToLinked();
    }
    this.#emit(event, this.#dataset?.detail?.(this) ?? { weights: this.weights, ranking: this.ranking, shareUrl: this.shareUrl });
  }

  /**
   * Shows the fallback, with content above it.
   *
   * @param {(Node | string)[]} content
   */
  #show(...content) {
    // Others may have removed them.
    this.#root.replaceChildren(this.#message, this.#fallback, this.#base, this.#width);
    this.#base.hidden = true;
    this.#fallback.hidden = this.#message.hidden = false;
    this.#message.replaceChildren(...content);
  }

  #unmount() {
    prefersDark.removeEventListener("change", this.#updateTheme);
    this.#pageObserver.disconnect();
    const { widget } = this.#state;
    if (widget) this.#saved = widget.unmount();
    this.#enter("idle");
    this.#base.replaceChildren();
    this.#show();
    this.#message.hidden = true;
  }

  /**
   * @param {string} event
   * @param {unknown} detail
   */
  #emit(event, detail) {
    this.dispatchEvent(new CustomEvent(`weigh-in-${event}`, { bubbles: true, composed: true, detail }));
  }
}

/**
 * Defines the element in a registry, unless one is defined there. Reports one of another version to the publisher.
 *
 * @param {string} [tag] A registry accepts a class only once, so under another name the element is a subclass.
 */
export function define(tag = "weigh-in", registry = customElements) {
  const defined = /** @type {typeof WeighIn | undefined} */ (registry.get(tag));
  if (!defined) registry.define(tag, tag === "weigh-in" ? WeighIn : class extends WeighIn {});
  else if (defined.version !== VERSION) console.warn(`<${tag}>: this page includes versions ${defined.version} and ${VERSION}. The first is used; remove one.`);
}

define();

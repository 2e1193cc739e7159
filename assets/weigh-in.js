// @ts-check
// The shell of <weigh-in>. It defines the element at once, shows what stands inside it until the
// widget is ready and whenever the widget fails, and loads the WebAssembly once for all elements,
// when the first of them comes near the viewport. The build fills in RUNTIME, WASM, FRAME_HOST, DATA and
// DIAGNOSIS, the names of files beside this one, and MESSAGES, the shell's own messages in every language.
import { languageOf } from "./language.js";
import { DATA_ATTRIBUTES, DATA_SCRIPTS } from "./own-data.js";

const LOAD_MARGIN = "50%";

/** The attributes that take one of a few values, of which the first is the default, or some of them. */
const CHOICES = {
  theme: ["auto", "light", "dark"],
  share: ["hash", "query", "off"],
  load: ["visible", "eager", "click"],
  hide: ["presets", "filters", "compare", "robustness", "guide", "share", "save", "embed"],
};

/** For messages. Bundlers look for the whole expression, and would take scripts along a second time. */
const beside = (/** @type {string} */ name) => new URL(name, import.meta.url);

/** Whether this script lies where it was released, and not in a bundle. */
const isHosted = /^(?!.*\/\.vite\/).*\/weigh-in\.js$/.test(beside("").pathname);

/** How the URLs of this release's other files begin; bundlers put the files wherever they like. */
const RELEASE = isHosted ? beside("weigh-in-").href : "/weigh-in-";

/**
 * What the page's Content Security Policy has refused: from URL to directive.
 *
 * @type {Map<string, string>}
 */
const refusals = new Map();
document.addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) => {
  refusals.set(blockedURI, effectiveDirective);
});

/**
 * Takes each widget that runs in this page back to its fallback.
 *
 * @type {Set<(error: Error, isTrap?: boolean) => void>}
 */
const live = new Set();
/** The messages in the console. */
const reported = new Set();
/** @type {Promise<Runtime> | undefined} */
let loading;

/** Loads the runtime, the first time it is called. */
function load() {
  loading ??= start().catch((error) => {
    // A later element may find the files within reach again.
    loading = undefined;
    throw error;
  });
  return loading;
}

async function start() {
  if (!globalThis.WebAssembly) throw new Error("This browser has no WebAssembly, or it is turned off.");
  const url = new URL(WASM, import.meta.url);
  const wasm = fetch(url).then((response) => (response.ok ? response : Promise.reject(new Error())));
  const [runtime] = await Promise.all([withDiagnosis(beside(RUNTIME), import(RUNTIME)), withDiagnosis(url, wasm)]);
  await withDiagnosis(url, runtime.start(wasm));
  addEventListener("error", ({ error, filename }) => recoverFromTrap(error, filename));
  addEventListener("unhandledrejection", ({ reason }) => recoverFromTrap(reason));
  return runtime;
}

/**
 * Returns the same promise of a file; where it is broken, the error says why, and what fixes it.
 *
 * @template T
 * @param {URL} url
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
const withDiagnosis = (url, promise) => promise.catch(async ({ message }) => {
  /** @type {Partial<typeof import("./diagnosis.js")>} */
  const { diagnose = symptoms } = await import(DIAGNOSIS).catch(() => ({}));
  throw new Error(await diagnose(url, message, refusals));
});

/**
 * Returns what can be said of a file where the diagnosis does not load either.
 *
 * @param {URL} url
 */
async function symptoms(url) {
  const answer = await fetch(url).catch(() => {});
  const symptom = answer
    ? `answered with status ${answer.status} and is served as ${answer.headers.get("content-type")}`
    : "can't be read by this page";
  return `${url} ${symptom}. Upload all files of one release together, serve .js as text/javascript with Access-Control-Allow-Origin: *, and add ${url.origin} to the script-src of the page's Content Security Policy.`;
}

/**
 * Takes all widgets back to their fallback after a trap, which leaves the WebAssembly unusable for each of them.
 *
 * @param {any} error
 */
function recoverFromTrap(error, file = "") {
  const trap = globalThis.WebAssembly?.RuntimeError;
  // Of a deep stack browsers keep some frames, which may name any file of ours, be it the module or a chunk.
  if (!trap || !(error instanceof trap) || !`${file} ${error.stack}`.includes(RELEASE)) return;
  loading = Promise.reject(error);
  loading.catch(() => {});
  for (const fail of [...live]) fail(error, true);
}

/**
 * Returns the value of an attribute of an element or of the nearest element around it.
 *
 * @param {Element} element
 * @param {string} attribute
 * @returns {string}
 */
function inherited(element, attribute) {
  const found = element.closest(`[${attribute}]`);
  if (found) return found.getAttribute(attribute) ?? "";
  const { host } = /** @type {ShadowRoot} */ (element.getRootNode());
  return host ? inherited(host, attribute) : "";
}

/**
 * Older browsers have no such style sheets, and show the fallback. A widget has no width of its own, since it adapts to
 * its container; the canvas, which nobody sees, has one for parents that shrink to fit, and yields to all others.
 */
const layout = "replaceSync" in CSSStyleSheet.prototype ? new CSSStyleSheet() : undefined;
layout?.replaceSync(`
  :host { display: block }
  :host([hidden]), [hidden] { display: none !important }
  [part="error"] { margin-block: .5em; font-size: .85em }
  iframe { display: block; inline-size: 100%; border: 0; color-scheme: light }
  .waiting { block-size: 0; overflow: hidden; visibility: hidden }
  .width { float: left; inline-size: 100%; block-size: 0; overflow: hidden }
  canvas { display: block; inline-size: 1280px; min-inline-size: min(280px, 80vw); max-inline-size: 100%; block-size: 0 }
`);

/** @implements {WeighInElement} */
class Shell extends HTMLElement {
  static observedAttributes = ["src", "weights", "theme", "share", "load", "hide", "name", "id", "frame", "lang", "dir"];

  /** @type {FramePage} */
  #page;
  #root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
  #base = document.createElement("div");
  #fallback = document.createElement("slot");
  #message = document.createElement("div");
  /** @type {State} */
  #state = { name: "idle", end: new AbortController() };
  /**
   * The state of the widget that was last shown, as a link has it.
   *
   * @type {string | undefined}
   */
  #saved;
  /**
   * What a script has set before there was a widget.
   *
   * @type {Weights | undefined}
   */
  #pendingWeights;
  /**
   * What a script has set as data.
   *
   * @type {any}
   */
  #data;
  /**
   * The data set that the widget shows or has last shown; there is none where it is the bundled one.
   *
   * @type {Dataset | undefined}
   */
  #dataset;
  /** What was last reported of attributes. */
  #complaint = "";
  /** @type {(element: Shell) => void} */
  #resolve;
  /** @type {(error: Error) => void} */
  #reject;

  /**
   * Resolves when the widget is there to use; is rejected if it can't be shown.
   *
   * @type {Promise<Shell>}
   */
  ready;

  /** @param {FramePage} [page] What stands for the page in a frame; only `frame.js` has that. */
  constructor(page = {}) {
    super();
    this.#page = page;
    page.connect?.(() => /** @type {BoundWidget | undefined} */ (this.#state.widget));
    this.#promiseReady();
    if (layout) this.#root.adoptedStyleSheets = [layout];
    this.#base.part.add("base");
    this.#base.tabIndex = -1;
    this.#message.part.add("error");
    this.#message.setAttribute("role", "status");
    this.#message.dir = "auto";
    this.#base.hidden = this.#message.hidden = true;
    this.#root.replaceChildren(this.#message, this.#fallback, this.#base);
    if (!layout) return;
    const width = document.createElement("div");
    width.className = "width";
    width.append(document.createElement("canvas"));
    this.#root.append(width);
  }

  connectedCallback() {
    for (const name of /** @type {const} */ (["weights", "data"])) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete (/** @type {any} */ (this)[name]);
      this[name] = value;
    }
    if (["idle", "failed"].includes(this.#state.name)) this.#scheduleMount();
  }

  disconnectedCallback() {
    // An element that is only moved is connected again by then.
    queueMicrotask(() => this.isConnected || this.#unmount());
  }

  /**
   * @param {string} attribute
   * @param {string | null} old
   * @param {string | null} value
   */
  attributeChangedCallback(attribute, old, value) {
    if (old === value) return;
    if (attribute === "src") return this.#reloadData();
    if (attribute === "theme") this.#base.dataset.theme = value ?? "auto";
    const language = languageOf(this.lang);
    // Otherwise the direction is that of the page.
    this.#base.dir = this.dir || !MESSAGES[language] ? "" : language === "ar" ? "rtl" : "ltr";
    if (attribute === "weights") this.#pendingWeights = undefined;
    const { widget, name } = this.#state;
    if (!widget) {
      if (attribute === "weights") this.#saved = undefined;
      if (name !== "idle" && (attribute === "load" || attribute === "frame")) this.#scheduleMount();
      return;
    }
    const isKey = ["frame", "name", "id"].includes(attribute);
    if (widget.update && !isKey) widget.update(attribute);
    else if (attribute === "weights") widget.start_from?.(value ?? undefined);
    else if (attribute !== "theme" && attribute !== "load") return void this.#mount();
    this.#checkAttributes(widget.problems);
  }

  /** @returns {Weights} */
  get weights() {
    return this.#state.widget?.weights ?? this.#pendingWeights ?? {};
  }

  /**
   * Before the widget is there, they are where it will start, as if they stood in the attribute. A text is
   * meant for the attribute: React and Vue set the property where there is one.
   *
   * @param {Weights | string} weights
   */
  set weights(weights) {
    if (typeof weights === "string") {
      this.setAttribute("weights", weights);
      return;
    }
    const pairs = Object.entries(weights ?? {}).map(([id, weight]) => [id, Math.round(weight * 100) / 100]);
    const copy = Object.fromEntries(pairs);
    if (this.#state.widget) this.#state.widget.weights = copy;
    else {
      this.#pendingWeights = copy;
      this.#saved = undefined;
    }
  }

  get data() {
    return this.#data;
  }

  /** A data set: an object, or the text of a JSON or CSV file. It counts more than `src`. */
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

  /** Goes back to the published weights. */
  reset() {
    this.#state.widget?.reset();
  }

  /**
   * Enters a state, and ends what goes on in the one before. A widget stays if it is handed on.
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
   * Shows the fallback again, with a notice, and reports why.
   *
   * @param {Failure} error
   */
  #fail = (error, isTrap = false) => {
    live.delete(this.#fail);
    if (!isTrap) this.#saved = this.#state.widget?.unmount() ?? this.#saved;
    this.#enter("failed");
    this.#base.replaceChildren();
    this.#show(this.#localized("failure"), error.report ?? "");
    this.#reject(error);
    this.#reportError(error);
  };

  /** Makes another promise to be ready. */
  #promiseReady() {
    this.ready = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.ready.catch(() => {});
  }

  /**
   * Tells the page what is wrong, and how to fix it.
   *
   * @param {{ message: string, problems?: WeighInProblem[] }} error
   */
  #reportError({ message, problems = [] }) {
    const line = `<weigh-in>: ${message}`;
    if (!reported.has(line) && !this.#page.isFramed) console.error(line);
    reported.add(line);
    this.#emit("error", { message, problems });
  }

  /**
   * Returns a message of the shell in the language of the element.
   *
   * @param {string} key
   */
  #localized(key) {
    return (MESSAGES[languageOf(inherited(this, "lang"))] ?? MESSAGES.en)[key];
  }

  /**
   * Returns the value of an attribute with one of a few values.
   *
   * @param {keyof typeof CHOICES} attribute
   */
  #choice(attribute) {
    const value = this.getAttribute(attribute) ?? "";
    return CHOICES[attribute].includes(value) ? value : CHOICES[attribute][0];
  }

  /**
   * Reports attributes that can't be used, with those that the widget knows of.
   *
   * @param {WeighInProblem[]} known
   */
  #checkAttributes(known) {
    const problems = [...known];
    for (const [name, choices] of Object.entries(CHOICES)) {
      const words = this.getAttribute(name)?.match(/[^\s,]+/g) ?? [];
      for (const word of words.filter((word) => !choices.includes(word))) {
        problems.push({ place: `${name}="${word}"`, message: `write ${choices.join(", ")}` });
      }
    }
    const lines = problems.map(({ place, message }) => `${place}: ${message}`).join("; ");
    if (lines && lines !== this.#complaint) this.#reportError({ message: `some attributes can't be used. ${lines}.`, problems });
    this.#complaint = lines;
  }

  /** Waits until the widget is wanted, as the `load` attribute says. */
  #scheduleMount() {
    const signal = this.#enter("invited");
    const mount = () => this.#mount();
    const when = this.#choice("load");
    if (when === "click") {
      const button = document.createElement("button");
      button.type = "button";
      button.part.add("load-button");
      button.textContent = this.#localized("invitation");
      button.addEventListener("click", () => {
        button.textContent += " …";
        button.setAttribute("aria-disabled", "true");
        mount();
      }, { once: true });
      this.#show(button);
      return;
    }
    this.#message.hidden = true;
    if (when === "eager") {
      mount();
      return;
    }
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) mount();
    }, { rootMargin: LOAD_MARGIN });
    observer.observe(this);
    signal.addEventListener("abort", () => observer.disconnect());
  }

  /** Starts the widget from other data, once it has been wanted. */
  #reloadData() {
    if (!["idle", "invited"].includes(this.#state.name)) this.#mount();
  }

  /** Shows a widget, in the place of the one before if there is one. */
  async #mount() {
    const before = this.#state;
    const signal = this.#enter("loading", before.widget);
    try {
      if (!layout || !CSS.supports("color", "color-mix(in srgb, red, red)") || !CSS.supports("container-type", "inline-size")) {
        throw new Error("This browser lacks container queries or color-mix(): it is older than Chromium 111, Firefox 113 or Safari 16.4.");
      }
      const framed = this.hasAttribute("frame");
      if (framed && !isHosted && !this.getAttribute("frame")) {
        throw new Error("In a bundle the attribute frame needs a value: the URL of frame.html on a host.");
      }
      // One that runs in a frame is not harmed by what happens here.
      live[framed ? "delete" : "add"](this.#fail);
      /** @type {Promise<Runtime>} */
      const files = framed ? withDiagnosis(beside(FRAME_HOST), import(FRAME_HOST)) : load();
      const [{ Widget, styles, speak, embed }, dataset] = await Promise.all([files, this.#loadDataset(!framed && files, signal)]);
      const spoken = await speak?.(inherited(this, "lang"));
      if (!this.isConnected || signal.aborted) return;
      const state = this.#state;
      if (state.widget) this.#saved = state.widget.unmount();
      state.widget = undefined;
      if (dataset !== this.#dataset) {
        this.#dataset = dataset;
        this.#saved = undefined;
        state.isAnnounced = false;
      }
      this.#root.adoptedStyleSheets = styles ? [layout, styles] : [layout];
      // A hidden frame would have no height.
      this.#base.classList.toggle("waiting", framed && !!this.#base.hidden);
      if (framed) this.#base.hidden = false;
      const attribute = (/** @type {string} */ name) => this.getAttribute(name);
      state.widget = new Widget(this.#base, {
        host: this,
        lang: () => inherited(this, "lang"),
        share: this.#choice("share"),
        name: this.getAttribute("name") || this.id || "weigh-in",
        weights: this.#weightsToStart() ?? this.getAttribute("weights") ?? undefined,
        // In a bundle there is nothing that another page could load.
        hide: (this.getAttribute("hide") ?? "") + (isHosted ? "" : " embed"),
        words: spoken?.words,
        locale: spoken?.locale,
        emit: (...event) => this.#onWidgetEvent(...event),
        embed: () => embed(this, this.#page.attribute ?? attribute, inherited(this, "lang"), dataset),
        attribute,
        window,
        ...this.#page,
        saved: this.#saved ?? this.#page.saved,
      }, dataset);
      this.#page.saved = undefined;
      if (spoken?.error) this.#reportError(spoken.error);
      this.#checkAttributes(state.widget.problems);
    } catch (error) {
      recoverFromTrap(error);
      if (signal.aborted) return;
      // The widget goes on with the data before those that can't be used.
      if (error.problems && this.#state.widget) {
        if (before.name === "ready") this.#state.name = "ready";
        this.#reportError(error);
      } else this.#fail(error);
    }
  }

  /**
   * Loads the data set of the publisher, if anything hints at one.
   *
   * @param {Promise<Runtime> | false} runtime
   * @param {AbortSignal} signal
   */
  async #loadDataset(runtime, signal) {
    // The script inside may come after the element.
    if (!this.#hasOwnData && document.readyState === "loading") await new Promise((go) => addEventListener("DOMContentLoaded", go));
    if (!this.#hasOwnData) return;
    const data = await withDiagnosis(beside(DATA), import(DATA));
    return data.loadDataset(this, inherited(this, "lang"), runtime, this.#message, signal, refusals);
  }

  get #hasOwnData() {
    return this.#data !== undefined || DATA_ATTRIBUTES.some((name) => this.hasAttribute(name)) || this.querySelector(DATA_SCRIPTS);
  }

  /** Returns the weights that a script has set in time, as the attribute has them. */
  #weightsToStart() {
    const pairs = this.#pendingWeights && Object.entries(this.#pendingWeights);
    return pairs?.map(([id, weight]) => `${id}:${weight}`).join(" ");
  }

  /**
   * Hears of `ready`, `input` or `change` of the widget; of one in a frame also what is wrong in there.
   *
   * @param {string} event
   * @param {WeighInErrorDetail} [detail]
   * @param {Failure | false} [error]
   */
  #onWidgetEvent(event, detail, error) {
    if (error) return this.#fail(error);
    if (detail) return this.#emit(event, detail);
    if (event === "ready") {
      const invited = this.#message.contains(this.#root.activeElement);
      this.#fallback.hidden = this.#message.hidden = true;
      this.#base.hidden = false;
      this.#base.classList.remove("waiting");
      if (invited) this.#base.focus();
      const state = this.#state;
      state.name = "ready";
      this.#resolve(this);
      if (state.isAnnounced) return;
      state.isAnnounced = true;
    }
    this.#emit(event, this.#dataset?.detail?.(this) ?? { weights: this.weights, ranking: this.ranking, shareUrl: this.shareUrl });
  }

  /**
   * Shows the fallback, and something above it.
   *
   * @param {(Node | string)[]} above
   */
  #show(...above) {
    this.#base.hidden = true;
    this.#fallback.hidden = this.#message.hidden = false;
    this.#message.replaceChildren(...above);
  }

  #unmount() {
    live.delete(this.#fail);
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

if (!customElements.get("weigh-in")) customElements.define("weigh-in", Shell);

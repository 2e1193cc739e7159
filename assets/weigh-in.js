// The shell of <weigh-in>. It defines the element at once, shows what stands inside it until the
// widget is ready and whenever the widget fails, and loads the WebAssembly once for all elements,
// when the first of them comes near the viewport. The build fills in RUNTIME, WASM, FRAME_HOST and DATA,
// the names of files beside this one, and SAYINGS, what the shell itself says in every language.

const LOAD_MARGIN = "50%";

/** The attributes that take one of a few values, of which the first is the default, or some of them. */
const CHOICES = {
  theme: ["auto", "light", "dark"],
  share: ["hash", "query", "off"],
  load: ["visible", "eager", "click"],
  hide: ["presets", "filters", "compare", "insights", "guide", "share", "save", "embed"],
};

/** Where a page keeps a data set inside the element. */
const OWN_DATA = ':scope > script[type="application/json"], :scope > script[type="text/csv"]';

/** For messages. Bundlers look for the whole expression, and would take scripts along a second time. */
const beside = (name) => new URL(name, import.meta.url);

/** Whether this script lies where it was released, and not in a bundle. */
const isHosted = /^(?!.*\/\.vite\/).*\/weigh-in\.js$/.test(beside("").pathname);

/** Takes each widget that runs in this page back to its fallback. */
const live = new Set();
/** What has been told in the console. */
const told = new Set();
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
  const [runtime] = await Promise.all([explained(beside(RUNTIME), import(RUNTIME)), explained(url, wasm)]);
  await explained(url, runtime.start(wasm));
  addEventListener("error", (event) => crashed(event.error));
  addEventListener("unhandledrejection", (event) => crashed(event.reason));
  return runtime;
}

/** The same promise of a file; where it is broken, the error tells why, and what mends it. */
async function explained(url, promise) {
  let refused;
  const note = ({ blockedURI, effectiveDirective }) => {
    if (blockedURI === "wasm-eval") refused = blockedURI;
    else if (url.href.startsWith(blockedURI)) refused = effectiveDirective.replace("-elem", "");
  };
  document.addEventListener("securitypolicyviolation", note);
  try {
    return await promise;
  } catch (error) {
    // Violations are told a little later.
    await new Promise((resolve) => setTimeout(resolve, 100));
    throw new Error(await cause(error.message, url, refused));
  } finally {
    document.removeEventListener("securitypolicyviolation", note);
  }
}

async function cause(message, url, refused) {
  const policy = "The page's Content Security Policy refuses";
  if (refused === "wasm-eval" || /unsafe-eval|CSP/.test(message)) {
    return `${policy} WebAssembly. Add 'wasm-unsafe-eval' to its script-src, or the attribute frame to the element.`;
  }
  if (refused) return `${policy} ${url}. Add ${url.origin} to its ${refused}.`;
  const answer = await fetch(url).catch(() => fetch(url, { mode: "no-cors" }).catch(() => {}));
  if (!answer) return `${url} can't be reached.`;
  if (answer.type === "opaque") return `${url} may not be read by other sites. Let its server send Access-Control-Allow-Origin: * with all files.`;
  if (!answer.ok) return `${url} answered with status ${answer.status}. Upload all files of one release together.`;
  const type = answer.headers.get("content-type");
  if (!/script|wasm/.test(type)) return `${url} is served as ${type}. Serve .js as text/javascript, .wasm as application/wasm.`;
  return `${url} does not work: ${message}`;
}

/** A trap leaves the WebAssembly unusable for every widget: all go back to their fallback. */
function crashed(error) {
  const trap = globalThis.WebAssembly?.RuntimeError;
  if (!trap || !(error instanceof trap) || !error.stack?.includes(RUNTIME.slice(2, -3))) return;
  loading = Promise.reject(error);
  loading.catch(() => {});
  for (const fail of [...live]) fail(error, true);
}

/** What an attribute of an element or of the nearest element around it says. */
function inherited(element, attribute) {
  const found = element.closest(`[${attribute}]`);
  if (found) return found.getAttribute(attribute);
  const { host } = element.getRootNode();
  return host ? inherited(host, attribute) : "";
}

/** Older browsers have no such style sheets, and show the fallback. */
const layout = "replaceSync" in CSSStyleSheet.prototype ? new CSSStyleSheet() : undefined;
layout?.replaceSync(`
  :host { display: block }
  :host([hidden]), [hidden] { display: none !important }
  [part="error"] { margin-block: .5em; font-size: .85em }
  iframe { display: block; inline-size: 100%; border: 0; color-scheme: light }
  .waiting { block-size: 0; overflow: hidden; visibility: hidden }
`);

class Shell extends HTMLElement {
  static observedAttributes = ["src", "weights", "theme", "share", "load", "hide", "name", "id", "frame", "lang", "dir"];

  /** What stands for the page in a frame: functions for its URL and for attributes as they were set there. */
  static page = {};

  #base = document.createElement("div");
  #fallback = document.createElement("slot");
  #message = document.createElement("div");
  #widget;
  #saved;
  #early;
  /** The data set that a script has set, and the one that the widget shows or has last shown. */
  #data;
  #own;
  #observer;
  #resolve;
  #reject;
  /** Ends the latest attempt to show a widget; there is none before it is wanted. */
  #attempt;
  /** Whether the widget has been told to be ready since the element came into the page. */
  #isReady = false;
  /** Whether it could not be shown. */
  #isBroken = false;
  /** What was last told of attributes. */
  #complaint;

  /** Resolves when the widget is there to use; is rejected if it can't be shown. */
  ready;

  constructor() {
    super();
    this.#promise();
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    if (layout) root.adoptedStyleSheets = [layout];
    this.#base.part = "base";
    this.#base.tabIndex = -1;
    this.#message.part = "error";
    this.#message.setAttribute("role", "status");
    this.#base.hidden = this.#message.hidden = true;
    root.replaceChildren(this.#message, this.#fallback, this.#base);
  }

  connectedCallback() {
    for (const name of ["weights", "data"]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    if (!this.#widget) this.#await();
  }

  disconnectedCallback() {
    // An element that is only moved is connected again by then.
    queueMicrotask(() => this.isConnected || this.#unmount());
  }

  attributeChangedCallback(attribute, old, value) {
    if (old === value) return;
    if (attribute === "src") return this.#renew();
    if (attribute === "theme") this.#base.dataset.theme = value ?? "auto";
    const [language] = this.lang.toLowerCase().split("-");
    // Otherwise the direction is that of the page.
    this.#base.dir = this.dir || !SAYINGS[language] ? "" : language === "ar" ? "rtl" : "ltr";
    if (attribute === "weights") this.#early = undefined;
    if (!this.#widget) {
      if (attribute === "weights") this.#saved = undefined;
      if (!this.isConnected) return;
      if (attribute === "load" || attribute === "frame") this.#await();
      return;
    }
    const isKey = ["frame", "name", "id"].includes(attribute);
    if (this.#widget.update && !isKey) this.#widget.update(attribute);
    else if (attribute === "weights") this.#widget.start_from(value ?? undefined);
    else if (attribute !== "theme" && attribute !== "load") return void this.#mount();
    this.#check();
  }

  get weights() {
    return this.#widget?.weights ?? this.#early ?? {};
  }

  /**
   * Before the widget is there, they are where it will start, as if they stood in the attribute. A text is
   * meant for the attribute: React and Vue set the property where there is one.
   */
  set weights(weights) {
    if (typeof weights === "string") {
      this.setAttribute("weights", weights);
      return;
    }
    const pairs = Object.entries(weights ?? {}).map(([id, weight]) => [id, Math.round(weight * 100) / 100]);
    const copy = Object.fromEntries(pairs);
    if (this.#widget) this.#widget.weights = copy;
    else {
      this.#early = copy;
      this.#saved = undefined;
    }
  }

  get data() {
    return this.#data;
  }

  /** A data set: an object, or the text of a JSON or CSV file. It counts more than `src`. */
  set data(data) {
    this.#data = data ?? undefined;
    this.#renew();
  }

  get ranking() {
    return this.#widget?.ranking ?? [];
  }

  get insights() {
    return this.#widget?.insights;
  }

  get shareUrl() {
    return this.#widget?.shareUrl ?? location.href;
  }

  /** Goes back to the published weights. */
  reset() {
    this.#widget?.reset();
  }

  /** Shows the fallback again, with a notice, and tells the page why. */
  #fail = (error, isTrap = false) => {
    live.delete(this.#fail);
    this.#attempt.abort();
    if (!isTrap) this.#saved = this.#widget?.unmount() ?? this.#saved;
    this.#widget = undefined;
    this.#base.replaceChildren();
    this.#show(this.#say("failure"), error.report ?? "");
    this.#reject(error);
    this.#isBroken = true;
    this.#tell(error);
  };

  /** Makes another promise to be ready. */
  #promise() {
    this.#isBroken = false;
    this.ready = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.ready.catch(() => {});
  }

  /** Tells the page what is wrong, and how to mend it. */
  #tell({ message, problems = [] }) {
    const line = `<weigh-in>: ${message}`;
    if (!told.has(line) && !Shell.page.isFramed) console.error(line);
    told.add(line);
    this.#emit("error", { message, problems });
  }

  /** Something that the shell itself says, in the language of the element. */
  #say(what) {
    const [language] = inherited(this, "lang").toLowerCase().split("-");
    return (SAYINGS[language] ?? SAYINGS.en)[what];
  }

  /** What an attribute with one value says. */
  #choice(attribute) {
    const value = this.getAttribute(attribute);
    return CHOICES[attribute].includes(value) ? value : CHOICES[attribute][0];
  }

  /** Tells the page of attributes that can't be used. */
  #check() {
    const problems = [...this.#widget.problems];
    for (const [name, choices] of Object.entries(CHOICES)) {
      const words = this.getAttribute(name)?.match(/[^\s,]+/g) ?? [];
      for (const word of words.filter((word) => !choices.includes(word))) {
        problems.push({ place: `${name}="${word}"`, message: `write ${choices.join(", ")}` });
      }
    }
    const lines = problems.map(({ place, message }) => `${place}: ${message}`).join("; ");
    if (lines && lines !== this.#complaint) this.#tell({ message: `some attributes can't be used. ${lines}.`, problems });
    this.#complaint = lines;
  }

  /** Waits until the widget is wanted, as the `load` attribute says. */
  #await() {
    this.#observer?.disconnect();
    const mount = () => this.#mount();
    const when = this.#choice("load");
    if (when === "click") {
      const button = document.createElement("button");
      button.type = "button";
      button.part = "invitation";
      button.textContent = this.#say("invitation");
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
    this.#observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      this.#observer.disconnect();
      mount();
    }, { rootMargin: LOAD_MARGIN });
    this.#observer.observe(this);
  }

  /** The publisher's own data are others: the widget starts anew, once it has been wanted. */
  #renew() {
    if (this.#attempt) this.#mount();
  }

  /** Shows a widget, in the place of the one before if there is one. */
  async #mount() {
    this.#attempt?.abort();
    const { signal } = (this.#attempt = new AbortController());
    if (this.#isBroken) this.#promise();
    try {
      if (!layout || !CSS.supports("color", "color-mix(in srgb, red, red)") || !CSS.supports("container-type", "inline-size")) {
        throw new Error("This browser lacks container queries or color-mix(): it is older than Chromium 111, Firefox 113 or Safari 16.4.");
      }
      const framed = this.hasAttribute("frame");
      if (framed && !isHosted && !this.getAttribute("frame")) {
        throw new Error("In a bundle the attribute frame needs a value: the URL of frame.html on a host.");
      }
      // One that runs in a frame is not harmed by what happens here.
      if (!framed) live.add(this.#fail);
      const files = framed ? explained(beside(FRAME_HOST), import(FRAME_HOST)) : load();
      const bring = async () => {
        if (!this.#data && !this.getAttribute("src") && !this.querySelector(OWN_DATA)) return;
        const data = await explained(beside(DATA), import(DATA));
        return data.bring(this, this.querySelector(OWN_DATA), inherited(this, "lang"), !framed && files, this.#message, signal);
      };
      const [{ Widget, styles, speak, embed }, brought] = await Promise.all([files, bring()]);
      // The script inside may come after the element.
      if (!brought && document.readyState === "loading") await new Promise((go) => addEventListener("DOMContentLoaded", go));
      const own = brought ?? (await bring());
      const spoken = await speak?.(inherited(this, "lang"));
      if (!this.isConnected || signal.aborted) return;
      if (this.#widget) this.#saved = this.#widget.unmount();
      if (own !== this.#own) {
        this.#own = own;
        this.#saved = undefined;
        this.#isReady = false;
      }
      this.shadowRoot.adoptedStyleSheets = styles ? [layout, styles] : [layout];
      // A hidden frame would have no height.
      this.#base.classList.toggle("waiting", framed && this.#base.hidden);
      if (framed) this.#base.hidden = false;
      const attribute = (name) => this.getAttribute(name);
      this.#widget = new Widget(this.#base, {
        host: this,
        lang: () => inherited(this, "lang"),
        share: this.#choice("share"),
        name: this.getAttribute("name") || this.id || "weigh-in",
        weights: this.#start() ?? this.getAttribute("weights") ?? undefined,
        // In a bundle there is nothing that another page could load.
        hide: (this.getAttribute("hide") ?? "") + (isHosted ? "" : " embed"),
        saved: this.#saved,
        words: spoken?.words,
        locale: spoken?.locale,
        emit: (...told) => this.#hear(...told),
        embed: () => embed(this, Shell.page.attribute ?? attribute, inherited(this, "lang"), own),
        attribute,
        ...Shell.page,
      }, own);
      if (spoken?.error) this.#tell(spoken.error);
      this.#check();
    } catch (error) {
      crashed(error);
      if (signal.aborted) return;
      // Of data that are no good there are problems, and the widget goes on with those before.
      if (error.problems && this.#widget) this.#tell(error);
      else this.#fail(error);
    }
  }

  /** The weights that were set early, as the attribute has them. */
  #start() {
    const pairs = this.#early && Object.entries(this.#early);
    return pairs?.map(([id, weight]) => `${id}:${weight}`).join(" ");
  }

  /** What the widget tells: `ready`, `input` or `change`; one in a frame also what is wrong in there. */
  #hear(event, detail, error) {
    if (error) return this.#fail(error);
    if (detail) return this.#emit(event, detail);
    if (event === "ready") {
      const invited = this.#message.contains(this.shadowRoot.activeElement);
      this.#fallback.hidden = this.#message.hidden = true;
      this.#base.hidden = false;
      this.#base.classList.remove("waiting");
      if (invited) this.#base.focus();
      this.#resolve(this);
      if (this.#isReady) return;
      this.#isReady = true;
    }
    this.#emit(event, this.#own?.detail?.(this) ?? { weights: this.weights, ranking: this.ranking, shareUrl: this.shareUrl });
  }

  /** Shows the fallback, and something above it. */
  #show(...above) {
    this.#base.hidden = true;
    this.#fallback.hidden = this.#message.hidden = false;
    this.#message.replaceChildren(...above);
  }

  #unmount() {
    this.#observer?.disconnect();
    this.#attempt?.abort();
    this.#attempt = undefined;
    this.#isReady = false;
    live.delete(this.#fail);
    if (this.#widget) this.#saved = this.#widget.unmount();
    this.#widget = undefined;
    this.#base.replaceChildren();
    this.#show();
    this.#message.hidden = true;
  }

  #emit(event, detail) {
    this.dispatchEvent(new CustomEvent(`weigh-in-${event}`, { bubbles: true, composed: true, detail }));
  }
}

if (!customElements.get("weigh-in")) customElements.define("weigh-in", Shell);

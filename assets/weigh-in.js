// The shell of <weigh-in>. It defines the element at once, shows what stands inside it until the
// widget is ready and whenever the widget fails, and loads the WebAssembly once for all elements,
// when the first of them comes near the viewport. The build fills in RUNTIME, WASM and FRAME_HOST, the
// names of files beside this one, and SAYINGS, what the shell itself says in every language.

const LOAD_MARGIN = "50%";

/** The attributes that take one of a few values; the first is the default. */
const CHOICES = {
  theme: ["auto", "light", "dark"],
  share: ["hash", "query", "off"],
  load: ["visible", "eager", "click"],
};

/** The elements that show a widget now. */
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
  if (!globalThis.WebAssembly) throw new Error("This browser has no WebAssembly, or its reader has turned it off.");
  const url = new URL(WASM, import.meta.url);
  const wasm = within(url, "connect-src", fetch(url).then((response) => {
    if (response.ok) return response;
    throw new Error(`${url} answered with status ${response.status}.`);
  }));
  const runtime = await within(new URL(RUNTIME, import.meta.url), "script-src", import(RUNTIME));
  await within(url, "script-src", wasm.then(() => runtime.start(wasm)));
  addEventListener("error", (event) => crashed(event.error));
  addEventListener("unhandledrejection", (event) => crashed(event.reason));
  return runtime;
}

/** The same promise; where it is broken, the error says why the browser did not load a file. */
async function within(url, directive, promise) {
  const refused = [];
  const note = (violation) => refused.push(violation);
  document.addEventListener("securitypolicyviolation", note);
  try {
    return await promise;
  } catch (error) {
    // Violations are told a little later.
    await new Promise((resolve) => setTimeout(resolve, 100));
    const isOurs = ({ blockedURI }) => blockedURI === "wasm-eval" || url.href.startsWith(blockedURI);
    const violation = refused.find(isOurs);
    throw error.cause ? error : new Error(await cause(error, url, violation), { cause: error });
  } finally {
    document.removeEventListener("securitypolicyviolation", note);
  }
}

/** Why a file did not load, and what mends it. */
async function cause(error, url, violation) {
  const { origin } = url;
  const message = error.message.replace(/\.?$/, ".");
  if (violation?.blockedURI === "wasm-eval" || /wasm-unsafe-eval|unsafe-eval/.test(message)) {
    return `The page's Content Security Policy refuses WebAssembly. Add 'wasm-unsafe-eval' to its script-src, or the attribute frame to the element. (${message})`;
  }
  if (violation) {
    const directive = violation.effectiveDirective.replace(/-elem$/, "");
    return `The page's Content Security Policy refuses ${url}. Add ${origin} to its ${directive}.`;
  }
  const answer = await fetch(url).catch(() => fetch(url, { mode: "no-cors" }).catch(() => undefined));
  if (!answer) return `${url} can't be reached. (${message})`;
  if (answer.type === "opaque") {
    return `${origin} does not let other sites read ${url}. Let it send the header Access-Control-Allow-Origin: * with all its files.`;
  }
  if (!answer.ok) return `${url} answered with status ${answer.status}. Upload all files of one release together.`;
  const type = answer.headers.get("content-type");
  if (url.pathname.endsWith("js") && !/javascript/.test(type)) {
    return `${url} is served as ${type ?? "no type at all"}. Serve it as text/javascript.`;
  }
  return `${url} does not work: ${message}`;
}

/** A trap leaves the WebAssembly unusable for every widget: all go back to their fallback. */
function crashed(error) {
  const trap = globalThis.WebAssembly?.RuntimeError;
  if (!trap || !(error instanceof trap) || !error.stack?.includes(RUNTIME.slice(2))) return;
  loading = Promise.reject(error);
  loading.catch(() => {});
  for (const element of [...live]) element.fail(error);
}

/** What an attribute of an element or of the nearest element around it says. */
function inherited(element, attribute) {
  const found = element.closest(`[${attribute}]`);
  if (found) return found.getAttribute(attribute);
  const { host } = element.getRootNode();
  return host ? inherited(host, attribute) : "";
}

const layout = new CSSStyleSheet();
layout.replaceSync(`
  :host { display: block }
  :host([hidden]), [hidden] { display: none !important }
  [part="error"] { margin-block: .5em; font-size: .85em }
  iframe { display: block; inline-size: 100%; border: 0 }
  .waiting { block-size: 0; overflow: hidden; visibility: hidden }
`);

class Shell extends HTMLElement {
  static observedAttributes = ["weights", "theme", "share", "load", "hide", "name", "id", "frame", "lang", "dir"];

  /** Functions that stand for the page's URL, where the document's own is not the one to carry the state. */
  static page = {};

  #base = document.createElement("div");
  #fallback = document.createElement("slot");
  #message = document.createElement("p");
  #widget;
  #saved;
  #early;
  #observer;
  #resolve;
  #reject;
  /** Counts the attempts to show a widget: only the latest may. */
  #attempt = 0;

  /** Resolves when the widget is there to use; rejects if it can't be shown. */
  ready = new Promise((resolve, reject) => {
    this.#resolve = resolve;
    this.#reject = reject;
  });

  constructor() {
    super();
    this.ready.catch(() => {});
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [layout];
    this.#base.part = "base";
    this.#base.tabIndex = -1;
    this.#message.part = "error";
    this.#message.setAttribute("role", "status");
    this.#base.hidden = this.#message.hidden = true;
    root.replaceChildren(this.#message, this.#fallback, this.#base);
  }

  connectedCallback() {
    for (const name of ["weights"]) {
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
    if (attribute === "theme") this.#base.dataset.theme = value ?? "auto";
    if (!this.isConnected) return;
    if (!this.#widget) {
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

  /** Before the widget is there, they are where it will start, as if they stood in the attribute. */
  set weights(weights) {
    if (this.#widget) this.#widget.weights = weights;
    else this.#early = { ...weights };
  }

  get ranking() {
    return this.#widget?.ranking ?? [];
  }

  get shareUrl() {
    return this.#widget?.shareUrl ?? location.href;
  }

  /** Goes back to the published weights. */
  reset() {
    this.#widget?.reset();
  }

  /** Shows the fallback again, with a notice, and tells the page why. */
  fail(error) {
    live.delete(this);
    // One that runs in a frame is not harmed by what happens here.
    if (this.#widget?.update) this.#widget.unmount();
    this.#widget = undefined;
    this.#base.replaceChildren();
    this.#show(this.#say("failure"));
    this.#reject(error);
    this.#tell(error?.message ?? `${error}`, []);
  }

  /** Tells the page what is wrong, and how to mend it. */
  #tell(message, problems) {
    const line = `<weigh-in>: ${message}`;
    if (!told.has(line)) console.error(line);
    told.add(line);
    this.#emit("error", { message, problems });
  }

  /** Something that the shell itself says, in the language of the element. */
  #say(what) {
    const [language] = inherited(this, "lang").toLowerCase().split("-");
    return (SAYINGS[language] ?? SAYINGS.en)[what];
  }

  #choice(attribute) {
    const [usual] = CHOICES[attribute];
    const value = this.getAttribute(attribute);
    return CHOICES[attribute].includes(value) ? value : usual;
  }

  /** Tells the page of attributes that can't be used. */
  #check() {
    const problems = [...this.#widget.problems];
    for (const [name, choices] of Object.entries(CHOICES)) {
      const value = this.getAttribute(name);
      if (value !== null && !choices.includes(value)) {
        problems.push({ place: `${name}="${value}"`, message: `write one of ${choices.join(", ")}` });
      }
    }
    const lines = problems.map(({ place, message }) => `${place}: ${message}`);
    if (lines.length > 0) this.#tell(`some attributes can't be used. ${lines.join("; ")}.`, problems);
  }

  /** Waits until the widget is wanted, as the `load` attribute says. */
  #await() {
    this.#observer?.disconnect();
    const mount = () => this.#mount();
    const when = this.#choice("load");
    if (when === "click") {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = this.#say("invitation");
      button.addEventListener("click", mount, { once: true });
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

  /** Shows a widget, in the place of the one before if there is one. */
  async #mount() {
    const attempt = ++this.#attempt;
    try {
      if (!CSS.supports("color", "color-mix(in srgb, red, red)") || !CSS.supports("container-type", "inline-size")) {
        throw new Error("This browser lacks container queries or color-mix(). The oldest that have them are Chromium 111, Firefox 113 and Safari 16.4.");
      }
      const framed = this.hasAttribute("frame");
      const host = new URL(FRAME_HOST, import.meta.url);
      const { Widget, styles, speak, embed } = await (framed ? within(host, "script-src", import(FRAME_HOST)) : load());
      const spoken = await speak?.(inherited(this, "lang"));
      if (!this.isConnected || attempt !== this.#attempt) return;
      if (this.#widget) this.#saved = this.#widget.unmount();
      this.shadowRoot.adoptedStyleSheets = styles ? [layout, styles] : [layout];
      const isRightToLeft = /^(ar|dv|fa|he|ps|ur|yi)\b/.test(this.getAttribute("lang")) && !this.hasAttribute("dir");
      this.#base.dir = isRightToLeft ? "rtl" : "";
      this.#base.classList.toggle("waiting", framed && !live.has(this));
      if (framed) this.#base.hidden = false;
      this.#widget = new Widget(this.#base, {
        host: this,
        lang: () => inherited(this, "lang"),
        share: this.#choice("share"),
        name: this.getAttribute("name") || this.id || "weigh-in",
        weights: this.#start() ?? this.getAttribute("weights") ?? undefined,
        hide: this.getAttribute("hide") ?? undefined,
        saved: this.#saved,
        words: spoken?.words,
        locale: spoken?.locale,
        emit: (event, detail) => this.#hear(event, detail),
        embed: () => embed(this),
        ...Shell.page,
      });
      live.add(this);
      if (spoken?.problem) this.#tell(spoken.problem, []);
      this.#check();
    } catch (error) {
      crashed(error);
      if (attempt === this.#attempt) this.fail(error);
    }
  }

  /** The weights that were set early, as the attribute has them. */
  #start() {
    const pairs = this.#early && Object.entries(this.#early);
    return pairs?.map(([id, weight]) => `${id}:${Math.round(weight * 100) / 100}`).join(" ");
  }

  /** What the widget tells: `ready`, `input` or `change`; one in a frame also `error`. */
  #hear(event, detail) {
    if (event === "error") {
      if (detail.problems.length > 0) this.#emit(event, detail);
      else this.fail(new Error(detail.message));
      return;
    }
    if (event === "ready") {
      const invited = this.#message.contains(this.shadowRoot.activeElement);
      this.#fallback.hidden = this.#message.hidden = true;
      this.#base.hidden = false;
      this.#base.classList.remove("waiting");
      if (invited) this.#base.focus();
      this.#resolve(this);
    }
    this.#emit(event, { weights: this.weights, ranking: this.ranking, shareUrl: this.shareUrl });
  }

  /** Shows the fallback, and something above it. */
  #show(...above) {
    this.#base.hidden = true;
    this.#fallback.hidden = this.#message.hidden = false;
    this.#message.replaceChildren(...above);
  }

  #unmount() {
    this.#observer?.disconnect();
    this.#attempt += 1;
    live.delete(this);
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

// The shell of <weigh-in>. It defines the element at once, shows what stands inside it until the
// widget is ready and whenever the widget fails, and loads the WebAssembly once for all elements,
// when the first of them comes near the viewport. The build fills in RUNTIME and WASM, the names of
// the files beside this one.

const LOAD_MARGIN = "50%";
const FAILURE = "The interactive version could not be loaded, so this is the published ranking.";
const INVITATION = "Weigh the criteria yourself";

/** The elements that show a widget now. */
const live = new Set();
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
  const wasm = fetch(new URL(WASM, import.meta.url)).then((response) => {
    if (response.ok) return response;
    throw new Error(`${response.url} answered with status ${response.status}.`);
  });
  const [runtime] = await Promise.all([import(RUNTIME), wasm]);
  await runtime.start(wasm);
  addEventListener("error", (event) => crashed(event.error));
  addEventListener("unhandledrejection", (event) => crashed(event.reason));
  return runtime;
}

/** A trap leaves the WebAssembly unusable for every widget: all go back to their fallback. */
function crashed(error) {
  if (!(error instanceof WebAssembly.RuntimeError) || !error.stack?.includes(RUNTIME.slice(2))) return;
  loading = Promise.reject(error);
  loading.catch(() => {});
  for (const element of [...live]) element.fail(error);
}

/** The message that tells a publisher what went wrong, and what mends it. */
function explain(error) {
  const refused = /wasm-unsafe-eval|unsafe-eval|Content Security Policy|blocked by CSP/i.test(error?.message);
  const mend = refused ? " Add 'wasm-unsafe-eval' to the page's script-src." : "";
  return `${error?.message ?? error}${mend}`;
}

const layout = new CSSStyleSheet();
layout.replaceSync(`
  :host { display: block }
  :host([hidden]), [hidden] { display: none !important }
  [part="error"] { margin-block: .5em; font-size: .85em }
`);

class Shell extends HTMLElement {
  static observedAttributes = ["weights", "theme", "share", "name", "id"];

  #base = document.createElement("div");
  #fallback = document.createElement("slot");
  #message = document.createElement("p");
  #widget;
  #saved;
  #early;
  #observer;
  #resolve;
  #reject;

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
    if (attribute === "theme") this.#base.dataset.theme = value ?? "auto";
    else if (!this.#widget || old === value) return;
    else if (attribute === "weights") this.#widget.start_from(value ?? undefined);
    else {
      this.#unmount();
      this.#await();
    }
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
    this.#widget = undefined;
    this.#show(FAILURE);
    const message = explain(error);
    console.error(`<weigh-in>: ${message}`);
    this.#reject(error);
    this.#emit("error", { message, problems: [] });
  }

  /** Waits until the widget is wanted, as the `load` attribute says. */
  #await() {
    this.#observer?.disconnect();
    const mount = () => this.#mount();
    if (this.getAttribute("load") === "eager") mount();
    else if (this.getAttribute("load") === "click") {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = INVITATION;
      button.addEventListener("click", mount, { once: true });
      this.#show(button);
    } else {
      this.#observer = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#observer.disconnect();
        mount();
      }, { rootMargin: LOAD_MARGIN });
      this.#observer.observe(this);
    }
  }

  async #mount() {
    try {
      if (!CSS.supports("color", "color-mix(in srgb, red, red)") || !CSS.supports("container-type", "inline-size")) {
        throw new Error("This browser lacks container queries or color-mix().");
      }
      const { Widget, styles } = await load();
      if (!this.isConnected || this.#widget) return;
      this.shadowRoot.adoptedStyleSheets = [layout, styles];
      this.#base.replaceChildren(document.createElement("div"));
      this.#widget = new Widget(
        this.#base.firstChild,
        this.getAttribute("share") ?? "hash",
        this.getAttribute("name") || this.id || "weigh-in",
        this.#start() ?? this.getAttribute("weights") ?? undefined,
        this.#saved,
        (event) => this.#told(event),
      );
      live.add(this);
    } catch (error) {
      crashed(error);
      this.fail(error);
    }
  }

  /** The weights that were set early, as the attribute has them. */
  #start() {
    const pairs = this.#early && Object.entries(this.#early);
    return pairs?.map(([id, weight]) => `${id}:${Math.round(weight * 100) / 100}`).join(" ");
  }

  /** What the widget tells: `ready`, `input` or `change`. */
  #told(event) {
    if (event === "ready") {
      const invited = this.#message.contains(this.shadowRoot.activeElement);
      this.#fallback.hidden = this.#message.hidden = true;
      this.#base.hidden = false;
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
    live.delete(this);
    this.#saved = this.#widget?.unmount() ?? this.#saved;
    this.#widget = undefined;
    this.#show();
    this.#message.hidden = true;
  }

  #emit(event, detail) {
    this.dispatchEvent(new CustomEvent(`weigh-in-${event}`, { bubbles: true, composed: true, detail }));
  }
}

if (!customElements.get("weigh-in")) customElements.define("weigh-in", Shell);

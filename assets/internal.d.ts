// Types that the scripts of this folder share. They are apart from weigh-in.d.ts since that one is published: what stands
// here may change with every release.

type Weights = import("./weigh-in.js").Weights;
type RankedEntry = import("./weigh-in.js").RankedEntry;
type WeighInElement = import("./weigh-in.js").WeighInElement;
type WeighInErrorDetail = import("./weigh-in.js").WeighInErrorDetail;
type WeighInProblem = import("./weigh-in.js").WeighInProblem;

/** The element, as the scripts around it see it. */
interface Host extends HTMLElement, Pick<WeighInElement, "weights" | "ranking" | "shareUrl"> {
  readonly data: any;
}

/** What an element goes through. */
interface State {
  /**
   * `idle` off the page; `pending` until the widget is wanted; `loading`, with the widget before if there was one;
   * `ready`, in use; `failed`, with the fallback and a message.
   */
  name: "idle" | "pending" | "loading" | "ready" | "failed";
  /** Ends what goes on in this state. */
  end: AbortController;
  widget?: Widget;
  /** Whether `weigh-in-ready` was fired for the data that the widget shows. */
  isAnnounced?: boolean;
}

/** A widget in the page, or the page's side of one in a frame. */
interface Widget {
  weights: Weights;
  readonly ranking: RankedEntry[];
  readonly robustness: any;
  readonly shareUrl: string;
  /** What could not be used of the attributes. */
  readonly problems: WeighInProblem[];
  reset(): void;
  /** Takes it off the page, and returns its state. */
  unmount(): string | undefined;
  /** Follows a changed attribute; only a frame has this. */
  update?(attribute: string): void;
  /** Starts from other weights; a frame has {@link update}. */
  start_from?(weights: string | undefined): void;
}

/** The WebAssembly's widget, as its glue has it. */
interface BoundWidget extends Widget {
  /** The state, as a link has it. */
  readonly state: string;
  /** Writes the state into a page's URL that another has changed, maybe as a new entry of the history. */
  writeUrl(isNew: boolean): void;
}

/** What `src/element/mod.rs` lists, and for frames also the element itself. */
interface WidgetOptions {
  host: Host;
  lang: () => string;
  share: string;
  name: string;
  weights: string | null | undefined;
  hide: string;
  saved: string | undefined;
  words: string | undefined;
  locale: ((form: string, value: string) => string) | undefined;
  emit: (event: string, detail?: WeighInErrorDetail, error?: Failure | false) => void;
  embed: () => Promise<string[]>;
  attribute: (name: string) => string | null | undefined;
  most?: number;
  window: PageWindow;
}

/** What a widget uses of the page's window. */
interface PageWindow {
  readonly location: { readonly href: string };
  readonly history: {
    readonly length: number;
    readonly state?: unknown;
    pushState(state: unknown, title: string, url: string): void;
    replaceState(state: unknown, title: string, url: string): void;
  };
}

/** What stands for the page in `frame.html`. */
interface FramePage extends Partial<Pick<WidgetOptions, "attribute" | "most" | "window">> {
  /** Whether a page around reports what is wrong. */
  isFramed?: boolean;
  /** The state to start with. */
  saved?: string;
  /** Gets a function that returns the widget that the element shows. */
  connect?: (getWidget: () => BoundWidget | undefined) => void;
}

/** What `runtime.js` and `frame-host.js` export, and the second lacks. */
interface Runtime {
  Widget: new (base: HTMLElement, options: WidgetOptions, dataset: Dataset | undefined) => Widget;
  start(wasm: Promise<Response>): Promise<void>;
  styles?: CSSStyleSheet;
  loadLocale?(tag: string): Promise<LocaleData>;
  embed(host: Element, attribute: WidgetOptions["attribute"], lang: string, dataset: Dataset | undefined): Promise<string[]>;
  read(file: FileToRead): void;
}

/** The texts and customs of a language. */
interface LocaleData {
  words: string;
  locale: (form: string, value: string) => string;
  error?: { message: string; problems: WeighInProblem[] };
}

/** A publisher's data set: read by the runtime, or a file that a frame reads. */
interface Dataset {
  url: string;
  data?: { share(): unknown };
  /** Makes the detail of an event. */
  detail?(host: Host): unknown;
  bytes?: ArrayBuffer;
  type?: string;
  name?: string;
  title?: string;
  failureOf?(host: Host, failure: Failure): Failure;
  end?(host: Host): void;
}

/** What `read` of `src/element/data.rs` takes. */
interface FileToRead {
  bytes: Uint8Array;
  type: string;
  name: string;
  next(part: number): Promise<void> | undefined;
  done(...result: unknown[]): void;
}

/** Why something can't be shown. */
interface Failure extends Error {
  /** Set where the data are the reason. */
  problems?: WeighInProblem[];
  /** For a publisher who previews the page. */
  report?: Element;
}

/** A page's message to its frame, which has `entries` besides, the number of entries of the page's history. */
type ToFrame =
  | { type: "data"; file: Partial<Dataset> | undefined; url: string }
  | {
      type: "settings";
      attributes: Record<string, string | null | undefined>;
      /** The attributes as they stand at the element. */
      own: Record<string, string | null | undefined>;
      theme: Record<string, string>;
      url: string;
      saved: string | undefined;
    }
  /** The page's URL; with `isNew` the frame answers with one that has the widget's state. */
  | { type: "url"; url: string; isNew?: boolean }
  /** The page has made a new entry of its history for the frame's URL. */
  | { type: "written" }
  | { type: "weights"; weights: Weights }
  | { type: "reset" };

/** What a frame says of its widget. */
interface FrameDetail {
  weights: Weights;
  ranking: RankedEntry[];
  shareUrl: string;
}

/** A frame's message to its page. */
type FromFrame =
  | { type: "ready" }
  | { type: "size"; height: number }
  | { type: "event"; name: "ready" | "input" | "change"; detail: FrameDetail; state: string }
  | { type: "event"; name: "error"; detail: WeighInErrorDetail; isFatal: boolean }
  | { type: "state"; detail: FrameDetail; state: string }
  | { type: "robustness"; robustness: object }
  /** `url` is `from`, the page's URL as the frame knows it, with the widget's state. */
  | { type: "url"; from: string; url: string; isNew: boolean };

// What the build fills in.
declare const RUNTIME: string, WASM: string, FRAME_HOST: string, DATA: string, DIAGNOSIS: string, EMBED: string, MODULE: string;
declare const DE: string, ES: string, FR: string, AR: string;
declare const SCRIPTS: string[], FILES: string[];
declare const MESSAGES: Record<string, Record<string, string>>;
declare const LOADING: Record<string, string>;

// What lies beside the scripts when they are bundled.
declare module "*/weigh_in.js" {
  export const Widget: new (mount: Element, options: WidgetOptions, data: unknown) => BoundWidget;
  export function read(file: FileToRead): void;
  export function imports(): WebAssembly.Imports;
  export function finish(instance: WebAssembly.Instance): void;
}

declare module "*/weigh_in_studio.js" {
  export default function init(options: { module_or_path: string }): Promise<unknown>;
}

declare module "*.css" {
  const css: string;
  export default css;
}

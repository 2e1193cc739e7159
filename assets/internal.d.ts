// Types that the scripts of this folder share. Unlike those of weigh-in.d.ts they are not public, and may change with
// every release.

type Weights = import("./weigh-in.js").Weights;
type RankedEntry = import("./weigh-in.js").RankedEntry;
type WeighInElement = import("./weigh-in.js").WeighInElement;
type WeighInErrorDetail = import("./weigh-in.js").WeighInErrorDetail;
type WeighInProblem = import("./weigh-in.js").WeighInProblem;

/** The element, as the scripts around it see it. */
interface Host extends HTMLElement, Pick<WeighInElement, "weights" | "ranking" | "shareUrl"> {
  readonly data: any;
}

/** A state in the life cycle of an element. */
interface State {
  /**
   * `idle`: not connected. `pending`: until the `load` attribute's condition is met. `loading`: with the previous
   * widget, if any. `ready`: with a widget, which announces itself once it is rendered. `failed`: with the fallback
   * and a message.
   */
  name: "idle" | "pending" | "loading" | "ready" | "failed";
  /** Aborted when the state is left. */
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
  /** The problems of the attributes. */
  readonly problems: WeighInProblem[];
  reset(): void;
  /** Removes the widget from the page, and returns its state. */
  unmount(): string | undefined;
  /** Updates the widget after a change of an attribute; only for frames. */
  update?(attribute: string): void;
  /** Starts again from other weights; frames have {@link update} instead. */
  setInitialWeights?(weights: string | undefined): void;
}

/** The WebAssembly's widget, as the glue code exports it. */
interface WasmWidget extends Widget {
  /** The state, in the format of links. */
  readonly state: string;
  /**
   * Writes the state into the page's URL again after something else has changed it, as a new history entry if `isNew`.
   */
  writeUrl(isNew: boolean): void;
}

/** The options that `src/element/mod.rs` documents, and for frames the element itself. */
interface WidgetOptions {
  host: Host;
  /** Whether the shell is served as a file of the release, and not in a bundle. */
  isHosted: boolean;
  lang: () => string;
  share: string;
  name: string;
  weights: string | null | undefined;
  hide: string;
  saved: string | undefined;
  translation: string | undefined;
  formatValue: ((format: string, value: string) => string) | undefined;
  emit: (event: string, detail?: WeighInErrorDetail, error?: Failure | false) => void;
  /** Only from the runtime: see `src/element/mod.rs`. */
  watch?: (isWatching: boolean | undefined) => boolean;
  embed: () => Promise<string[]>;
  /** Creates a button that starts the widget again. */
  retryButton: () => HTMLElement;
  attribute: (name: string) => string | null | undefined;
  maxRows?: number;
  window: PageWindow;
}

/** The part of the page's window that a widget uses. */
interface PageWindow {
  readonly location: { readonly href: string };
  readonly history: {
    readonly length: number;
    readonly state?: unknown;
    pushState(state: unknown, title: string, url: string): void;
    replaceState(state: unknown, title: string, url: string): void;
  };
}

/** The replacements for the surrounding page in `frame.html`. */
interface FramePage extends Partial<Pick<WidgetOptions, "attribute" | "maxRows" | "window">> {
  /** Whether a surrounding page reports problems. */
  isFramed?: boolean;
  /** The initial state. */
  saved?: string;
  /** Receives a function that returns the element's widget. */
  connect?: (getWidget: () => WasmWidget | undefined) => void;
}

/** The exports of `runtime.js` and `frame-host.js`; the latter lacks some. */
interface Runtime {
  Widget: new (base: HTMLElement, options: WidgetOptions, dataset: Dataset | undefined) => Widget;
  start(wasm: Promise<Response>, onTrap: () => number): Promise<void>;
  /** The functions that are called when the WebAssembly has become unusable. */
  waiting: Set<() => void>;
  styles: CSSStyleSheet;
  loadLocale?(tag: string): Promise<LocaleData>;
  embed(host: Element, attribute: WidgetOptions["attribute"], lang: string, dataset: Dataset | undefined): Promise<string[]>;
  read(file: FileToRead): void;
}

/** The translation and the formats of a language. */
interface LocaleData {
  translation: string;
  formatValue: (format: string, value: string) => string;
  error?: { message: string; problems: WeighInProblem[] };
}

/** A publisher's own data set: read by the runtime, or a file for a frame to read. */
interface Dataset {
  url: string;
  data?: { duplicate(): unknown };
  /** Returns the detail of an event. */
  detail?(host: Host): unknown;
  bytes?: ArrayBuffer;
  type?: string;
  name?: string;
  title?: string;
  failureOf?(host: Host, failure: Failure): Failure;
  removeProgress?(host: Host): void;
}

/** The parameter of `read` in `src/element/data.rs`. */
interface FileToRead {
  bytes: Uint8Array;
  type: string;
  name: string;
  onProgress(fraction: number): Promise<void> | undefined;
  onDone(...result: unknown[]): void;
}

/** An error for which the widget can't be shown. */
interface Failure extends Error {
  /** Set if the data are invalid. */
  problems?: WeighInProblem[];
  /** The report for publishers who preview the page. */
  report?: Element;
}

/** A message from the page to its frame. It also has `historyLength`, the number of entries of the page's history. */
type ToFrame =
  | { type: "data"; file: Partial<Dataset> | undefined; url: string }
  | {
      type: "settings";
      attributes: Record<string, string | null | undefined>;
      /** The attributes of the element itself. */
      elementAttributes: Record<string, string | null | undefined>;
      theme: Record<string, string>;
      url: string;
      saved: string | undefined;
    }
  /** The page's URL; with `isNew` the frame answers with a URL that has the widget's state. */
  | { type: "url"; url: string; isNew?: boolean }
  /** The page has added a history entry with the frame's URL. */
  | { type: "written" }
  | { type: "weights"; weights: Weights }
  | { type: "reset" }
  | { type: "robustness" };

/** The details of the widget in a frame. */
interface FrameDetail {
  weights: Weights;
  ranking: RankedEntry[];
  shareUrl: string;
}

/** A message from a frame to its page. */
type FromFrame =
  | { type: "ready" }
  | { type: "size"; height: number }
  | { type: "event"; name: "ready" | "input" | "change"; detail: FrameDetail; state: string }
  | { type: "event"; name: "error"; detail: WeighInErrorDetail; isFatal: boolean }
  | { type: "state"; detail: FrameDetail; state: string }
  | { type: "robustness"; robustness: object }
  /** `from` is the page's URL that the frame received last, and `url` the same with the widget's state. */
  | { type: "url"; from: string; url: string; isNew: boolean };

// Replaced by the build.
declare const RUNTIME: string, WASM: string, FRAME_HOST: string, DATA: string, DIAGNOSIS: string, EMBED: string, MODULE: string, WORKBOOK: string, VERSION: string;
declare const DE: string, ES: string, FR: string, AR: string;
declare const SCRIPTS: string[], FILES: string[], JSON_READER: string[], CSV_READER: string[], PACKED_READER: string[];
declare const MESSAGES: Record<string, Record<string, string>>;
declare const LOADING: Record<string, string>;

/** Reads the sheets of a workbook with content; defined for the studio's WebAssembly. */
declare var readWorkbook: (bytes: Uint8Array) => Promise<[name: string, csv: string, notes: string][]>;

// Files in the same folder when the scripts are bundled.
declare module "*/weigh_in.js" {
  export const Widget: new (mount: Element, options: WidgetOptions, data: unknown) => WasmWidget;
  export function read(file: FileToRead): void;
  export function imports(): WebAssembly.Imports;
  export function finish(instance: WebAssembly.Instance): void;
  /** Makes all further calls do nothing. */
  export function halt(): void;
  /** The exports of the module once it is started; chunks use its memory and its table of functions. */
  export const wasm: { __indirect_function_table: WebAssembly.Table } & WebAssembly.ModuleImports;
}

declare module "*/weigh_in_workbook.js" {
  export default function init(options: { module_or_path: string }): Promise<unknown>;
  export function readSheets(bytes: Uint8Array): [name: string, csv: string, notes: string][];
}

declare module "*/weigh_in_studio.js" {
  export default function init(options: { module_or_path: string }): Promise<unknown>;
}

declare module "*.css" {
  const css: string;
  export default css;
}

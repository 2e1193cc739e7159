// Types of the <weigh-in> element: for scripts, for JSX, and for the templates of Vue.

/** Weights by criterion id, from 0 to 100. */
export type Weights = Record<string, number>;

/** A shown entry. */
export interface RankedEntry {
  id: string;
  name: string;
  /** From 1, among the shown entries; `null` if the entry has no rank. */
  rank: number | null;
  /** Whether another entry has the same rank. */
  tied: boolean;
  /** From 0 to 100; `null` if the entry has no rank. */
  score: number | null;
}

/** A weight stability interval: the range of a criterion's weight in which the current leader stays first. */
export interface StabilityInterval {
  /** The lower end, as a share of the total weight from 0 to 1. */
  low: number;
  /** The upper end, as a share of the total weight from `low` to 1. */
  high: number;
  /** The id of the entry that is first just below the lower end; `null` if none takes over. */
  below: string | null;
  /** The id of the entry that is first just above the upper end; `null` if none takes over. */
  above: string | null;
}

/** The nearest winning weights of an entry: the smallest change of weights that puts it first. */
export interface NearestWeights {
  /** Weights under which the entry is first, alone or tied. */
  weights: Weights;
  /** The sum of the changes of all shares of the total weight, from 0 to 2, which is twice the weight that moves. */
  movement: number;
}

/** The robustness of the ranking at the current weights and filters. */
export interface Robustness {
  /**
   * By entry id, the share of all sets of weights under which the entry is first, from 0 to 1. Contains the entries
   * that pass the filters, or if there are more than 100, only those that no other entry dominates, and those
   * with missing scores.
   */
  firstShare: Record<string, number>;
  /** By criterion id; empty if no entry is ranked. */
  stabilityIntervals: Record<string, StabilityInterval>;
  /** By entry id, for the shown rows, at most 100; `null` if no weights that put the entry first were found. */
  nearestWeights: Record<string, NearestWeights | null>;
}

/** The detail of `weigh-in-ready`, `weigh-in-input` and `weigh-in-change`. */
export interface WeighInDetail {
  weights: Weights;
  ranking: RankedEntry[];
  /** The page's URL with the current state. */
  shareUrl: string;
}

/** A problem that a publisher can fix. */
export interface WeighInProblem {
  /** The location: an attribute or a part of it, or in the data a path, or a row and a column. */
  place: string;
  message: string;
}

/** The detail of `weigh-in-error`. */
export interface WeighInErrorDetail {
  message: string;
  /** The problems of the attributes or of the data; empty for other errors. */
  problems: WeighInProblem[];
}

/** An event of the element. */
export interface WeighInEvent<Detail> extends CustomEvent<Detail> {
  /** The element. For a listener outside a shadow root that contains the element, it is the host of that root. */
  readonly target: WeighInElement;
}

/** The events of the element; all bubble. */
export interface WeighInEventMap {
  /** The widget is ready; fired again after a change of the data set. */
  "weigh-in-ready": WeighInEvent<WeighInDetail>;
  /** A reader is changing a weight or typing a search. */
  "weigh-in-input": WeighInEvent<WeighInDetail>;
  /** A reader has changed weights, filters or the comparison, or has gone back or forward. */
  "weigh-in-change": WeighInEvent<WeighInDetail>;
  /** The widget can't be shown, or the data or an attribute are invalid. */
  "weigh-in-error": WeighInEvent<WeighInErrorDetail>;
}

/** The element. */
export interface WeighInElement extends HTMLElement {
  /** The weights. When set, omitted criteria get their published weights. */
  get weights(): Weights;
  set weights(weights: Weights | string);
  /** Your own data set, as an object or a JSON or CSV string. It takes precedence over `src`; `null` removes it. */
  get data(): object | string | undefined;
  set data(data: object | string | null | undefined);
  /** The shown entries, in order. */
  readonly ranking: RankedEntry[];
  /** The robustness, computed on access; `undefined` until the code for it is loaded, which the first access begins, and without a widget. */
  readonly robustness: Robustness | undefined;
  /** The page's URL with the current state. In a frame it lags behind if a script has just changed the page's URL. */
  readonly shareUrl: string;
  /** Resolves when the widget is ready; rejects if it can't be shown. */
  readonly ready: Promise<WeighInElement>;
  /** Resets to the published weights, and removes locks. */
  reset(): void;
}

/** The class of the element; the import defines it as `weigh-in`. On a server it is an empty class. */
export declare const WeighIn: {
  new (): WeighInElement;
  prototype: WeighInElement;
  /** The version of the release; missing on a server. */
  readonly version: string;
};

/**
 * Defines the element under another name, or in another registry. Does nothing where the name is defined, or on a server;
 * if it is defined by another version, the console says so.
 */
export declare function define(tag?: string, registry?: CustomElementRegistry): void;

/** The attributes of the element, besides those of all HTML elements. */
export interface WeighInAttributes {
  /** The URL of the data set, a JSON, CSV or packed file. By default that of a script inside, or the bundled one. */
  src?: string;
  /** The initial weights: `scale:40 costs:7.5`, or an object. Other criteria have their published weights. */
  weights?: Weights | string;
  /** Light or dark. `auto`, the default, fits the page: its `color-scheme`, else its background, else the system. */
  theme?: "light" | "dark" | "auto";
  /** The part of the page's URL that carries the state; `hash` by default. */
  share?: "hash" | "query" | "off";
  /** When the widget is loaded; by default near the viewport. */
  load?: "visible" | "eager" | "click";
  /** The panels to hide, separated by spaces: `presets filters compare robustness guide share save embed`. */
  hide?: string;
  /** The widget's key in the page's URL; by default its `id`, or `weigh-in` without one. */
  name?: string;
  /** Runs the widget in an iframe: with the `frame.html` beside the script, or with this `http:` or `https:` URL. */
  frame?: boolean | string;
  /** The language; by default that of the closest ancestor with `lang`. */
  lang?: string;
  /** The text direction, as in HTML. */
  dir?: "ltr" | "rtl" | "auto";
  /** Lists the problems of your data above the fallback. */
  preview?: boolean;
}

/** The props for JSX and templates: the attributes, and the property that has no attribute. */
export interface WeighInProps extends WeighInAttributes {
  data?: object | string | null;
}

/** The custom properties that theme the widget. */
export interface WeighInProperties {
  "--weigh-in-accent"?: string;
  "--weigh-in-surface"?: string;
  "--weigh-in-text"?: string;
  "--weigh-in-muted"?: string;
  "--weigh-in-border"?: string;
  "--weigh-in-hue-1"?: string;
  "--weigh-in-hue-2"?: string;
  "--weigh-in-hue-3"?: string;
  "--weigh-in-hue-4"?: string;
  "--weigh-in-hue-5"?: string;
  "--weigh-in-hue-6"?: string;
  "--weigh-in-hue-7"?: string;
  "--weigh-in-hue-8"?: string;
  "--weigh-in-radius"?: string;
  "--weigh-in-font"?: string;
  "--weigh-in-space"?: string;
  "--weigh-in-top"?: string;
  "--weigh-in-below"?: string;
}

type Listeners = {
  [Name in keyof WeighInEventMap as `on${Name}`]?: (event: WeighInEventMap[Name]) => void;
};

type Capitalized<Name> = Name extends `${infer Word}-${infer Rest}`
  ? `${Capitalize<Word>}${Capitalized<Rest>}`
  : Name extends string ? Capitalize<Name> : never;

type VueListeners = {
  [Name in keyof WeighInEventMap as `on${Capitalized<Name>}`]?: (event: WeighInEventMap[Name]) => void;
};

declare global {
  interface HTMLElementTagNameMap {
    "weigh-in": WeighInElement;
  }

  interface GlobalEventHandlersEventMap extends WeighInEventMap {}

  namespace JSX {
    interface IntrinsicElements {
      "weigh-in": WeighInProps & Listeners & { [attribute: string]: unknown };
    }
  }
}

// If React or Vue is not installed, the lines that name it are errors, which are ignored.

// @ts-ignore
declare module "react" {
  interface CSSProperties extends WeighInProperties {}

  namespace JSX {
    interface IntrinsicElements {
      "weigh-in": WeighInProps & Listeners
        // @ts-ignore
        & Omit<DetailedHTMLProps<HTMLAttributes<WeighInElement>, WeighInElement>, keyof WeighInProps>;
    }
  }
}

// @ts-ignore
declare module "vue" {
  interface GlobalComponents {
    "weigh-in": new () => WeighInElement & {
      // @ts-ignore
      $props: WeighInProps & VueListeners & Omit<import("vue").HTMLAttributes, keyof WeighInProps>;
    };
  }
}

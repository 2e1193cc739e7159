// Types of the <weigh-in> element: for scripts, for JSX, and for the templates of Vue.

/** Weights by criterion id, from 0 to 100. */
export type Weights = Record<string, number>;

/** An entry that is shown. */
export interface RankedEntry {
  id: string;
  name: string;
  /** From 1, among the entries that are shown; `null` where nothing is ranked. */
  rank: number | null;
  /** Whether another entry has the same rank. */
  tied: boolean;
  /** From 0 to 100; `null` where nothing is ranked. */
  score: number | null;
}

/** How far a criterion's slider can go while the present leader stays first. */
export interface StabilityInterval {
  /** The least share of the total weight, from 0 to 1. */
  low: number;
  /** The greatest share of the total weight, from `low` to 1. */
  high: number;
  /** The id of the entry that is first just below; `null` where none is. */
  below: string | null;
  /** The id of the entry that is first just above; `null` where none is. */
  above: string | null;
}

/** What would put an entry first. */
export interface NearestWeights {
  /** Weights under which it is first, alone or level with others. */
  weights: Weights;
  /** The sum of all changes of shares of the total weight, from 0 to 2; half of it is the weight that moves. */
  movement: number;
}

/** How firm the ranking is, for the present weights and filters. */
export interface Robustness {
  /**
   * By entry id, the share of all weightings under which it is first, from 0 to 1: of the entries that pass the filters; of
   * more than 100 only those that could be first.
   */
  firstShare: Record<string, number>;
  /** By criterion id; empty where nothing is ranked. */
  stabilityIntervals: Record<string, StabilityInterval>;
  /** By entry id, of the rows that are shown, at most 100; `null` where no way to the first place was found. */
  nearestWeights: Record<string, NearestWeights | null>;
}

/** What `weigh-in-ready`, `weigh-in-input` and `weigh-in-change` tell. */
export interface WeighInDetail {
  weights: Weights;
  ranking: RankedEntry[];
  /** The page's URL with the present state. */
  shareUrl: string;
}

/** What a publisher can mend, and where it stands. */
export interface WeighInProblem {
  /** An attribute or a place in it, or a place in the data: a path, or a row and a column. */
  place: string;
  message: string;
}

/** What `weigh-in-error` tells. */
export interface WeighInErrorDetail {
  message: string;
  /** What is wrong with attributes or with the data; empty if something else keeps the widget away. */
  problems: WeighInProblem[];
}

/** The events of the element; all bubble. */
export interface WeighInEventMap {
  /** The widget is there; again with each other data set. */
  "weigh-in-ready": CustomEvent<WeighInDetail>;
  /** A reader moves a weight or types a search. */
  "weigh-in-input": CustomEvent<WeighInDetail>;
  /** A reader has changed weights, filters or the comparison, or gone back or forward. */
  "weigh-in-change": CustomEvent<WeighInDetail>;
  /** The widget can't be shown, or the data or an attribute can't be used. */
  "weigh-in-error": CustomEvent<WeighInErrorDetail>;
}

/** The element. */
export interface WeighInElement extends HTMLElement {
  /** The weights; criteria that are left out when they are set are as published. */
  get weights(): Weights;
  set weights(weights: Weights | string);
  /** A data set of one's own, as an object or the text of JSON or CSV; it counts more than `src`. `null` takes it away. */
  get data(): object | string | undefined;
  set data(data: object | string | null | undefined);
  /** The entries that are shown, in order. */
  readonly ranking: RankedEntry[];
  /** How firm the ranking is, worked out when it is read; `undefined` until the part that does so is loaded, and without a widget. */
  readonly robustness: Robustness | undefined;
  /** The page's URL with the present state; in a frame that of a moment ago, if a script has just changed the page's URL. */
  readonly shareUrl: string;
  /** Resolves when the widget is there; rejects if it can't be shown. */
  readonly ready: Promise<WeighInElement>;
  /** Goes back to the published weights, and takes locks off. */
  reset(): void;
}

/** The attributes of the element, beside those that every HTML element has. */
export interface WeighInAttributes {
  /** The URL of the data set, a file of JSON or CSV; by default that of a script inside, else the bundled one. */
  src?: string;
  /** Where the sliders start: `scale:40 costs:7.5`, or an object; others as published. */
  weights?: Weights | string;
  /** `auto`, which is the default, follows the reader's system. */
  theme?: "light" | "dark" | "auto";
  /** Where the page's URL carries the state; `hash` by default. */
  share?: "hash" | "query" | "off";
  /** When the widget is loaded; by default when it is near the viewport. */
  load?: "visible" | "eager" | "click";
  /** What to leave out: `presets filters compare robustness guide share save embed`, with spaces between. */
  hide?: string;
  /** The widget's key in the page's URL; by default its `id`, else `weigh-in`. */
  name?: string;
  /** Runs in an iframe: of the `frame.html` beside the script, or of this `http:` or `https:` URL. */
  frame?: boolean | string;
  /** The language; by default the nearest around the element. */
  lang?: string;
  /** The direction of writing, as in HTML. */
  dir?: "ltr" | "rtl" | "auto";
  /** Lists what is wrong with own data above the fallback. */
  preview?: boolean;
}

/** What JSX and templates may set: the attributes, and the property without one. */
export interface WeighInProps extends WeighInAttributes {
  data?: object | string | null;
}

/** The custom properties that the look follows. */
export interface WeighInProperties {
  "--weigh-in-accent"?: string;
  "--weigh-in-surface"?: string;
  "--weigh-in-text"?: string;
  "--weigh-in-muted"?: string;
  "--weigh-in-border"?: string;
  "--weigh-in-radius"?: string;
  "--weigh-in-font"?: string;
  "--weigh-in-space"?: string;
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

// React and Vue may be missing; then each line that names them is an error, and is to be ignored.

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

// The package on a server, where no elements can be defined: importing it does nothing. Where a program emulates a
// browser, the element is defined. Angular’s renderer has the class HTMLElement, but no registry of elements.
export const { WeighIn, define } = globalThis.customElements
  ? await import("./weigh-in.js")
  : { WeighIn: class {}, define() {} };

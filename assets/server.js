// The package on a server, where there are no elements: importing it does nothing. Where a program emulates a browser,
// the element is defined.
if (globalThis.HTMLElement) await import("./weigh-in.js");

export {};

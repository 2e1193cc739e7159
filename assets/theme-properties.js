/** The custom properties by which a page gives the widget its look. */
export const PROPERTIES = ["accent", "surface", "text", "muted", "border", "radius", "font", "space"];

/** The look that a page gives an element, as far as it does: from custom property to value. */
export function looks(element) {
  const style = getComputedStyle(element);
  const pairs = PROPERTIES.map((name) => [`--weigh-in-${name}`, style.getPropertyValue(`--weigh-in-${name}`).trim()]);
  return Object.fromEntries(pairs.filter(([, value]) => value));
}

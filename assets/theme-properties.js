// @ts-check

/** The custom properties that theme the widget, without their prefix. */
export const THEME_PROPERTIES = ["accent", "surface", "text", "muted", "border", "radius", "font", "space", "hue-1", "hue-2", "hue-3", "hue-4", "hue-5", "hue-6", "hue-7", "hue-8"];

/**
 * Returns the theme of an element, from custom property to value.
 *
 * @param {Element} element
 * @returns {Record<string, string>}
 */
export function themeOf(element) {
  const style = getComputedStyle(element);
  const pairs = THEME_PROPERTIES.map((name) => [`--weigh-in-${name}`, style.getPropertyValue(`--weigh-in-${name}`).trim()]);
  return Object.fromEntries(pairs.filter(([, value]) => value));
}

// Loaded first in every page of the tests: records events, console messages and errors.
window.recorder = { events: [], problems: [] };
for (const type of ["weigh-in-ready", "weigh-in-input", "weigh-in-change", "weigh-in-error"]) {
  document.addEventListener(type, ({ target, detail }) => {
    recorder.events.push(JSON.parse(JSON.stringify({ type, target: target.id, detail })));
  });
}
const problem = (...words) => recorder.problems.push(words.map(String).join(" "));
for (const level of ["error", "warn"]) {
  const log = console[level];
  console[level] = (...words) => { problem(`console.${level}:`, ...words); log.apply(console, words); };
}
addEventListener("error", (event) => {
  const { target, message } = event;
  problem("error:", message ?? `${target.localName} ${target.src ?? target.href} did not load`);
}, true);
addEventListener("unhandledrejection", (event) => problem("unhandled rejection:", event.reason));
document.addEventListener("securitypolicyviolation", (event) => {
  problem("content policy:", event.violatedDirective, event.blockedURI);
});

/** Counts the rows that are animated in the same frame in which their order changes. */
recorder.countAnimatedRows = (host) => {
  recorder.animatedRows = 0;
  const isRow = ({ effect }) => effect.target.matches("[part~=entry]");
  const count = () => { recorder.animatedRows += host.shadowRoot.getAnimations().filter(isRow).length; };
  const list = host.shadowRoot.querySelector("[part~=ranking]");
  new MutationObserver(() => requestAnimationFrame(count)).observe(list, { childList: true });
};

/** Records every text that a live region gets from now on. */
recorder.recordAnnouncements = (region) => {
  recorder.announced = [];
  const note = () => {
    const text = region.textContent.trim();
    if (text) recorder.announced.push(text);
  };
  new MutationObserver(note).observe(region, { childList: true, characterData: true, subtree: true });
};

/** Records in every frame the scroll offset of the page and the top of an element. */
recorder.recordPositions = (part) => {
  const positions = recorder.positions = [];
  const note = () => {
    positions.push([scrollY, part.getBoundingClientRect().top]);
    if (positions === recorder.positions) requestAnimationFrame(note);
  };
  note();
};

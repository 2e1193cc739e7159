// Runs in each page that `cargo xtask bench` measures, before the page's own scripts. `bench` is its interface.
{
  const STEPS = 41;
  /** The moves of a slider around its value, each 3 from the one before. */
  const OFFSETS = [3, 0, -3, 0];
  /** The time between two frames, in milliseconds. */
  const FRAME = 1000 / 60;

  const longTasks = [];
  const observer = new PerformanceObserver((list) => longTasks.push(...list.getEntries()));
  observer.observe({ type: "longtask", buffered: true });
  const longTasksSince = (start) => {
    longTasks.push(...observer.takeRecords());
    return longTasks.filter(({ startTime }) => startTime >= start).map(({ duration }) => duration);
  };

  /** The memory of the module that the page has loaded last. */
  let memory;
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (...given) => {
    const made = await instantiateStreaming.apply(WebAssembly, given);
    // Chunks have none of their own.
    memory = Object.values(made.instance.exports).find((exported) => exported instanceof WebAssembly.Memory) ?? memory;
    return made;
  };

  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  /** Waits until a frame is rendered, if called in its callback. */
  const rendered = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(0);
    });

  /** The time at which the first ranking is rendered: after the widget's event, or the mark that the peers set. */
  const usable = new Promise((resolve) => {
    const ready = async () => {
      await nextFrame();
      await rendered();
      resolve(performance.now());
    };
    document.addEventListener("weigh-in-ready", ready, { once: true });
    const { mark } = performance;
    performance.mark = (name, ...options) => {
      if (name === "ready") ready();
      return mark.call(performance, name, ...options);
    };
  });

  /** Returns the root of what is measured: the widget's own, or that of the page. */
  const root = () => document.querySelector("weigh-in")?.shadowRoot ?? document;
  const slider = () => root().querySelector("input[type=range]");

  /** Changes a field as a reader does, and returns the milliseconds until the end of the frame that shows it. */
  async function input(field, value) {
    await nextFrame();
    const start = performance.now();
    // The setter of the class, since React replaces that of the field.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, value);
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    const late = document.querySelector("[data-late]");
    if (late) {
      await changed(late);
      await nextFrame();
    }
    await rendered();
    return performance.now() - start;
  }

  /** Waits until an element that follows the input in a later frame changes. */
  const changed = (element) =>
    new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        resolve();
      });
      observer.observe(element, { subtree: true, childList: true, characterData: true, attributes: true });
    });

  window.bench = {
    usable: () => usable,

    /** Returns what the page has fetched and done until some milliseconds after the first ranking. */
    async rest(time) {
      await usable;
      await new Promise((resolve) => setTimeout(resolve, time));
      const files = performance.getEntriesByType("resource").filter(({ name }) => name.startsWith(location.origin));
      const plain = files.filter(({ encodedBodySize, decodedBodySize }) => encodedBodySize >= decodedBodySize);
      const tasks = longTasksSince(0);
      return {
        usable: await usable,
        bytes: files.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
        uncompressed: plain.map(({ name }) => name),
        blocking: tasks.reduce((sum, duration) => sum + duration - 50, 0),
        longest: Math.max(0, ...tasks),
      };
    },

    /** Returns the median time of a step of the first slider, in milliseconds. */
    async step() {
      const field = slider();
      const value = Number(field.value);
      const times = [];
      for (let step = 0; step < STEPS; step += 1) times.push(await input(field, value + OFFSETS[step % OFFSETS.length]));
      return times.sort((a, b) => a - b)[Math.floor(STEPS / 2)];
    },

    /** Returns the time of a letter typed in the search, in milliseconds; `null` without a search field. */
    search() {
      const field = root().querySelector("[part~=search]");
      return field ? input(field, "town 99") : null;
    },

    mebibytes: () => memory.buffer.byteLength / 2 ** 20,

    /** Returns the rectangle of the first slider, and the part of it at which its thumb is, from 0 to 1. */
    slider() {
      const { x, y, width, height } = slider().getBoundingClientRect();
      return { x, y, width, height, value: slider().value / 100 };
    },

    /** Starts to record long tasks and frames; returns a function that returns them. */
    record() {
      const start = performance.now();
      const frames = [];
      let moves = 0;
      slider().addEventListener("input", () => (moves += 1));
      let running = true;
      requestAnimationFrame(function note(time) {
        frames.push(time);
        if (running) requestAnimationFrame(note);
      });
      bench.recorded = () => {
        running = false;
        const missed = frames.slice(1).reduce((sum, time, index) => sum + Math.round((time - frames[index]) / FRAME) - 1, 0);
        const tasks = longTasksSince(start);
        return { moves, count: tasks.length, longest: Math.max(0, ...tasks), dropped: missed / (missed + frames.length - 1) };
      };
    },
  };
}

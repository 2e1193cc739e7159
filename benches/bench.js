// What is measured in a page: Weigh-in, and a peer that does the same by hand, with Papa Parse and a sort. Each
// shows the first 25 entries of a table.
const SHOWN = 25;
const STEPS = 41;

/** The memory of the module that the page has loaded last. */
let memory;
const { instantiateStreaming } = WebAssembly;
WebAssembly.instantiateStreaming = async (...given) => {
  const made = await instantiateStreaming.apply(WebAssembly, given);
  // Chunks have none of their own.
  memory = Object.values(made.instance.exports).find((exported) => exported instanceof WebAssembly.Memory) ?? memory;
  return made;
};

/** The time for which tasks are watched after the first ranking, since more is drawn later, in milliseconds. */
const AFTERWARDS = 1500;

/** Returns a function that returns the length of the longest task so far, in milliseconds; 0 below 50. */
function watch() {
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ type: "longtask" });
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, AFTERWARDS));
    observer.disconnect();
    return longest;
  };
}

/** Measures a frame in which something is done, with what it draws, in milliseconds. */
function frame(act) {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const start = performance.now();
      act();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - start);
      port2.postMessage(0);
    });
  });
}

/** Returns the median of steps of a slider, which goes up and down. */
async function steps(move) {
  const times = [];
  for (let step = 0; step < STEPS; step += 1) times.push(await frame(() => move(step % 2 === 0 ? 80 : 20)));
  return times.sort((a, b) => a - b)[Math.floor(STEPS / 2)];
}

export async function weighIn(url) {
  const done = watch();
  const start = performance.now();
  const element = document.createElement("weigh-in");
  for (const [name, value] of Object.entries({ src: url, load: "eager", share: "off" })) element.setAttribute(name, value);
  document.body.append(element);
  await import("/weigh-in.js");
  await element.ready;
  const ready = performance.now() - start;
  const longest = await done();
  const mebibytes = memory.buffer.byteLength / 2 ** 20;
  const slider = element.shadowRoot.querySelector("[part~=slider]");
  const step = await steps((to) => {
    slider.value = to;
    slider.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  });
  const search = element.shadowRoot.querySelector("[part~=search]");
  const searching = search && (await frame(() => {
    search.value = "town 99";
    search.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  }));
  element.remove();
  return { ready, longest, mebibytes, step, searching };
}

export async function byHand(url) {
  const done = watch();
  const start = performance.now();
  const text = await (await fetch(url)).text();
  const { data, meta } = Papa.parse(text, { header: true, skipEmptyLines: true });
  const criteria = meta.fields.filter((field) => field.includes("["));
  const scores = data.map((row) => criteria.map((criterion) => (row[criterion] === "" ? null : Number(row[criterion]))));
  const weights = criteria.map((criterion) => Number(/weight=(\d+)/.exec(criterion)[1]));
  const list = document.createElement("ol");
  document.body.append(list);
  const show = () => {
    const totals = scores.map((row) => {
      let [sum, weight] = [0, 0];
      row.forEach((score, place) => {
        if (score === null) return;
        sum += weights[place] * score;
        weight += weights[place];
      });
      return sum / weight;
    });
    const order = totals.map((_, entry) => entry).sort((a, b) => totals[b] - totals[a]);
    const items = order.slice(0, SHOWN).map((entry, place) => {
      const item = document.createElement("li");
      item.innerHTML = `<b></b> <small></small> <span style="display: inline-block; height: 1em; width: ${totals[entry]}px; background: teal"></span> ${totals[entry].toFixed(1)}`;
      item.value = place + 1;
      item.firstChild.textContent = data[entry].name;
      item.querySelector("small").textContent = data[entry].tagline;
      return item;
    });
    list.replaceChildren(...items);
  };
  show();
  await frame(() => {});
  const ready = performance.now() - start;
  const longest = await done();
  const step = await steps((to) => {
    weights[0] = to;
    show();
  });
  list.remove();
  return { ready, longest, step };
}

window.bench = { weighIn, byHand };

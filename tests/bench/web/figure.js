/** Draws the benchmark's results: four panels in one SVG. */

const { Plot } = globalThis;
const WIDTH = 480;
const HEIGHT = 300;
const GAP = 24;
const TITLE = 40;

const NAMES = {
  native_numpy: "native NumPy",
  torch: "PyTorch",
  browser_kernel: "ours, kernel",
  browser_kernel_float32: "ours, kernel, float32",
  browser_numpy: "ours, NumPy",
  tfjs_wasm: "TensorFlow.js wasm",
  jax_js: "jax-js wasm",
  hand_js: "hand-written JS",
};
// Not the colours that stand for the plain and the residual network everywhere.
const OURS = "#009E73";
const OTHERS = "#767676";
const short = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const colourOf = (who) => (who.startsWith("browser") ? OURS : OTHERS);

/** Epochs a second as bars, with their values. */
function speeds(title, training) {
  const rows = Object.entries(training)
    .filter(([, speed]) => speed !== null)
    .map(([who, speed]) => ({ name: NAMES[who], speed, colour: colourOf(who) }));
  return panel({
    marginLeft: 140,
    marginRight: 60,
    x: { label: `${title}: epochs a second`, grid: true },
    y: { label: null, domain: rows.map((row) => row.name) },
    marks: [
      Plot.barX(rows, { x: "speed", y: "name", fill: "colour" }),
      Plot.text(rows, {
        x: "speed",
        y: "name",
        text: ({ speed }) => short.format(speed),
        textAnchor: "start",
        dx: 4,
      }),
      Plot.ruleX([0]),
    ],
  });
}

/** Milliseconds an epoch against depth or width, both logarithmic. */
function growth(name, { values, native_numpy_ms: native, browser_ms: browser }, who) {
  const lines = [
    ["native_numpy", native],
    [who, browser],
  ];
  const points = lines.flatMap(([line, times]) =>
    values
      .map((value, i) => ({ value, ms: times[i], line: NAMES[line], colour: colourOf(line) }))
      .filter(({ ms }) => ms !== null),
  );
  const ends = [...new Map(points.map((point) => [point.line, point])).values()];
  return panel({
    marginLeft: 60,
    marginRight: 110,
    x: { type: "log", label: name, ticks: values, tickFormat: "d" },
    y: { type: "log", label: "ms an epoch", grid: true, ticks: 4, tickFormat: "~r" },
    marks: [
      Plot.line(points, { x: "value", y: "ms", stroke: "colour", z: "line" }),
      Plot.dot(points, { x: "value", y: "ms", fill: "colour", r: 2.5 }),
      Plot.text(ends, { x: "value", y: "ms", text: "line", textAnchor: "start", dx: 6 }),
    ],
  });
}

const panel = (options) =>
  Plot.plot({ width: WIDTH, height: HEIGHT, style: { fontSize: "11px" }, ...options });

/** @param {any} results the benchmark's JSON @returns {string} */
globalThis.draw = (results) => {
  const { training, growth: grown, machine, date } = results;
  const panels = [
    ...Object.keys(training.ratios).map((name) => speeds(name, training[name])),
    growth("depth", grown.depth, grown.browser),
    growth("width", grown.width, grown.browser),
  ];
  const space = "http://www.w3.org/2000/svg";
  const whole = document.createElementNS(space, "svg");
  const size = [2 * WIDTH + GAP, TITLE + 2 * (HEIGHT + GAP)];
  whole.setAttribute("xmlns", space);
  whole.setAttribute("viewBox", `0 0 ${size[0]} ${size[1]}`);
  whole.setAttribute("font-family", "system-ui, sans-serif");
  whole.innerHTML = `<rect width="100%" height="100%" fill="white"/>`;
  const text = document.createElementNS(space, "text");
  text.setAttribute("x", "12");
  text.setAttribute("y", "24");
  text.setAttribute("font-size", "14");
  const sizes = results.quick ? ", tiny sizes: these figures say nothing" : "";
  text.textContent = `${machine.processor}, ${date.slice(0, 10)}${sizes}`;
  whole.append(text);
  panels.forEach((one, i) => {
    one.setAttribute("x", String((i % 2) * (WIDTH + GAP)));
    one.setAttribute("y", String(TITLE + Math.floor(i / 2) * (HEIGHT + GAP)));
    whole.append(one);
  });
  return new XMLSerializer().serializeToString(whole);
};

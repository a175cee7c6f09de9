/**
 * The public entrances of a widget without its drawing, for tests: what is asked for comes as lines of
 * JSON, and each is answered by one. Values that JSON has no words for come as {odd: their name}.
 */
import { createInterface } from "node:readline";

const [source] = process.argv.slice(2);

/** @type {Map<string, string>} */
const entries = new Map();
globalThis.location = { pathname: "/", search: "", hash: "" };
globalThis.localStorage = {
  getItem: (key) => entries.get(key) ?? null,
  setItem: (key, text) => entries.set(key, text),
  removeItem: (key) => entries.delete(key),
};

const { TABLES, SettingsTable, choice } = await import(`${source}/settings/settings.js`);
const { readState, queryOf } = await import(`${source}/settings/address.js`);
const { SHOWN } = await import(`${source}/settings/pair.js`);
const { checkedPins } = await import(`${source}/settings/given-pins.js`);
const { Plan } = await import(`${source}/widgets/degradation/compare/sweep-plan.js`);
const { Pins } = await import(`${source}/widgets/degradation/compare/pins.js`);
const { recallPins } = await import(`${source}/widgets/degradation/compare/kept-pins.js`);
const { PinKeeper } = await import(`${source}/widgets/degradation/compare/pin-keeper.js`);
const { epochsTable } = await import(`${source}/widgets/degradation/compare/epochs-table.js`);
const { asCsv } = await import(`${source}/share/csv.js`);

const table = TABLES.degradation;
const viewSettings = new SettingsTable({
  settings: [choice("log", "Log scale", { 0: "off", 1: "on" }), SHOWN],
  presets: {},
});
const scheme = { table, viewSettings, parts: ["controls", "tools"] };
const nothing = { config: table.defaults, viewSettings: viewSettings.defaults, pins: [], hide: [] };
const KEY = "residual-explorer:pins:/:degradation";

const ODD = {
  undefined,
  nan: Number.NaN,
  infinity: Number.POSITIVE_INFINITY,
  function: () => 1,
  symbol: Symbol("odd"),
  bigint: 10n ** 400n,
  bare: Object.create(null),
  throwing: { toString: () => { throw new Error("read"); } },
  sparse: new Array(3),
  typed: Float64Array.of(0.5, 0.25),
  date: new Date(0),
};

const revive = (_, value) =>
  value !== null && typeof value === "object" && Object.hasOwn(ODD, value.odd ?? "") && Object.keys(value).length === 1
    ? ODD[value.odd]
    : value;

/** A tab with a pinboard of its own; all tabs share what is kept. */
class Tab {
  said = [];

  constructor() {
    this.pins = new Pins(table);
    this.keeper = new PinKeeper("degradation", table, (words) => this.said.push(words));
  }

  open(linked) {
    const { pins, problem } = this.keeper.restore(linked, this.pins, false);
    this.pins.replace(pins ?? []);
    if (problem) this.said.push(problem);
  }

  keep() {
    this.keeper.noticed(this.pins.list);
    this.keeper.flush();
  }
}

/** What a name or a message may not be: in pieces, or with what XML cannot hold. */
const isFit = (text) => !/\p{Surrogate}|[^\t\n\r -\u{10FFFF}]|[\uFFFE\uFFFF]/u.test(text);

const answers = {
  address(search) {
    const before = performance.now();
    const { state, problems } = readState(scheme, "", nothing, search);
    const milliseconds = performance.now() - before;
    const query = queryOf(scheme, "", state, "");
    const again = readState(scheme, "", nothing, query);
    return { state, problems, again, query, milliseconds, fit: problems.every(isFit) };
  },

  pinned(given) {
    const pins = new Pins(table);
    pins.replace([{ name: "mine", config: { ...table.defaults, depth: 8 } }]);
    const before = JSON.stringify(pins.list);
    try {
      pins.replace(checkedPins(table, given));
    } catch (error) {
      const kept = JSON.stringify(pins.list) === before;
      return { error: error.name, message: error.message, kept, fit: isFit(error.message) };
    }
    const list = pins.list.map((pin) => structuredClone(pin));
    const again = checkedPins(table, list);
    const search = queryOf(scheme, "", { ...nothing, pins: list }, "");
    const linked = readState(scheme, "", nothing, search).state.pins;
    const csv = asCsv(epochsTable(list.map((pin) => ({ ...pin, part: "pinned" })), table, table.defaults));
    const fit = isFit(csv) && list.every(({ name }) => isFit(name));
    return { list, again, linked, fit };
  },

  renamed(name) {
    const pins = new Pins(table);
    pins.replace([{ name: "mine", config: table.defaults }]);
    pins.rename(pins.list[0].id, name);
    const search = queryOf(scheme, "", { ...nothing, pins: pins.list }, "");
    const [linked] = readState(scheme, "", nothing, search).state.pins;
    return { name: pins.list[0].name, linked: linked.name, fit: isFit(pins.list[0].name) };
  },

  plan(text) {
    const plan = new Plan(table);
    plan.setSeeds(text);
    plan.setOthers(text);
    const { seedProblem, depthProblem, seeds, depths } = plan;
    return { problems: [seedProblem, depthProblem], seeds, depths };
  },

  kept(text) {
    entries.clear();
    entries.set(KEY, text);
    const tab = new Tab();
    tab.open([]);
    const list = tab.pins.list.map((pin) => structuredClone(pin));
    tab.keep();
    return { list, said: tab.said, again: recallPins("degradation", table).pins };
  },

  /** Each visit: {tab, does, to}; what is kept at the end, and what each tab shows. */
  tabs(visits) {
    entries.clear();
    const tabs = new Map();
    for (const { tab, does, to, name } of visits) {
      if (does === "open") tabs.set(tab, new Tab());
      const { pins } = tabs.get(tab) ?? tabs.set(tab, new Tab()).get(tab);
      const runs = (to ?? []).map((seed) => ({ config: { ...table.defaults, seed } }));
      const ids = pins.list.filter(({ config }) => (to ?? []).includes(config.seed));
      if (does === "open") tabs.get(tab).open(runs.map((run) => ({ name: "", ...run })));
      if (does === "pin") pins.add(runs.map(({ config }) => config));
      if (does === "remove") for (const { id } of ids) pins.remove(id);
      if (does === "rename") for (const { id } of ids) pins.rename(id, name);
      if (does === "clear") pins.clear();
      tabs.get(tab).keep();
    }
    const seeds = (list) => list.map(({ config }) => config.seed);
    const shown = [...tabs].map(([name, tab]) => [name, seeds(tab.pins.list)]);
    const { pins: kept } = recallPins("degradation", table);
    return {
      kept: seeds(kept),
      names: kept.map(({ name }) => name),
      shown: Object.fromEntries(shown),
      said: [...tabs.values()].flatMap((tab) => tab.said),
    };
  },
};

const plain = (_, value) =>
  typeof value === "number" && !Number.isFinite(value) ? { number: String(value) } : value;

for await (const line of createInterface({ input: process.stdin })) {
  const { name, given } = JSON.parse(line, revive);
  let reply;
  try {
    reply = { reply: answers[name](given) };
  } catch (error) {
    reply = { thrown: String(error.stack) };
  }
  console.log(JSON.stringify(reply, plain));
}

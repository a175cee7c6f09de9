/** The picture that the Degradation Problem Explorer opens with, for the build to print. */
import set from "../../../generated/recorded-set.json";
import { Memo } from "../../charts/memo.js";
import { printedOf } from "../../charts/printed-template.js";
import { recordedRun } from "../../engine/run.js";
import { findRun } from "../../recorded/decode-set.js";
import { recordedPlainEnds, recordedRuns } from "../../recorded/recorded.js";
import { KINDS } from "../../settings/kinds.js";
import { labelOf } from "../../settings/own-settings.js";
import { TABLES } from "../../settings/settings.js";
import { fitted } from "../../shell/fitted.js";
import { stageSizes } from "../../shell/stage-sizes.js";
import { textOf } from "./sentence.js";
import { MIDDLE } from "./stage/guessing.js";
import { prompt } from "./stage/prompts.js";
import { BEGINNING, DEEP, SHALLOW } from "./stage/story.js";
import { curvesOf, curvesView, drawn } from "./views/curves.js";

/** What is said is what the stage says where it has most room. */
const LETTERS = stageSizes(1280).letters;

const runs = [...recordedRuns.values()];
const [{ config }] = runs;

/** Nothing stands beside it that says so. */
const NOTE = labelOf(TABLES.degradation, runs, config).words;

/** @param {{width: number, height: number}} size @returns {import("./views/view-data.js").ViewData} */
const data = (size) => ({
  ...size,
  runs,
  pins: [],
  past: [],
  pointed: null,
  sweep: null,
  seeds: null,
  plan: { depths: [], seeds: 0 },
  plainEnds: recordedPlainEnds,
  epochs: Number(config.epochs),
  log: false,
  told: runs,
  same: null,
  guess: null,
  guessed: null,
  brackets: false,
  prompt: null,
  invitation: null,
  overlay: () => undefined,
  letters: LETTERS,
  read: () => {},
  note: NOTE,
  mark: NOTE,
  drawn: new Memo(),
});

/** @param {import("./views/view-data.js").ViewData} scene */
const pictureOf = (scene) => printedOf(drawn(curvesOf(scene), scene, "loss").picture);

/** @param {{depth: number, loss: number}} shallow */
const question = (shallow) =>
  prompt(BEGINNING, { depth: DEEP, shallow, data: "the two spirals", kind: KINDS.plain.name }) ??
  [];

const view = curvesView(data({ width: 0, height: 0 }), "loss");

const shallowConfig = { ...config, depth: SHALLOW }; // as the first of the runs is the plain one
const entry = /** @type {any} */ (set).runs[findRun(/** @type {any} */ (set), shallowConfig)];
const shallow = recordedRun({ ...entry, done: true }, "plain");

/** As the story begins: what is known, and the guess to be made. */
const asked = {
  runs: [],
  past: [{ ...shallow, id: 0, name: `${SHALLOW} plain` }],
  guessed: { value: MIDDLE, kind: "plain", settled: false },
};

/** @type {import("../recorded-picture.js").RecordedPicture} */
export const recordedPicture = {
  draw: (size) => pictureOf(data(size)),
  sentence: view.sentence,
  opening: {
    draw: (size) => pictureOf({ ...data(size), ...asked }),
    sentence: textOf(
      fitted(question({ depth: SHALLOW, loss: Number(shallow.loss.at(-1)) }), LETTERS),
    ),
  },
  table: view.table,
};

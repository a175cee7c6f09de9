/** The view of the lab that is on screen. */
import { confusionView } from "./views/confusion.js";
import { errorView, updatesView } from "./views/curves.js";
import { gradientsView } from "./views/gradients.js";
import { mistakesView } from "./views/mistakes.js";
import { readingView } from "./views/reading.js";

/** @typedef {import("./views/lab-data.js").LabData} LabData */
/** @typedef {Parameters<typeof readingView>[1]} Pad */

/** @type {Record<string, (data: LabData, pad: Pad) => import("../../charts/view.js").View>} */
const FIGURES = {
  loss: updatesView,
  train_error: (data) => errorView(data, "train"),
  test_error: (data) => errorView(data, "test"),
  gradients: gradientsView,
  confusion: confusionView,
  mistakes: mistakesView,
  draw: readingView,
};

/** @param {string} view @param {LabData} data @param {Pad} pad */
export const figureOf = (view, data, pad) => FIGURES[view](data, pad);

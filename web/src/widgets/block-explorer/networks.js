/** The networks that are looked into: those that came with the page, and those that are trained here. No DOM. */
import { VERSIONS } from "./tracer.js";
import { WeightStore } from "./weights.js";

/** @typedef {import("../../settings/settings.js").Config} Config */

export class Networks {
  weights = new WeightStore();
  #job;

  /**
   * @param {Pick<import("../../shell/lab-job.js").LabJob, "status" | "run" | "cancel">} job
   * @param {import("./weights.js").Trained[]} shown those of what is shown at first
   */
  constructor(job, shown) {
    this.#job = job;
    this.weights.take(shown);
  }

  /** Has all that are recorded come. @param {(load: () => Promise<any>) => Promise<any>} needed */
  async bring(needed) {
    if (this.weights.whole) return;
    const found = await needed(() => import("../../../recorded/block-weights.json"));
    if (found) this.weights.take(found.default, true);
  }

  get isTraining() {
    return this.#job.status === "running";
  }

  /**
   * Trains the networks of some settings, in both versions, one after the other.
   * @param {Config} config
   * @returns {Promise<boolean>} whether both came to their ends
   */
  async train(config) {
    for (const block of VERSIONS) {
      const asked = { ...config, block, weights: "trained" };
      const whole = await this.#job.run("train_blocks", { config: asked }, ({ trained }) => {
        if (trained) this.weights.add(trained);
      });
      if (!whole) return false;
    }
    return true;
  }

  /** Gives the training up. */
  stop() {
    this.#job.cancel();
  }
}

/** Asks Python what an image does in the block, as often as a hand draws: of what comes meanwhile only the last. No DOM. */
import { LatestQuestion } from "../../elements/latest-question.js";

/** @typedef {import("../../settings/settings.js").Config} Config */
/** @typedef {import("./recorded-block.js").Answer} Answer */

/** Both versions are asked for, in the order of their lanes. */
export const VERSIONS = ["post", "pre"];

/** @typedef {{config: Config, states: Record<string, string | null>}} Question */

export class Tracer {
  /** What is shown. @type {Answer} */
  answer;
  /** What computes answers, in words; empty before there is one. */
  kernel = "";
  #question;

  /**
   * @param {import("lit").ReactiveControllerHost} host
   * @param {Answer} recorded
   * @param {() => boolean} inSight
   * @param {Pick<typeof import("../../engine/engine.js"), "run" | "isStarted">} client
   */
  constructor(host, recorded, inSight, client) {
    this.answer = recorded;
    this.client = client;
    /** @type {LatestQuestion<Question>} */
    this.#question = new LatestQuestion(host, {
      ask: async ({ config, states }, signal) => {
        /** @type {Answer} */
        const answer = { config, traces: [], costs: [] };
        let { kernel } = this;
        for await (const part of client.run(
          "trace_blocks",
          { config, states },
          { signal, inSight },
        )) {
          if (part.config) answer.costs = part.config.costs;
          else answer.traces.push(part);
          kernel = part.kernel ?? kernel;
        }
        Object.assign(this, { answer, kernel });
      },
      rest: () => 0,
    });
  }

  /** Why the last question has no answer, in words. */
  get problem() {
    return this.#question.problem;
  }

  /**
   * Wants what the settings say, once Python and the weights are there; what is shown already is not asked again.
   * @param {Config} config
   * @param {import("./weights.js").WeightStore} weights
   */
  ask(config, weights) {
    if (!this.client.isStarted() || !weights.whole) return;
    const states = Object.fromEntries(
      VERSIONS.map((block) => [block, weights.find({ ...config, block }).trained?.weights ?? null]),
    );
    // Which version is spoken of changes nothing that is computed.
    const asked = { ...config, block: VERSIONS[0] };
    this.#question.put(JSON.stringify([asked, states]), { config: asked, states }, true);
  }
}

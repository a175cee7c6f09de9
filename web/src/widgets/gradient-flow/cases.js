/**
 * The cases that the article's claims are about, measured: for each preset the plain network and the
 * one with skips, before training. No DOM.
 */
import { PAIRED } from "../../settings/pair.js";
import { judge } from "./claim.js";
import { measurePair } from "./measure-pair.js";
import { alongStack } from "./sentences.js";
import { LAYER_VIEWS } from "./views.js";

/** @typedef {import("../../engine/engine.js").Config} Config */
/** @typedef {import("../../settings/settings.js").SettingsTable} SettingsTable */
/** @typedef {import("../../engine/run.js").Run} Run */

/** @typedef {{name: string, label: string, about: string, claim: string,
 * expects: Record<string, string[]>, values: Config}} Case */

export class Cases {
  /** @type {Case[]} the presets */
  all;
  /** Whether all are being measured now. */
  measuring = false;
  /** What went wrong last, in words. */
  problem = "";

  /** @type {SettingsTable} */
  #table;
  /** @type {() => void} */
  #changed;
  #inSight;
  /** @type {Map<string, Run[]>} by seed and name */
  #measured = new Map();
  /** @type {Record<string, Run[]>} by name, from the seed of their settings */
  #recorded = {};

  /**
   * @param {SettingsTable} table
   * @param {() => void} changed called after every change
   * @param {() => boolean} inSight whether somebody can see what comes of it
   */
  constructor(table, changed, inSight) {
    this.#table = table;
    this.#changed = changed;
    this.#inSight = inSight;
    this.all = Object.entries(table.presets).map(
      ([name, preset]) => /** @type {Case} */ ({ .../** @type {any} */ (preset), name }),
    );
  }

  /**
   * Takes what was measured when the page was built, until it is measured here.
   * @param {Record<string, Run[]>} recorded by name
   */
  take(recorded) {
    this.#recorded = recorded;
  }

  /**
   * What was measured in a case; empty before.
   * @param {string} name
   * @param {string | number} seed
   */
  measured(name, seed) {
    const recorded = this.#recorded[name] ?? [];
    const fits = recorded.every(({ config }) => config.seed === seed);
    return this.#measured.get(`${seed}/${name}`) ?? (fits ? recorded : []);
  }

  /**
   * Whether the article is right in a case, by the gradient by the signal.
   * @param {Pick<Case, "name" | "expects">} one
   * @param {string | number} seed
   */
  judged({ name, expects }, seed) {
    const [plain, skips] = this.measured(name, seed).map((run) =>
      alongStack(run, LAYER_VIEWS.signal),
    );
    return judge(expects, { plain, skips });
  }

  /**
   * The case that settings are, whatever their seed and shortcut.
   * @param {Config} config
   */
  find(config) {
    return this.all.find(({ values }) =>
      this.#table.same({ ...this.#table.defaults, ...values }, config, ["seed", ...PAIRED]),
    );
  }

  /**
   * Takes what is on screen, if it is a case before training.
   * @param {Run[]} runs live ones
   */
  note(runs) {
    if (runs.length < 2 || runs.some((run) => run.number === 0 || run.loss.length > 0)) return;
    const found = this.find(runs[0].config);
    if (!found) return;
    // Copies: training goes on with these very runs.
    const copies = runs.slice(0, 2).map((run) => ({ ...run }));
    this.#measured.set(`${runs[0].config.seed}/${found.name}`, copies);
  }

  /**
   * Measures every case from one seed.
   * @param {string} tableName the table of settings, as Python calls it
   * @param {string | number} seed
   */
  async measureAll(tableName, seed) {
    if (this.measuring) return;
    this.measuring = true;
    this.problem = "";
    this.#changed();
    try {
      for (const { name, values } of this.all) {
        const config = { ...this.#table.defaults, ...values, seed };
        this.#measured.set(
          `${seed}/${name}`,
          await measurePair(config, tableName, { inSight: this.#inSight }),
        );
        this.#changed();
      }
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
    this.measuring = false;
    this.#changed();
  }
}

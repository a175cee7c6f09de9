/**
 * The ResNet family as a picture: every layer to scale, and what each part costs, counted by the core. What the build
 * recorded is true of any number of blocks; other widths and images are asked of Python.
 */
import { nothing } from "lit";
import { View } from "../../charts/view.js";
import { define } from "../../elements/define.js";
import { keysOf } from "../../settings/address.js";
import { choice, labels, SettingsTable } from "../../settings/settings-table.js";
import { labStyles } from "../../shell/lab-styles.js";
import { LabWidget } from "../../shell/lab-widget.js";
import { stageLook } from "../../shell/stage-look.js";
import { WIDGETS } from "../registry.js";
import { networkOf, presetOf } from "./counted.js";
import { familyBar } from "./family-bar.js";
import { familyBody } from "./family-body.js";
import { familyStyles } from "./family-styles.js";
import { KnownCounts, PUBLISHED, TABLE } from "./known.js";
import { membersOf, toldOf } from "./members.js";
import { FIRST_VIEW, VIEWS } from "./panel.js";
import { familyPieces, familySentence } from "./sentence.js";
import { comparedTable, errorsTable, layersTable, membersTable, partsTable } from "./tables.js";

/** @typedef {import("../../settings/settings.js").Config} Config */

const NAME = "resnet-family";
const { element, heading } = WIDGETS[NAME];
const FOLDED = "none";
const STAGES = { 1: "stage 1", 2: "stage 2", 3: "stage 3", 4: "stage 4", [FOLDED]: "none" };
const VIEW_SETTINGS = new SettingsTable({
  settings: [
    choice("view", "Beside the picture", labels(VIEWS), FIRST_VIEW),
    choice("open", "Unfolded", STAGES, FOLDED),
  ],
  presets: {},
});

/**
 * `<resnet-family>`: its attributes are its settings, `view` and `open`, the stage that is unfolded. Read-only:
 * attribute `status`, property `results`. Its parts: `controls`, `drawing`, `chart`, `verdict`.
 */
export class ResnetFamily extends LabWidget {
  static stateKeys = keysOf({ table: TABLE, viewSettings: VIEW_SETTINGS });
  static styles = [...stageLook(labStyles), familyStyles];
  static properties = { view: { state: true }, open: { state: true } };

  constructor() {
    super(TABLE);
    this.name = NAME;
    this.heading = heading;
    this.view = FIRST_VIEW;
    this.open = FOLDED;
    this.known = new KnownCounts();
    this.members = membersOf(TABLE, this.known);
    /** The last settings whose counts were known. @type {Config} */
    this.counted = { ...TABLE.defaults };
  }

  get inSight() {
    return ["kind", "shortcut"];
  }

  /** Under the stages themselves. */
  get elsewhereSet() {
    return ["blocks1", "blocks2", "blocks3", "blocks4"];
  }

  get viewSettingsTable() {
    return VIEW_SETTINGS;
  }

  get viewSettings() {
    return { view: this.view, open: this.open };
  }

  set viewSettings({ view, open }) {
    this.view = String(view);
    this.open = String(open);
  }

  /** Which of the family it is, by its blocks. */
  get present() {
    return presetOf(TABLE, this.config);
  }

  /** @param {import("lit").PropertyValues} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    if (this.known.find(this.config)) this.counted = this.config;
  }

  /** @param {import("lit").PropertyValues} changed */
  firstUpdated(changed) {
    super.firstUpdated(changed);
    this.configChanged();
  }

  /** Asks Python for counts that are not known yet. */
  configChanged() {
    const { config } = this;
    if (this.known.find(config)) {
      if (this.status === "running") this.job.cancel();
      return;
    }
    this.job.run("count_blocks", { config }, (part) => {
      if (part.stages) this.known.note(config, part);
    });
  }

  /** Takes the blocks of a network of the family; what else is set stays. @param {string} name */
  chooseNetwork(name) {
    const { kind, blocks1, blocks2, blocks3, blocks4 } = TABLE.applyPreset(
      name,
      this.config,
    ).config;
    this.setConfig({ ...this.config, kind, blocks1, blocks2, blocks3, blocks4 });
  }

  /** Opening the settings, behind which is what Python counts, starts it. @param {string} name */
  async toggleSheet(name) {
    if (name === "settings") this.startOnFirstTouch();
    await super.toggleSheet(name);
  }

  /** Unfolds a stage of the picture, or folds it. @param {string} name */
  toggleStage(name) {
    const stage = name.replace("stage", "");
    this.open = this.open === stage ? FOLDED : stage;
    if (["cost", "layers"].includes(this.view))
      this.view = this.open === FOLDED ? "cost" : "layers";
  }

  get counts() {
    return /** @type {NonNullable<ReturnType<KnownCounts["find"]>>} */ (
      this.known.find(this.counted)
    );
  }

  get network() {
    return networkOf(this.counted, this.counts.counts);
  }

  get shown() {
    return [{ config: this.counted, source: this.counts.source }];
  }

  get told() {
    return toldOf(TABLE, this.counted, this.network);
  }

  get figure() {
    const { told } = this;
    return new View({
      chart: () => this.places.body,
      sentence: () => familySentence(told),
      pieces: () => familyPieces(told, this.sizes.letters),
      table: () => layersTable(told.network, `Layers of ${told.name || "this network"}`),
    });
  }

  /** All that is shown, as plain data. */
  get results() {
    const { counted, counts, told, members } = this;
    const { network, name, published } = told;
    return {
      ...super.results,
      source: counts.source,
      config: counted,
      name,
      network,
      publishedMultiplyAdds: published,
      compared: counts.counts.compared,
      family: members,
      published: PUBLISHED,
    };
  }

  get tables() {
    const { figure, network, counts, members } = this;
    const { compared } = counts.counts;
    return [
      figure.table,
      partsTable(network),
      comparedTable(compared),
      membersTable(members),
      errorsTable(PUBLISHED.errors),
    ];
  }

  /** What is in the names of its files. */
  get fileWords() {
    return presetOf(TABLE, this.counted) ?? `depth-${this.network.depth}`;
  }

  get places() {
    const { sizes, network, view, open, members, counts, told, entries, present } = this;
    const panel = {
      view,
      network,
      open: `stage${open}`,
      compared: counts.counts.compared,
      members,
      present: presetOf(TABLE, this.counted),
      errors: PUBLISHED.errors,
      flopsSource: PUBLISHED.flopsSource,
    };
    return {
      look: "family",
      beside: nothing,
      body: familyBody(
        { panel, sizes, entries, sentence: familySentence(told) },
        {
          choose: (chosen) => {
            this.view = chosen;
          },
          toggle: (name) => this.toggleStage(name),
        },
      ),
      bar: familyBar({
        entries,
        present,
        choose: (name) => this.chooseNetwork(name),
        sheet: this.sheetState,
      }),
    };
  }
}

define(element, ResnetFamily);

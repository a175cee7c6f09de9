/**
 * A widget of a pair of networks: which its settings stand for, which runs are on screen, and what has to
 * be said of them.
 */
import { EDITABLE } from "../code/pieces.js";
import * as engine from "../engine/engine.js";
import { TrainingSession } from "../engine/training-session.js";
import { KINDS } from "../settings/kinds.js";
import { labelOf } from "../settings/own-settings.js";
import { PAIRED, pairOf, shownOf, shownWith } from "../settings/pair.js";
import { ConfigurableWidget } from "./configurable-widget.js";
import { PrintedPicture } from "./printed-picture.js";
import { byControl, hasControlInSight, refusalOf, settled } from "./refusal.js";
import { recordingFits, runsToShow } from "./shown-runs.js";
import { holdWhileHidden, Sight } from "./sight.js";

/** @typedef {import("../engine/engine.js").Config} Config */
/** @typedef {import("../engine/run.js").Run} Run */

holdWhileHidden(engine.hold);

export class PairWidget extends ConfigurableWidget {
  /** @type {import("lit").PropertyDeclarations} */
  static properties = {
    shown: { state: true },
  };

  /**
   * @param {string} tableName of the table of settings, as Python calls it
   * @param {import("../settings/settings.js").SettingsTable} table
   * @param {Map<string, Run>} recorded
   */
  constructor(tableName, table, recorded) {
    super(table);
    this.tableName = tableName;
    this.recorded = recorded;
    const changed = () => {
      this.sessionChanged();
      if (this.isConnected) this.setAttribute("status", this.status);
      this.requestUpdate();
    };
    this.session = new TrainingSession(tableName, recorded, changed, engine);
    this.printed = new PrintedPicture(this);
    const sight = new Sight(this);
    /** Whether the reader can see it. */
    this.isSeen = () => sight.inSight;
    this.session.inSight = this.isSeen;
    /** @type {import("../code/edited-block.js").EditedBlock | null} null until the code is shown */
    this.edited = null;
    /** Which networks of the pair are shown. */
    this.shown = shownWith(true);
  }

  /** Read-only for the page; the attribute says the same. */
  get status() {
    return this.session.status;
  }

  /** Called after every change of the session. */
  sessionChanged() {}

  get elsewhereSet() {
    return PAIRED;
  }

  /**
   * The networks of the race: the pair of these settings, and that of an edited block.
   * @returns {import("../engine/race-networks.js").Networks} by kind
   */
  get wantedNetworks() {
    const pair = pairOf(this.config);
    /** @type {import("../engine/race-networks.js").Networks} */
    const networks = new Map(pair.map((member) => [member.kind, member]));
    const { edited } = this;
    if (edited) for (const name of edited.names) networks.set(name, edited.network(pair[1].config));
    return networks;
  }

  /** The names of the networks that are shown. @returns {string[]} */
  get mainNames() {
    const pair = shownOf(pairOf(this.config), this.shown);
    return [...pair.map(({ kind }) => kind), ...(this.edited?.names ?? [])];
  }

  /** The names of the networks that are trained. @returns {string[]} */
  get activeNames() {
    return this.mainNames;
  }

  /** The runs that the controls stand for, of the package's own blocks. */
  get experiment() {
    return shownOf(pairOf(this.settled), this.shown).map(({ kind, config }) => ({
      name: KINDS[kind].label,
      config,
    }));
  }

  /** Why the present settings were refused; null if they were not. */
  get refusal() {
    return refusalOf(this.table, this.session.refusal, this.config);
  }

  /** The messages of that, by the settings whose controls are in sight; "" for all others. */
  get refusals() {
    const { hide, inSight, behindMore, moreOpen } = this;
    const shown = { hide, inSight, behindMore, moreOpen };
    return byControl(this.refusal, (name) => hasControlInSight(shown, name));
  }

  get settled() {
    return settled(this.refusal, this.config, this.shownRuns[0].config);
  }

  /** @returns {import("./labels.js").Drawing} */
  get drawn() {
    return { runs: this.shownRuns, except: PAIRED, press: "Train" };
  }

  /** What the status line says where something else than the race is drawn. */
  get elsewhere() {
    return "";
  }

  /** What has to be said of what is drawn. */
  get label() {
    const { runs, except } = this.drawn;
    return labelOf(this.table, runs, this.config, except);
  }

  /** What stands in the way of what is set being drawn. @returns {import("./labels.js").Wait} */
  get wait() {
    const { table, drawn, config, refusal, status } = this;
    const { opening } = this.session;
    return {
      table,
      drawn,
      config,
      refused: refusal !== null,
      booting: status === "booting",
      opening,
    };
  }

  /** Whether what is on screen was recorded, not computed here. */
  get showsRecorded() {
    return !this.session.live || (!this.session.trained && this.recordingFits);
  }

  /** Whether the recording has the present settings; if these were refused, those of what is open. */
  get recordingFits() {
    const [open] = this.session.runs.values();
    return recordingFits(this.table, this.recorded, this.refusal ? open.config : this.config);
  }

  /** The runs on screen. @returns {Run[]} */
  get shownRuns() {
    const { recorded, session, shown } = this;
    return this.showsRecorded
      ? shownOf([...recorded.values()], shown)
      : runsToShow(session.runs, this.mainNames);
  }

  /** @param {typeof import("../code/code-panel.js")} code */
  codeLoaded({ EditedBlock }) {
    this.edited ??= new EditedBlock(engine, this.session, {
      editable: EDITABLE,
      configOf: () => this.config,
      start: () => this.startOnFirstTouch(),
      activate: () => this.session.activate(this.activeNames),
      open: () => this.session.open(this.wantedNetworks),
      changed: () => this.requestUpdate(),
    });
    this.requestUpdate();
  }

  /** Starts Python on the first touch of a control, so that it is there when it is needed. */
  startOnFirstTouch() {
    if (this.status === "recorded") this.session.open(this.wantedNetworks);
  }
}

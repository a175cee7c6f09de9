/** How the degradation explorer is looked at stands in the address, and comes back from there. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { queryOf, readState } from "../../web/src/settings/address.js";
import { TABLES } from "../../web/src/settings/settings.js";
import { Presenter } from "../../web/src/widgets/degradation/stage/presenter.js";
import { VIEW_SETTINGS } from "../../web/src/widgets/degradation/view-settings.js";

const SCHEME = { table: TABLES.degradation, viewSettings: VIEW_SETTINGS, parts: [] };
const BASE = { config: TABLES.degradation.defaults, viewSettings: VIEW_SETTINGS.defaults, pins: [], hide: [] };

const presenter = () => new Presenter({ acts: { viewChosen() {} } });

test("the tab beside the chart is in the address, and opened from it", () => {
  const shown = presenter();
  shown.column = "depth";
  const viewSettings = { ...VIEW_SETTINGS.defaults, ...shown.look };
  const query = queryOf(SCHEME, "", { ...BASE, viewSettings });
  assert.equal(new URLSearchParams(query).get("beside"), "depth");
  const again = presenter();
  again.look = readState(SCHEME, "", BASE, query).state.viewSettings;
  assert.deepEqual(again.look, shown.look);
});

test("what is looked at as by default is in no address, and a tab that is not there is told", () => {
  const viewSettings = { ...VIEW_SETTINGS.defaults, ...presenter().look };
  assert.equal(queryOf(SCHEME, "", { ...BASE, viewSettings }), "");
  const { state, problems } = readState(SCHEME, "", BASE, "?beside=both");
  assert.equal(state.viewSettings.beside, "squares");
  assert.match(problems.join(" "), /beside.*both.*squares, depth/);
});

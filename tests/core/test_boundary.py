"""The plane as a network sees it."""

import json

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from residual.diagnostics.decision_boundary import boundary, reach_of
from residual.experiments import Config, make_trainer
from residual.layers import Linear
from residual.page import wire
from residual.page.schema import of_code, of_page, of_parts
from residual.page.schema import schema as tables
from residual.page.sources import sources
from residual.settings import SettingError
from residual.training import SGD, Run, binary_cross_entropy


def plane(wx: float, wy: float) -> Run:
    """A network whose logit is `wx x + wy y`."""
    layer = Linear(np.array([[wx], [wy]]))
    data = np.array([[1.0, -2.0], [0.5, 0.0]]), np.array([[0.0], [1.0]])
    return Run(layer, data, binary_cross_entropy, SGD([], 0.1), 3)


def test_cells_run_along_x_from_the_lowest_y_up() -> None:
    along_x = boundary(plane(1, 0), reach=3, cells=3).probability.reshape(3, 3)
    along_y = boundary(plane(0, 1), reach=3, cells=3).probability.reshape(3, 3)
    middles = 1 / (1 + np.exp([2, 0, -2]))
    assert_allclose(along_x, np.tile(middles, (3, 1)), rtol=1e-14)
    assert_allclose(along_y, np.tile(middles, (3, 1)).T, rtol=1e-14)


def test_the_grid_holds_all_points_with_a_margin() -> None:
    trainer = plane(1, 0)
    found = wire.answers(trainer, 4)
    assert found["high"] == -found["low"] == pytest.approx(2.2)
    trainer = make_trainer(Config(depth=4))
    assert trainer.observer
    reach = reach_of((trainer.x, trainer.y), trainer.observer.test)
    assert reach > np.abs(trainer.observer.test[0]).max()
    assert reach > np.abs(trainer.x).max()


@pytest.mark.parametrize(
    "values", [{}, {"norm": "none"}, {"block": "dense"}, {"precision": "float32"}]
)
def test_the_grid_agrees_with_the_answers_to_its_points(values: dict[str, object]) -> None:
    trainer = make_trainer(Config.parse({"depth": 8, "epochs": 60, "lr": 0.05} | values))
    trainer.advance(60)
    found = wire.answers(trainer, 120)
    assert found["probability"].dtype == np.float64
    step = (found["high"] - found["low"]) / 120
    column, row = np.floor((trainer.x.astype(float) - found["low"]) / step).astype(int).T
    near = found["probability"].reshape(120, 120)[row, column] > 0.5
    own = trainer.logits(trainer.x).ravel() > 0
    assert (near == own).mean() > 0.97


def test_a_boundary_changes_no_number_of_the_training() -> None:
    watched, alone = (make_trainer(Config(depth=6, width=4, epochs=6)) for _ in range(2))
    for _ in range(6):
        watched.measure()
        wire.answers(watched, 30)
        watched.advance()
    alone.advance(6)
    assert watched.history == alone.history
    for one, other in zip(*(t.network.state().values() for t in (watched, alone)), strict=True):
        assert_array_equal(one, other)


@pytest.mark.parametrize("cells", [0, -1, 201, 2.5, "20", None])
def test_a_grid_that_cannot_be_is_refused(cells: object) -> None:
    with pytest.raises(SettingError, match=r"cells: .* use a whole number from 1 to 200"):
        wire.answers(plane(1, 0), cells)  # type: ignore[arg-type]


def test_data_are_rows_of_inputs_and_labels() -> None:
    trainer = make_trainer(Config(depth=4, dataset="moons"))
    shown = wire.data(trainer)
    assert trainer.observer
    assert_array_equal(shown["x"], trainer.x)
    assert_array_equal(shown["testX"], trainer.observer.test[0])
    assert (shown["y"].shape, shown["testY"].shape) == ((400,), (200,))


def test_the_schema_says_all_that_a_page_needs() -> None:
    schema = json.loads(json.dumps(tables(), allow_nan=False))
    assert list(schema["tables"]) == ["degradation", "flow", "digits"]
    rows = {row["name"]: row for row in schema["tables"]["degradation"]["settings"]}
    assert rows["depth"]["marks"] == schema["depths"], "what is recorded is marked"
    assert rows["turns"]["where"] == {"dataset": ["spirals"]}
    preset = schema["tables"]["degradation"]["presets"]["paper"]
    parts = ["label", "about", "values", "pins", "claim", "expects", "question"]
    assert list(preset) == parts
    assert {"depth": 20, "shortcut": "none"} in preset["pins"]
    small = schema["tables"]["flow"]["presets"]["small"]
    assert "vanishes" in small["expects"]["plain"], "a page judges the claim by what was measured"
    assert rows["depth"]["group"] == rows["block"]["group"] == "Network"
    assert (rows["seed"]["group"], rows["lr"]["group"]) == ("Data", "Training")
    assert set(rows["block"]["choices"]) < set(schema["kinds"])
    assert schema["kinds"]["post"]["label"] == schema["kinds"]["pre"]["label"] == "residual"
    assert schema["depths"] == [8, 20, 32, 44, 56, 110]
    assert (schema["points"], schema["first_with_block"]) == (400, 4)


def test_the_page_opens_with_the_tables_of_what_it_has_recorded() -> None:
    opened = of_page()
    assert list(opened["tables"]) == ["degradation", "flow"]
    whole = tables()
    parts, pieces = whole.pop("parts"), whole.pop("pieces")
    assert of_code() == pieces
    assert opened == whole | {"tables": opened["tables"]}
    assert opened["tables"] | of_parts() == whole["tables"] | parts, "each table comes once"


def test_every_piece_that_stands_beside_a_view_is_a_piece_of_the_source() -> None:
    pieces = tables()["pieces"]
    assert set(pieces.pop("editable")) < tables()["kinds"].keys()
    by_kind = [pieces[name] for name in ("blocks", "compiled", "partly")]
    assert all(table.keys() == pieces["blocks"].keys() for table in by_kind)
    lists = [pieces["always"], *(names for table in by_kind for names in table.values())]
    lists += [names for views in pieces["views"].values() for names in views.values()]
    assert {name for names in lists for name in names} <= sources().keys()
    assert all(lists)


def test_every_piece_of_the_source_stands_beside_some_view() -> None:
    pieces = tables()["pieces"]
    views = [names for views in pieces["views"].values() for names in views.values()]
    reached = {
        name for names in [pieces["always"], *pieces["blocks"].values(), *views] for name in names
    }
    assert reached == sources().keys()


def test_progress_shows_the_slices_observations() -> None:
    trainer = make_trainer(Config(depth=4, epochs=5))
    trainer.advance(2)
    shown = wire.progress(trainer, trainer.advance(2))["observed"]
    assert shown["epochs"].tolist() == [3, 4]
    assert [len(shown[key]) for key in ("testLoss", "testAccuracy")] == [2, 2]
    assert shown["gradientNorms"].shape == (2, 4)
    assert_array_equal(shown["gradientNorms"][1], trainer.history.observed[-1].gradient_norms)

"""What the ledger says of training and gradients stands for other seeds than the first ten."""

import pytest

from residual.claims.training import degradation_claims, gradient_claims, listing_claims

SEEDS = range(100, 105)


def _rows(claims, *names: str) -> dict:
    return {claim.id: claim.run(SEEDS) for claim in claims if not names or claim.id in names}


@pytest.mark.slow
@pytest.mark.usefixtures("kernels_of_the_page")
def test_the_article_s_deeper_networks_learn_more_than_its_shallow_ones() -> None:
    rows = _rows(listing_claims())
    four, eight, *deep = (
        rows[f"listing-loss-{depth}"]["measured"]["median"] for depth in (4, 8, 16, 32)
    )
    assert four > eight > max(deep)  # 16 and 32 layers differ less than their seeds do
    assert rows["listing-loss-4"]["verdict"] == "fails"
    assert rows["listing-loss-8"]["verdict"] == "fails"
    assert rows["listing-deeper-is-worse"]["verdict"] != "holds"


def test_skips_alone_make_the_article_s_listing_overflow() -> None:
    row = _rows(listing_claims(), "listing-skips")["listing-skips"]
    assert row["verdict"] == "fails"
    assert row["measured"]["maximum"] < 500


def test_a_plain_stack_s_gradient_vanishes_or_explodes_with_its_start() -> None:
    rows = _rows(gradient_claims())
    verdicts = {name: row["verdict"] for name, row in rows.items()}
    assert verdicts["vanishing-small-signal"] == "holds"
    assert verdicts["vanishing-batch-signal"] == verdicts["vanishing-batch-weights"] == "fails"
    assert rows["vanishing-batch-signal"]["measured"]["minimum"] > 1000
    assert rows["vanishing-small-signal"]["measured"]["maximum"] < 1e-10


def test_scaled_weights_do_not_show_in_the_ratio_of_weight_gradients() -> None:
    """Without norms and biases each layer's scale multiplies all layers' gradients alike."""
    rows = _rows(gradient_claims(), "vanishing-he-weights", "vanishing-small-weights")
    he, small = (row["measured"]["median"] for row in rows.values())
    assert small == pytest.approx(he, rel=0.05)  # the loss's own slope differs a little


@pytest.mark.slow
@pytest.mark.usefixtures("kernels_of_the_page")
def test_depth_hurts_the_plain_network_and_helps_the_residual_one() -> None:
    rows = _rows(degradation_claims())
    assert {row["verdict"] for row in rows.values()} == {"holds"}
    assert rows["degradation-plain"]["measured"]["minimum"] > 0.3
    assert rows["degradation-residual"]["measured"]["maximum"] < 0

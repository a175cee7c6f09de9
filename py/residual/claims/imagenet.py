"""Claims about ImageNet, which is not run here: checked against what was published."""

from functools import cache

from residual.claims.published import HE_ENSEMBLE_TOP5, SHORTCUT_OPTIONS_TOP1, SINGLE_TABLES
from residual.claims.rules import ARTICLE, Claim, mostly, once
from residual.networks import resnet
from residual.networks.counting import total

ARTICLE_TOP5 = {
    "resnet18": "10.92",
    "resnet34": "9.46",
    "resnet50": "7.13",
    "resnet101": "6.21",
    "resnet152": "5.71",
}


def top5_from_one_table() -> int:
    """Return how many of the article's five errors stand together in one published table."""
    return max(
        sum(table.errors.get(name) == error for name, error in ARTICLE_TOP5.items())
        for table in SINGLE_TABLES
    )


def _top5_note(_: list[float]) -> str:
    found = []
    for name, error in ARTICLE_TOP5.items():
        places = [
            f"{table.source} ({table.protocol})"
            for table in SINGLE_TABLES
            if table.errors.get(name) == error
        ]
        found.append(f"{name} {error}: {' and '.join(places) or 'in none of them'}")
    return (
        "ImageNet is not run here; the value counts matches with published tables, it is no "
        "measured error. " + "; ".join(found) + "."
    )


def _of_resnet152(published: str, _: list[float]) -> str:
    """Hold if a published table gives the number for ResNet-152 itself."""
    found = any(table.errors.get("resnet152") == published for table in SINGLE_TABLES)
    return "holds" if found else "fails"


@cache
def shortcut_parameters() -> dict[str, int]:
    """Return the parameters of ResNet-34 with each of the shortcut options, counted."""
    options = SHORTCUT_OPTIONS_TOP1.errors
    return {option: total(resnet(None, 34, shortcut=option)).parameters for option in options}


def _c_over_b() -> float:
    return (shortcut_parameters()["C"] - shortcut_parameters()["B"]) / 1e6


def _option_rule(*_: object) -> str:
    """Hold if B has the least error; partly, if no other has as few errors and parameters both."""
    parameters = shortcut_parameters()
    errors = {option: float(e) for option, e in SHORTCUT_OPTIONS_TOP1.errors.items()}
    if errors["B"] == min(errors.values()):
        return "holds"
    better = any(
        errors[option] <= errors["B"] and parameters[option] <= parameters["B"]
        for option in errors
        if option != "B"
    )
    return "fails" if better else "partly"


def imagenet_claims() -> list[Claim]:
    """Return the claims about ImageNet errors, which are checked against what was published."""
    best = min(float(table.errors["resnet152"]) for table in SINGLE_TABLES)
    return [
        Claim(
            "top5-one-experiment",
            "The top-5 errors that stand side by side for ResNet-18/34/50/101/152 are of one "
            "experiment: how many stand together in one published table, of 5",
            " / ".join(ARTICLE_TOP5.values()),
            f"{ARTICLE}, on the ResNet family",
            once(top5_from_one_table),
            mostly(lambda count: count == len(ARTICLE_TOP5)),
            _top5_note,
        ),
        Claim(
            "option-b",
            "Shortcut option B, projections where shapes change, wins: parameters that C, with "
            "projections everywhere, adds to it in ResNet-34, in millions",
            " / ".join(f"{o} {error}" for o, error in SHORTCUT_OPTIONS_TOP1.errors.items()) + " %",
            f"{SHORTCUT_OPTIONS_TOP1.source}: {SHORTCUT_OPTIONS_TOP1.protocol}",
            once(_c_over_b),
            _option_rule,
            "The errors are the published ones, ImageNet is not run here; the parameters are "
            "counted. C has the least error and the most parameters, so B is a judgement.",
        ),
        Claim(
            "top5-winner",
            "ResNet-152 won with this top-5 error on ImageNet, in percent",
            "3.57",
            f"{ARTICLE}, on the ResNet family",
            lambda _: [],
            _of_resnet152,
            "Not measured: ImageNet is not run here. Judged by where the number stands: in "
            f"{HE_ENSEMBLE_TOP5.source}, {HE_ENSEMBLE_TOP5.protocol}. What won was that ensemble; "
            f"ResNet-152 by itself has {best:.2f} % at best, on the validation set.",
        ),
    ]

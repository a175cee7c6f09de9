"""Networks that train in several Pythons stay together: the one that is behind has its turn."""

from javascript.node import call


def behind(epochs: dict[int, int], groups: list[list[int]], done: tuple[int, ...] = ()) -> object:
    runs = [
        {"number": number, "done": number in done, "loss": [0.7] * count}
        for number, count in epochs.items()
    ]
    return call("engine/furthest-behind.js", "furthestBehind", groups, runs)


def test_those_that_are_equally_far_train_at_once() -> None:
    assert behind({1: 4, 2: 4, 3: 4}, [[1, 2], [3]]) == [[1, 2], [3]]


def test_else_only_the_one_that_is_behind_trains() -> None:
    assert behind({1: 9, 2: 8, 3: 4}, [[1, 2], [3]]) == [[3]]
    assert behind({1: 9, 2: 3, 3: 4}, [[1, 2], [3]]) == [[1, 2]]


def test_nobody_waits_for_runs_that_are_done() -> None:
    assert behind({1: 4, 2: 9, 3: 6}, [[1, 2], [3]], done=(1,)) == [[3]]
    assert behind({1: 4, 2: 9}, [[1], [2]], done=(1, 2)) == []

"""Results that only the calls of a pass read share room; all others stay where they are."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from residual.arrays import Array
from residual.compiled.calls import Tape
from residual.compiled.operations import Operations
from residual.compiled.rooms import share_rooms
from residual.experiments import Config, make_trainer


def chain(c: Operations, x: Array, length: int) -> Array:
    for _ in range(length):
        x = c.add(x, x)
    return x


def recorded(run: Callable[[], Any]) -> tuple[Tape, Any]:
    with Tape() as tape:
        return tape, run()


def test_a_long_chain_needs_two_rooms(c: Operations) -> None:
    x = np.arange(6.0)
    tape, y = recorded(lambda: chain(c, x, 10))
    assert len(share_rooms(tape.calls)[1]) == 2
    y[:] = 0
    again = c.replay(tape.calls)
    again.function(again.address)
    assert_array_equal(y, 2**10 * x)


def test_what_anybody_holds_keeps_its_place(c: Operations) -> None:
    x, held, views = np.arange(6.0), [], []

    def run() -> Array:
        y = chain(c, x, 3)
        held.append(y)
        y = chain(c, y, 3)
        views.append(y[2:])
        return chain(c, y, 3)

    tape, y = recorded(run)
    again = c.replay(tape.calls)
    for factor in (1, -1):
        x *= factor
        again.function(again.address)
        assert_array_equal(held[0], 8 * x)
        assert_array_equal(views[0], 64 * x[2:])
        assert_array_equal(y, 512 * x)


def test_what_another_tape_reads_keeps_its_place(c: Operations) -> None:
    x = np.arange(6.0)
    first, y = recorded(lambda: chain(c, x, 2))
    second, total = recorded(lambda: c.add(first.calls[0].result, x))
    del y
    c.replay(first.calls)  # the second tape's calls alone hold on to what it reads
    assert len(share_rooms(first.calls)[1]) == 1
    x *= -1
    for tape in (first, second):
        again = c.replay(tape.calls)
        again.function(again.address)
    assert_array_equal(total, 3 * x)


def test_calls_that_change_their_argument_keep_it_where_it_came_from(c: Operations) -> None:
    x, b = np.arange(6.0).reshape(3, 2), np.ones(2)
    tape, y = recorded(lambda: c.relu(c.add_bias(c.add(x, x), b)))
    outside, _ = recorded(lambda: c.add_bias(x, b))
    assert share_rooms(outside.calls)[1] == []
    again = c.replay(tape.calls)
    x -= 7
    again.function(again.address)
    assert_array_equal(y, np.maximum(2 * x + 1, 0))


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_any_program_gives_the_same_with_shared_rooms(c: Operations, data: st.DataObject) -> None:
    """Calls read any earlier results, of two shapes; some of the results are held."""
    inputs = [np.arange(1.0, 7), np.arange(1.0, 4)]
    steps = data.draw(
        st.lists(st.tuples(st.integers(0), st.integers(0), st.booleans()), max_size=20)
    )

    def run(add: Callable[[Array, Array], Array]) -> list[Array]:
        known, held = list(inputs), []
        for a, b, hold in steps:
            left = known[a % len(known)]
            alike = [array for array in known if array.shape == left.shape]
            known.append(add(left, alike[b % len(alike)]))
            if hold:
                held.append(known[-1])
        return held

    tape, held = recorded(lambda: run(c.add))
    for array in held:
        array[:] = 0
    again = c.replay(tape.calls)
    again.function(again.address)
    for found, wanted in zip(held, run(np.add), strict=True):
        assert_array_equal(found, wanted)


@pytest.mark.usefixtures("c_runs")
def test_the_gradients_by_the_inputs_of_a_deep_network_share_three_rooms() -> None:
    trainer = make_trainer(Config(depth=20, epochs=10))
    trainer.observer = None
    trainer.advance(3)
    (passing,) = trainer._workspace._passes.values()
    back = passing.halves["backward"].calls
    assert len(back) > 18  # one for each layer inside
    assert len(share_rooms(back)[1]) == 3

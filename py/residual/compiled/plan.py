"""A plan: the calls of a pass through one network, for one shape of batch and type of number."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from residual.compiled.calls import Call, Calls
from residual.compiled.memory import Array, Unchanged
from residual.layers import Layer, Probe, Sequential


@dataclass(eq=False)
class Plan:
    """The calls of a pass, ready to be made, and what must not have changed for it.

    Attributes
    ----------
    given, made : arrays
        Where the batch has to be (and the gradient by the output, if it goes back), and the output.
    written : list of Layer
        What of the network runs as it is written.
    parts : list of Part
        What of these has plans of its own; see `residual.compiled.written`.
    """

    calls: Calls
    steps: list[Any]
    notes: list[tuple[int, Layer, Array]]
    kept: list[tuple[dict[str, Any], dict[str, Any]]]
    watched: list[object]
    given: list[Array]
    made: Array
    arrays: list[Array]
    written: list[Layer]
    parts: list[Any]
    _runs: list[Any] = field(init=False)
    _known: Unchanged = field(init=False)
    _stops: dict[frozenset[int], list[Any]] = field(init=False, default_factory=dict)
    _with_update: tuple[Call | None, list[Any]] = field(init=False, default=(None, []))

    def __post_init__(self) -> None:
        self._runs = self._grouped(self.steps)
        self._views = [vars(one).values() for one in self.watched]
        self._views += [one.parts.values() for one in self.watched if isinstance(one, Sequential)]
        self._known = Unchanged(self._now_kept())

    @property
    def told(self) -> list[str]:
        """What of the network runs as it is written, for readers."""
        return [layer.name or repr(layer) for layer in self.written]

    @property
    def nbytes(self) -> int:
        """How many bytes its arrays take, and those of its parts' plans."""
        held = chain(self.arrays, self.parts)
        return sum(one.nbytes for one in held)

    def hand_over(self) -> bool:
        """Let the layers have what the pass writes to; tell whether the plan still holds.

        It does as long as nothing in the network is another object than when it was drawn up: no
        layer, no shortcut, no array of a parameter, no number beside them.
        """
        return self._known.are(self._now()) or self._known.are(self._now_kept())

    def _now(self) -> list[Any]:
        """Return all that the network's objects have."""
        now: list[Any] = []
        for view in self._views:  # a third faster than to chain them
            now += view
        return now

    def _now_kept(self) -> list[Any]:
        for owner, attributes in self.kept:
            owner.update(attributes)
        return self._now()

    def run(self, update: Call | None = None) -> None:
        """Make all calls; show a probe each gradient that a layer would have shown it.

        Parameters
        ----------
        update : Call, optional
            Is made after them, and in one with the last of them.
        """
        probe = Layer.probe
        if probe is None:
            for run in self._runs_with(update) if update else self._runs:
                run()
            return
        watched = self._watched(frozenset(probe.layers))
        for runs, layer, grad in watched:
            for run in runs:
                run()
            if layer:
                probe.note(layer, grad)
        if update:
            update()

    def _runs_with(self, update: Call) -> list[Any]:
        """Return the calls and the update after them, once for each update."""
        if self._with_update[0] is not update:
            *before, last = self._runs
            runs = (
                [last, update] if not isinstance(last, Call) else [self.calls.run([last, update])]
            )
            self._with_update = update, [*before, *runs]
        return self._with_update[1]

    def run_up_to(self, step: Callable[[], None]) -> None:
        """Make the calls before a step of Python; probes see nothing."""
        for run in self._runs[: self._at(step)]:
            run()

    def run_from(self, step: Callable[[], None]) -> None:
        """Make the calls after it."""
        for run in self._runs[self._at(step) + 1 :]:
            run()

    def _at(self, step: Callable[[], None]) -> int:
        return next(i for i, run in enumerate(self._runs) if getattr(run, "func", None) is step)

    def shows(self, probe: Probe) -> bool:
        """Tell whether the plan comes by all gradients that a probe looks at."""
        return len(self._watched(frozenset(probe.layers))) > len(probe.layers)

    def _watched(self, layers: frozenset[int]) -> list[tuple[list[Any], Layer | None, Array]]:
        """Return what is run before each gradient by some layers' outputs is there."""
        if layers not in self._stops:
            found, start = [], 0
            for stop, layer, grad in self.notes:
                if id(layer) in layers:
                    found.append((self._grouped(self.steps[start:stop]), layer, grad))
                    start = stop
            self._stops[layers] = [*found, (self._grouped(self.steps[start:]), None, self.made)]
        return self._stops[layers]

    def _grouped(self, steps: list[Any]) -> list[Any]:
        """Return the steps with calls of the library that follow each other as one call."""
        found: list[Any] = []
        group: list[Call] = []
        for step in [*steps, None]:
            if isinstance(step, Call):
                group.append(step)
                continue
            if group:
                found.append(self.calls.run(group))
                group = []
            if step is not None:
                found.append(step)
        return found

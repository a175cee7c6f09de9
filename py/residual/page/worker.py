"""The worker's side of a page: plain data in, plain data and typed arrays out, no logic.

The only file that knows PyScript, whose worker lies in the module `polyscript`. JavaScript asks and
the worker answers; several runs live at once, each under the number that `open_run` gave it.
"""

import traceback
from collections.abc import Callable
from functools import cache
from itertools import count
from typing import Any

from js import Object, Uint8Array, WebAssembly
from polyscript import xworker
from pyodide.ffi import JsProxy, jsnull, to_js

from residual import kernels
from residual.compiled import library
from residual.experiments import EXPERIMENTS, Config, DigitsConfig, Experiment
from residual.layers import Layer
from residual.page import edited_block as editing
from residual.page import memory, schema, wire
from residual.page.course import Course
from residual.page.jobs import Jobs, check_milliseconds
from residual.page.verbs import VERBS
from residual.settings import SettingError
from residual.training import Run, race

# The smallest module with an instruction of relaxed SIMD, f64x2.relaxed_madd of three zeros: a
# browser calls it valid if it has them.
RELAXED_SIMD = bytes.fromhex(
    "0061736d01000000"  # the magic number and the version
    "010401600000 03020100"  # one type, () -> (), and one function of it
    "0a3e013c00"  # its code, without locals
    + 3 * ("fd0c" + 16 * "00")  # v128.const 0
    + "fd8702 1a0b"  # f64x2.relaxed_madd, drop, end
)

_runs: dict[int, Run] = {}
_told: dict[int, int] = {}
"""How many epochs of each run JavaScript knows."""
_courses: dict[int, Course] = {}
"""The runs on images that are trained update by update."""
_edited: set[int] = set()
_jobs = Jobs(VERBS)
_numbers = count(1)


def answer(function: Callable[..., object], *, of_runs: bool = False) -> Callable[..., Any]:
    """Let JavaScript call a function.

    Refused input comes back as `{problems: [...]}`; an error in an edited block, or about runs of
    one, as `{failed: {message, line, traceback, kind}}`; any other as `{raised: {message,
    traceback, full}}`, where `full` says that there is no memory left. Nothing that is raised in
    Python, be it the reader's `KeyboardInterrupt`, is raised in JavaScript: what is, is the end of
    Python.

    Parameters
    ----------
    function : callable
        Takes and returns plain data and arrays.
    of_runs : bool
        Whether its first argument names runs. What an edited block has given them, such as an array
        of a wrong shape, may raise outside of its text.
    """

    def answered(*arguments: Any) -> Any:
        try:
            reply = function(*(_plain(argument) for argument in arguments))
        except SettingError as error:
            reply = {"problems": error.problems}
        except BaseException as error:
            edited = editing.is_readers(error) or (of_runs and _are_edited(*arguments[:1]))
            reply = {"failed": editing.failure(error).to_dict()} if edited else _raised(error)
        return to_js(wire.encoded(reply), dict_converter=Object.fromEntries)

    return answered


def _are_edited(numbers: Any = None) -> bool:
    """Tell whether one of some runs, or the one run, is of an edited block."""
    numbers = _plain(numbers)
    return any(
        number in _edited for number in (numbers if isinstance(numbers, list) else [numbers])
    )


def _raised(error: BaseException) -> dict[str, object]:
    words = "".join(traceback.format_exception_only(error)).strip()
    full = isinstance(error, MemoryError)
    return {
        "raised": {
            "message": "Python's memory in the browser is full." if full else words,
            "traceback": "".join(traceback.format_exception(error)),
            "full": full,
        }
    }


def _plain(value: Any) -> Any:
    """Turn what JavaScript sent into plain Python; its null and undefined are None."""
    if isinstance(value, JsProxy):
        value = value.to_py()
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return None if value is jsnull else value


def describe() -> dict[str, object]:
    """Return the table of settings and the presets, and what computes."""
    return schema.schema() | {"kernel": kernels.running}


def open_run(
    values: dict[str, object], table: str = "degradation", source: str | None = None
) -> dict[str, object]:
    """Open a run; returns its number, its validated settings and what computes.

    With `source`, the text of an edited class `Block`, its blocks are of that class.
    """
    experiment, config = _parse(values, table)
    memory.refuse_too_many([config])
    if source:
        if not isinstance(config, Config):
            raise SettingError([f"table: {table} has no class Block to edit; use degradation"])
        trainer = editing.make_edited_trainer(config, _block(source))
    else:
        trainer = experiment.make(config)
    number = next(_numbers)
    _runs[number] = trainer
    memory.take(number, config)
    if source:
        _edited.add(number)
    return {"run": number, "config": config.to_dict(), "kernel": kernels.running}


def validate(values: list[dict[str, object]], table: str, replaced: list[int]) -> dict[str, object]:
    """Refuse settings that cannot all be opened, once some runs are closed; else returns `{}`."""
    _find(replaced)
    configs = [_parse(each, table)[1] for each in values]
    memory.refuse_too_many(configs, replaced)
    return {}


def _parse(values: dict[str, object], table: str) -> tuple[Experiment, Config | DigitsConfig]:
    if not isinstance(values, dict):
        raise SettingError([f"settings: {values} is not allowed; use an object of settings"])
    if table not in EXPERIMENTS:
        known = ", ".join(EXPERIMENTS)
        raise SettingError([f"table: {table} is not allowed; use one of {known}"])
    experiment = EXPERIMENTS[table]
    return experiment, experiment.settings.parse(values)


@cache
def _block(source: str) -> type[Layer]:
    """Compile a text, once: what it does to Python while it runs is done once as well."""
    return editing.compile_block(source)


def advance(numbers: list[int], milliseconds: float) -> list[dict[str, object]]:
    """Race runs for a while; returns for each the epochs since the last answer, and its norms now.

    So where an edited block fails, the epochs of the other runs come with the next answer.
    """
    check_milliseconds(milliseconds)
    trainers = _find(numbers)
    race(trainers, milliseconds / 1000)
    answers = [
        wire.progress(trainer, trainer.history.since(_told.get(number, 0)))
        for number, trainer in zip(numbers, trainers, strict=True)
    ]
    _told.update(zip(numbers, (trainer.epoch for trainer in trainers), strict=True))
    return answers


def update(number: int, milliseconds: float) -> dict[str, object]:
    """Train a run on images for a while, update by update; see `Course.go_on`."""
    check_milliseconds(milliseconds)
    return _course(number).go_on(milliseconds)


def read(number: int, image: list[float]) -> dict[str, object]:
    """Return what a run on images takes a drawn digit for; see `Course.read`."""
    return _course(number).read(image)


def _course(number: int) -> Course:
    (trainer,) = _find([number])
    if number not in _courses:
        _courses[number] = Course(trainer)
    return _courses[number]


def reset(numbers: list[int]) -> None:
    """Take runs back to their first weights."""
    for number, trainer in zip(numbers, _find(numbers), strict=True):
        trainer.reset()
        _told.pop(number, None)
        _courses.pop(number, None)


def close(numbers: list[int]) -> None:
    """Forget runs."""
    _find(numbers)
    for number in numbers:
        del _runs[number]
        memory.give(number)
        _told.pop(number, None)
        _courses.pop(number, None)
        _edited.discard(number)


def gradients(numbers: list[int]) -> list[dict[str, object]]:
    """Return the norms of each run's layers at its current weights."""
    return [wire.norms(trainer) for trainer in _find(numbers)]


def data(number: int) -> dict[str, object]:
    """Return the points that a run trains on and those held out."""
    (trainer,) = _find([number])
    return wire.data(trainer)


def boundary(numbers: list[int], cells: int) -> list[dict[str, object]]:
    """Return what each run's network answers all over the plane."""
    return [wire.answers(trainer, cells) for trainer in _find(numbers)]


def inspect(number: int, block: int) -> dict[str, object]:
    """Return the singular values of one block's Jacobian, at a run's current weights."""
    (trainer,) = _find([number])
    return wire.inspection(trainer, block)


def check(source: str) -> dict[str, object]:
    """Compile an edited class `Block` and check its gradients; returns what of it runs how.

    Returns
    -------
    dict
        `kernel`, what computes, and `compiled`, the names of the block's parts that run compiled.
    """
    kind = _block(source)
    editing.check_block(kind)
    compiled = [] if kernels.implementation is None else editing.compiled_parts(kind)
    return {"kernel": kernels.running, "compiled": compiled}


def _find(numbers: list[int]) -> list[Run]:
    if not isinstance(numbers, list):
        raise SettingError([f"runs: {numbers} is not allowed; use a list of runs' numbers"])
    for number in numbers:
        if number not in _runs:
            known = ", ".join(map(str, _runs)) or "none"
            raise SettingError([f"run: {number} is not open; open are {known}"])
    return [_runs[number] for number in numbers]


def start(kernel: str) -> None:
    """Begin to answer.

    Parameters
    ----------
    kernel : str
        `"numpy"` for the NumPy definitions, else the best kernels that work here.
    """
    if kernel != "numpy":
        relaxed = WebAssembly.validate(Uint8Array.new(to_js(RELAXED_SIMD)))
        # The norms before the first epoch and after it take two; drawing a plan up takes longer.
        kernels.use(library.load(relaxed, as_written=2))
    sync = xworker.sync
    sync.schema = answer(describe)
    sync.validate = answer(validate)
    sync.open = answer(open_run)
    sync.advance = answer(advance, of_runs=True)
    sync.update = answer(update, of_runs=True)
    sync.read = answer(read, of_runs=True)
    sync.reset = answer(reset, of_runs=True)
    sync.close = answer(close, of_runs=True)
    sync.gradients = answer(gradients, of_runs=True)
    sync.data = answer(data, of_runs=True)
    sync.boundary = answer(boundary, of_runs=True)
    sync.inspect = answer(inspect, of_runs=True)
    sync.check = answer(check)
    sync.begin = answer(_jobs.begin)
    sync.go_on = answer(_jobs.go_on)
    sync.give_up = answer(_jobs.give_up)

"""A reader's own version of the class `Block`: compiled, checked, and put into a network.

Nothing here trusts the text: whatever it does wrong comes back as an `EditError`, which says where.
"""

import itertools
import linecache
import re
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from types import TracebackType
from typing import Any

import numpy as np

from residual.arrays import Array
from residual.blocks import Block, assembly, concat, highway, make_block, residual
from residual.compiled.written import known_parts
from residual.diagnostics.gradient_check import Difference, gradient_differences
from residual.experiments import Config, make_trainer
from residual.layers import NORMS, Layer, Linear, Sequential
from residual.settings import SettingError
from residual.training import Run

NAME = "edited Block"
TOLERANCE = 1e-5
SIZES = ((6, 4), (7, 5))
"""Examples and features of the inputs that a block is checked with; of different shapes, so that a
shape that is right by chance is found."""

SEEN = (assembly, concat, highway, residual)
"""The modules whose names an edited text can use."""

_numbers = itertools.count(1)


@dataclass(eq=False)
class EditError(Exception):
    """An edited block cannot run, or its backward pass is wrong.

    Attributes
    ----------
    message : str
        What is wrong, in one or two sentences.
    line : int or None
        Where, in the edited text, from 1.
    traceback : str
        As Python prints it, from the edited text on; empty where nothing was raised.
    kind : {"syntax", "error", "gradient"}
        The text is not Python; it raised or did not do what a block does; its backward pass is not
        the derivative of its forward pass.
    """

    message: str
    line: int | None
    traceback: str
    kind: str

    def to_dict(self) -> dict[str, Any]:
        """Return the error as plain data."""
        return asdict(self)

    def __str__(self) -> str:
        return self.message


def compile_block(source: str) -> type[Layer]:
    """Return the class `Block` that a text defines.

    Parameters
    ----------
    source : str
        Python. It sees what stands in `residual.blocks`, such as `Layer`, `kernels` and `np`.

    Raises
    ------
    EditError
        If the text is not Python, raises, or defines no such class.
    """
    filename = f"{NAME} {next(_numbers)}"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    names = {name: value for module in SEEN for name, value in vars(module).items()}
    del names["Block"]
    names["__name__"] = NAME
    with reported():
        exec(compile(source, filename, "exec", dont_inherit=True, optimize=0), names)
    found = names.get("Block")
    if not (isinstance(found, type) and issubclass(found, Layer)):
        raise EditError("The text has to define a class Block(Layer).", 1, "", "error")
    return found


def check_block(kind: type[Layer]) -> None:
    """Check an edited block on small inputs, in all orders, with and without shortcut and norm.

    Raises
    ------
    EditError
        If it raises, loses its branch, gives a wrong shape, or if its backward pass disagrees with
        differences of its forward pass.
    """
    for values in itertools.product(("post", "pre"), ("batch", "none"), (True, False)):
        case = _Case(*values)
        for examples, width in SIZES:
            rng = np.random.default_rng(0)
            block = case.make(kind, rng, width)
            x = rng.standard_normal((examples, width))
            x += 0.1 * np.sign(x)  # off the kinks of the first ReLU
            _check_shapes(kind, block, x, case)
            with reported(kind):
                differences = gradient_differences(block, x, rng)
            _check_gradients(kind, differences, case)


def compiled_parts(kind: type[Layer]) -> list[str]:
    """Return the names of an edited block's parts that run compiled, where kernels are.

    The block's own lines run as they are written; see `residual.compiled.written`.
    """
    block = _Case("post", "batch", shortcut=True).make(kind, np.random.default_rng(0), 4)
    known = known_parts(block)
    return [name for name, part in block.children().items() if part in known]


def make_edited_trainer(config: Config, kind: type[Layer]) -> Run:
    """Make the run that a configuration describes, with an edited class in the place of `Block`.

    Each block keeps its branch, its shortcut and what follows, so no weight is drawn anew.

    Raises
    ------
    EditError
        If the network's blocks cannot be made of the class.
    SettingError
        If the network is not made of blocks of the class `Block`.
    """

    def put_blocks(network: Layer) -> None:
        found = [
            (layer, name, part)
            for _, layer in network.walk()
            for name, part in layer.children().items()
            if isinstance(part, Block) and isinstance(layer, Sequential)
        ]
        for layer, name, part in found:
            layer.parts[name] = _made(kind, part)
        if not found and network.children()["blocks"].children():
            raise SettingError(
                [f"block: a network of the kind {config.block} has no class Block to edit"]
            )

    return make_trainer(config, put_blocks)


@contextmanager
def reported(kind: type[Layer] | None = None) -> Iterator[None]:
    """Turn what is raised within into an `EditError`.

    Parameters
    ----------
    kind : type, optional
        The edited class; its first line is named for errors that arise outside of its text.
    """
    try:
        yield
    except EditError:
        raise
    except BaseException as error:  # a text may raise a KeyboardInterrupt or a GeneratorExit too
        raise _describe(error, _line(kind) if kind else None) from None


def is_readers(error: BaseException) -> bool:
    """Tell whether an error arose in an edited text, or in what was called there."""
    return isinstance(error, EditError) or _edited(error.__traceback__) is not None


def failure(error: BaseException) -> EditError:
    """Return what is known about an error that arose where an edited block runs."""
    return error if isinstance(error, EditError) else _describe(error, None)


@dataclass(frozen=True)
class _Case:
    order: str
    norm: str
    shortcut: bool

    def __str__(self) -> str:
        return (
            f"in a {self.order}-activation block {'with' if self.shortcut else 'without'} its "
            f"shortcut and with {'no' if self.norm == 'none' else 'batch'} normalisation"
        )

    def make(self, kind: type[Layer], rng: np.random.Generator, width: int) -> Layer:
        """Return a small block whose parameters stand on no special value such as 0 or 1."""

        def dense(fan_in: int, fan_out: int) -> Linear:
            return Linear(rng.standard_normal((fan_in, fan_out)), bias=self.norm == "none")

        block = _made(kind, make_block(dense, width, self.shortcut, self.order, NORMS[self.norm]))
        for parameter in block.parameters().values():
            parameter.value = parameter.value + 0.2 * rng.standard_normal(parameter.value.shape)
        return block


def _made(kind: type[Layer], block: Block) -> Layer:
    make: Callable[..., Layer] = kind
    with reported(kind):
        made = make(block.branch, block.shortcut, block.after)
        lost = block.parameters().keys() - made.parameters().keys()
    if lost:
        raise EditError(
            f"The block has lost its branch, so {min(lost)} would not be trained: keep branch, "
            "shortcut and after as attributes of these names.",
            _line(kind, "__init__"),
            "",
            "error",
        )
    made.name = block.name
    return made


def _check_shapes(kind: type[Layer], block: Layer, x: Array, case: _Case) -> None:
    """Pass once forward and backward, and look at what each method makes of its argument."""
    for method, name in (("forward", "x"), ("backward", "dy")):
        given = x.copy()
        with reported(kind):
            made: Any = getattr(block, method)(given)
        problem = ""
        if np.shape(made) != x.shape:
            what = "nothing" if made is None else f"the shape {np.shape(made)}"
            problem = f"returns {what} for the shape {x.shape}; a block has to keep the shape"
        elif not np.array_equal(given, x):
            problem = f"changes {name} itself, which others still need; make a new array"
        if problem:
            message = f"{method} {problem} ({case})."
            raise EditError(message, _line(kind, method), "", "error")


def _check_gradients(kind: type[Layer], differences: dict[str, Difference], case: _Case) -> None:
    wrong = {name: d for name, d in differences.items() if not d.relative <= TOLERANCE}
    if not wrong:
        return
    name, found = next(iter(wrong.items()))
    gradient = "gradient dx, by the input," if name == "x" else f"gradient by {name}"
    others = f" Wrong too: {', '.join(list(wrong)[1:])}." if len(wrong) > 1 else ""
    raise EditError(
        f"The {gradient} is wrong {case}: along a random direction backward says "
        f"{found.analytic:.6g}, and differences of forward say {found.numeric:.6g} (relative "
        f"difference {found.relative:.2g}).{others}",
        _line(kind, "backward"),
        "",
        "gradient",
    )


def _line(kind: type[Layer], method: str = "") -> int:
    """Return the line of a method of an edited class; of the class where it has none of its own."""
    code = getattr(getattr(kind, method, None), "__code__", None)
    if code and code.co_filename.startswith(NAME):
        return int(code.co_firstlineno)
    return int(getattr(kind, "__firstlineno__", 1))


def _edited(trace: TracebackType | None) -> TracebackType | None:
    """Return a traceback from the first call in an edited text on."""
    while trace and not trace.tb_frame.f_code.co_filename.startswith(NAME):
        trace = trace.tb_next
    return trace


def _describe(error: BaseException, line: int | None) -> EditError:
    if isinstance(error, SyntaxError):
        shown = _named("".join(traceback.format_exception_only(error)))
        return EditError(f"{type(error).__name__}: {error.msg}", error.lineno, shown, "syntax")
    trace = _edited(error.__traceback__)
    lines = [
        number
        for frame, number in traceback.walk_tb(trace)
        if frame.f_code.co_filename.startswith(NAME)
    ]
    text = _named("".join(traceback.format_exception(type(error), error, trace, chain=False)))
    message = f"{type(error).__name__}: {error}".removesuffix(": ")
    return EditError(message, lines[-1] if lines else line, text, "error")


def _named(text: str) -> str:
    """Call an edited text by its name, and the package's files by theirs, wherever they are."""
    text = re.sub(rf'File "{NAME} \d+"', f'File "{NAME}"', text)
    return re.sub(r'File "[^"]*[/\\](residual[/\\][^"]+)"', r'File "\1"', text)

"""One table describes every setting of an experiment.

A dataclass field made by `setting` carries its default, range or choices, unit, label and help. The
validation here, the options of the command line, the controls of the page and the keys of its
address all come from that table, so nothing is declared twice.
"""

import dataclasses
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from residual.checks import shown

Value = int | float | str


class SettingError(ValueError):
    """A setting was refused; the message names the field, the value and what is allowed.

    Attributes
    ----------
    problems : list of str
        One message for each refused field.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class TextForm:
    """What a text must be like to be the value of a setting.

    Attributes
    ----------
    name : str
        By which the page knows how to check and to show it.
    allowed : str
        What is allowed, in words.
    holds : callable
        Tells whether a text is of the form.
    """

    name: str
    allowed: str
    holds: Callable[[str], bool]


@dataclass(frozen=True)
class Setting:
    """What is known about one setting: a row of the table.

    Attributes
    ----------
    default : int, float or str
        Its type is the type of the setting.
    label, help, unit : str
        The name that readers see, one line of explanation, and what the number counts.
    minimum, maximum, step : int or float, optional
        Inclusive range of a number, and the step of its slider; a whole number must be `minimum`
        plus a whole number of steps.
    choices : dict of str to str
        For a choice: each value with the words that readers see.
    form : TextForm, optional
        For a text: what it must be like, where it is not the default.
    scale : {"linear", "log"}
        How a slider spaces the range.
    marks : tuple of int or float
        Values worth finding again: ticks of the slider.
    stops : tuple of int or float
        Where a hand that drags or an arrow key comes to rest, from one end of the control to the
        other; wherever a step is, if empty.
    where : dict of str to tuple of str
        Other settings with those of their values with which this one matters; always, if empty.
    group : {"Network", "Data", "Training"}
        What it is about.
    """

    default: Value
    label: str
    help: str
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    choices: Mapping[str, str] = dataclasses.field(default_factory=dict)
    form: TextForm | None = None
    scale: str = "linear"
    marks: tuple[float, ...] = ()
    stops: tuple[float, ...] = ()
    where: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    group: str = "Training"

    @property
    def kind(self) -> str:
        """`"choice"`, `"text"`, `"integer"` or `"number"`."""
        if self.form:
            return "text"
        return {str: "choice", int: "integer", float: "number"}[type(self.default)]

    @property
    def allowed(self) -> str:
        """The allowed values in words, as error messages and help texts show them."""
        if self.form:
            return self.form.allowed
        if self.kind == "choice":
            return "one of " + ", ".join(self.choices)
        noun, steps = "a number", ""
        if self.kind == "integer":
            odd = self.minimum is not None and self.minimum % 2
            parity = "an odd whole number" if odd else "an even whole number"
            noun = parity if self.step == 2 else "a whole number"
            steps = f" in steps of {self.step}" if self.step and self.step > 2 else ""
        return f"{noun} from {self.minimum} to {self.maximum}{steps}"

    def parse(self, name: str, value: object) -> Value:
        """Return `value` as this setting's type, or raise.

        Parameters
        ----------
        name : str
            The field's name, for the message.
        value : object
            A number, or text as it comes from a command line or an address.

        Raises
        ------
        SettingError
            If the value has the wrong type, is not finite, or is outside the range or choices.
        """
        parsed = self._convert(value)
        if parsed is None or not self._accepts(parsed):
            raise SettingError([f"{name}: {shown(value)} is not allowed; use {self.allowed}"])
        return parsed

    def _convert(self, value: object) -> Value | None:
        if self.kind in {"choice", "text"}:
            return value if isinstance(value, str) else None
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            return None
        if isinstance(value, str) and "_" in value:
            return None  # Python's own 1_000 is no number to readers
        try:
            number = float(value)
        except (ValueError, OverflowError):
            return None
        if self.kind == "number":
            return number
        return int(number) if number.is_integer() else None

    def _accepts(self, value: Value) -> bool:
        if isinstance(value, str):
            if self.form:
                return value == self.default or self.form.holds(value)
            return value in self.choices
        if self.minimum is None or self.maximum is None:
            return math.isfinite(value)
        on_step = self.kind != "integer" or not self.step or (value - self.minimum) % self.step == 0
        return self.minimum <= value <= self.maximum and on_step  # false for NaN


def setting(default: Value, **description: Any) -> Any:
    """Declare a dataclass field that is a row of the table; see `Setting` for the keywords."""
    return _field(Setting(default=default, **description))


def setting_like(row: Setting, **changes: Any) -> Any:
    """Declare a field by another table's row, with some of its keywords changed."""
    return _field(dataclasses.replace(row, **changes))


def _field(row: Setting) -> Any:
    return dataclasses.field(default=row.default, metadata={"setting": row})


@dataclass(frozen=True)
class Preset:
    """Settings with a name.

    Attributes
    ----------
    label : str
        The name that readers see.
    about : str
        What is to be seen, in a sentence or two.
    values : dict
        Differences from the defaults.
    pins : tuple of dict
        Further runs to compare with, each as its differences from `values`.
    claim : str
        What the article says of this case, in our words; empty where it says nothing.
    expects : dict of str to tuple of str
        What the claim is right by: for `"plain"` and `"skips"`, as far as it speaks of them, the
        verdicts on the whole way of which one has to be measured.
    question : str
        Asked before its networks are trained, and answered by naming those that learn: a story of
        its own on the stage; empty where it has none.
    """

    label: str
    about: str
    values: Mapping[str, Value] = field(default_factory=dict)
    pins: tuple[Mapping[str, Value], ...] = ()
    claim: str = ""
    expects: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    question: str = ""


class Settings:
    """Base of a frozen dataclass whose fields are declared with `setting`.

    Attributes
    ----------
    FIRST : str
        The preset that a widget opens with where nothing is said; empty for the defaults.
    PRESETS : dict of str to Preset
        Named settings of this table.
    """

    FIRST: ClassVar[str] = ""
    PRESETS: ClassVar[Mapping[str, Preset]] = {}

    @classmethod
    def table(cls) -> dict[str, Setting]:
        """Return the rows by field name, in the order of their declaration."""
        return {f.name: f.metadata["setting"] for f in dataclasses.fields(cls)}  # type: ignore[arg-type]

    @classmethod
    def parse(cls, values: Mapping[str, object]) -> Self:
        """Make validated settings from plain data; fields not given take their defaults.

        Parameters
        ----------
        values : mapping of str to object
            Field names with numbers or texts.

        Raises
        ------
        SettingError
            With one message for each unknown field and each refused value, or, if there is none,
            for each combination of values that cannot be.
        """
        table, accepted, problems = cls.table(), {}, []
        for name, value in values.items():
            if name not in table:
                problems.append(f"{name}: is not a setting; known are {', '.join(table)}")
                continue
            try:
                accepted[name] = table[name].parse(name, value)
            except SettingError as error:
                problems += error.problems
        if problems:
            raise SettingError(problems)
        made = cls(**accepted)
        if problems := made.problems():
            raise SettingError(problems)
        return made

    @classmethod
    def from_preset(cls, preset: str, values: Mapping[str, object]) -> Self:
        """Make validated settings from a preset's values and others that override them.

        Raises
        ------
        SettingError
            For an unknown preset, an unknown field or a refused value.
        """
        if preset not in cls.PRESETS:
            known = ", ".join(cls.PRESETS)
            raise SettingError([f"preset: {preset} is not allowed; use one of {known}"])
        return cls.parse({**cls.PRESETS[preset].values, **values})

    def problems(self) -> list[str]:
        """Return what is wrong with settings that are each allowed, but not together."""
        return []

    def to_dict(self) -> dict[str, Value]:
        """Return the settings as plain data, ready for JSON."""
        return dataclasses.asdict(self)  # type: ignore[call-overload, no-any-return]

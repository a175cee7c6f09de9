"""What Python fills is what the C files declare: structs are written twice, and compared here."""

import ctypes
import re
from pathlib import Path

import pytest

from residual import compiled
from residual.compiled import structs

SOURCES = Path(compiled.__file__).parent
STRUCT = re.compile(r"^struct (\w+) \{(.*?)^\};", re.MULTILINE | re.DOTALL)
WORDS, DOUBLES = "word", "double"

Declared = dict[str, list[tuple[str, str]]]


def declared(text: str) -> Declared:
    """Return the fields of each struct in a text in C: names, and what they are."""
    found: Declared = {}
    for name, body in STRUCT.findall(re.sub(r"//.*", "", text)):
        found[name] = []
        for line in filter(str.strip, body.split(";")):
            if function := re.search(r"\(\*(\w+)\)\(", line):
                found[name].append((function[1], "pointer"))
                continue
            kind, rest = re.match(r"\s*(?:const )?((?:struct )?\w+) (.*)", line, re.DOTALL).groups()  # type: ignore[union-attr]
            for part in rest.split(","):
                field = re.findall(r"\w+", part)[-1]
                found[name].append((field, "pointer" if "*" in part else kind))
    return found


def filled(struct: type[structs.Struct]) -> list[tuple[str, str]]:
    """Return the fields of a struct as Python fills it."""
    kinds = {ctypes.c_void_p: "pointer", ctypes.c_ssize_t: WORDS, ctypes.c_double: DOUBLES}
    return [
        (name, kinds.get(kind) or f"struct {kind.c_name}")
        for name, kind, *_ in struct._fields_  # type: ignore[misc]
    ]


def in_c() -> Declared:
    files = [*SOURCES.glob("*.h"), *SOURCES.glob("*.c")]
    return {name: fields for file in files for name, fields in declared(file.read_text()).items()}


STRUCTS = {struct.c_name: struct for struct in structs.Struct.__subclasses__()}


@pytest.mark.parametrize("name", STRUCTS)
def test_a_struct_has_the_fields_of_the_c_files_in_their_order(name: str) -> None:
    assert filled(STRUCTS[name]) == in_c()[name]


def test_every_struct_of_the_c_files_is_known() -> None:
    assert in_c().keys() == STRUCTS.keys()


def test_another_order_and_another_kind_of_field_are_seen() -> None:
    text = "struct relu {\n  const real *x;\n  real *y;\n  word count;\n};\n"
    assert declared(text)["relu"] == filled(structs.ReLU)
    for old, new in (("*x", "*y"), ("word", "double"), ("  real *y;\n", "")):
        assert declared(text.replace(old, new))["relu"] != filled(structs.ReLU)

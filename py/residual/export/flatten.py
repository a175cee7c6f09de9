"""One readable file out of many: a function and all that it needs of the package, without the rest.

The text is the package's own, statement by statement and in the order of its modules; what is left
out are imports between modules and definitions that nothing asks for. A module that is used by its
name, as in `kernels.add`, becomes a namespace of that name.
"""

import ast
import builtins
import importlib.util
import re
import textwrap
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

PACKAGE = "residual"
NOTE_FOR_TOOLS = re.compile(r"  # (noqa|type: ignore).*$", re.MULTILINE)


class FlattenError(Exception):
    """The modules cannot stand in one file; the message says which names are in the way."""


@dataclass(frozen=True)
class Import:
    """What a name in a module was imported as: `from module import name`, or a whole module."""

    module: str
    name: str = ""

    def statement(self, bound: str) -> str:
        """Return the import statement that binds the name."""
        if not self.name:
            return f"import {self.module}" + (f" as {bound}" if bound != self.module else "")
        renamed = "" if self.name == bound else f" as {bound}"
        return f"from {self.module} import {self.name}{renamed}"


@dataclass(frozen=True)
class Piece:
    """One statement of a module, with the comment before it and the docstring after it."""

    module: str
    line: int
    names: tuple[str, ...]
    text: str
    uses: frozenset[str]
    attributes: frozenset[tuple[str, str]]


@dataclass
class Module:
    """A module's source, taken apart."""

    name: str
    title: str
    pieces: dict[str, Piece] = field(default_factory=dict)
    imports: dict[str, Import] = field(default_factory=dict)


@dataclass
class Flat:
    """What was found, and where it is to stand.

    Attributes
    ----------
    order : list of str
        Modules, each after those that it imports.
    pieces : set of Piece
        What is needed.
    outside : dict of str to Import
        Names from outside of the package.
    namespaces : dict of str to dict
        For each module that is used by its name: that name, and its functions that are used.
    """

    order: list[str] = field(default_factory=list)
    pieces: set[Piece] = field(default_factory=set)
    outside: dict[str, Import] = field(default_factory=dict)
    namespaces: dict[str, tuple[str, set[str]]] = field(default_factory=dict)


def flatten(module: str, name: str, apart: tuple[str, ...] = ()) -> tuple[str, str]:
    """Return the imports and the definitions that a function needs, itself at the end.

    Parameters
    ----------
    module, name : str
        Where the function is, as in `"residual.export.run"`, `"main"`.
    apart : tuple of str
        Names of its module that are left out, because the caller writes them.

    Raises
    ------
    FlattenError
        If two modules mean different things by one name, or a statement is of a kind that is not
        known here.
    """
    flat = Flat()
    _need(flat, module, name)
    _refuse_clashes(flat)
    parts = []
    for current in flat.order:
        kept = sorted((p for p in flat.pieces if p.module == current), key=lambda p: p.line)
        texts = [p.text for p in kept if current != module or not set(apart) & set(p.names)]
        if current in flat.namespaces:
            bound, members = flat.namespaces[current]
            flat.outside["SimpleNamespace"] = Import("types", "SimpleNamespace")
            listed = "".join(f"    {member}={member},\n" for member in sorted(members))
            texts.append(f"{bound} = SimpleNamespace(\n{listed})")
        if texts:
            parts += [_heading(read(current)), *texts]
    return _import_lines(flat.outside), "\n\n\n".join(parts) + "\n"


@cache
def read(name: str) -> Module:
    """Take a module apart."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise FlattenError(f"{name}: has no source")
    source = Path(spec.origin).read_text(encoding="utf-8")
    tree = ast.parse(source)
    module = Module(name, (ast.get_docstring(tree) or "").split("\n")[0])
    lines = source.splitlines()
    for i, node in enumerate(tree.body):
        if isinstance(node, ast.Import | ast.ImportFrom):
            _note_imports(module, node)
        elif names := _names(node):
            after = tree.body[i + 1] if i + 1 < len(tree.body) else None
            is_described = isinstance(node, ast.Assign | ast.AnnAssign) and _is_text(after)
            end = after.end_lineno if after and is_described else node.end_lineno
            piece = _piece(name, node, names, lines, end or 0)
            for bound in names:
                if bound in module.pieces:
                    raise FlattenError(f"{name}: {bound} is defined twice")
                module.pieces[bound] = piece
        elif not _is_text(node):
            raise FlattenError(f"{name}, line {node.lineno}: such a statement is not known")
    return module


def _names(node: ast.stmt) -> tuple[str, ...]:
    """Return what a statement defines."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return (node.name,)
    targets = node.targets if isinstance(node, ast.Assign) else []
    if isinstance(node, ast.AnnAssign):
        targets = [node.target]
    return tuple(
        part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)
    )


def _is_text(node: ast.stmt | None) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _piece(name: str, node: ast.stmt, names: tuple[str, ...], lines: list[str], end: int) -> Piece:
    start = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
    while start > 1 and lines[start - 2].startswith("#"):
        start -= 1
    text = NOTE_FOR_TOOLS.sub("", "\n".join(lines[start - 1 : end]))
    inside = list(ast.walk(node))
    if any(isinstance(part, ast.Import | ast.ImportFrom) for part in inside):
        raise FlattenError(f"{name}: {names[0]} imports for itself; import at the module's top")
    used = frozenset(part.id for part in inside if isinstance(part, ast.Name))
    attributes = frozenset(
        (part.value.id, part.attr)
        for part in inside
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name)
    )
    return Piece(name, start, names, text, used, attributes)


def _note_imports(module: Module, node: ast.Import | ast.ImportFrom) -> None:
    for alias in node.names:
        if isinstance(node, ast.Import):
            module.imports[alias.asname or alias.name.split(".")[0]] = Import(alias.name)
        else:
            module.imports[alias.asname or alias.name] = Import(str(node.module), alias.name)


def _need(flat: Flat, module: str, name: str) -> None:
    """Collect what a name in a module stands for, and all that this needs."""
    found = read(module)
    _place(flat, found)
    if name in found.imports:
        _need_import(flat, name, found.imports[name])
        return
    piece = found.pieces.get(name)
    if piece is None or piece in flat.pieces:
        return  # a local variable, a builtin, or here already
    flat.pieces.add(piece)
    for used in sorted(piece.uses):
        _need(flat, module, used)
    for base, attribute in sorted(piece.attributes):
        inner = _module_of(found.imports[base]) if base in found.imports else None
        if inner:
            if not _has(inner, attribute):
                raise FlattenError(f"{module}: {base}.{attribute} is not known")
            flat.namespaces.setdefault(inner, (base, set()))[1].add(attribute)
            _need(flat, inner, attribute)


def _need_import(flat: Flat, bound: str, source: Import) -> None:
    if source.module.split(".")[0] != PACKAGE:
        known = flat.outside.setdefault(bound, source)
        if known != source:
            raise FlattenError(f"{bound}: means {known} and {source}")
    elif not _module_of(source):
        if bound != source.name:
            raise FlattenError(f"{bound}: another name for {source.name}; use its own")
        _need(flat, source.module, source.name)


def _has(module: str, name: str) -> bool:
    """Tell whether a module gives a name; a package that imports its own modules does not."""
    found, own = read(module), Import(module, name)
    return name in found.pieces or found.imports.get(name, own) != own


def _module_of(source: Import) -> str | None:
    """Return the module of the package that an import binds, if it binds a module."""
    if (
        source.module.split(".")[0] != PACKAGE
        or not source.name
        or _has(source.module, source.name)
    ):
        return None  # what a package itself defines goes before its modules
    return f"{source.module}.{source.name}"


def _place(flat: Flat, module: Module) -> None:
    """Put a module into the order, after those that it imports."""
    if module.name in flat.order:
        return
    for source in module.imports.values():
        if source.module.split(".")[0] == PACKAGE:
            _place(flat, read(_module_of(source) or source.module))
    flat.order.append(module.name)


def _refuse_clashes(flat: Flat) -> None:
    taken: dict[str, str] = dict.fromkeys(flat.outside, "an import")
    taken |= dict.fromkeys(dir(builtins), "Python itself")
    for module, (bound, _) in sorted(flat.namespaces.items()):
        if bound in taken:
            raise FlattenError(f"{bound}: is {taken[bound]} and {module}")
        taken[bound] = f"the namespace of {module}"
    for piece in sorted(flat.pieces, key=lambda p: (p.module, p.line)):
        for name in piece.names:
            if name in taken:
                raise FlattenError(f"{name}: is defined by {taken[name]} and by {piece.module}")
            taken[name] = piece.module


def _heading(module: Module) -> str:
    path = module.name.removeprefix(f"{PACKAGE}.").replace(".", "/")
    rule = "# " + "-" * 98
    title = "\n# ".join(textwrap.wrap(f"{path}.py: {module.title}", 98))
    return f"{rule}\n# {title}\n{rule}"


def _import_lines(outside: dict[str, Import]) -> str:
    whole = sorted(i.statement(bound) for bound, i in outside.items() if not i.name)
    grouped: dict[str, list[str]] = {}
    for bound, source in sorted(outside.items()):
        if source.name:
            words = source.statement(bound).split(" import ")[1]
            grouped.setdefault(source.module, []).append(words)
    parts = [f"from {module} import {', '.join(names)}" for module, names in grouped.items()]
    return "\n".join([*whole, *sorted(parts)])

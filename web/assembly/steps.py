"""The steps of the assembly line: each fills a folder, which is kept until its inputs change."""

import functools
import hashlib
import inspect
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from web.assembly.commands import ROOT, BuildError

CACHE = ROOT / ".cache"


@dataclass(frozen=True)
class Step:
    """One step: `make(folder)` fills the folder from the inputs and from earlier steps."""

    title: str
    make: Callable[[Path], None]
    inputs: tuple[Path, ...] = ()
    after: tuple["Step", ...] = ()

    @functools.cached_property
    def key(self) -> str:
        """A hash of everything that the result depends on."""
        for top in self.inputs:
            if not top.exists():
                name = top.relative_to(ROOT).as_posix()
                raise BuildError(f"{name} is an input of the step '{self.title}', and not there")
        digest = hashlib.sha256((self.title + inspect.getsource(self.make)).encode())
        for path in sorted(p for top in self.inputs for p in files_in(top)):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
        for step in self.after:
            digest.update(step.key.encode())
        return digest.hexdigest()[:16]

    def forget(self) -> None:
        """Look at the inputs anew when the key is asked for next."""
        self.__dict__.pop("key", None)

    @property
    def folder(self) -> Path:
        """Where the result is kept."""
        return CACHE / self.make.__name__ / self.key

    def run(self) -> None:
        """Make the folder, unless it is there already."""
        if self.folder.exists():
            return
        start = time.perf_counter()
        print(f"  {self.title} ...", end=" ", flush=True)
        unfinished = self.folder.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        self.make(unfinished)
        for outdated in self.folder.parent.iterdir():
            if outdated != unfinished:
                shutil.rmtree(outdated)
        unfinished.rename(self.folder)
        print(f"{time.perf_counter() - start:.1f} s", flush=True)


def files_in(top: Path) -> list[Path]:
    """Return a file, or all files below a folder but caches."""
    found = [top] if top.is_file() else [p for p in top.rglob("*") if p.is_file()]
    return [p for p in found if "__pycache__" not in p.parts]

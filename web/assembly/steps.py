"""The steps of the assembly line: each fills a folder, which is kept until its inputs change."""

import functools
import hashlib
import shutil
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from web.assembly.commands import BuildError, end_all
from web.assembly.places import ROOT
from web.assembly.recipes import content, recipe

CACHE = ROOT / ".cache"
POLL_SECONDS = 0.1


@dataclass(frozen=True)
class Step:
    """One step: `make(folder, *before)` fills a folder from the inputs and earlier steps' folders.

    Its code is an input too: see `recipes`. What it leaves elsewhere, where others look for it, is
    made again should somebody have removed it.
    """

    title: str
    make: Callable[..., None]
    inputs: tuple[Path, ...] = ()
    after: tuple["Step", ...] = ()
    leaves: tuple[Path, ...] = ()

    @functools.cached_property
    def key(self) -> str:
        """A hash of everything that the result depends on."""
        for top in self.inputs:
            if not top.exists():
                name = top.relative_to(ROOT).as_posix()
                raise BuildError(f"{name} is an input of the step '{self.title}', and not there")
        digest = hashlib.sha256(self.make.__name__.encode())
        for path in sorted(path for top in self.reads for path in files_in(top)):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + content(path))
        for step in self.after:
            digest.update(step.key.encode())
        return digest.hexdigest()[:16]

    @property
    def reads(self) -> set[Path]:
        """Its inputs and its code; files, and folders with all that is in them."""
        return {*self.inputs, *recipe(self.make)}

    def forget(self) -> None:
        """Look at the inputs anew when the key is asked for next."""
        self.__dict__.pop("key", None)

    @property
    def folder(self) -> Path:
        """Where the result is kept; until it is finished, the name has a suffix more."""
        return CACHE / self.make.__name__ / self.key

    def run(self) -> None:
        """Make the folder, unless it is there already; the steps before it have been run."""
        if all(path.exists() for path in (self.folder, *self.leaves)):
            return
        start = time.perf_counter()
        unfinished = self.folder.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        self.make(unfinished, *(step.folder for step in self.after))
        for outdated in self.folder.parent.iterdir():
            if outdated != unfinished:
                shutil.rmtree(outdated)
        unfinished.rename(self.folder)
        print(f"  {self.title}: {time.perf_counter() - start:.1f} s", flush=True)


def run_all(steps: Sequence[Step]) -> None:
    """Run steps, each as soon as those before it are done, and beside whatever else can be done.

    Should one fail or we be stopped, whatever the others have started is ended.

    Parameters
    ----------
    steps : sequence of Step
        Each behind those that it comes after.
    """
    for step in steps:  # asked for here, where nobody else asks
        assert step.key
    futures: dict[Step, Future[None]] = {}

    def run(step: Step, before: list[Future[None]]) -> None:
        for future in before:
            future.result()
        step.run()

    with ThreadPoolExecutor(max(1, len(steps))) as pool:
        try:
            for step in steps:
                before = [futures[each] for each in step.after if each in futures]
                futures[step] = pool.submit(run, step, before)
            wait(futures.values(), return_when=FIRST_EXCEPTION)
            for future in futures.values():
                if future.done():
                    future.result()
        except BaseException:
            while wait(futures.values(), POLL_SECONDS).not_done:
                end_all()
            raise


def files_in(top: Path) -> list[Path]:
    """Return a file, or all files below a folder but caches."""
    found = [top] if top.is_file() else [p for p in top.rglob("*") if p.is_file()]
    return [p for p in found if "__pycache__" not in p.parts]

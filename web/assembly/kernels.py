"""Compiles the C kernels for the browser."""

import sys
from pathlib import Path

from web.assembly.commands import command
from web.assembly.places import CORE

OPTIONS = (
    *("-target", "wasm32-freestanding", "-O3", "-Wall", "-Wextra", "-Werror"),
    *("-fPIC", "-fvisibility=hidden", "-ffreestanding", "-nostdlib"),
    # The browser compiles what comes of this once more: it unrolls loops by itself, and has offsets
    # from an address for nothing. It runs out of registers where all loads come first.
    *("-fno-unroll-loops", "-mllvm", "-disable-lsr", "-mllvm", "-pre-RA-sched=source"),
)
LINKING = (  # in a step of its own: `zig cc` knows no such libraries
    *("--experimental-pic", "-shared", "--no-entry", "-s"),
    "--unresolved-symbols=import-dynamic",
)
BUILDS = {"simd128": "simd128", "relaxed-simd": "simd128+relaxed_simd"}
NUMBERS = {"double": "f64", "float": "f32"}


SOURCES = CORE / "compiled"


def compile_kernels(folder: Path) -> None:
    """Compile the C files for each type of number, and link them to modules that Pyodide loads."""
    zig = (sys.executable, "-P", "-m", "ziglang")
    for build, features in BUILDS.items():
        objects = []
        for source in SOURCES.glob("*.c"):
            for real, suffix in NUMBERS.items():
                made = str(folder / f"{source.stem}-{suffix}.o")
                options = (f"-mcpu=mvp+{features}", f"-DREAL={real}", f"-DSUFFIX={suffix}")
                command(*zig, "cc", *OPTIONS, *options, "-c", str(source), "-o", made)
                objects.append(made)
        module = str(folder / f"{build}.wasm")
        command(*zig, "wasm-ld", *LINKING, *sorted(objects), "-o", module)
    for path in folder.glob("*.o"):
        path.unlink()

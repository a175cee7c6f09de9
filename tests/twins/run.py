"""Compare the core with PyTorch: `uv run tests/twins/run.py [arguments of pytest]`.

The first run makes an environment of its own, .cache/twins, with Python 3.11 and the CPU build of
PyTorch, which takes some minutes. Python 3.11 must be on the machine; the variable TWINS_PYTHON may
name it. Ends with status 0 only if the twins ran and agreed.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / ".cache" / "twins"
PACKAGES = ["torch==2.13.0", "numpy>=2.2,<2.3", "pytest==9.2.0"]
PYTHON = os.environ.get("TWINS_PYTHON", "python3.11")


def main() -> int:
    """Run the twins; what the other tests need of plugins is not there."""
    alone = ["-o", "addopts=--import-mode=importlib", "--confcutdir=tests/twins"]
    words = ["pytest", "tests/twins", "-q", "-p", "no:cacheprovider", *alone]
    return run("-m", *words, *sys.argv[1:])


def run(*arguments: str) -> int:
    """Run Python in the environment, which is made first if it is not there or not whole."""
    python = ENVIRONMENT / "bin" / "python"
    if not has_packages(python):
        make(python)
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(ROOT / "py"), str(ROOT / "tests" / "twins")]),
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    return subprocess.run([python, *arguments], cwd=ROOT, env=environment, check=False).returncode


def make(python: Path) -> None:
    """Make the environment, or end with a message."""
    # Where pyenv serves python3.11, it must be told so: the project itself runs on another.
    environment = {"PYENV_VERSION": "3.11", **os.environ}
    try:
        subprocess.run([PYTHON, "-m", "venv", "--clear", ENVIRONMENT], check=True, env=environment)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        sys.exit(f"no environment for the twins: {error}")


def has_packages(python: Path) -> bool:
    """Whether the environment is complete, so that a broken first run is made again."""
    if not python.exists():
        return False
    names = ", ".join(package.split("=")[0].rstrip("<>") for package in PACKAGES)
    return subprocess.run([python, "-c", f"import {names}"], check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())

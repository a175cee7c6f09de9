"""A script that trains given runs and needs nothing but NumPy."""

import importlib.metadata
import json
from collections.abc import Mapping, Sequence

from residual.export.flatten import flatten
from residual.settings import Value

NO_RUNS = "RUNS = []"
"""The one line of the template that its user writes anew, with a JSON list in the place of []."""

HEAD = '''# /// script
# requires-python = "{python}"
# dependencies = {requirements}
# ///
"""Runs of Residual Explorer, to be trained again by the same code.

    uv run script.py          # brings NumPy itself
    python script.py          # after: pip install {pip}
    python script.py --json   # the whole histories

Shallow networks and the article's listing give the numbers of the page to about 1e-9. Deep networks
with batch normalisation magnify a rounding, as another machine's order of summation makes it: those
without skips within their first ten epochs, those with skips later or not at all. Then all that
follows differs, but what it shows at the end.

All below RUNS is the package `residual`, without what these runs do not need.
"""

import os

# The matrices are small: threads would wait for each other longer than they work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

{imports}

# What to train: each run with its name and its settings. Change them as you like.
{runs}


{definitions}

if __name__ == "__main__":
    main()
'''


def template() -> str:
    """Return the script without runs, in which `NO_RUNS` is to be replaced.

    Raises
    ------
    FlattenError
        If the package cannot stand in one file.
    """
    package = importlib.metadata.metadata("residual")
    requirements = importlib.metadata.requires("residual") or []
    imports, definitions = flatten("residual.export.run", "main", apart=("RUNS",))
    return HEAD.format(
        python=package["Requires-Python"],
        requirements=json.dumps(requirements),
        pip=" ".join(f'"{requirement}"' for requirement in requirements),
        imports=imports,
        runs=NO_RUNS,
        definitions=definitions,
    )


def script(runs: Sequence[Mapping[str, str | Mapping[str, Value]]]) -> str:
    """Return the script for some runs.

    Parameters
    ----------
    runs : sequence of mapping
        Each with a `name`, the `table` of its settings, and the `settings`.
    """
    listed = json.dumps(list(runs), indent=4, ensure_ascii=False, allow_nan=False)
    return template().replace(NO_RUNS, f"RUNS = {listed}", 1)

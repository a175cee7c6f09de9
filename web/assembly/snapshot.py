"""Keeps the memory of a Python that has booted, for pages to begin with."""

import json
import tempfile
from pathlib import Path

from web.assembly.commands import node
from web.assembly.places import ASSEMBLY, IMMUTABLE
from web.assembly.runtime import PYODIDE, place


def take_snapshot(folder: Path, runtime: Path) -> None:
    """Keep the memory of an interpreter that has booted and imported NumPy and the core.

    Parameters
    ----------
    folder : Path
        For the snapshot, named by its content, and for `runtime.json` with what tells it apart.
    runtime : Path
        The folder that `make_runtime` has filled.
    """
    made = json.loads((runtime / "runtime.json").read_text())
    with tempfile.TemporaryDirectory() as temporary:
        room = Path(temporary)
        (room / "runtime.json").write_text(json.dumps(made))
        archives = runtime / "site" / IMMUTABLE
        told = json.loads(node(ASSEMBLY / "snapshot.mjs", PYODIDE, archives, room))
        memory = (room / "snapshot.bin").read_bytes()
    address = place(folder / "site" / IMMUTABLE, "snapshot.bin", memory)
    made["snapshot"] = {"address": address, "bytes": len(memory), **told}
    (folder / "runtime.json").write_text(json.dumps(made))

"""Gathers the licences of everything that is shipped."""

import importlib.metadata
import json
import sysconfig
import zipfile
from pathlib import Path

SEEN = {"dejavu-fonts-ttf"}
"""What is used at build time alone, and can be seen in what is shipped: letters in pictures."""


def licences(web: Path, numpy: Path) -> list[str]:
    """Return the licence of each shipped package: npm's, NumPy's, Pyodide's and Python's."""
    texts = []
    lock = json.loads((web / "package-lock.json").read_text("utf-8"))["packages"]
    for place, entry in lock.items():
        name = place.removeprefix("node_modules/")
        if place and (not entry.get("dev") or name in SEEN):
            found = sorted((web / place).glob("[Ll][Ii][Cc][Ee][Nn][SsCc][Ee]*"))
            text = found[0].read_text("utf-8") if found else "(text in the headers of its files)"
            texts.append(f"== {name} {entry['version']}: {entry.get('license')}\n\n{text}")
    with zipfile.ZipFile(numpy) as wheel:
        for name in wheel.namelist():
            if "LICENSE" in name and ".dist-info/" in name:
                texts.append(f"== numpy: {name}\n\n{wheel.read(name).decode()}")
    for path in importlib.metadata.files("pyodide-build") or ():
        if path.name == "LICENSE" and "vendor" not in path.parts:
            texts.append(f"== Pyodide: MPL-2.0\n\n{path.read_text('utf-8')}")
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    texts.append(f"== Python\n\n{python.read_text('utf-8')}")
    return texts

"""Bundles the page's scripts and styles, with what they must know of the build."""

import importlib.metadata
import json
import shutil
from pathlib import Path
from typing import Any

from web.assembly.commands import node
from web.assembly.places import ASSEMBLY, GENERATED, IMMUTABLE, WEB
from web.assembly.plain_ends import plain_ends

Outputs = dict[str, list[str]]

BOOTS = {
    "bundle-pyscript.mjs": "node_modules/@pyscript/core/src/core.js",
    "bundle-interpreter.mjs": "src/boot/interpreter.js",
}
"""What boots Python: the programs that bundle it, and its sources."""


def bundle(folder: Path, _packages: Path, recordings: Path, snapshot: Path) -> None:
    """Bundle scripts and styles: what boots Python first, since the pages name it."""
    site = folder / "site"
    site.mkdir()
    _tell_the_scripts(site, folder.stem, recordings, snapshot)
    out, meta = f"--outdir={site}", f"--metafile={folder / 'outputs.json'}"
    scripts = []
    for program, source in BOOTS.items():
        node(ASSEMBLY / program, out, meta, cwd=WEB)
        scripts.append(outputs(folder / "outputs.json")[source])
    runtime = json.loads((GENERATED / "runtime.json").read_text())
    pyscript, interpreter = scripts
    boot = describe_boot(runtime, pyscript, interpreter, site / IMMUTABLE)
    for place in (GENERATED, folder):
        (place / "boot.json").write_text(json.dumps(boot))
    node(ASSEMBLY / "bundle-pages.mjs", out, meta, cwd=WEB)
    node(ASSEMBLY / "bundle-service-worker.mjs", f"--outdir={folder}", cwd=WEB)


def _tell_the_scripts(site: Path, build: str, recordings: Path, snapshot: Path) -> None:
    """Write what scripts import of the build, where they look for it."""
    shutil.copytree(recordings, GENERATED, dirs_exist_ok=True)
    shutil.copy(snapshot / "runtime.json", GENERATED)
    version = {"version": importlib.metadata.version("residual"), "core": recordings.name}
    (GENERATED / "version.json").write_text(json.dumps(version))
    # By this a page that was opened earlier sees that it is not of the build on its host.
    for place in (GENERATED, site):
        (place / "build.json").write_text(json.dumps({"build": build}))
    table = json.loads((WEB / "recorded" / "depth-table.json").read_text())
    drawn = json.loads((recordings / "recorded-set.json").read_text())
    (GENERATED / "plain-ends.json").write_text(json.dumps(plain_ends(table, drawn)))


def outputs(metafile: Path) -> Outputs:
    """Return, for each source (`src/page.js`), its bundled file and all that this imports."""
    made: dict[str, dict[str, Any]] = json.loads(metafile.read_text())["outputs"]
    # esbuild names its outputs from where it ran; the pages name them from their own folder.
    local = {path: path[path.index("immutable/") :] for path in made}

    def imports(path: str) -> list[str]:
        direct = [i["path"] for i in made[path]["imports"] if i["kind"] == "import-statement"]
        return [path, *(deeper for each in direct for deeper in imports(each))]

    return {
        entry["entryPoint"]: list(dict.fromkeys(local[each] for each in imports(path)))
        for path, entry in made.items()
        if "entryPoint" in entry
    }


def describe_boot(
    made: dict[str, Any], pyscript: list[str], interpreter: list[str], immutable: Path
) -> dict[str, Any]:
    """Return what a page must know to boot Python: the names of what is loaded.

    Parameters
    ----------
    made : dict
        Describes the runtime; see `runtime.assemble`.
    pyscript, interpreter : list of str
        The bundled script, and what it imports at once.
    immutable : Path
        Has these, and what they import where it is needed.
    """
    core, first, *imported = names = [Path(script).name for script in (*pyscript, *interpreter)]
    on_demand = {path.name for path in immutable.glob("*.js")} - {*names}
    parts = {"wasm": made["wasm"], "snapshot": made["snapshot"], **made["archives"]}
    described = {
        name: {key: part[key] for key in ("address", "bytes")}
        for name, part in parts.items()
        if name != "rest"
    }
    for compiled in ("libraries", "kernels"):
        described[compiled]["files"] = parts[compiled]["files"]
    return {
        "pyscript": core,
        "interpreter": first,
        "modules": [core, *imported],
        "script": made["script"],
        "scripts": [*names, *sorted(on_demand), made["script"]],
        "parts": described,
    }

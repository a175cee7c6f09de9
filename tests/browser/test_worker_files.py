"""The files that Python has in the page's worker: all that it needs, and the rest on demand."""

from pathlib import Path

import pytest
from browser.conftest import ROOT, Visit
from browser.python_in_worker import PythonInWorker
from browser.visits import slow_or_fast_line

from residual.compiled.library import BUILDS

pytestmark = pytest.mark.usefixtures("unseen")

SHORT = "embed.html?widget=degradation&depth=20&epochs=4"
EXERCISE = (ROOT / "web" / "assembly" / "exercise.py").read_text()
MODULES = [
    ".".join(path.relative_to(ROOT / "py").with_suffix("").parts).removesuffix(".__init__")
    for path in (ROOT / "py" / "residual").rglob("*.py")
    if path.name != "__main__.py" and "cli" not in path.parts
]


@pytest.mark.parametrize("fast", [True, False])
def test_the_worker_needs_nothing_that_was_left_out_and_has_it_when_it_is_imported(
    visit: Visit, fast: bool
) -> None:
    visit.page.add_init_script(slow_or_fast_line(fast))
    worker = PythonInWorker(visit.page, visit.site + SHORT)
    assert bool(visit.asked_for("/snapshot-")) == fast

    written = "import os, sys\nresult = [*os.listdir('/home/pyodide'), 'pyscript' in sys.modules]"
    assert worker.run(written) == [False], "it begins without the Python that PyScript writes"

    forgotten = worker.run(f"""
names = {{}}
exec(compile({EXERCISE!r}, "exercise", "exec"), names)
result = sorted(vars(names["answers"]).keys() - names["asked"])
""")
    assert forgotten == [], "the build's exercise asks for every verb"
    worker.run(f"""
import importlib
for name in {MODULES}: importlib.import_module(name)
result = 1
""")
    assert visit.asked_for("/rest-") == [], "for all that it does, and for every module of the core"

    ahead = worker.run("""
import pyodide_js
from residual.compiled import library
result = [*pyodide_js._module.preloadedWasm.object_keys(), library.load(relaxed=True).name]
""")
    *_, kernels, used = ahead
    assert Path(kernels).stem == next(build for build, name in BUILDS.items() if name == used)

    found = worker.run("""
import numpy as np, xml.dom.minidom
from numpy.polynomial import Polynomial  # Python that is left out
spectrum = np.fft.fft(np.ones(4)).real  # and a compiled library
tag = xml.dom.minidom.parseString("<a/>").documentElement.tagName
result = [tag, float(Polynomial([1, 2])(3)), *spectrum.tolist()]
""")
    assert found == ["a", 7, 4, 0, 0, 0]
    assert visit.asked_for("/rest-")
    assert visit.errors == []

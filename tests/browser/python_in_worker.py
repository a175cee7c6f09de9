"""Python in a worker of a test's own, for what cannot be seen from the page."""

from typing import Any

from browser.widget import degradation
from playwright.sync_api import Page

ANSWER = """
from polyscript import xworker
from pyodide.ffi import to_js

def run(code):
    names = {}
    exec(code, names)
    return to_js(names["result"])

xworker.sync.run = run
"""

START = """async (code) => {
  const shipped = document.querySelector('script[type="py"]');
  const script = document.createElement("script");
  script.type = "py";
  script.setAttribute("worker", "");
  // The page hands nothing over to a second worker.
  script.setAttribute("config", shipped.getAttribute("config").replace("?page", "?"));
  script.textContent = code;
  document.head.append(script);
  while (!script.xworker) await new Promise((resolve) => setTimeout(resolve, 10));
  await script.xworker.ready;
  globalThis.runPython = script.xworker.sync.run;
  globalThis.endPython = () => {
    script.xworker.terminate();
    script.remove();
  };
}"""


class PythonInWorker:
    """A second worker on a page, with the page's own runtime, which runs what a test sends it.

    Parameters
    ----------
    page : Page
        A new page, or one whose Python has booted.
    address : str
        Of a degradation widget that trains for a short time on a new page: its worker is the
        pattern.
    """

    def __init__(self, page: Page, address: str = "") -> None:
        self.page = page
        if address:
            page.goto(address)
            degradation(page).train()
        page.evaluate(START, ANSWER)

    def run(self, code: str) -> Any:
        """Run code, and return what it calls `result`."""
        return self.page.evaluate("code => runPython(code)", code)

    def end(self) -> None:
        """End the worker; the page stays."""
        self.page.evaluate("endPython()")

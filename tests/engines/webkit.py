"""WebKitGTK's MiniBrowser, by WebDriver, on a display of its own."""

import glob
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from selenium import webdriver
from selenium.webdriver.remote.webdriver import WebDriver

MINI_BROWSERS = "/usr/lib/*/webkit2gtk-4.1/MiniBrowser"
SECONDS = 120

PATIENT = {"JSC_thresholdForOMGOptimizeAfterWarmUp": "5000000"}
"""WebKit compiles a function of Python once more, as well as it can, when it has run for a while:
a hundred times as long here. In a test so short that takes half of the time and gains nothing."""


class WebKit:
    """A page in WebKit."""

    def __init__(self, driver: WebDriver) -> None:
        self._driver = driver

    def open(self, address: str) -> None:
        self._driver.get(address)

    def run(self, code: str, inside: bool) -> Any:
        driver = self._driver
        if inside:
            driver.switch_to.frame(0)
        answer = driver.execute_async_script(
            f"""const done = arguments[0];
            ({code}).then((value) => done({{ value: value ?? null }}),
                          (error) => done({{ error: String(error) }}));"""
        )
        if inside:
            driver.switch_to.default_content()
        assert "error" not in answer, answer["error"]
        return answer["value"]


@contextmanager
def webkit() -> Iterator[WebKit]:
    with display() as shown, web_driver(shown) as address:
        options = webdriver.WebKitGTKOptions()
        options.binary_location = glob.glob(MINI_BROWSERS)[0]
        options.add_argument("--automation")
        driver = webdriver.Remote(address, options=options)
        driver.set_script_timeout(SECONDS)
        yield WebKit(driver)
        driver.quit()


@contextmanager
def display() -> Iterator[str]:
    """A screen without a monitor; gives its name."""
    words = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    with running(words, stdout=subprocess.PIPE) as screen:
        assert screen.stdout
        yield f":{int(screen.stdout.readline())}"


@contextmanager
def web_driver(shown: str) -> Iterator[str]:
    """WebKit's driver in a session of its own; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = ["dbus-run-session", "--", "WebKitWebDriver", f"--port={port}"]
    with running(words, stdout=subprocess.DEVNULL, env=os.environ | PATIENT | {"DISPLAY": shown}):
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"


@contextmanager
def running(words: list[str], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A program, ended with all that it has started; what it says of the desktop is dropped."""
    process = subprocess.Popen(words, stderr=subprocess.DEVNULL, start_new_session=True, **options)
    with process:
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGTERM)

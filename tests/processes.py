"""Programs that tests start and end by signals."""

import os
import signal
from typing import Any

HEARING: dict[str, Any] = {}
"""For `subprocess`: the program hears the usual signals, even where the tests themselves ignore
them, as in the background of a shell."""

if os.name == "posix":

    def _hear() -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)

    HEARING["preexec_fn"] = _hear

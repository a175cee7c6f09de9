"""Trains natively and prints the resident memory of the process, as a process of its own."""

import json
import sys
from pathlib import Path

from residual.experiments import Config, make_trainer

STATUS = Path("/proc/self/status")


def resident() -> int | None:
    """Return the resident memory in bytes, or None where the system does not tell it."""
    if not STATUS.exists():
        return None
    (line,) = (line for line in STATUS.read_text().splitlines() if line.startswith("VmRSS"))
    return 1024 * int(line.split()[1])


def main() -> None:
    """Take `{"config": ..., "samples": n}`; print a list with one value before and n after."""
    request = json.loads(sys.argv[1])
    trainer = make_trainer(Config(**request["config"]))
    trainer.advance(1)
    found = [resident()]
    for _ in range(request["samples"]):
        trainer.advance(trainer.epochs // request["samples"])
        found.append(resident())
    print(json.dumps(found))


if __name__ == "__main__":
    main()

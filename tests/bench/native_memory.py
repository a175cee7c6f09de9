"""Trains natively and prints the resident memory of the process, as a process of its own."""

import json
import sys

import psutil

from residual.experiments import Config, make_trainer


def main() -> None:
    """Take `{"config": ..., "samples": n}`; print bytes, one value before and n after."""
    request = json.loads(sys.argv[1])
    trainer = make_trainer(Config(**request["config"]))
    trainer.advance(1)
    itself = psutil.Process()
    found = [itself.memory_info().rss]
    for _ in range(request["samples"]):
        trainer.advance(trainer.epochs // request["samples"])
        found.append(itself.memory_info().rss)
    print(json.dumps(found))


if __name__ == "__main__":
    main()

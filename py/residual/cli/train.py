"""`residual train`: one network, trained and summed up."""

import argparse
import json
import time

from residual.cli.options import Options, add_experiment, experiment, network_name, show_bar
from residual.experiments import Config, make_trainer
from residual.training import Run, race

HELP = "train one network and print what happened"
SLICE_SECONDS = 0.1


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_experiment(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object, nothing else")


def run(options: Options) -> None:
    """Train the network that the options describe and print the result."""
    config = experiment(options)
    start = time.perf_counter()
    trainer = make_trainer(config)
    while not trainer.done:
        race([trainer], SLICE_SECONDS)
        if not options["json"]:
            _show_progress(trainer)
    seconds = time.perf_counter() - start
    if options["json"]:
        print(json.dumps(result(config, trainer, seconds), allow_nan=False))
    else:
        _show_summary(config, trainer, seconds)


def result(config: Config, trainer: Run, seconds: float) -> dict[str, object]:
    """Return a finished run as plain data, ready for JSON."""
    observed = trainer.history.observed
    return {
        "config": config.to_dict(),
        "loss": trainer.history.loss,
        "accuracy": trainer.history.accuracy,
        "test_epochs": [seen.epoch for seen in observed],
        "test_loss": [seen.test_loss for seen in observed],
        "test_accuracy": [seen.test_accuracy for seen in observed],
        "diverged_at": trainer.diverged_at,
        "seconds": seconds,
    }


def _show_progress(trainer: Run) -> None:
    loss = f"  loss {trainer.history.loss[-1]:.4f}" if trainer.epoch else ""
    show_bar(trainer.epoch, trainer.epochs, f"epochs{loss}", trainer.done)


def _show_summary(config: Config, trainer: Run, seconds: float) -> None:
    speed = trainer.epoch / seconds
    print(f"{network_name(config)}, width {config.width}, seed {config.seed}")
    if trainer.diverged_at is not None:
        print(f"  diverged at epoch {trainer.diverged_at}")
    if trainer.epoch:
        history = trainer.history
        print(f"  loss      {history.loss[0]:.4f} -> {history.loss[-1]:.4g} (0.693 is a coin flip)")
        print(f"  accuracy  {history.accuracy[0]:.1%} -> {history.accuracy[-1]:.1%}")
    if trainer.history.observed:
        seen = trainer.history.observed[-1]
        print(f"  test      loss {seen.test_loss:.4g}, accuracy {seen.test_accuracy:.1%}")
    print(f"  {trainer.epoch} epochs in {seconds:.1f} s, {speed:.0f} epochs/s")

"""The core under native Python and NumPy, as a process that answers; see turns.py."""

from bench.turns import Epoch, answer

from residual.experiments import Config, make_trainer


def make(config: Config) -> Epoch:
    """Return what trains the run by an epoch."""
    trainer = make_trainer(config)

    def epoch() -> float:
        return trainer.advance().loss[0]

    return epoch


if __name__ == "__main__":
    answer(make)

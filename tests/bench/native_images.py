"""Steps on images by the core under native Python and NumPy; see image_turns.py."""

from bench.image_subject import DECAY, MOMENTUM, RATE, batch, network
from bench.image_turns import Step, answer

from residual.training import SGD, Run, cross_entropy


def make(depth: int, width: int) -> Step:
    """Return what takes a step."""
    net = network(depth, width)
    optimizer = SGD(list(net.parameters().values()), RATE, MOMENTUM, DECAY)
    trainer = Run(net, batch(), cross_entropy, optimizer, epochs=10**6)

    def step() -> float:
        return trainer.advance().loss[0]

    return step


if __name__ == "__main__":
    answer(make)

"""The same run in PyTorch, float64 on one thread, as a process that answers; see turns.py."""

import torch
from bench.turns import Epoch, answer
from torch.nn import functional

from residual.experiments import Config, make_trainer


def make(config: Config) -> Epoch:
    """Return what trains the run by an epoch."""
    core = make_trainer(config)
    p = {
        name: torch.tensor(parameter.value, requires_grad=True)
        for name, parameter in core.network.parameters().items()
    }
    x, y = torch.tensor(core.x), torch.tensor(core.y)
    running = torch.zeros(config.width, dtype=x.dtype), torch.ones(config.width, dtype=x.dtype)
    optimizer = torch.optim.SGD(p.values(), lr=config.lr)

    def hidden(h: torch.Tensor, at: str, number: str = "") -> torch.Tensor:
        h = h @ p[f"{at}.linear{number}.w"]
        gamma, beta = p[f"{at}.norm{number}.gamma"], p[f"{at}.norm{number}.beta"]
        return functional.batch_norm(h, *running, gamma, beta, training=True)

    def forward() -> torch.Tensor:
        h = torch.relu(hidden(x, "stem"))
        for i in range(config.depth // 2 - 1):
            branch = f"blocks.{i}.branch"
            f = hidden(torch.relu(hidden(h, branch, "1")), branch, "2")
            h = torch.relu(f + h if config.shortcut == "identity" else f)
        return h @ p["head.w"] + p["head.b"]

    def epoch() -> float:
        optimizer.zero_grad()
        loss = functional.binary_cross_entropy_with_logits(forward(), y)
        loss.backward()
        optimizer.step()
        return loss.item()

    return epoch


if __name__ == "__main__":
    torch.set_num_threads(1)
    answer(make)

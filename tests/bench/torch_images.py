"""Steps on images in PyTorch, float64 on one thread; see image_turns.py."""

import torch
from bench.image_subject import DECAY, MOMENTUM, RATE, batch, network
from bench.image_turns import Step, answer
from torch.nn import functional


def make(depth: int, width: int) -> Step:
    """Return what takes a step."""
    p = {
        name: torch.tensor(parameter.value, requires_grad=True)
        for name, parameter in network(depth, width).parameters().items()
    }
    images, labels = (torch.tensor(a) for a in batch())
    optimizer = torch.optim.SGD(p.values(), lr=RATE, momentum=MOMENTUM, weight_decay=DECAY)

    def layer(h: torch.Tensor, at: str, number: str = "", stride: int = 1) -> torch.Tensor:
        h = functional.conv2d(h, p[f"{at}.conv{number}.w"], stride=stride, padding=1)
        gamma, beta = p[f"{at}.norm{number}.gamma"], p[f"{at}.norm{number}.beta"]
        return functional.batch_norm(h, None, None, gamma, beta, training=True)

    def forward() -> torch.Tensor:
        h = torch.relu(layer(images, "stem"))
        for stage in range(3):
            for i in range((depth - 2) // 6):
                at, smaller = f"stages.{stage}.{i}.branch", stage > 0 and i == 0
                f = torch.relu(layer(h, at, "1", 2 if smaller else 1))
                if smaller:
                    h = functional.pad(h[:, :, ::2, ::2], (0, 0, 0, 0, 0, h.shape[1]))
                h = torch.relu(layer(f, at, "2") + h)
        return h.mean((2, 3)) @ p["head.w"] + p["head.b"]

    def step() -> float:
        optimizer.zero_grad()
        loss = functional.cross_entropy(forward(), labels)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


if __name__ == "__main__":
    torch.set_num_threads(1)
    answer(make)

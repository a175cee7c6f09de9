"""The blocks and networks written once more, in PyTorch, from the papers.

Each function takes the parameters by the core's names under a prefix; nothing of the core's own
structure is used.
"""

import torch
import torch.nn.functional as F

Tensor, Tensors = torch.Tensor, dict[str, torch.Tensor]


def norm(x: Tensor, p: Tensors, name: str, train: bool = True) -> Tensor:
    statistics = p[f"{name}.running_mean"], p[f"{name}.running_variance"]
    return F.batch_norm(x, *statistics, p[f"{name}.gamma"], p[f"{name}.beta"], training=train)


def layer_norm(x: Tensor, p: Tensors, name: str) -> Tensor:
    return F.layer_norm(x, x.shape[-1:], p[f"{name}.gamma"], p[f"{name}.beta"])


def dense(x: Tensor, p: Tensors, name: str) -> Tensor:
    return F.linear(x, p[f"{name}.w"].T, p[f"{name}.b"])


def shortcut_of(
    x: Tensor, p: Tensors, at: str, *, channels: int, stride: int, train: bool
) -> Tensor:
    """Take the projection where there is one, else option A or the identity."""
    if f"{at}shortcut.conv.w" in p:
        x = F.conv2d(x, p[f"{at}shortcut.conv.w"], stride=stride)
        return norm(x, p, f"{at}shortcut.norm", train) if f"{at}shortcut.norm.gamma" in p else x
    x = F.avg_pool2d(x, 1, stride)
    return F.pad(x, (0, 0, 0, 0, 0, channels - x.shape[1]))


def residual_block(
    x: Tensor, p: Tensors, at: str, *, v: int, strides: list[int], plain: bool, train: bool = True
) -> Tensor:
    """Give a block of convolutions, v1 (2015) or v2 (2016), with one stride for each of them."""
    y, last = x, len(strides)
    for i, stride in enumerate(strides, start=1):
        w = p[f"{at}branch.conv{i}.w"]
        if v == 2:
            y = F.relu(norm(y, p, f"{at}branch.norm{i}", train))
        y = F.conv2d(y, w, stride=stride, padding=w.shape[-1] // 2)
        if v == 1:
            y = norm(y, p, f"{at}branch.norm{i}", train)
            y = F.relu(y) if i < last else y
    if not plain:
        total = 1
        for stride in strides:
            total *= stride
        y = y + shortcut_of(x, p, at, channels=y.shape[1], stride=total, train=train)
    return F.relu(y) if v == 1 else y


def cifar_resnet(
    x: Tensor, p: Tensors, *, n: int, v: int = 1, plain: bool = False, train: bool = True
) -> Tensor:
    x = F.relu(norm(F.conv2d(x, p["stem.conv.w"], padding=1), p, "stem.norm", train))
    for stage in range(3):
        for i in range(n):
            strides = [2 if stage and not i else 1, 1]
            at = f"stages.{stage}.{i}."
            x = residual_block(x, p, at, v=v, strides=strides, plain=plain, train=train)
    if v == 2:
        x = F.relu(norm(x, p, "last.norm", train))
    return dense(x.mean(dim=(2, 3)), p, "head")


def two_blocks(
    x: Tensor, p: Tensors, *, v: int, convolutions: int, stride: int, train: bool = True
) -> Tensor:
    x = F.relu(norm(F.conv2d(x, p["stem.conv.w"], padding=1), p, "stem.norm", train))
    for at, first in (("first.", 1), ("second.", stride)):
        strides = [first] + [1] * (convolutions - 1)
        x = residual_block(x, p, at, v=v, strides=strides, plain=False, train=train)
    if v == 2:
        x = F.relu(norm(x, p, "last.norm", train))
    return dense(x.mean(dim=(2, 3)), p, "head")


def resnet50(x: Tensor, p: Tensors, train: bool = True) -> Tensor:
    x = F.conv2d(x, p["stem.conv.w"], stride=2, padding=3)
    x = F.max_pool2d(F.relu(norm(x, p, "stem.norm", train)), 3, 2, 1)
    for stage, count in enumerate([3, 4, 6, 3]):
        for i in range(count):
            strides = [2 if stage and not i else 1, 1, 1]
            at = f"stages.{stage}.{i}."
            x = residual_block(x, p, at, v=1, strides=strides, plain=False, train=train)
    return dense(x.mean(dim=(2, 3)), p, "head")


def hidden(x: Tensor, p: Tensors, at: str, activation: str = "relu") -> Tensor:
    """Give a dense layer, the norm that there are numbers for, and the activation."""
    x = F.linear(x, p[f"{at}linear.w"].T, p.get(f"{at}linear.b"))
    if f"{at}norm.running_mean" in p:
        x = norm(x, p, f"{at}norm")
    elif f"{at}norm.gamma" in p:
        x = layer_norm(x, p, f"{at}norm")
    return activated(x, activation)


def activated(x: Tensor, activation: str) -> Tensor:
    return F.gelu(x, approximate="tanh") if activation == "gelu" else getattr(torch, activation)(x)


def highway(x: Tensor, p: Tensors, blocks: int, activation: str = "relu") -> Tensor:
    x = hidden(x, p, "stem.", activation)
    for i in range(blocks):
        t = torch.sigmoid(dense(x, p, f"blocks.{i}.gate.linear"))
        x = torch.lerp(x, hidden(x, p, f"blocks.{i}.branch.", activation), t)
    return dense(x, p, "head")


def dense_mlp(x: Tensor, p: Tensors, layers: int, activation: str) -> Tensor:
    seen = [hidden(x, p, "stem.", activation)]
    for i in range(layers):
        seen.append(hidden(torch.cat(seen, dim=1), p, f"blocks.{i}.", activation))
    return dense(torch.cat(seen, dim=1), p, "head")


def densenet(x: Tensor, p: Tensors, layers: list[int]) -> Tensor:
    def convolved(x: Tensor, at: str) -> Tensor:
        w = p[f"{at}conv.w"]
        return F.conv2d(F.relu(norm(x, p, f"{at}norm")), w, padding=w.shape[-1] // 2)

    features = F.conv2d(x, p["stem.conv.w"], padding=1)
    for i, count in enumerate(layers):
        if i:
            features = F.avg_pool2d(convolved(features, f"blocks.{2 * i - 1}."), 2)
        seen = [features]
        for j in range(count):
            seen.append(convolved(torch.cat(seen, dim=1), f"blocks.{2 * i}.{j}.branch."))
        features = torch.cat(seen, dim=1)
    return dense(F.relu(norm(features, p, "last.norm")).mean(dim=(2, 3)), p, "head")


def unet(x: Tensor, p: Tensors, levels: int) -> Tensor:
    def twice(x: Tensor, at: str) -> Tensor:
        for i in (1, 2):
            x = F.relu(norm(F.conv2d(x, p[f"{at}conv{i}.w"], padding=1), p, f"{at}norm{i}"))
        return x

    at, skips, prefixes = "level.", [], []
    for _ in range(levels):
        x = twice(x, f"{at}encode.")
        skips.append(x)
        prefixes.append(at)
        x, at = F.max_pool2d(x, 2), f"{at}across.branch.level."
    x = twice(x, f"{at}encode.")
    for skip, level in zip(reversed(skips), reversed(prefixes), strict=True):
        x = F.interpolate(x, scale_factor=2, mode="nearest")
        w, b = p[f"{level}across.branch.conv.w"], p[f"{level}across.branch.conv.b"]
        x = twice(torch.cat([skip, F.conv2d(x, w, b, padding=1)], dim=1), f"{level}decode.")
    return F.conv2d(x, p["head.w"], p["head.b"])


def attention(x: Tensor, p: Tensors, at: str, heads: int) -> Tensor:
    def split(x: Tensor) -> Tensor:
        return x.unflatten(2, (heads, -1)).swapaxes(1, 2)

    q, v = (split(dense(x, p, f"{at}{name}")) for name in ("query", "value"))
    k = split(x @ p[f"{at}key.w"])
    gathered = F.scaled_dot_product_attention(q, k, v).swapaxes(1, 2).flatten(2)
    return dense(gathered, p, f"{at}out")


def encoder(x: Tensor, p: Tensors, *, layers: int, heads: int, order: str, gelu: bool) -> Tensor:
    """Give the blocks of `torch.nn.TransformerEncoderLayer`, by their definition."""

    def perceptron(x: Tensor, at: str) -> Tensor:
        h = dense(x, p, f"{at}linear1")
        return dense(F.gelu(h, approximate="tanh") if gelu else F.relu(h), p, f"{at}linear2")

    for i in range(layers):
        at = f"blocks.{i}."
        if order == "pre":
            inner = layer_norm(x, p, f"{at}attention.branch.norm")
            x = x + attention(inner, p, f"{at}attention.branch.sublayer.", heads)
            inner = layer_norm(x, p, f"{at}dense.branch.norm")
            x = x + perceptron(inner, f"{at}dense.branch.sublayer.")
        else:
            x = x + attention(x, p, f"{at}attention.branch.", heads)
            x = layer_norm(x, p, f"{at}attention.after")
            x = x + perceptron(x, f"{at}dense.branch.")
            x = layer_norm(x, p, f"{at}dense.after")
    return layer_norm(x, p, "last") if order == "pre" else x


def point_transformer(x: Tensor, p: Tensors, *, layers: int, heads: int, order: str) -> Tensor:
    x = x[:, :, None] * p["stem.w"] + p["stem.b"]
    x = encoder(x, p, layers=layers, heads=heads, order=order, gelu=False)
    return dense(x.mean(dim=1), p, "head")


def vision_transformer(x: Tensor, p: Tensors, *, layers: int, heads: int, patch: int) -> Tensor:
    x = F.conv2d(x, p["stem.embed.w"], p["stem.embed.b"], stride=patch).flatten(2).swapaxes(1, 2)
    token = p["stem.place.token"].expand(len(x), 1, -1)
    x = torch.cat([token, x], dim=1) + p["stem.place.positions"]
    x = encoder(x, p, layers=layers, heads=heads, order="pre", gelu=True)
    return dense(x[:, 0], p, "head")

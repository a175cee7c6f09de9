"""Where the signal of each weight layer is: what the gradient is taken by, layer after layer."""

from residual.layers import Layer, Sequential


def signal_layers(network: Layer) -> list[Layer]:
    """Return for each weight layer the part of the network whose output is its signal.

    Parameters
    ----------
    network : Layer
        Any of `residual.networks`; a layer without parts has none to look at.

    Returns
    -------
    list of Layer
        First of `Layer.weight_layers` first. A `GradientProbe` can see each of them.

    Notes
    -----
    The signal of a weight layer is what it hands on: the output of the stem, or of the head (the
    logits), or of the block that ends with it, addition and last activation included. A layer
    inside of a block hands on what comes of it within the branch: in post-activation order after
    its norm and activation, in pre-activation order at once. So all signals of a plain network are
    alike, its residual counterpart is looked at in the same places, and the outputs of its blocks
    are the stream that the shortcuts carry. With dense connections that is all features so far.
    """
    layers = enumerate(network.weight_layers())
    owner = {id(part): i for i, parts in layers for part in parts}
    return [end for part in network.children().values() for end in _ends(part, owner)]


def _weights(layer: Layer, owner: dict[int, int]) -> int:
    """Return how many weight layers are in a part."""
    return len({owner[id(part)] for _, part in layer.walk() if id(part) in owner})


def _ends(layer: Layer, owner: dict[int, int]) -> list[Layer]:
    count = _weights(layer, owner)
    if count < 2:
        return [layer] * count
    branch = getattr(layer, "branch", None)  # of a Block, or of an edited one
    if branch is None:
        return [end for part in layer.children().values() for end in _ends(part, owner)]
    inner = _stages(branch, owner)[:-1] if isinstance(branch, Sequential) else []
    return inner + [layer] * (count - len(inner))


def _stages(branch: Sequential, owner: dict[int, int]) -> list[Layer]:
    """Return where the stages of a branch end, each a weight layer with its norm and activation."""
    post = True
    ends: list[Layer] = []
    for i, part in enumerate(branch.parts.values()):
        found = _ends(part, owner)
        if i == 0:
            post = bool(found)
        if not found and post:
            ends[-1] = part
        ends += found
    return ends

"""What does not fit into a browser's memory, refused before it is tried."""

from dataclasses import dataclass

from residual.networks.dense_mlp import growth_of

MOST_BYTES = 1.5e9
"""Of one run; two are raced, in at most four gigabytes."""

MOST_FEATURES = 4096
"""That the last layer of a dense network reads; its weights and its time grow with the square."""

COPIES = {"post": 8, "pre": 8, "highway": 12, "transformer_pre": 16, "transformer_post": 16}
"""Arrays of (points, width) that a run keeps for each weight layer: measured at depth 1,000, with
all norms and activations, the most of them."""


@dataclass(frozen=True)
class Size:
    """What a run's memory depends on.

    Attributes
    ----------
    block : str
        The kind of network, one of `COPIES` or `"dense"`.
    depth, width : int
        Weight layers, and features of each.
    points : int
        Rows of a pass of training and one of observation together.
    number_bytes : int
        Of one number.
    """

    block: str
    depth: int
    width: int
    points: int
    number_bytes: int

    def problems(self) -> list[str]:
        """Return why the network is too large, with the depth at which it is not."""
        reason = self._reason(self.depth)
        if not reason:
            return []
        fitting = next(depth for depth in range(self.depth, 0, -2) if not self._reason(depth))
        return [
            f"depth: {self.depth} is not allowed with block {self.block} and width {self.width}, "
            f"{reason}; use a depth up to {fitting}, or a smaller width"
        ]

    def _reason(self, depth: int) -> str:
        if self.block == "dense":
            features = self.width + growth_of(self.width) * (depth - 2)
            return f"whose head would read {features} features" if features > MOST_FEATURES else ""
        need = COPIES[self.block] * depth * self.width * self.points * self.number_bytes
        return f"which would need about {need / 1e9:.1f} GB" if need > MOST_BYTES else ""

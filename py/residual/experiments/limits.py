"""What does not fit into a browser's memory, refused before it is tried."""

from collections.abc import Callable
from dataclasses import dataclass

from residual.networks.dense_mlp import growth_of

MOST_BYTES = 1.65e9
"""Of one run; two are raced, in at most four gigabytes."""

MOST_TOGETHER = 2 * MOST_BYTES
"""Of all runs that are open at once."""

MOST_FEATURES = 4096
"""That the last layer of a dense network reads; its weights and its time grow with the square."""

COPIES = {"post": 8, "pre": 8, "highway": 12, "transformer_pre": 21, "transformer_post": 21}
"""Arrays of (points, width) that a run has at once for each weight layer, with the norm and the
activation of the most of them: in the first epochs those that layers keep as they are written, and
beside them those of a plan. No estimate comes from a plan, which is there only when it is too late;
a test compares it with what is taken."""

FEATURE_COPIES = 25
"""Arrays of (points,) that a dense network keeps for each feature that its head reads; measured."""


@dataclass(frozen=True)
class MemoryEstimate:
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

    @property
    def bytes(self) -> float:
        """About how much memory the run takes."""
        return self._bytes(self.depth)

    def problems(self) -> list[str]:
        """Return why the network is too large, with the depth at which it is not."""
        return self._problems(self._reason)

    def problems_beside(self, open_bytes: float) -> list[str]:
        """Return why there is no room for the network beside those that are open.

        Parameters
        ----------
        open_bytes : float
            About how much memory these take.
        """

        def reason(depth: int) -> str:
            need = self._bytes(depth)
            if need + open_bytes <= MOST_TOGETHER:
                return ""
            return (
                f"which would need about {_gigabytes(need)} beside the {_gigabytes(open_bytes)} of "
                f"the networks that are open; {_gigabytes(MOST_TOGETHER)} are there"
            )

        return self._problems(reason)

    def _problems(self, reason: Callable[[int], str]) -> list[str]:
        if not (why := reason(self.depth)):
            return []
        fitting = next((depth for depth in range(self.depth, 0, -2) if not reason(depth)), 0)
        advice = (
            f"use a depth up to {fitting}, or a smaller width"
            if fitting
            else "use fewer networks at a time"
        )
        return [
            f"depth: {self.depth} is not allowed with block {self.block} and width {self.width}, "
            f"{why}; {advice}"
        ]

    def _reason(self, depth: int) -> str:
        if self.block == "dense":
            features = self._features(depth)
            return f"whose head would read {features} features" if features > MOST_FEATURES else ""
        need = self._bytes(depth)
        return f"which would need about {_gigabytes(need)}" if need > MOST_BYTES else ""

    def _features(self, depth: int) -> int:
        return self.width + growth_of(self.width) * (depth - 2)

    def _bytes(self, depth: int) -> float:
        if self.block == "dense":
            arrays = FEATURE_COPIES * self._features(depth)
        else:
            arrays = COPIES[self.block] * depth * self.width
        return float(arrays * self.points * self.number_bytes)


STAGES = (1, 2, 4)
"""How many times more channels each stage has than the first; each halves the image's sides."""

PIXELS = 64
"""Of an image in the first stage."""

IMAGE_COPIES = 8
"""Arrays of (images, channels, pixels) that a run keeps for each weight layer. The NumPy kernels
were measured to hold 2.3 to 3.4, compiled ones about as many results again."""


@dataclass(frozen=True)
class ImageMemoryEstimate:
    """What the memory of a run on small images depends on.

    Attributes
    ----------
    depth, width : int
        Weight layers, and channels of the first stage.
    batch_size, held_out : int
        Images of a pass of training, and of one of observation.
    number_bytes : int
        Of one number.
    """

    depth: int
    width: int
    batch_size: int
    held_out: int
    number_bytes: int

    @property
    def bytes(self) -> float:
        """About how much memory the run takes."""
        return self._image_bytes * (self.batch_size + self.held_out)

    def problems(self) -> list[str]:
        """Return why the network is too large, with the minibatch at which it is not."""
        return self._problems(MOST_BYTES, "")

    def problems_beside(self, open_bytes: float) -> list[str]:
        """Return why there is no room beside the networks that are open, which take so much."""
        beside = f" beside the {_gigabytes(open_bytes)} of the networks that are open"
        return self._problems(MOST_TOGETHER - open_bytes, beside)

    @property
    def _image_bytes(self) -> float:
        values = sum(self.width * stage * PIXELS // stage**2 for stage in STAGES) / len(STAGES)
        return IMAGE_COPIES * self.depth * values * self.number_bytes

    def _problems(self, room: float, beside: str) -> list[str]:
        if self.bytes <= room:
            return []
        most = int(room / self._image_bytes) - self.held_out
        advice = f"use up to {most}" if most > 1 else "use a smaller depth or width"
        return [
            f"batch_size: {self.batch_size} is not allowed with depth {self.depth} and width "
            f"{self.width}, which would need about {_gigabytes(self.bytes)}{beside}; {advice}"
        ]


def _gigabytes(count: float) -> str:
    return f"{count / 1e9:.1f} GB"

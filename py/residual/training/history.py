"""What a run showed: its epochs, and what was observed at some of them."""

from dataclasses import dataclass, field


@dataclass
class Observation:
    """What was seen just before the first update of an epoch.

    Attributes
    ----------
    epoch : int
        Counted from 1.
    test_loss, test_accuracy : float
        On data held out, in evaluation mode.
    gradient_norms : list of float
        By the weights of each layer, first one first, of the batch that the update is made from.
    """

    epoch: int
    test_loss: float
    test_accuracy: float
    gradient_norms: list[float]


@dataclass
class History:
    """What a run showed, one entry an epoch, and what its observer saw, if it has one.

    Loss and accuracy are those before the update: of the epoch's one update on the full batch; with
    minibatches, the mean over all examples, each seen just before its own batch's update.
    """

    loss: list[float] = field(default_factory=list)
    accuracy: list[float] = field(default_factory=list)
    observed: list[Observation] = field(default_factory=list)

    def since(self, epoch: int) -> "History":
        """Return what was shown after so many epochs."""
        later = [seen for seen in self.observed if seen.epoch > epoch]
        return History(self.loss[epoch:], self.accuracy[epoch:], later)

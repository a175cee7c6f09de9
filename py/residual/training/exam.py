"""What is seen of a classifier of images that is looked at more closely."""

from dataclasses import dataclass

from residual.training.history import Observation


@dataclass
class Exam(Observation):
    """What was seen of a classifier, before the first update of an epoch or after the last of all.

    Attributes
    ----------
    train_loss, train_accuracy : float
        On all training data at these weights, each input normalised with its batch.
    answers : list of int
        The class that each held-out input is taken for.
    """

    train_loss: float
    train_accuracy: float
    answers: list[int]

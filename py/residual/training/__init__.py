"""Training: losses, optimisers, and a run that is asked for its next epochs.

Read `losses`, `optimizers`, `passes`, `evaluation`, `history`, then `trainer`.
"""

from residual.training.evaluation import Data, Evaluator, evaluate
from residual.training.history import Exam, History, Observation
from residual.training.losses import (
    accuracy_of,
    binary_cross_entropy,
    binary_cross_entropy_of_listing,
    cross_entropy,
    mean_squared_error,
    share_right,
    sigmoid,
)
from residual.training.optimizers import SGD, Adam, Optimizer, Schedule, cosine, step_decay, warm_up
from residual.training.passes import Loss, Passes
from residual.training.trainer import Trainer, race

__all__ = [
    "SGD",
    "Adam",
    "Data",
    "Evaluator",
    "Exam",
    "History",
    "Loss",
    "Observation",
    "Optimizer",
    "Passes",
    "Schedule",
    "Trainer",
    "accuracy_of",
    "binary_cross_entropy",
    "binary_cross_entropy_of_listing",
    "cosine",
    "cross_entropy",
    "evaluate",
    "mean_squared_error",
    "race",
    "share_right",
    "sigmoid",
    "step_decay",
    "warm_up",
]

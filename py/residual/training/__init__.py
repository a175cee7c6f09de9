"""Training: losses, optimisers, and a run that is asked for its next epochs.

Read `data`, `losses`, `optimizers`, `passes`, `history`, then `trainer`, the loop. Beside them
stand other losses (`cross_entropy`, `squared_error`, `listing_loss`), `adam`, `schedules`; and
what experiments add to the loop: `observed`, `run` and `race`; `accuracy`, `evaluation`, `exam`,
`choice`.
"""

from residual.training.accuracy import accuracy_of
from residual.training.adam import Adam
from residual.training.choice import passes_of
from residual.training.cross_entropy import cross_entropy
from residual.training.data import Data
from residual.training.evaluation import Evaluator, evaluate
from residual.training.exam import Exam
from residual.training.history import History, Observation
from residual.training.listing_loss import binary_cross_entropy_of_listing
from residual.training.losses import binary_cross_entropy, share_right, sigmoid
from residual.training.observed import ObservedTrainer
from residual.training.optimizers import SGD, Optimizer
from residual.training.passes import Loss, Passes
from residual.training.race import race
from residual.training.run import Run
from residual.training.schedules import Schedule, cosine, step_decay, warm_up
from residual.training.squared_error import mean_squared_error
from residual.training.trainer import Trainer

__all__ = [
    "SGD",
    "Adam",
    "Data",
    "Evaluator",
    "Exam",
    "History",
    "Loss",
    "Observation",
    "ObservedTrainer",
    "Optimizer",
    "Passes",
    "Run",
    "Schedule",
    "Trainer",
    "accuracy_of",
    "binary_cross_entropy",
    "binary_cross_entropy_of_listing",
    "cosine",
    "cross_entropy",
    "evaluate",
    "mean_squared_error",
    "passes_of",
    "race",
    "share_right",
    "sigmoid",
    "step_decay",
    "warm_up",
]

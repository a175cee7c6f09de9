"""What training changes."""

from dataclasses import dataclass, field

import numpy as np

from residual.arrays import Array
from residual.checks import real_numbers


@dataclass(eq=False)
class Parameter:
    """Numbers that training changes, and the gradient of the loss by them, of the same shape."""

    value: Array
    grad: Array = field(init=False)

    def __post_init__(self) -> None:
        self.value = real_numbers(self.value)
        # Weights that were never drawn are zeros without memory, and so is their gradient then.
        outline = not self.value.flags.writeable
        self.grad = self.value if outline else np.zeros_like(self.value)

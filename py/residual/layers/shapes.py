"""What every layer knows of shapes: which inputs it takes, and what it says about others."""

import numpy as np

from residual.arrays import Array, Shape
from residual.checks import real_numbers, refused_shape


class Shaped:
    """What takes inputs of some shapes, and no others.

    Attributes
    ----------
    name : str
        The dotted name in the network, empty outside of one.
    takes : str
        The shape of input that the layer takes, in words for messages.
    shape, made : tuple of int
        The shapes of the last input and of the output, where `arriving` notes them.
    """

    name = ""
    takes = "(N, ...)"
    shape: Shape = ()
    made: Shape = ()

    @property
    def title(self) -> str:
        """What messages call the layer: its name in the network, and what it is."""
        return f"{self.name}: {self!r}" if self.name else f"{self!r}"

    def arriving(self, x: Array) -> Array:
        """Return the input as real numbers, after a note of its shape and of the output's.

        Raises
        ------
        ValueError
            If the layer cannot take it.
        """
        x = real_numbers(x)
        self.shape, self.made = x.shape, self.output_shape(x.shape)
        return x

    def returning(self, dy: Array, made: Shape | None = None) -> Array:
        """Return `dy` as real numbers.

        Parameters
        ----------
        dy : array
            A gradient by the last output.
        made : tuple of int, optional
            The shape of that output, where `arriving` has not noted it.

        Raises
        ------
        ValueError
            If it has another shape: NumPy would repeat it to fit.
        """
        made = self.made if made is None else made
        if np.shape(dy) != made:
            if 0 in made or not made:
                raise ValueError(f"{self.title}: backward needs a forward pass before it")
            raise refused_shape(f"{self.title}: dy", dy, f"that of the output, {made}")
        return real_numbers(dy)

    def output_shape(self, shape: Shape) -> Shape:
        """Return the shape of the output for an input of a shape, batch included.

        Raises
        ------
        ValueError
            If the layer cannot take such an input.
        """
        return shape

    def refusal(self, shape: Shape) -> ValueError:
        """Return the error for an input of a shape that the layer cannot take."""
        return ValueError(
            f"{self.title} cannot take an input of shape {shape}; it takes {self.takes}"
        )

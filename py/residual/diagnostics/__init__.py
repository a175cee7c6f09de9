"""Diagnostics: what happens inside a network, before, in and after training.

Norms by layer, the size of the first update, Jacobians, one block's stretch, the decision boundary,
paths and lesions (Veit et al. 2016), the loss landscape (Li et al. 2018), and the check of every
gradient by differences.
"""

from residual.diagnostics.jacobians import jacobian, singular_values
from residual.diagnostics.norms import LayerNorms, gradient_norms, layer_norms

__all__ = [
    "LayerNorms",
    "gradient_norms",
    "jacobian",
    "layer_norms",
    "singular_values",
]

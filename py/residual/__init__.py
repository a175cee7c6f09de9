"""Residual: why deep networks need skip connections, in NumPy.

A street of rooms; each imports only from those before it: `kernels` (the heavy arithmetic), `data`,
`layers`, `blocks` (the one addition that all this is about), `networks`, `training`, `diagnostics`,
`experiments`, `claims`, `export`. `cli` and `page` are the two entrances, from a terminal and from
a browser; `compiled` makes it fast there.

How a residual network is made and trained can be read in one evening, each file using only those
before it: `arrays.py` and `checks.py`; the arithmetic, `kernels/dense.py`; what a layer is, in
`layers/parameter.py`, `layers/shapes.py`, `layers/tree.py`, `layers/contract.py`; the layers
`layers/dense.py`, `layers/normalization.py`, `layers/activations.py`, and how their weights start,
`layers/initializers.py`; the block, `blocks/residual.py`, put together in `blocks/assembly.py`;
`networks/network.py` and `networks/mlp.py`; then `training/data.py`, `training/losses.py`,
`training/optimizers.py`, `training/passes.py`, `training/history.py` and the loop,
`training/trainer.py`.
"""

"""Residual: why deep networks need skip connections, in NumPy.

A street of rooms; each imports only from those before it. Read in this order: `kernels` (the heavy
arithmetic), `data`, `layers`, `blocks` (the one addition that all this is about), `networks`,
`training`, `diagnostics`, `experiments`, `claims`, `export`. `cli` and `page` are the two
entrances, from a terminal and from a browser; `compiled` makes it fast there.
"""

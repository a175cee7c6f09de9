"""The verbs: what the page has done as jobs, each a generator of plain parts; see `page.jobs`.

`asked` reads what a verb is given; `training` trains and measures networks, `diagnostics` looks
into trained ones, `blocks` into one block, `both_ways` compares what is compiled with what is
written, `claims` measures the ledger, `counting` counts what networks cost, `denoising` trains two
U-Nets.
"""

from residual.page.jobs import VERBS
from residual.page.verbs import (
    blocks,
    both_ways,
    claims,
    counting,
    denoising,
    diagnostics,
    training,
)

__all__ = [
    "VERBS",
    "blocks",
    "both_ways",
    "claims",
    "counting",
    "denoising",
    "diagnostics",
    "training",
]

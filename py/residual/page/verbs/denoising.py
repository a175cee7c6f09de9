"""A pair of U-Nets that take noise away from digits, with and without the finest skip."""

import numpy as np

from residual.experiments.denoising import DenoisingPair
from residual.experiments.denoising_config import DenoisingConfig
from residual.page.jobs import Clock, Values, Work, verb
from residual.page.verbs.asked import settings_of

LOOK_EVERY = 10
"""Updates between two looks: a look costs about four updates of both networks."""


@verb
def denoise(values: Values, clock: Clock) -> Work:
    """Train a pair of U-Nets side by side.

    `values` has `config`, settings of `DenoisingConfig`. The first part has `clean` and `noisy`,
    (10, 8, 8), an image held out of each digit, and what is given of it. A part has `updates`, for
    each network the errors of its updates since the last one; `diverged`, which of them did; and,
    after every tenth update and the last, `sight`, as of `Sight`.
    """
    config = settings_of(DenoisingConfig, values)
    yield config.to_dict()
    pair = DenoisingPair(config)
    run = pair.runs["with"]
    images = {name: getattr(run, name)[pair.shown, 0] for name in ("clean", "noisy")}
    yield {"share": 0.0, **images, "sight": vars(pair.look())}
    told = dict.fromkeys(pair.runs, 0)
    for _ in pair.learn():
        due = pair.updates % LOOK_EVERY == 0 or pair.done
        if not (due or clock.over):
            continue
        part = {
            "share": 1.0 if pair.done else pair.updates / config.steps,
            "updates": {
                name: np.array(run.updates[told[name] :]) for name, run in pair.runs.items()
            },
            "diverged": [name for name, run in pair.runs.items() if run.diverged],
        }
        told = {name: len(run.updates) for name, run in pair.runs.items()}
        yield part | ({"sight": vars(pair.look())} if due else {})

"""What networks cost, counted from their shapes: nothing is trained."""

from residual.experiments.family import count_family
from residual.experiments.family_config import FamilyConfig
from residual.page.jobs import Clock, Values, Work, verb
from residual.page.verbs.asked import settings_of


@verb
def count_blocks(values: Values, clock: Clock) -> Work:
    """Count the blocks of a network of the ResNet family.

    `values` has `config`, settings of `FamilyConfig`. The only part is as of `count_family`.
    """
    config = settings_of(FamilyConfig, values)
    yield config.to_dict()
    yield {"share": 1.0} | count_family(config)

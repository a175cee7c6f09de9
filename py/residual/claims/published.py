"""Published numbers that cannot be computed here, each table with its source; as printed."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class ErrorTable:
    """Errors of several networks, measured in one way.

    Attributes
    ----------
    source : str
        Where the table stands.
    protocol : str
        What was evaluated and how.
    errors : dict of str to str
        By network, in percent, as printed.
    notes : dict of str to str
        By network, what has to be said of it.
    """

    source: str
    protocol: str
    errors: dict[str, str]
    notes: dict[str, str] = field(default_factory=dict)


HE_SINGLE_TOP5 = ErrorTable(
    "He et al. 2015, table 3",
    "top-5, 10 crops, validation set",
    {
        "resnet34": "7.46",
        "resnet50": "6.71",
        "resnet101": "6.05",
        "resnet152": "5.71",
    },
    {"resnet34": "option B"},
)
HE_BEST_TOP5 = ErrorTable(
    "He et al. 2015, table 4",
    "top-5, one network, fully convolutional at several scales, validation set",
    {
        "resnet34": "5.71",
        "resnet50": "5.25",
        "resnet101": "4.60",
        "resnet152": "4.49",
    },
    {"resnet34": "option B"},
)
HE_ENSEMBLE_TOP5 = ErrorTable(
    "He et al. 2015, table 5",
    "top-5, ensemble of six networks, test set",
    {"ensemble": "3.57"},
)
HUB_TOP5 = ErrorTable(
    "PyTorch Hub, ResNet",
    "top-5, 1 crop, validation set",
    {
        "resnet18": "10.92",
        "resnet34": "8.58",
        "resnet50": "7.13",
        "resnet101": "6.44",
        "resnet152": "5.94",
    },
)
TORCH_TOP5 = ErrorTable(
    "fb.resnet.torch, pretrained models",
    "top-5, 1 crop, validation set",
    {
        "resnet18": "10.76",
        "resnet34": "8.74",
        "resnet50": "7.02",
        "resnet101": "6.21",
        "resnet152": "6.16",
    },
)
TORCH_10_CROP_TOP5 = ErrorTable(
    "fb.resnet.torch, pretrained models",
    "top-5, 10 crops, validation set",
    {
        "resnet18": "9.42",
        "resnet34": "7.35",
        "resnet50": "6.08",
        "resnet101": "5.35",
        "resnet152": "5.21",
    },
)
SINGLE_TABLES = (
    HE_SINGLE_TOP5,
    HE_BEST_TOP5,
    HUB_TOP5,
    TORCH_TOP5,
    TORCH_10_CROP_TOP5,
)
"""Tables of single networks."""

SHORTCUT_OPTIONS_TOP1 = ErrorTable(
    "He et al. 2015, table 3",
    "top-1, ResNet-34 with shortcuts A, B, C, 10 crops, validation set",
    {"A": "25.03", "B": "24.52", "C": "24.19"},
)

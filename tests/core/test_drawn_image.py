"""A drawn image as a text."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from residual.data.datasets import digits
from residual.data.drawn_image import DRAWN_IMAGE_ALLOWED, decode_image, encode_image, is_image


def test_every_digit_of_the_package_survives_its_text() -> None:
    for image in digits()[0][::100, 0]:
        text = encode_image(image)
        assert is_image(text)
        assert_array_equal(decode_image(text), image)


def test_rows_run_from_the_top_and_ink_is_g() -> None:
    image = np.zeros((8, 8))
    image[0, 1], image[7, 7] = 1, 10 / 16
    assert encode_image(image) == "0g" + 61 * "0" + "a"


@pytest.mark.parametrize(
    "text", ["", 63 * "0", 65 * "0", 63 * "0" + "h", 63 * "0" + "G", 64 * "0" + "\n"]
)
def test_other_texts_are_refused(text: str) -> None:
    assert not is_image(text)
    with pytest.raises(ValueError, match=r"^pixels: ") as refusal:
        decode_image(text)
    assert DRAWN_IMAGE_ALLOWED in str(refusal.value)


@pytest.mark.parametrize("image", [np.zeros((7, 8)), np.full((8, 8), 1.5), np.full((8, 8), np.nan)])
def test_other_images_are_refused(image: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"^x: "):
        encode_image(image)

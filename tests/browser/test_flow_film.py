"""The gradient's way back as a film."""

import base64

from browser.conftest import Visit
from browser.test_export import SEEN_IN_FILM, save
from browser.widget import gradient_flow


def test_the_film_of_the_gradient_goes_from_the_loss_back_to_the_input(visit: Visit) -> None:
    page = visit.open("embed.html?widget=gradient-flow")
    widget = gradient_flow(page)
    widget.wait_until("widget.known.recordings")
    saved = save(page, widget, "Animation")
    assert saved.name == "residual-explorer-gradient-flow-depth-56.webm"
    film = saved.read_bytes()
    assert len(film) < 3_000_000
    seen = page.evaluate(SEEN_IN_FILM, base64.b64encode(film).decode())
    assert (seen["width"], seen["height"]) == (720, 640)
    for curve in ("plain", "skips"):
        early, middle, late = seen["reach"][curve]
        assert early + 60 < middle < late - 30, "it comes from the left, where the loss is"
    assert visit.errors == []

"""Settings come from the address and the controls, and wrong ones are refused in words."""

import pytest
from browser.booted import Booted
from browser.conftest import Visit
from browser.widget import degradation, gradient_flow, wait_for_query
from playwright.sync_api import expect

from residual.experiments import Config, FlowConfig
from residual.settings import SettingError

BAD = [
    ("depth", "55"),
    ("depth", "0"),
    ("depth", "1e99"),
    ("depth", "deep"),
    ("depth", ""),
    ("lr", "NaN"),
    ("lr", "Infinity"),
    ("lr", "-1"),
    ("width", "3.5"),
    ("norm", "group"),
    ("shortcut", "1"),
    ("epochs", "0"),
    ("seed", "-1"),
    ("seed", "4294967296"),
]


def test_a_bad_address_gives_the_cores_own_messages_and_the_defaults(booted: Booted) -> None:
    left = BAD
    while left:
        # One value of each setting, and no more than are told in full.
        bad = dict(list(dict(left).items())[:5])
        left = [(name, text) for name, text in left if bad.get(name) != text]
        query = "&".join(f"{name}={text}" for name, text in bad.items())
        widget = degradation(booted.open(f"embed.html?widget=degradation&{query}&momentum=0.5"))
        for name, text in bad.items():
            with pytest.raises(SettingError) as refusal:
                Config.parse({name: text})
            expect(widget.element.get_by_role("alert")).to_contain_text(refusal.value.problems[0])
        config = widget.element.evaluate("widget => widget.config")
        assert config == Config(momentum=0.5).to_dict()
    assert booted.errors == []


def test_unknown_keys_of_the_address_are_left_alone(booted: Booted) -> None:
    page = booted.open("embed.html?utm_source=somewhere&depth=20")
    widget = degradation(page)
    expect(widget.element.get_by_role("alert")).to_have_count(0)
    widget.open_more()
    widget.slide("Width", 8)
    wait_for_query(page, "?utm_source=somewhere&depth=20&width=8")


def test_an_unknown_preset_and_an_unknown_widget_list_the_known_ones(visit: Visit) -> None:
    widget = degradation(visit.open("embed.html?preset=best"))
    expect(widget.element.get_by_role("alert")).to_contain_text("degradation, paper")
    page = visit.open("embed.html?widget=best")
    expect(page.get_by_role("alert")).to_contain_text("use one of degradation, gradient-flow")
    expect(degradation(page).button("Train")).to_be_visible()
    assert visit.errors == []


def test_settings_are_in_the_address_and_survive_a_reload(visit: Visit) -> None:
    visit.keep_python_away()
    page = visit.open()
    widget = degradation(page)
    widget.slide("Depth", 20)
    widget.open_more()
    widget.enter("Seed", "7")
    widget.element.get_by_label("Network", exact=True).select_option("pre")
    flow = gradient_flow(page)
    flow.slide("Depth", 32)
    opened_with = "&flow.norm=none&flow.init_scale=0.6"  # the case that it opens with
    wait_for_query(page, f"?depth=20&block=pre&seed=7&start=explore&flow.depth=32{opened_with}")
    page.reload()
    widget.element.scroll_into_view_if_needed()  # the browser goes back to the other one
    config = widget.awake().element.evaluate("widget => widget.config")
    assert config == Config(depth=20, seed=7, block="pre").to_dict()
    config = gradient_flow(page).element.evaluate("widget => widget.config")
    assert config == FlowConfig(depth=32, norm="none", init_scale=0.6).to_dict()


def test_a_bad_entry_gives_a_message_beside_its_control_and_changes_nothing(
    booted: Booted,
) -> None:
    widget = degradation(booted.open("embed.html?widget=degradation"))
    widget.open_more()
    field = widget.element.get_by_label("Epochs", exact=True)
    alert = widget.element.get_by_role("alert")
    stays = Config().epochs
    for text in ("0", "5001", "2.5", "many", ""):
        widget.enter("Epochs", text)
        expect(field).to_have_attribute("aria-invalid", "true")
        allowed = "use a whole number from 1 to 5000"
        shown = text or "nothing"
        expect(alert).to_have_text(f"epochs: {shown} is not allowed; {allowed}. {stays} stays.")
        expect(field).to_have_value(text)
        assert widget.element.evaluate("widget => widget.config.epochs") == stays
        stays = 50 if stays != 50 else 60
        widget.enter("Epochs", str(stays))
        expect(alert).to_have_count(0)
        assert widget.element.evaluate("widget => widget.config.epochs") == stays


def test_the_worker_refuses_what_the_page_let_through(booted: Booted) -> None:
    page = booted.open("embed.html?widget=degradation&epochs=5")
    widget = degradation(page)
    widget.press("Train")
    widget.wait("done")
    before = widget.results
    for name, value in (("depth", 55), ("lr", None), ("nothing", 1), ("norm", 3)):
        widget.element.evaluate(
            "(widget, [name, value]) => widget.setSetting(name, value)", [name, value]
        )
        expect(widget.element.get_by_role("alert")).to_contain_text(name)
        assert widget.results["runs"] == before["runs"]
        widget.element.evaluate(
            "(widget, config) => { widget.config = config; }", Config().to_dict()
        )
    assert booted.errors == []


NEVER_OPEN = 999_999
WRONG_CALLS = {
    "open(null)": "settings: None is not allowed",
    "open({ depth: 55 })": "depth: 55 is not allowed; use an even whole number",
    "open({ lr: NaN })": "lr: nan is not allowed",
    "open({ lr: null })": "lr: nothing is not allowed",
    "advance([OPEN], NaN)": "milliseconds: nan is not allowed; use a number from 0",
    "advance([OPEN], 'soon')": "milliseconds: soon is not allowed",
    "advance(OPEN, 50)": "runs: OPEN is not allowed; use a list",
    f"advance([{NEVER_OPEN}], 50)": f"run: {NEVER_OPEN} is not open",
    f"reset([{NEVER_OPEN}])": f"run: {NEVER_OPEN} is not open",
    f"gradients([{NEVER_OPEN}])": f"run: {NEVER_OPEN} is not open",
    f"close([{NEVER_OPEN}])": f"run: {NEVER_OPEN} is not open",
}


def test_the_worker_refuses_wrong_calls_in_words(booted: Booted) -> None:
    python = "document.querySelector('script[type=py]').xworker.sync"
    opened = booted.page.evaluate(f"{python}.open({{ depth: 8, epochs: 3000 }})")
    for call, message in WRONG_CALLS.items():
        reply = booted.page.evaluate(f"{python}.{call.replace('OPEN', str(opened['run']))}")
        (problem,) = reply["problems"]
        assert problem.startswith(message.replace("OPEN", str(opened["run"]))), call
    booted.page.evaluate(f"{python}.close([{opened['run']}])")


def test_a_link_of_the_page_sets_its_widget_and_back_undoes_it(visit: Visit) -> None:
    page = visit.open("?depth=20")
    first = gradient_flow(page).element.evaluate("widget => widget.config")
    page.get_by_role("link", name="batch normalisation", exact=True).click()
    flow = gradient_flow(page)
    assert flow.element.evaluate("widget => widget.config") == FlowConfig().to_dict() != first
    wait_for_query(page, "?depth=20&flow.norm=batch")
    flow.wait("ready")
    page.go_back()
    page.wait_for_function("document.querySelector('gradient-flow').config.norm === 'none'")
    assert flow.element.evaluate("widget => widget.config") == first
    assert degradation(page).element.evaluate("widget => widget.config.depth") == 20


def test_a_hyphen_in_a_key_is_as_good_as_an_underscore(booted: Booted) -> None:
    widget = gradient_flow(booted.open("embed.html?widget=gradient-flow&init-scale=0.6"))
    assert widget.element.evaluate("widget => widget.config.init_scale") == 0.6

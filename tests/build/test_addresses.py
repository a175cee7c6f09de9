"""A page that is built for an address says it to those who read it elsewhere."""

import argparse
import re
from urllib.parse import urljoin

import pytest
from web.assembly.addresses import site_address, with_address
from web.assembly.pages import PAGE_FILES

SITE = "https://example.org/explorer/"
PAGES = {path.name: path.read_text("utf-8") for path in PAGE_FILES}


def contents(page: str, name: str) -> list[str]:
    return re.findall(rf'<(?:meta property|link rel)="{name}" (?:content|href)="([^"]*)">', page)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_where_it_and_its_card_are(name: str) -> None:
    made = with_address(PAGES[name], name, SITE)
    own = SITE if name == "index.html" else SITE + name
    assert contents(made, "canonical") == contents(made, "og:url") == [own]
    (card,) = contents(PAGES[name], "og:image")
    assert contents(made, "og:image") == [urljoin(SITE, card)]
    assert contents(made, "og:image")[0].startswith(SITE)
    assert made.index('rel="canonical"') < made.index("</head>")


@pytest.mark.parametrize("name", PAGES)
def test_without_an_address_a_page_claims_none(name: str) -> None:
    assert contents(PAGES[name], "canonical") == []
    assert "://" not in contents(PAGES[name], "og:image")[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [(SITE, SITE), (SITE.rstrip("/"), SITE), ("http://127.0.0.1:8000", "http://127.0.0.1:8000/")],
)
def test_an_address_is_that_of_a_folder(text: str, expected: str) -> None:
    assert site_address(text) == expected


@pytest.mark.parametrize(
    "text", ["", "example.org", "/explorer/", "ftp://example.org/", f"{SITE}?a=1", f"{SITE}#a"]
)
def test_what_is_no_address_of_a_folder_is_refused_in_words(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError) as refused:
        site_address(text)
    assert f"{text or 'nothing'} is not allowed; use an address as https://" in str(refused.value)

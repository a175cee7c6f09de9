"""Absolute addresses for those who read a page elsewhere: search engines, and who shows its card.

A page does not know where it will be served: all of its own addresses are relative. Readers of
`og:image` and of canonical links want whole ones, which only the one who publishes can tell.
"""

import argparse
import re
from html import escape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

IMAGE = re.compile(r'(?<=<meta property="og:image" content=")[^"]+(?=">)')
HEAD_ENDS = re.compile(r"\s*</head>")
EXAMPLE = "https://example.org/explorer/"


def site_address(text: str) -> str:
    """Return the address of a folder on a host, with its last slash.

    Parameters
    ----------
    text : str
        As the command line has it.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is no whole address, or has more than a host and a path.
    """
    parts = urlsplit(text)
    if (
        parts.scheme in {"http", "https"}
        and parts.netloc
        and text == parts._replace(query="", fragment="").geturl()
    ):
        return text if text.endswith("/") else f"{text}/"
    shown = text or "nothing"
    raise argparse.ArgumentTypeError(f"{shown} is not allowed; use an address as {EXAMPLE}")


def with_address(page: str, name: str, site: str) -> str:
    """Return a page that says where it is, and where its card is.

    Parameters
    ----------
    page : str
        As HTML.
    name : str
        Of its file; `index.html` is the folder itself.
    site : str
        The address that the folder will have.
    """
    address = escape(urljoin(site, "" if name == "index.html" else name))
    told = f'<link rel="canonical" href="{address}"><meta property="og:url" content="{address}">'
    page = IMAGE.sub(lambda found: escape(urljoin(site, found[0])), page, count=1)
    return HEAD_ENDS.sub(lambda found: f"\n    {told}{found[0]}", page, count=1)


def tell_addresses(folder: Path, site: str) -> None:
    """Make the pages of a built site say where they will be served."""
    for page in folder.glob("*.html"):
        page.write_text(with_address(page.read_text("utf-8"), page.name, site), "utf-8")

"""Take pictures of the console's pages, wide and narrow, light and dark.

    python -m tools.take_screenshots FOLDER [--home .veille] [--page /sources]… [--as EMAIL]

With ``--as`` also the pages of those who are signed in, as that person sees them: a session is opened in the
store for the time of the pictures.

Starts the console on a data folder (VEILLE_HOME by default), opens its pages in Debian's chromium through
playwright and writes FOLDER/<page>-<width>-<scheme>.png. Says on stderr which pages are wider than the window
or complain in the browser's console, and then ends with 1.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from console.app import create_app, site_for
from console.web.access.cookies import SESSION
from core.errors import InputError
from core.settings import Settings
from core.storage.credentials import Sessions
from core.storage.people import People
from core.storage.queries import Order, Rows
from core.storage.watches import Watches
from tools.local_server import serving
from workers.installation import open_installation

if TYPE_CHECKING:
    from console.web.site import Site

WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_ROOMS = ("", "/silence", "/modifier", "/canaux", "/envois")
MISSING = (
    "there is no browser to take pictures with: "
    "install chromium with `apt-get install -y chromium`, and playwright with `make .venv/.dev-installed`"
)


class NoBrowser(RuntimeError):
    """There is no browser on this machine; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a page as a browser shows it."""

    address: str
    view: str
    text: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures; 0 if no page complains."""
    parser = argparse.ArgumentParser(description="Take pictures of the console's pages.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--home", type=Path, default=None, help="data folder, VEILLE_HOME by default")
    parser.add_argument(
        "--page", action="append", default=[], help="address to show; by default a page of each kind"
    )
    parser.add_argument("--as", dest="person", default="", help="address of an account, for its pages too")
    given = parser.parse_args(arguments)
    settings = Settings(home=given.home) if given.home else Settings()
    try:
        with browser() as window, open_installation(settings) as installation:
            site = site_for(installation)
            with session_of(site, given.person) as secret:
                pages = given.page or [*pages_of(site), *(rooms_of(site) if secret else ())]
                complaints = photograph(window, site, pages, given.folder, secret)
    except (NoBrowser, InputError) as missing:
        print(missing, file=sys.stderr)
        return 1
    for each in complaints:
        print(f"{each.address} ({each.view}): {each.text}", file=sys.stderr)
    return 1 if complaints else 0


def pages_of(site: Site) -> list[str]:
    """A page of each kind; records of each dataset that has any."""
    pages = ["/", "/sources", "/veilles", "/nothing-here"]
    pages += [f"/sources/{name}" for name in site.sources]
    with site.database.read() as tx:
        for name, dataset in site.datasets.items():
            order = Order(dataset.date_column, descending=True) if dataset.date_column else None
            rows = list(Rows(tx, site.database.catalogue).rows(name, order=order, limit=1))
            pages += [f"/datasets/{name}", f"/datasets/{name}/dictionary", f"/datasets/{name}/chart"]
            for row in rows:
                record = f"/datasets/{name}/{quote(row['id'], safe='')}"
                pages += [record, f"{record}/document"]
    return pages


def rooms_of(site: Site) -> list[str]:
    """The pages for those who are signed in: review, watches, operations, people."""
    pages = [
        "/compte",
        "/canaux",
        "/veilles/nouvelle",
        "/revue",
        "/revue/suivante",
        "/exploitation",
        "/acces",
    ]
    with site.database.read() as tx:
        watches = Watches(tx).all()[:3]
    here = (f"/veilles/{quote(watch.id, safe='')}" for watch in watches)
    return [*pages, "/acces", "/acces/journal", *(f"{each}{room}" for each in here for room in _ROOMS)]


@contextmanager
def session_of(site: Site, email: str) -> Iterator[str]:
    """The secret of a session of a person, which ends with the block; nothing where nobody is named.

    Raises:
        InputError: nobody has that address.
    """
    if not email:
        yield ""
        return
    with site.database.write_durably() as tx:
        person = People(tx).by_email(email)
        if person is None:
            raise InputError(f"nobody has the address {email!r}", hint="See: veille people list.")
        secret = Sessions(tx).add(person.id, site.now(), timedelta(hours=1), "pictures")
    try:
        yield secret
    finally:
        with site.database.write_durably() as tx:
            Sessions(tx).end(secret)


def photograph(
    window: Any, site: Site, pages: Sequence[str], folder: Path, secret: str = ""
) -> list[Complaint]:
    """Write a picture of each page in each view, as who has that session sees it."""
    folder.mkdir(parents=True, exist_ok=True)
    complaints: list[Complaint] = []
    with serving(create_app(site)) as address:
        for width in WIDTHS:
            for scheme in SCHEMES:
                complaints += _view(window, address, pages, folder, f"{width}-{scheme}", secret)
    return complaints


@contextmanager
def browser() -> Iterator[Any]:
    """Debian's chromium.

    Raises:
        NoBrowser: there is none, or playwright is missing.
    """
    executable = which("chromium")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a development dependency
    except ImportError:
        raise NoBrowser(MISSING) from None
    if executable is None:
        raise NoBrowser(MISSING)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        try:
            yield opened
        finally:
            opened.close()


def _view(  # noqa: PLR0917 - a row of the table above
    window: Any, address: str, pages: Sequence[str], folder: Path, view: str, secret: str
) -> list[Complaint]:
    width, _, scheme = view.partition("-")
    viewport = {"width": int(width), "height": 900}
    context = window.new_context(viewport=viewport, color_scheme=scheme, locale="fr-FR")
    if secret:
        context.add_cookies([{"name": SESSION, "value": secret, "url": address}])
    page, found = context.new_page(), []
    shown = ""
    page.on("console", lambda message: found.append(Complaint(shown, view, message.text)))
    for shown in pages:
        page.goto(address + shown, wait_until="load")
        real = page.evaluate("document.documentElement.scrollWidth")
        if real > int(width):
            found.append(Complaint(shown, view, f"is {real} pixels wide"))
        page.screenshot(path=folder / f"{_name(shown)}-{view}.png", full_page=True)
    context.close()
    return [each for each in found if "404" not in each.text]


def _name(address: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", address).strip("-")[:80] or "catalogue"


if __name__ == "__main__":
    sys.exit(main())

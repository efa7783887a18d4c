"""Take the pictures that docs/console.md shows: one a main page, of the bundled documents.

    python -m tools.picture_docs docs/images --home build/pictures

The folder of data is one that ``veille run --replay fixtures`` has filled (``make pictures`` does both).
Opens an account of its own in it where there is none, and writes ``<name>.webp``; what
:mod:`tools.take_screenshots` takes of every page in every view is for looking at, these are kept.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from PIL import Image

from console.app import create_app, site_for
from console.web.access.cookies import SESSION
from core.errors import InputError
from core.model.person import Role
from core.settings import Settings
from core.storage.people import People
from core.storage.queries import Rows
from core.storage.watches import Watches
from tools.local_server import serving
from tools.take_screenshots import NoBrowser, browser, session_of
from workers.installation import open_installation

if TYPE_CHECKING:
    from console.web.site import Site

PERSON = "ana@ville.example"
_NOTICES, _CONTRACTS, _PDF = "avis-marches", "marches-conclus", ".pdf"
_QUALITY = 78
_HEIGHT, _PHONE = 860, 390
_SETTLED = 1500
"""Milliseconds until a chart has come to rest."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page that is shown; its address may name ``{notice}``, ``{printed}`` and ``{watch}``."""

    name: str
    address: str
    width: int = 1280
    scheme: str = "light"


PICTURES = (
    Picture("catalogue", "/"),
    Picture("table", "/datasets/avis-marches?type_avis=consultation"),
    Picture("chart", "/datasets/avis-marches/chart?par=type_avis&puis=source"),
    Picture("map", "/datasets/avis-marches/map"),
    Picture("record", "/datasets/avis-marches/{notice}"),
    Picture("document", "/datasets/marches-conclus/{printed}/document"),
    Picture("review", "/revue/marches-conclus/{printed}"),
    Picture("watches", "/veilles/{watch}"),
    Picture("watch-making", "/veilles/nouvelle?q=toiture&jeu=avis-marches"),
    Picture("sources", "/sources"),
    Picture("operations", "/exploitation"),
    Picture("access", "/acces"),
    Picture("phone", "/datasets/avis-marches?q=travaux", _PHONE),
    Picture("dark", "/datasets/marches-conclus/{printed}/document", scheme="dark"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures; 0 if all were taken."""
    parser = argparse.ArgumentParser(description="Take the pictures that docs/console.md shows.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--home", type=Path, required=True, help="folder of data that fixtures have filled")
    given = parser.parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    try:
        with browser() as window, open_installation(Settings(home=given.home)) as installation:
            site = site_for(installation)
            _open_account(site)
            named = _named(site)
            with session_of(site, PERSON) as secret, serving(create_app(site)) as address:
                for picture in PICTURES:
                    shown = address + picture.address.format(**named)
                    _save(_taken(window, shown, picture, secret, address), given.folder, picture)
    except (NoBrowser, InputError) as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


def _open_account(site: Site) -> None:
    with site.database.write_durably() as tx:
        if People(tx).by_email(PERSON) is None:
            People(tx).add(
                PERSON, name="Ana Martin", roles=set(Role) - {Role.VIEWER}, datasets=["*"], at=site.now()
            )


def _named(site: Site) -> dict[str, str]:
    """The records and the watch that addresses name.

    Raises:
        InputError: the folder of data has none.
    """
    with site.database.read() as tx:
        rows = Rows(tx, site.database.catalogue)
        notices = list(rows.rows(_NOTICES, limit=1))
        contracts = list(rows.rows(_CONTRACTS, limit=1000))
        watches = Watches(tx).all()
    printed = [row for row in contracts if str(row["document_url"]).endswith(_PDF)]
    if not (notices and printed and watches):
        raise InputError("no rows to show", hint="Fill the folder: veille run --replay fixtures.")
    return {
        "notice": quote(notices[0]["id"], safe=""),
        "printed": quote(printed[0]["id"], safe=""),
        "watch": quote(watches[0].id, safe=""),
    }


def _taken(window: Any, address: str, picture: Picture, secret: str, site: str) -> bytes:
    viewport = {"width": picture.width, "height": _HEIGHT}
    context = window.new_context(viewport=viewport, color_scheme=picture.scheme, locale="fr-FR")
    context.add_cookies([{"name": SESSION, "value": secret, "url": site}])
    page = context.new_page()
    answer = page.goto(address, wait_until="networkidle")
    if answer.status != 200:
        raise InputError(f"{picture.address} answers {answer.status}")
    page.wait_for_timeout(_SETTLED)
    taken: bytes = page.screenshot()
    context.close()
    return taken


def _save(taken: bytes, folder: Path, picture: Picture) -> None:
    Image.open(io.BytesIO(taken)).save(folder / f"{picture.name}.webp", quality=_QUALITY, method=6)


if __name__ == "__main__":
    sys.exit(main())

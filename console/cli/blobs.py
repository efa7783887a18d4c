"""``veille blobs``: the archive of documents, moved from one place to another."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Annotated

import typer

from console.cli.errors import FAILED
from core.errors import CorruptDocument, InputError
from core.settings import get_settings
from core.storage.blobs import Blobs, open_blobs

app = typer.Typer(
    help="The archive of documents.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

_AT_ONCE = 16


@app.callback()
def blobs() -> None:
    """The archive of documents."""


@app.command()
def copy(
    source: Annotated[str, typer.Option("--from", help="A folder or s3:// address.")] = "",
    target: Annotated[str, typer.Option("--to", help="Where to; by default VEILLE_BLOBS_URL.")] = "",
) -> None:
    """Copy every document that is not there yet, checked by its SHA-256; a second call goes on."""
    settings = get_settings()
    here, there = source or str((settings.home / "blobs").absolute()), target or settings.blobs_address
    if here == there:
        raise InputError("both archives are the same", hint="Set VEILLE_BLOBS_URL, or give --to.")
    if "://" not in here and not Path(here).is_dir():
        raise InputError(f"{here} is no folder", hint="Name the folder or the bucket to copy with --from.")
    done = copied(open_blobs(here), open_blobs(there))
    typer.echo(f"{done['copied']} copied, {done['there']} there already, {done['damaged']} damaged", err=True)
    raise typer.Exit(FAILED if done["damaged"] else 0)


def copied(source: Blobs, target: Blobs) -> Counter[str]:
    """Copy what is missing; what is damaged is named and left out."""

    def one(sha256: str) -> str:
        if target.exists(sha256):
            return "there"
        try:
            target.put(source.get(sha256))
        except CorruptDocument:
            typer.echo(f"damaged: {sha256}", err=True)
            return "damaged"
        return "copied"

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return Counter(pool.map(one, source.names()))

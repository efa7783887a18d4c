"""``veille extract``: everything a document says, before any source reads it."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console

from console.cli.files import Input, files_and_folders
from console.cli.parallel import Done, for_each
from core.sandbox import Sandbox
from core.settings import get_settings
from extractors.ocr import route

_SUFFIXES = (".pdf", ".html", ".htm", ".xml", ".json", ".jsonl", ".csv")


def extract(
    files: Annotated[list[str], typer.Argument(help="Files, folders of them; - for stdin.", metavar="FILE…")],
    as_json: Annotated[bool, typer.Option("--json", help="With evidence, an object a file.")] = False,
) -> None:
    """Read the text, fields, tables and entities of documents, each with the place it was read at."""
    settings = get_settings()
    with Sandbox.from_settings(settings, preload=("workers.reading", "extractors.warm:load")) as sandbox:

        def read(file: Input) -> bytes:
            arguments = {"name": file.name, "max_pages": settings.max_pages}
            return route.run(sandbox, "workers.reading:read_answer", file.data(), arguments)

        show = _print_json if as_json else _print_text
        status = for_each(files_and_folders(files, _SUFFIXES), read, show)
    raise typer.Exit(status)


def _print_json(done: Done) -> None:
    sys.stdout.buffer.write(done[1] + b"\n")
    sys.stdout.buffer.flush()


def _print_text(done: Done) -> None:
    file, answer = done
    found: dict[str, Any] = orjson.loads(answer)
    console = Console(soft_wrap=True)
    console.rule(file.name)
    console.print(found["text"], markup=False, highlight=False)
    sizes = ", ".join(f"{len(found[name])} {name}" for name in ("fields", "tables", "entities"))
    console.print(f"{found['media']} : {sizes}", style="dim", markup=False)

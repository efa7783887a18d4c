"""``veille extract``: everything a document says, before any source reads it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console

from console.cli.files import Input, files_and_folders
from console.cli.parallel import Done, for_each
from core.errors import InputError
from core.sandbox import Sandbox
from core.settings import get_settings
from extractors.ocr import route

_ALL = "workers.reading:read_answer"
_TEXT = "workers.bare_text:text_answer"
_SUFFIXES = (".pdf", ".html", ".htm", ".xml", ".json", ".jsonl", ".csv")


def extract(
    files: Annotated[list[str], typer.Argument(help="Files, folders of them; - for stdin.", metavar="FILE…")],
    as_json: Annotated[bool, typer.Option("--json", help="With evidence, an object a file.")] = False,
    text_only: Annotated[bool, typer.Option("--text", help="The bare text, fast.")] = False,
) -> None:
    """Read the text, fields, tables and entities of documents, each with the place it was read at."""
    if as_json and text_only:
        raise InputError("--text and --json exclude each other", hint="Choose one.")
    reader, show = (_TEXT, _print_answer) if text_only else (_ALL, _print_answer if as_json else _print_text)
    raise typer.Exit(_read(files, reader, show))


def _read(files: list[str], reader: str, show: Callable[[Done], None]) -> int:
    settings = get_settings()
    preload = (reader.partition(":")[0], "extractors.warm:load")
    with Sandbox.from_settings(settings, preload=preload) as sandbox:

        def read(file: Input) -> bytes:
            arguments = {"name": file.name, "max_pages": settings.max_pages}
            return route.run(sandbox, reader, file.data(), arguments)

        return for_each(files_and_folders(files, _SUFFIXES), read, show)


def _print_answer(done: Done) -> None:
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

"""``veille tables``: the tables of PDF documents, and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.table import Table

from console.cli.files import Input, files_and_folders
from console.cli.output import console_of_stdout
from console.cli.parallel import Done, for_each
from core.sandbox import Sandbox
from core.settings import get_settings
from extractors.ocr import route


def tables(
    files: Annotated[
        list[str], typer.Argument(help="PDF files, folders of them; - for stdin.", metavar="FILE…")
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="The cells with their places, an object a file.")
    ] = False,
) -> None:
    """Read the tables of PDF documents, on all cores."""
    settings = get_settings()
    several = len(files) > 1 or Path(files[0]).is_dir()
    with Sandbox.from_settings(
        settings, preload=("extractors.ocr.tables", "extractors.warm:load")
    ) as sandbox:

        def read(file: Input) -> bytes:
            arguments = {"max_pages": settings.max_pages}
            return route.run(sandbox, "extractors.ocr.tables:tables_answer", file.data(), arguments)

        show = _json_printer(several) if as_json else _print_tables
        status = for_each(files_and_folders(files, (".pdf",)), read, show)
    raise typer.Exit(status)


def _json_printer(several: bool) -> Any:
    def show(done: Done) -> None:
        file, answer = done
        if several:
            answer = orjson.dumps({"file": file.name, **orjson.loads(answer)})
        sys.stdout.buffer.write(answer + b"\n")
        sys.stdout.buffer.flush()

    return show


def _print_tables(done: Done) -> None:
    file, answer = done
    console = console_of_stdout()
    found = orjson.loads(answer)["tables"]
    console.print(f"{file.name} : {len(found)} tableau(x)", markup=False)
    for number, table in enumerate(found, start=1):
        console.print(_as_rich(number, table))


def _as_rich(number: int, table: dict[str, Any]) -> Table:
    title = f"{number} · page {table['page']} · {table['strategy']} · confiance {table['confidence']:.2f}"
    columns = 1 + max((cell["col"] + cell["colspan"] - 1 for cell in table["cells"]), default=-1)
    shown = Table(title=title, title_justify="left", show_header=False, show_lines=True)
    for _ in range(columns):
        shown.add_column()
    rows: dict[int, dict[int, str]] = {}
    for cell in table["cells"]:
        rows.setdefault(cell["row"], {})[cell["col"]] = cell["text"]
    for row in sorted(rows):
        shown.add_row(*(rows[row].get(column, "") for column in range(columns)))
    return shown

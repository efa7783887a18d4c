"""``veille geo``: which place a text names, and why."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from console.cli.days import parse_day
from console.cli.output import console_of_stdout, print_json
from normalizers.geo.resolve import resolve


def geo(
    text: Annotated[str, typer.Argument(help="A place as a document writes it: « Paris (8e) ».")],
    departement: Annotated[str | None, typer.Option(help="Code or name of the département.")] = None,
    code_postal: Annotated[str | None, typer.Option(help="Postal code beside the name.")] = None,
    day: Annotated[str | None, typer.Option("--date", help="Day of the document, YYYY-MM-DD.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Machine-readable.")] = False,
) -> None:
    """Explain how a place name is understood; never the nearest name."""
    place = resolve(text, departement=departement, code_postal=code_postal, on=parse_day(day))
    if as_json:
        print_json(asdict(place))
        return
    console = console_of_stdout()
    for name, value in asdict(place).items():
        if value and name not in ("explanation", "warnings", "libelle"):
            console.print(f"{name:22} {value}", markup=False)
    for sentence in (*place.explanation, *(f"avertissement : {each}" for each in place.warnings)):
        console.print(f"  {sentence}", style="dim", markup=False)

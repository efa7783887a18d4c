"""``veille sirene``: compile the stock of Sirene that completes buyers and winners."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.output import print_json
from core.errors import InputError
from core.settings import get_settings
from normalizers.organisations.sirene.compiled import FILE, compile_stock, counted


def sirene(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="StockEtablissement, StockUniteLegale (Parquet or CSV); else VEILLE_SIRENE."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Machine-readable.")] = False,
) -> None:
    """Compile stock files of Sirene into one local file; what is read from then on is completed by SIRET."""
    settings = get_settings()
    given = files or list(settings.sirene)
    if not given:
        raise InputError("no stock file of Sirene", hint="Give its path, or set VEILLE_SIRENE.")
    target = settings.home / FILE
    compile_stock(given, target)
    establishments, units = counted(target)
    if as_json:
        print_json({"path": str(target), "etablissements": establishments, "unites_legales": units})
    else:
        print(f"{establishments} établissements, {units} unités légales : {target}")

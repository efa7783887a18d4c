"""Reading of the stock files of Sirene, batch by batch: Parquet or CSV, memory flat whatever their size."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from core.errors import InputError

SIRET, SIREN = "siret", "siren"
NAME = "denominationUniteLegale"
SIGN = "enseigne1Etablissement"
ACTIVITY = "activitePrincipaleEtablissement"
COMMUNE = "codeCommuneEtablissement"
WANTED = (SIRET, SIREN, NAME, SIGN, ACTIVITY, COMMUNE)
"""The columns used of StockEtablissement and StockUniteLegale (INSEE, dictionary of variables)."""

_DIGITS = {SIRET: 14, SIREN: 9}
_HIDDEN = "[ND]"
"""What stands for the values of a unit that has asked not to be disseminated."""
_ROWS = 65_536

Batch = dict[str, list[str | None]]
"""Lists of one length by column; a column that the file lacks is absent."""


def batches(path: Path) -> Iterator[Batch]:
    """The wanted columns of a stock file; what is empty or not disseminated is None.

    Raises:
        InputError: the file is missing, damaged, or holds neither establishments nor legal units.
    """
    if not path.is_file():
        raise InputError(f"{path}: no such file", hint="Give the path of a stock file of Sirene.")
    try:
        for batch in _parquet(path) if _is_parquet(path) else _csv(path):
            yield {name: _cleaned(name, batch.column(name)) for name in batch.schema.names}
    except (pa.ArrowException, UnicodeDecodeError) as error:
        hint = "Give StockEtablissement or StockUniteLegale, as Parquet or as CSV (not zipped)."
        raise InputError(f"{path}: not a stock file of Sirene: {error}", hint=hint) from error


def _is_parquet(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def _parquet(path: Path) -> Iterator[pa.RecordBatch]:
    with pyarrow.parquet.ParquetFile(path) as file:
        wanted = _wanted(path, file.schema_arrow.names)
        yield from file.iter_batches(batch_size=_ROWS, columns=wanted)


def _csv(path: Path) -> Iterator[pa.RecordBatch]:
    """INSEE writes commas, the portals that republish it semicolons."""
    with path.open(encoding="utf-8-sig") as file:
        head = file.readline()
    delimiter = max(",;\t", key=head.count)
    wanted = _wanted(path, next(csv.reader([head], delimiter=delimiter), []))
    as_text = pyarrow.csv.ConvertOptions(
        include_columns=wanted, column_types=dict.fromkeys(wanted, pa.string()), strings_can_be_null=True
    )
    parsing = pyarrow.csv.ParseOptions(delimiter=delimiter)
    with pyarrow.csv.open_csv(path, parse_options=parsing, convert_options=as_text) as reader:
        yield from reader


def _wanted(path: Path, names: list[str]) -> list[str]:
    found = [name for name in WANTED if name in names]
    if SIRET not in found and not {SIREN, NAME} <= set(found):
        wanted = f"{SIRET}, or {SIREN} and {NAME}"
        raise InputError(f"{path}: lacks the columns {wanted}", hint="Keep the column names of INSEE.")
    return found


def _cleaned(name: str, column: pa.Array) -> list[str | None]:
    """A number that a tool has stored as such gets back the zeros it begins with."""
    width = _DIGITS.get(name, 0) if pa.types.is_integer(column.type) else 0
    texts = column.cast(pa.string()).to_pylist()
    return [None if text in (None, "", _HIDDEN) else text.strip().zfill(width) for text in texts]

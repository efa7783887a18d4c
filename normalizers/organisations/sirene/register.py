"""What the compiled stock of Sirene says of a SIRET."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from normalizers.organisations.sirene.compiled import FILE, compile_stock, stamp_in, stamp_of

_OF_SIRET = """
    SELECT (SELECT name FROM unit WHERE siren = ?), sign, naf, commune
    FROM (SELECT 1) LEFT JOIN establishment ON siret = ?
"""


@dataclass(frozen=True, slots=True)
class Establishment:
    """The name of the legal unit (else the sign of the establishment), NAF rev. 2 subclass, commune code."""

    name: str | None
    naf: str | None
    commune: str | None


class Register:
    """A compiled stock, open for reading; threads may share it."""

    def __init__(self, path: Path) -> None:
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._db = sqlite3.connect(address, uri=True, check_same_thread=False)

    def of(self, siret: str) -> Establishment:
        """What is known of a SIRET of 14 digits; nothing of one that the stock does not have."""
        (found,) = self._db.execute(_OF_SIRET, (int(siret[:9]), int(siret))).fetchall()
        name, sign, naf, commune = found
        return Establishment(name or sign, naf, commune)

    def close(self) -> None:
        """Close the file."""
        self._db.close()


@contextmanager
def opened_register(home: Path, files: Sequence[Path]) -> Iterator[Register | None]:
    """The register of an installation, compiled first where its stock files have changed; None without one.

    Stock files that are gone leave what was compiled of them.

    Raises:
        InputError: a stock file is none.
    """
    target = home / FILE
    if files and all(file.is_file() for file in files) and stamp_in(target) != stamp_of(files):
        compile_stock(files, target)
    if not target.is_file():
        yield None
        return
    with closing(Register(target)) as register:
        yield register

"""Files named on the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import InputError, VeilleError

STDIN = "-"
_LARGEST = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read; ``data`` is read when asked for, so that a thousand files do not fill the memory."""

    name: str
    path: Path | None

    def data(self) -> bytes:
        """The bytes of the file or of the standard input.

        Raises:
            InputError: the file cannot be read or is larger than 512 MB.
        """
        if self.path is None:
            return sys.stdin.buffer.read()
        try:
            if self.path.stat().st_size > _LARGEST:
                raise InputError(f"{self.name} is larger than 512 MB", hint="Split it first.")
            return self.path.read_bytes()
        except OSError as error:
            reason = error.strerror or str(error)
            raise InputError(f"{self.name}: {reason}", hint="Check the permissions of the file.") from error


def one_file(name: str) -> Input:
    """The file of that name, or the standard input for ``-``.

    Raises:
        InputError: there is no such file, or it is a folder.
    """
    if name == STDIN:
        return Input("stdin", None)
    path = Path(name)
    if path.is_dir():
        raise InputError(f"{name} is a folder", hint=f"Name the files in it: {name}/*.")
    if not path.exists():
        raise InputError(f"{name} does not exist", hint="Check the path.")
    return Input(name, path)


def files_and_folders(names: list[str], suffixes: tuple[str, ...]) -> Iterator[Input | VeilleError]:
    """The files named and those of the folders that end as asked; an error for what is missing or empty."""
    for name in names:
        if name != STDIN and Path(name).is_dir():
            found = sorted(each for each in Path(name).rglob("*") if each.suffix.lower() in suffixes)
            yield from (Input(str(each), each) for each in found)
            if not found:
                kinds = ", ".join(suffixes)
                yield InputError(f"{name} holds no document", hint=f"Documents end in {kinds}.")
        else:
            try:
                yield one_file(name)
            except InputError as error:
                yield error

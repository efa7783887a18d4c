"""Where a command writes what it makes: a file, a folder, or the standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar

from core.errors import InputError

STDOUT = "-"
Made = TypeVar("Made")


def save(output: str, write: Callable[[BinaryIO], Made]) -> Made:
    """Let ``write`` fill a file, which takes its name only once it is whole; ``-`` is the standard output.

    Raises:
        InputError: there can be no such file.
    """
    if output == STDOUT:
        return write(sys.stdout.buffer)
    target = Path(output)
    part = target.with_name(target.name + ".part")
    try:
        with part.open("wb") as out:
            made = write(out)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        hint = "Choose a folder that exists and that you may write to."
        raise InputError(f"{output}: {error.strerror}", hint=hint) from error
    return made


def folder(output: Path) -> Path:
    """The folder, made where it is not there.

    Raises:
        InputError: there can be none.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        said = "is no folder" if output.exists() else f"{error.strerror}"
        raise InputError(f"{output}: {said}", hint="Choose a folder that you may write to.") from error
    return output

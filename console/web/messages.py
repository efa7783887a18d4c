"""The words of the pages, both languages side by side in ``i18n``.

``messages.toml`` has the sentences, beside it a file for each room that has many; ``terms.toml`` has the
labels of the coded terms that no dataset has (those of datasets are in :mod:`normalizers.terms`),
``warnings.toml`` those of named warnings and refusals, ``said.toml`` what readers say of a document. A
sentence that counts has the forms ``one`` and ``other``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console.web.said import in_french
from console.web.typography import french
from normalizers.terms import label_of
from workers.notes import read_note

if TYPE_CHECKING:
    from console.web.language import Language

FOLDER = Path(__file__).parent / "i18n"
FILES = ("messages", "access", "review", "watches")
"""Where the sentences are."""

_OF_RIGHTS = {
    "sign-in",
    "person added",
    "person invited",
    "rights changed",
    "account closed",
    "team changed",
    "key made",
}
_OF_RUNS = {"discover", "publish", "measure"}
"""Stages whose subject is the number of the run, which tells a reader nothing."""
_WORDS = re.compile(r"command line|(?<![\w-])[a-z]+(?![\w-])")


@cache
def load(name: str) -> Mapping[str, Any]:
    """One of the files of ``i18n``."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def sentences() -> Mapping[str, Any]:
    """All sentences; no two files have a table of the same name."""
    return {name: table for file in FILES for name, table in load(file).items()}


@dataclass(frozen=True, slots=True)
class Messages:
    """The words of one language."""

    language: Language

    def __call__(self, key: str, **parts: object) -> str:
        """The sentence of a key such as ``dataset.title``, its parts filled in.

        Raises:
            KeyError: there is none; a page that lacks its words is a defect.
        """
        return self._pick(_find(sentences(), key)).format(**parts)

    @property
    def colon(self) -> str:
        """What stands between a name and its value."""
        return "\u00a0: " if self.language == "fr" else ": "

    @property
    def semicolon(self) -> str:
        """What stands between two things that may have commas themselves."""
        return "\u202f; " if self.language == "fr" else "; "

    @property
    def quotes(self) -> tuple[str, str]:
        """What stands before and after words of somebody else's."""
        return ("«\u00a0", "\u00a0»") if self.language == "fr" else ("“", "”")

    def quoted(self, text: str) -> str:
        """The text between the quotation marks of the language."""
        before, after = self.quotes
        return f"{before}{text}{after}"

    def count(self, key: str, number: int, shown: str) -> str:
        """A sentence that counts; ``shown`` is the number as written."""
        forms = _find(sentences(), key)
        return self._pick(forms["one" if self._is_singular(number) else "other"]).format(n=shown)

    def term(self, column: str, value: object) -> str:
        """The label of a coded term; the code itself, made readable, where it has none."""
        label = load("terms").get(column, {}).get(str(value)) or label_of(column, str(value))
        return self._pick(label) if label else _readable(str(value))

    def detail(self, action: str, text: str) -> str:
        """What a line of the audit log adds; rights and ways in by their labels, names as they are."""
        if action not in _OF_RIGHTS:
            return text
        known = load("terms")["detail"]
        return _WORDS.sub(lambda word: self._pick(known[word[0]]) if word[0] in known else word[0], text)

    def warning(self, code: str) -> str:
        """What a named warning or refusal means."""
        label = load("warnings").get(code)
        return self._pick(label) if label else _readable(code)

    def said(self, text: str) -> str:
        """What a reader or a fetcher said, in this language; a sentence that is none of ours as it is."""
        return (in_french(text) or text) if self.language == "fr" else text

    def note(self, text: str) -> str:
        """What is said of a run, in this language; any text but those of :mod:`workers.notes` as it is."""
        found = read_note(text)
        if found is None:
            return text
        parts = {name: self._written(name, part) for name, part in found.parts.items()}
        is_of_run = found.parts.get("stage") in _OF_RUNS
        told = self._pick(load("notes")[f"{found.name}_run" if is_of_run else found.name]).format(**parts)
        return f"{found.source}{self.colon}{told}" if found.source else told

    def _written(self, name: str, part: str) -> str:
        """A part of a note: stages by their labels, errors told, shares as the language writes them."""
        if name == "stage":
            return self.term("stage", part)
        if name == "error":
            return self.said(part)
        is_share = self.language == "fr" and part.endswith("%")
        return part[:-1].replace(".", ",") + "\u202f%" if is_share else part

    def _pick(self, label: Mapping[str, str]) -> str:
        return french(label["fr"]) if self.language == "fr" else label[self.language]

    def _is_singular(self, number: int) -> bool:
        return abs(number) < 2 if self.language == "fr" else number == 1


def _find(tree: Mapping[str, Any], key: str) -> Any:
    for part in key.split("."):
        tree = tree[part]
    return tree


def _readable(code: str) -> str:
    words = code.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]

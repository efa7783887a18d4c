"""What became of the labels and sections of a page and the columns of a table, whose words have no paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.model.source import Accounted, Unmapped
from crawlers.forms.folding import fold


def account_labels(
    read: Iterable[str], ignored: Iterable[str] = (), unknown: Iterable[str] = ()
) -> Iterator[Unmapped | Accounted]:
    """Labels as printed, as paths ``libelle/…``, folded, so that a label in capitals is the same one."""
    return _account("libelle", read, ignored, unknown)


def account_sections(
    read: Iterable[str], ignored: Iterable[str] = (), unknown: Iterable[str] = ()
) -> Iterator[Unmapped | Accounted]:
    """Numbers or titles of the sections of a form, as paths ``rubrique/…``, folded."""
    return _account("rubrique", read, ignored, unknown)


def account_columns(
    read: Iterable[str], ignored: Iterable[str] = (), unknown: Iterable[str] = ()
) -> Iterator[Unmapped | Accounted]:
    """Headings as printed, as paths ``colonne/…``, folded."""
    return _account("colonne", read, ignored, unknown)


def _account(
    kind: str, read: Iterable[str], ignored: Iterable[str], unknown: Iterable[str]
) -> Iterator[Unmapped | Accounted]:
    for path in dict.fromkeys(_path(kind, words) for words in unknown):
        yield Unmapped(path)
    yield Accounted(
        read=frozenset(_path(kind, words) for words in read),
        ignored=frozenset(_path(kind, words) for words in ignored),
    )


def _path(kind: str, words: str) -> str:
    return f"{kind}/{' '.join(fold(words).split()).strip(' .:;-–•*')}"

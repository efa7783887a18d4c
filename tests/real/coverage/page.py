"""The shares as a page of the documentation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.real.coverage.documents import FOLDERS
from tests.real.coverage.tally import FormTally, SourceTally, tally

PAGE = Path(__file__).resolve().parents[3] / "docs" / "coverage.md"
HEAD = """# What is read of the published documents

Each field of a document is read, ignored by name, or told as unknown (law 2). Over every real document of
development: how many different paths each document has filled, added up over the documents of a form, and
what became of them. Written by `python -m tests.real.coverage`. The documents are not part of the repository;
where they are, a test holds this page and the bound of the unknown share. What an installation has seen
itself, `veille sources --coverage` says in the same way.

A path is that of a filled leaf of a tree (JSON, XML) without indexes. A page has none: there it is a label
(`libelle/…`), of the forms of the JOUE and of ted.europa.eu a numbered section (`rubrique/…`) whose words
are not counted one by one. In a table it is the heading of a column with a value (`colonne/…`). Prose without
labels (JO as PDF) has nothing to count. *ignored* paths are listed by name and reason beside the reader of
the form: second spellings, contacts, conditions of tender, words for lawyers, what no column of a dataset
holds. A document that is refused is not counted: its refusal says why.
"""


def results() -> dict[str, SourceTally]:
    """The counts of every source."""
    return {source: tally(source) for source in FOLDERS}


def page(found: dict[str, SourceTally]) -> str:
    """The page in Markdown."""
    return "\n".join([HEAD, *_shares(found), *_refused(found), *_unknown(found)]) + "\n"


def _shares(found: dict[str, SourceTally]) -> Iterator[str]:
    yield "| source | form | documents | paths | read | ignored | unknown |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: |"
    for source, form, each in _forms(found):
        shares = " | ".join(f"{100 * share:.2f} %" for share in each.coverage.shares().values())
        yield f"| {source} | {form} | {each.documents} | {each.coverage.total} | {shares} |"
    yield ""


def _refused(found: dict[str, SourceTally]) -> Iterator[str]:
    yield "## Documents that are refused"
    yield ""
    yield "| source | reason | documents |"
    yield "| --- | --- | ---: |"
    for source, each in found.items():
        for code, count in sorted(each.refused.items()):
            yield f"| {source} | {code} | {count} |"
    yield ""


def _unknown(found: dict[str, SourceTally]) -> Iterator[str]:
    yield "## The unknown paths"
    yield ""
    yield "| source | form | path | documents | met in |"
    yield "| --- | --- | --- | ---: | --- |"
    for source, form, each in _forms(found):
        for path, names in sorted(each.unknown.items()):
            yield f"| {source} | {form} | `{path}` | {len(names)} | {names[0]} |"


def _forms(found: dict[str, SourceTally]) -> Iterator[tuple[str, str, FormTally]]:
    for source, each in found.items():
        for form, counts in sorted(each.forms.items()):
            yield source, form, counts

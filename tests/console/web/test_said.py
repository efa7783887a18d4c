"""What readers and fetchers say is told in French, and each warning by its label."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.web.messages import Messages, load
from console.web.said import in_french
from core.errors import DocumentError, FetchError, VeilleError
from normalizers.datasets import datasets

ROOT = Path(__file__).parents[3]
PACKAGES = ("core", "crawlers", "extractors", "workers")
ERRORS = {
    "CorruptDocument",
    "DocumentError",
    "EmptyDocument",
    "FetchError",
    "ForbiddenAddress",
    "HostileDocument",
    "LimitExceeded",
    "MissingCredentials",
    "ScannedDocument",
    "StructureChanged",
    "UnknownForm",
    "WrongFormat",
}


def _sentence(node: ast.expr) -> str:
    """The text of a string, ``x`` for each of its parts; empty for what is not written there."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if not isinstance(node, ast.JoinedStr):
        return ""
    return "".join(str(each.value) if isinstance(each, ast.Constant) else "x" for each in node.values)


def _sentences() -> Iterator[tuple[str, str]]:
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                    continue
                if node.func.id in ERRORS and (said := _sentence(node.args[0])):
                    yield f"{file.relative_to(ROOT)}: {said}", said


def test_every_sentence_of_an_error_of_documents_is_told_in_french() -> None:
    sentences = dict(_sentences())
    assert len(sentences) > 120
    assert [where for where, said in sentences.items() if not in_french(said)] == []


def test_every_sentence_in_french_has_the_parts_of_the_english_one() -> None:
    text = (ROOT / "console/web/i18n/said.toml").read_text(encoding="utf-8")
    pairs = re.findall(r'en = "(.*)"\nfr = "(.*)"', text)
    assert len(pairs) == text.count("[[said]]")
    for english, french in pairs:
        assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", french)), english


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("/TEXTE/ID is missing or empty", "/TEXTE/ID manque ou est vide"),
        (
            "59 of 177 fields are unknown: /Lot[1]/ID, /Lot[1]/x",
            "59 champs sur 177 sont inconnus\u00a0: /Lot[1]/ID, /Lot[1]/x",
        ),
        ("/a has no GESTION or no DONNEES", "/a n'a pas de GESTION ou pas de DONNEES"),
        ("/a has no STRUCT", "/a n'a pas de STRUCT"),
        ("https://a.example/x?y=1 answered 503", "https://a.example/x?y=1 a répondu 503"),
        ("a sentence of somebody else's", "a sentence of somebody else's"),
    ],
)
def test_what_is_said_is_told_in_french_with_its_parts(said: str, told: str) -> None:
    assert Messages("fr").said(said) == told
    assert Messages("en").said(said) == said


def test_a_run_tells_the_error_of_its_step_in_french() -> None:
    told = Messages("fr").note("extract 26-1: /TEXTE/ID is missing or empty")
    assert told == "Lecture de 26-1 en échec\u00a0: /TEXTE/ID manque ou est vide"
    told = Messages("fr").note("discover 11: FetchError: the host a.example cannot be found: none")
    assert told == "Recherche en échec\u00a0: l'hôte a.example est introuvable\u00a0: none"
    assert Messages("en").note("publish 11: KeyError: 'x'") == "Publishing failed: KeyError: 'x'"


_PAIRED = re.compile(r"[a-z_]+:[a-z_]+")
_NAMED = re.compile(r"[a-z]+(?:_[a-z]+)+")
_OTHERS = ("datasets", "linking")
"""Folders of the normalizers whose constants name no warnings."""


def _strings(package: str) -> Iterator[tuple[Path, str]]:
    """The strings that are constants of a module, or are told of what is unknown."""
    for file in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            told = [node.value] if isinstance(node, ast.Assign) else []
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "unknown":
                told = node.args
            yield from ((file, str(each.value)) for each in told if isinstance(each, ast.Constant))


def _warnings() -> Iterator[str]:
    """The codes of warnings in the sources: beside a column, or as a constant of the normalizers."""
    names = {column.name for dataset in datasets().values() for column in dataset.columns}
    for package in ("crawlers", "normalizers"):
        for file, text in _strings(package):
            code, _, column = text.partition(":")
            if _PAIRED.fullmatch(text) and column in {*names, "document"}:
                yield code
            is_ours = package == "normalizers" and file.parent.name not in _OTHERS
            if is_ours and _NAMED.fullmatch(text) and text not in names:
                yield text


def test_every_warning_on_a_value_has_its_label() -> None:
    found = set(_warnings())
    assert len(found) > 80
    assert sorted(found - load("warnings").keys()) == []


def test_every_named_refusal_of_a_document_has_its_label() -> None:
    named = set(_codes(DocumentError)) | set(_codes(FetchError))
    assert sorted(named - load("warnings").keys()) == []


def _codes(error: type[VeilleError]) -> Iterator[str]:
    yield error.code
    for each in error.__subclasses__():
        yield from _codes(each)

"""The summary says what is an individual measure, at each of the doors: flat, nested, of the API."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.model.reading import Reading, Refusal, Value
from core.model.source import Found
from crawlers.legal.jorf import SOURCE
from extractors.parse import parse
from tools import compose_jorf as compose
from tools import jorf_global_xml, jorf_piste_json, jorf_xml
from workers.toolbox import ProseToolbox

Texts = tuple[jorf_xml.Text, ...]
Write = Callable[[Texts, Texts], tuple[bytes, str]]


def _flat(individual: Texts, general: Texts) -> tuple[bytes, str]:
    return jorf_xml.summary_xml(individual, general).encode(), "xml"


def _nested(individual: Texts, general: Texts) -> tuple[bytes, str]:
    return jorf_global_xml.container_xml(individual, general).encode(), "xml"


def _api(individual: Texts, general: Texts) -> tuple[bytes, str]:
    return jorf_piste_json.issue_json(individual, general), "json"


DOORS = pytest.mark.parametrize("write", [_flat, _nested, _api], ids=["flat", "nested", "api"])
PLAIN = replace(compose.NOTARY, number=77, title="Arrêté du 9 mars 2026 relatif à un notaire")
"""A title that names a profession, and neither what becomes of whom nor public officers."""


def read(written: tuple[bytes, str]) -> list[Found]:
    data, media = written
    document = parse(data, name=f"sommaire.{media}", media=media)
    form = next(form for form in SOURCE.forms if form.media == media and form.recognises(document))
    assert form.summary
    return list(form.read(document, ProseToolbox()))


def rows(found: list[Found]) -> list[Reading]:
    return [each for each in found if isinstance(each, Reading)]


@DOORS
def test_a_title_that_says_little_is_an_act_among_the_individual_measures_only(write: Write) -> None:
    (row,) = rows(read(write((PLAIN,), ())))
    rubric = row.values["rubrique"]
    assert row.id == f"{PLAIN.id}:1:1"
    assert isinstance(rubric, Value) and "Mesures nominatives" in rubric.text
    assert rows(read(write((), (PLAIN,)))) == []


@DOORS
def test_a_title_that_names_public_officers_is_one_wherever_it_stands(write: Write) -> None:
    assert [row.id for row in rows(read(write((), (compose.NOTARY,))))] == [f"{compose.NOTARY.id}:1:1"]


@DOORS
def test_a_protected_title_is_refused_wherever_it_stands(write: Write) -> None:
    for individual, general in (((compose.PROTECTED,), ()), ((), (compose.PROTECTED,))):
        found = read(write(individual, general))
        assert rows(found) == []
        assert {each.code for each in found if isinstance(each, Refusal)} == {"protected"}

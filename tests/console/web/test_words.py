"""Words and figures: complete in both languages, written as their readers write."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from console.web.conditional import http_date
from console.web.marks import shown, visible
from console.web.messages import FILES, Messages, load, sentences
from console.web.render import HERE, web_address
from core.model.dataset import Column
from core.storage.records import Effect
from normalizers.datasets import datasets
from normalizers.terms import labels
from tests.console.web.seeding import Shelf
from workers.advance import HANDED, LIVE, REPLAY
from workers.feeds.figures import Figures
from workers.figures import work_figures

FR, EN = Figures("fr"), Figures("en")


def _leaves(tree: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    for name, inner in tree.items():
        if isinstance(next(iter(inner.values())), str):
            yield f"{path}{name}", inner
        else:
            yield from _leaves(inner, f"{path}{name}.")


@pytest.mark.parametrize("file", [*FILES, "terms", "warnings", "notes"])
def test_both_languages_say_everything_with_the_same_parts(file: str) -> None:
    for key, label in _leaves(load(file)):
        assert set(label) == {"fr", "en"}, key
        parts = [sorted(re.findall(r"\{(\w+)\}", text)) for text in label.values()]
        assert parts[0] == parts[1], key


def test_templates_ask_only_for_words_that_exist() -> None:
    known = {key for key, _ in _leaves(sentences())}
    for template in HERE.rglob("*.html"):
        for key in re.findall(r"""\bt\(["']([a-z_0-9.]+)["'][,)]""", template.read_text(encoding="utf-8")):
            assert key in known, f"{template.name}: {key}"


def test_every_figure_and_mode_of_a_run_has_its_label(bare: Shelf) -> None:
    terms = {**labels(), **load("terms")}
    with bare.site.database.read() as tx:
        figures = {"found", "vanished", *work_figures(tx, 1), *Effect}
    assert figures <= terms["count"].keys()
    assert {LIVE, REPLAY, HANDED} <= terms["mode"].keys()


def _terms(columns: tuple[Column, ...]) -> Iterator[tuple[str, str]]:
    for column in columns:
        yield from ((column.name, term) for term in column.terms)
        yield from _terms(column.parts)


def test_every_declared_term_has_its_label() -> None:
    terms = {**labels(), **load("terms")}
    for dataset in datasets().values():
        for column, term in _terms(dataset.columns):
            assert term in terms.get(column, {}) or term in terms["*"], f"{dataset.name}.{column}: {term}"


def test_every_column_has_a_label_in_both_languages() -> None:
    for dataset in datasets().values():
        assert all(column.title and column.title_en for column in dataset.columns)


def _deeds() -> Iterator[str]:
    """What the pages write into the audit log, where it stands as a string."""
    place = {"noted": 3, "_note": 2, "note": 0}
    for file in HERE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
                said = node.args[place[name] :][:1] if name in place else []
                yield from (str(each.value) for each in said if isinstance(each, ast.Constant))


def test_every_deed_of_the_audit_log_has_its_label() -> None:
    deeds = set(_deeds())
    assert len(deeds) > 20
    assert sorted(deeds - load("terms")["action"].keys()) == []


def test_a_line_of_the_audit_log_tells_rights_by_their_labels() -> None:
    fr = Messages("fr")
    told = fr.detail("rights changed", "operator, owner (avis-marches), public")
    assert told == "exploitant, responsable de données (avis-marches), profil public"
    assert fr.detail("person added", "command line") == "par la ligne de commande"
    assert fr.detail("watch made", "public") == "public"
    assert Messages("en").detail("key made", "feeds, read") == "read feeds, read data"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", list(datasets()))
def test_every_dictionary_can_be_read(client: TestClient, name: str, language: str) -> None:
    page = client.get(f"/datasets/{name}/dictionary?lang={language}")
    assert page.status_code == 200
    assert ("When it was read." in page.text) == (language == "en")
    assert ("Date de lecture." in page.text) == (language == "fr")


def test_every_dataset_is_described_in_both_languages() -> None:
    for dataset in datasets().values():
        assert dataset.description
        assert dataset.description_en, dataset.name
        assert dataset.description_en != dataset.description


def test_an_unknown_code_stays_readable() -> None:
    assert Messages("fr").term("type_avis", "nouveau_terme") == "Nouveau terme"
    assert Messages("en").warning("some-new-code") == "Some new code"
    assert Messages("fr").term("x", "") == ""


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        (FR.amount(1234567.5), "1 234 567,50 €"),
        (FR.amount(99_000.0), "99 000 €"),
        (FR.amount(0.1 + 0.2), "0,30 €"),
        (FR.amount(-12.0, "CHF"), "-12 CHF"),
        (EN.amount(1234567.5), "€1,234,567.50"),
        (FR.number(1234), "1 234"),
        (FR.number(0.125), "0,125"),
        (FR.number(3.0), "3"),
        (FR.percent(0.999), "99 %"),
        (FR.percent(1.0), "100 %"),
        (FR.percent(0.29), "29 %"),
        (FR.day(date(2026, 3, 1)), "1er mars 2026"),
        (FR.day(date(2026, 12, 25)), "25 décembre 2026"),
        (EN.day(date(2026, 3, 1)), "1 March 2026"),
        (FR.moment(datetime(2026, 7, 1, 10, 5, tzinfo=UTC)), "1er juillet 2026 à 12 h 05"),
        (FR.moment(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)), "1er janvier 2027 à 0 h 30"),
        (EN.moment(datetime(2026, 7, 1, 10, 5, tzinfo=UTC)), "1 July 2026, 12:05"),
        (FR.short_moment(datetime(2026, 1, 1, 10, 5, tzinfo=UTC)), "01/01/2026 11:05"),
        (FR.short_day(date(812, 1, 2)), "02/01/0812"),
        (FR.size(0), "0 octets"),
        (FR.size(277), "277 octets"),
        (FR.size(2_140), "2,1 Ko"),
        (FR.size(12_500_000), "12,5 Mo"),
        (FR.size(3_000_000_000_000), "3 000 Go"),
    ],
)
def test_figures(written: str, wanted: str) -> None:
    assert re.sub("[\u00a0\u202f]", " ", written) == wanted


def test_the_ends_of_the_calendar_can_be_written() -> None:
    assert FR.moment(datetime.max.replace(tzinfo=UTC))
    assert FR.moment(datetime.min.replace(tzinfo=UTC))


@given(st.text())
def test_no_character_is_lost_or_active(text: str) -> None:
    runs = visible(text)
    back = "".join(chr(int(run.text[2:], 16)) if run.control else run.text for run in runs)
    assert back == text
    page = str(shown(text))
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", page)
    assert page.count("<") == 2 * sum(run.control for run in runs)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("https://boamp.fr/avis/1", True),
        ("http://x", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT://x", False),
        ("data:text/html,x", False),
        ("//evil.example", False),
        ("https:", False),
        ("http://[broken", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(text: object, wanted: bool) -> None:
    assert bool(web_address(text)) is wanted


def test_http_dates() -> None:
    assert http_date(datetime(2026, 3, 20, 9, 30, tzinfo=UTC)) == "Fri, 20 Mar 2026 09:30:00 GMT"

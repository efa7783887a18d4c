"""What the reader does with the answers of the Légifrance API, and which texts it asks for."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import FetchError, StructureChanged
from core.model.reading import Reading, Refusal, Value
from core.model.source import Answer, Unmapped, Window
from core.model.tree import Node
from crawlers.legal.jorf import SOURCE
from crawlers.legal.jorf.discovery import discover
from crawlers.legal.jorf.piste.addresses import ROOT, SANDBOX, issue_address, text_address
from crawlers.legal.jorf.piste.days import day_of
from crawlers.legal.jorf.piste.markup import markup_paragraphs
from extractors.parse import parse
from tests.crawlers.told import Found, told
from tools import compose_jorf as compose
from tools import jorf_piste_json as piste
from tools import jorf_xml
from workers.toolbox import ProseToolbox

DAY = date(2026, 3, 12)


def read(data: bytes, media: str = "json") -> list[Found]:
    document = parse(data, name=f"text.{media}", media=media)
    forms = [form for form in SOURCE.forms if form.media == media]
    form = next(form for form in forms if form.recognises(document))
    return told(form.read(document, ProseToolbox()))


def values(row: Found) -> dict[str, str]:
    assert isinstance(row, Reading)
    return {name: value.text for name, value in row.values.items() if isinstance(value, Value)}


@pytest.mark.parametrize("text", compose.OURS, ids=lambda each: each.nor)
def test_a_text_gives_the_rows_of_its_xml(text: jorf_xml.Text) -> None:
    found, same = read(piste.text_json(text)), read(jorf_xml.text_xml(text).encode(), "xml")
    assert [row.id for row in found if isinstance(row, Reading)] == [
        row.id for row in same if isinstance(row, Reading)
    ]
    assert list(map(values, found)) == list(map(values, same))


def test_the_summary_gives_the_rows_of_its_xml() -> None:
    texts = (compose.MAGISTRATES, *compose.OURS, compose.PROTECTED)
    found = read(piste.issue_json(texts, (compose.TARIFF,)))
    same = read(jorf_xml.summary_xml(texts, (compose.TARIFF,)).encode(), "xml")
    assert [type(each) for each in found] == [type(each) for each in same]
    rows = [each for each in found if isinstance(each, Reading)]
    assert list(map(values, rows)) == [values(each) for each in same if isinstance(each, Reading)]


@pytest.mark.parametrize("flag", ["inap", "dereferenced"])
def test_a_flagged_text_is_refused_whatever_its_title(flag: str) -> None:
    flags: Any = {flag: True}
    (refusal,) = read(piste.text_json(compose.NOTARY, **flags))
    assert isinstance(refusal, Refusal)
    assert refusal.code == "protected"
    assert "VERDELET" not in str(refusal)


def test_a_flagged_article_is_refused_and_the_others_are_read() -> None:
    answer = json.loads(piste.text_json(compose.NOTARY))
    hidden = {**answer["articles"][0], "num": "2", "dereferenced": True}
    answer["articles"].append({**hidden, "content": "<p>M. SECRET (Jean) est nommé notaire à Dax.</p>"})
    found = read(json.dumps(answer).encode())
    assert [each.code for each in found if isinstance(each, Refusal)] == ["protected"]
    assert [each.id for each in found if isinstance(each, Reading)] == ["JORFTEXT000059900101:1:1"]
    assert "SECRET" not in str(found)


def test_articles_inside_sections_are_read() -> None:
    answer = json.loads(piste.text_json(compose.SUPPRESSION))
    answer["sections"] = [{"title": "Offices", "articles": [{**answer["articles"][0], "num": "3"}]}]
    answer["articles"] = []
    (row,) = read(json.dumps(answer).encode())
    assert isinstance(row, Reading)
    assert row.id == "JORFTEXT000059900106:3:1"


def test_a_relative_eli_leads_to_legifrance() -> None:
    answer = json.loads(piste.text_json(compose.NOTARY)) | {"eli": "/eli/arrete/2026/3/3/X/jo/texte"}
    eli = values(read(json.dumps(answer).encode())[0])["eli"]
    assert eli == "https://www.legifrance.gouv.fr/eli/arrete/2026/3/3/X/jo/texte"


def test_an_unknown_field_is_told() -> None:
    answer = json.loads(piste.text_json(compose.NOTARY)) | {"versionPdf": "oui"}
    answer["articles"][0]["couleur"] = "bleu"
    answer["sections"] = [{"title": "Offices", "couleur": "vert"}]
    unknown = {each.path for each in read(json.dumps(answer).encode()) if isinstance(each, Unmapped)}
    assert unknown == {"/versionPdf", "/articles/couleur", "/sections/couleur"}


@pytest.mark.parametrize("gone", ["cid", "title", "dateParution", "inap", "dereferenced"])
def test_a_text_without_its_identity_or_its_flags_is_not_read(gone: str) -> None:
    answer = json.loads(piste.text_json(compose.NOTARY))
    del answer[gone]
    document = parse(json.dumps(answer).encode(), name="x.json", media="json")
    known = [form for form in SOURCE.forms if form.media == "json" and form.recognises(document)]
    for form in known:
        with pytest.raises(StructureChanged):
            list(form.read(document, ProseToolbox()))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        (str(piste.milliseconds("2026-03-12")), DAY),
        (str(piste.milliseconds("2026-03-12") - 3_600_000), DAY),
        ("2026-03-12T00:00:00.000+0000", DAY),
        ("2026-07-01T22:00:00.000+0000", date(2026, 7, 2)),
        ("2026-03-12", DAY),
        ("-3187209600000", date(1869, 1, 1)),
        ("demain", None),
    ],
)
def test_a_day_is_that_of_paris(words: str, day: date | None) -> None:
    assert day_of(words) == day


WORDS = st.lists(st.sampled_from(["Mme", "Léa", "à", "8", "&amp;", "&eacute;t&eacute;"]), min_size=1)
HTML = st.lists(WORDS.map(" ".join), min_size=1, max_size=5)


@given(HTML, st.sampled_from(["<p>{}</p>", "<div>\n {}</div>", "{}<p/>", "<li><b>{}</b></li>"]), st.data())
def test_each_stretch_of_html_is_proved_by_its_place(
    parts: list[str], frame: str, data: st.DataObject
) -> None:
    node = Node("content", "/content", "".join(frame.format(part) for part in parts))
    found = list(markup_paragraphs(node, "1"))
    assert len(found) == len(parts)
    paragraph = data.draw(st.sampled_from(found))
    start = data.draw(st.integers(0, len(paragraph.text) - 1))
    end = data.draw(st.integers(start + 1, len(paragraph.text)))
    proof = paragraph.prove(start, end)
    assert proof.start is not None
    stretch = node.text[proof.start : proof.end]
    again = [each.text for each in markup_paragraphs(Node("x", "/x", f"<p>{stretch}</p>"), "1")]
    assert " ".join(again) == paragraph.text[start:end].strip()


def test_line_ends_part_persons_and_raised_letters_stay() -> None:
    node = Node("content", "/content", "<p>\n<br/>Un :<br/> Mme A<br/><br/>M. B (8<sup>e</sup>)</p>")
    assert [each.text for each in markup_paragraphs(node, "1")] == ["Un :\nMme A\nM. B (8e)"]


class Api:
    """An origin that answers ``jorfCont`` in pages."""

    def __init__(self, items: list[piste.Json], root: str = ROOT, total: int | None = None) -> None:
        self.seeds = (root,)
        self.items, self.size = items, 1
        self.total = len(items) if total is None else total
        self.asked: list[piste.Json] = []

    def get(self, url: str) -> Answer | None:
        raise AssertionError("the API takes its questions by POST")

    def post(self, url: str, body: bytes) -> Answer | None:
        question = json.loads(body)
        self.asked.append(question)
        start = (question["pageNumber"] - 1) * self.size
        return Answer(url, piste.answer_json(self.items[start : start + self.size], self.total), {})


def issue(*texts: jorf_xml.Text, day: str = "2026-03-12") -> piste.Json:
    (item,) = json.loads(piste.issue_json(texts, (compose.TARIFF,)))["items"]
    item["joCont"]["datePubli"] = piste.milliseconds(day)
    return dict(item)


def keys(api: Api) -> list[str]:
    return [each.key for each in discover(api, Window(DAY, DAY))]


def test_the_summary_decides_which_texts_are_asked_for() -> None:
    api = Api([issue(compose.MAGISTRATES, *compose.OURS, compose.PROTECTED)])
    assert keys(api) == [jorf_xml.ISSUE, compose.MAGISTRATES.id, *(each.id for each in compose.OURS)]


def test_a_document_has_the_address_of_its_question() -> None:
    api = Api([issue(compose.NOTARY)])
    first, second = discover(api, Window(DAY, DAY))
    assert (first.url, first.published) == (issue_address(ROOT, jorf_xml.ISSUE), DAY)
    assert second.url == text_address(ROOT, compose.NOTARY.id)
    assert second.url.endswith("/consult/jorf?textCid=JORFTEXT000059900101")


def test_individual_measures_of_other_ministries_cost_no_call() -> None:
    other = replace(compose.MAGISTRATES, ministry="Ministère de l'intérieur")
    words = json.dumps(issue(other), ensure_ascii=False)
    item = json.loads(words.replace("Ministère de la justice", "Ministère de l'intérieur"))
    assert keys(Api([item])) == [jorf_xml.ISSUE]


def test_all_pages_of_a_day_are_asked_for_and_issues_of_the_next_left_aside() -> None:
    second = issue(compose.OFFICERS)
    second["joCont"]["id"] = "JORFCONT000059900102"
    api = Api([issue(compose.NOTARY), second, issue(compose.SALARIED, day="2026-03-13")])
    assert [each for each in keys(api) if "CONT" in each] == [jorf_xml.ISSUE, "JORFCONT000059900102"]
    assert [each["pageNumber"] for each in api.asked] == [1, 2, 3]
    assert api.asked[0]["start"] == {"year": 2026, "month": 3, "dayOfMonth": 12}


def test_issues_that_are_announced_and_not_given_are_missed() -> None:
    with pytest.raises(FetchError, match="1 of 2"):
        keys(Api([issue(compose.NOTARY)], total=2))


def test_a_day_without_an_issue_has_no_documents() -> None:
    assert keys(Api([])) == []


@pytest.mark.parametrize("body", [b"{}", b"[]", b"<html>", b'{"totalNbResult": 1, "items": [1]}'])
def test_an_answer_of_another_form_is_told(body: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    api = Api([])
    monkeypatch.setattr(api, "post", partial(_answer, body))
    with pytest.raises(StructureChanged):
        keys(api)


def _answer(given_body: bytes, url: str, body: bytes) -> Answer:
    return Answer(url, given_body, {})


def test_the_sandbox_is_another_door() -> None:
    found = list(discover(Api([issue(compose.NOTARY)], SANDBOX), Window(DAY, DAY)))
    assert all(each.url.startswith(SANDBOX) for each in found)

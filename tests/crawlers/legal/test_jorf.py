"""What the reader of the Journal officiel does with summaries, texts and articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import StructureChanged
from core.model.act import Span
from core.model.reading import Reading, Refusal, Value
from core.model.source import Answer, Unmapped, Window
from core.model.tree import Node
from crawlers.legal.jorf import SOURCE
from crawlers.legal.jorf.body import body_of
from crawlers.legal.jorf.discovery import ROOT, discover
from extractors.parse import parse
from tests.crawlers.told import Found, told
from tools import compose_jorf as compose
from tools import jorf_xml
from workers.toolbox import ProseToolbox


def read(xml: str) -> list[Found]:
    document = parse(xml.encode(), name="text.xml", media="xml")
    form = next(form for form in SOURCE.forms if form.recognises(document))
    return told(form.read(document, ProseToolbox()))


def rows(found: list[Found]) -> list[Reading]:
    return [each for each in found if isinstance(each, Reading)]


def text(reading: Reading, column: str) -> str:
    value = reading.values[column]
    assert isinstance(value, Value)
    return value.text


def of(text_: jorf_xml.Text) -> list[Reading]:
    return rows(read(jorf_xml.text_xml(text_)))


def test_a_nomination_has_its_columns_and_the_metadata_of_its_text() -> None:
    (row,) = of(compose.NOTARY)
    assert row.id == "JORFTEXT000059900101:1:1"
    assert (text(row, "nom"), text(row, "prenoms")) == ("VERDELET", "Antoine, Louis")
    assert text(row, "nor") == "JUSC2600101A"
    assert text(row, "date_publication") == "2026-03-12"
    assert text(row, "numero_jo") == "0060"
    assert "eli" not in row.values


def test_a_name_is_proved_by_a_stretch_of_its_paragraph() -> None:
    (row,) = of(compose.NOTARY)
    name = row.values["nom"]
    assert isinstance(name, Value)
    assert name.evidence.path == "/TEXTE/STRUCT/ARTICLE/BLOC_TEXTUEL/CONTENU/p"
    assert name.evidence.lecture == "VERDELET"


def test_line_ends_part_the_persons_of_a_list() -> None:
    assert [text(row, "nom") for row in of(compose.OFFICERS)] == ["QUENTIN", "OUVRARD"]


def test_superscripts_stay_in_their_word() -> None:
    assert text(of(compose.OFFICERS)[1], "residence_libelle") == "Paris (8e)"


def test_a_company_and_its_associates_are_rows_of_one_text() -> None:
    found = of(compose.SOCIETY)
    assert [text(row, "type_acte") for row in found] == [
        "nomination_societe",
        "nomination_associe",
        "nomination_associe",
    ]
    assert [row.id[-3:] for row in found] == ["1:1", "1:2", "1:3"]


def test_the_day_that_means_unknown_is_not_read() -> None:
    assert text(of(compose.SOCIETY)[0], "date_arrete") == "2 mars 2026"
    undated = replace(
        compose.SUPPRESSION, body="<p>L'office de notaire à la résidence de Crest est supprimé.</p>"
    )
    row = of(replace(undated, title="Suppression d'un office de notaire", signed="2999-01-01"))[0]
    assert "date_arrete" not in row.values


def test_acts_are_numbered_within_their_article() -> None:
    first = jorf_xml.text_xml(compose.SUPPRESSION).replace("<NUM/>\n<MCS_ART/>", "<NUM>1</NUM>\n<MCS_ART/>")
    start, end = first.index("<ARTICLE>"), first.index("</ARTICLE>") + len("</ARTICLE>\n")
    second = first[start:end].replace("<NUM>1<", "<NUM>2<").replace("Crest", "Livron-sur-Drôme")
    found = rows(read(first[:end] + second + first[end:]))
    assert [row.id for row in found] == ["JORFTEXT000059900106:1:1", "JORFTEXT000059900106:2:1"]


@pytest.mark.parametrize("other", [compose.MAGISTRATES, compose.TARIFF])
def test_a_text_of_another_matter_gives_nothing(other: jorf_xml.Text) -> None:
    assert read(jorf_xml.text_xml(other)) == []


def test_a_numbered_decree_is_a_rule_for_all() -> None:
    xml = jorf_xml.text_xml(compose.NOTARY).replace(
        "<NUM/>\n<NUM_PARUTION>", "<NUM>2026-214</NUM>\n<NUM_PARUTION>"
    )
    assert read(xml) == []


def test_a_protected_text_is_refused_without_its_title() -> None:
    (refusal,) = read(jorf_xml.text_xml(compose.PROTECTED))
    assert isinstance(refusal, Refusal)
    assert refusal.code == "protected"
    assert "changement de nom" not in refusal.message


def test_a_body_without_known_act_leaves_the_row_of_the_title() -> None:
    (row,) = of(replace(compose.NOTARY, body="<p>Texte à consulter en ligne.</p>"))
    assert row.id == "JORFTEXT000059900101:1:1"
    assert row.warnings == ("corps_sans_acte_reconnu:type_acte",)
    assert text(row, "type_acte") == "nomination_titulaire"
    assert "nom" not in row.values


def test_discipline_is_refused_and_names_nobody() -> None:
    body = "<p>M. ESPINASSE (Luc), notaire à la résidence de Crest (Drôme), est destitué.</p>"
    found = read(jorf_xml.text_xml(replace(compose.NOTARY, body=body)))
    assert [each.code for each in found if isinstance(each, Refusal)] == ["discipline"]
    assert not rows(found)
    assert "ESPINASSE" not in str(found)


def test_a_rectificatif_reads_as_mended() -> None:
    (row,) = of(compose.RECTIFIED)
    assert (text(row, "type_acte"), text(row, "prenoms")) == ("rectificatif", "Pierre")


def _with_links(text_: jorf_xml.Text, *kinds: str) -> str:
    links = "".join(
        f'<LIEN typelien="{kind}" sens="cible" cidtexte="JORFTEXT00000000000{number}"/>'
        for number, kind in enumerate(kinds)
    )
    return jorf_xml.text_xml(text_).replace("<LIENS/>", f"<LIENS>{links}</LIENS>", 1)


def test_a_rectificatif_is_linked_to_the_text_that_the_publisher_names() -> None:
    (row,) = rows(read(_with_links(compose.RECTIFIED, "CITATION", "RECTIFICATION")))
    assert (text(row, "effet_acte_lie"), text(row, "id_jorftext_lie")) == ("rectifie", "JORFTEXT000000000001")


@pytest.mark.parametrize(
    ("linking", "kinds"),
    [(compose.RECTIFIED, ("RECTIFIE", "RECTIFICATION")), (compose.NOTARY, ("RECTIFICATION",))],
    ids=["two texts named", "the text that is mended"],
)
def test_a_doubtful_link_is_none(linking: jorf_xml.Text, kinds: tuple[str, ...]) -> None:
    (row,) = rows(read(_with_links(linking, *kinds)))
    assert "id_jorftext_lie" not in row.values


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Arrêté du 18 mars 2026 rapportant l'arrêté du 3 mars 2026", "<p>Texte en ligne.</p>"),
        (
            "Arrêté du 18 mars 2026",
            "<p>L'arrêté du 3 mars 2026 nommant M. VERDELET (Antoine) notaire à la résidence de Vernon"
            " (Eure) est retiré.</p>",
        ),
    ],
    ids=["title", "body"],
)
def test_an_act_that_withdraws_names_the_act(title: str, body: str) -> None:
    title += " portant nomination d'un notaire (officiers publics ou ministériels)"
    (row,) = of(replace(compose.NOTARY, title=title, body=body))
    assert (text(row, "effet_acte_lie"), text(row, "acte_lie")) == ("retire", "arrêté du 3 mars 2026")


def test_the_retirement_of_an_associate_withdraws_no_act() -> None:
    body = (
        "<p>Le retrait de M. CASTAGNÈDE (Paul), notaire associé, membre de la société civile professionnelle"
        " « Rigaud et Malherbe », titulaire d'un office à la résidence de Dax (Landes), est accepté.</p>"
    )
    found = of(replace(compose.NOTARY, body=body))
    assert found
    assert all("effet_acte_lie" not in row.values for row in found)


def test_a_rectificatif_may_stand_outside_of_articles() -> None:
    xml = jorf_xml.text_xml(replace(compose.RECTIFIED, body=""))
    moved = xml.replace("<RECT>\n<CONTENU/>", f"<RECT>\n<CONTENU>{compose.RECTIFIED.body}</CONTENU>")
    assert [row.id for row in rows(read(moved))] == ["JORFTEXT000059900107:1:1"]


def test_an_unknown_field_is_told() -> None:
    xml = jorf_xml.text_xml(compose.NOTARY).replace(
        "<LIENS/>\n\n", "<LIENS/>\n<VERSION_PDF>oui</VERSION_PDF>\n", 1
    )
    assert Unmapped("/TEXTE/VERSION_PDF") in read(xml)


@pytest.mark.parametrize("gone", ["ID", "DATE_PUBLI", "TITREFULL"])
def test_a_text_without_its_identity_is_of_another_structure(gone: str) -> None:
    xml = (
        jorf_xml.text_xml(compose.NOTARY)
        .replace(f"<{gone}>", f"<{gone}_X>")
        .replace(f"</{gone}>", f"</{gone}_X>")
    )
    if gone == "TITREFULL":
        xml = xml.replace("<TITRE>", "<TITRE_X>").replace("</TITRE>", "</TITRE_X>")
    with pytest.raises(StructureChanged):
        read(xml)


def test_a_text_of_ours_without_articles_is_of_another_structure() -> None:
    xml = jorf_xml.text_xml(compose.NOTARY).replace("STRUCT>", "CORPS>")
    with pytest.raises(StructureChanged):
        read(xml)
    other = jorf_xml.text_xml(replace(compose.MAGISTRATES, ministry="", nor="")).replace("STRUCT>", "CORPS>")
    found = read(other)
    assert found
    assert all(isinstance(each, Unmapped) for each in found)


def test_a_summary_gives_rows_without_person() -> None:
    found = rows(read(jorf_xml.summary_xml((compose.MAGISTRATES, *compose.OURS), (compose.TARIFF,))))
    assert [row.id for row in found] == [f"{each.id}:1:1" for each in compose.OURS]
    assert all("nom" not in row.values for row in found)
    assert {text(row, "rubrique") for row in found} == {
        "Décrets, arrêtés, circulaires > Mesures nominatives > Ministère de la justice"
    }


def test_the_first_act_of_a_text_has_the_id_of_its_title() -> None:
    titled = {row.id for row in rows(read(jorf_xml.summary_xml(compose.OURS)))}
    assert titled == {of(each)[0].id for each in compose.OURS}


def test_protected_titles_are_refused_one_by_one() -> None:
    found = read(jorf_xml.summary_xml((compose.PROTECTED,)))
    assert [each.code for each in found if isinstance(each, Refusal)] == ["protected", "protected"]


def test_links_and_rubrics_may_be_mixed() -> None:
    xml = jorf_xml.summary_xml((compose.NOTARY,))
    link = xml[xml.index("<LIEN_TXT") : xml.index("/>", xml.index("<LIEN_TXT")) + 2]
    moved = xml.replace(link, "").replace("<TITRE_TM>Mesures nominatives</TITRE_TM>", f"\\g<0>{link}")
    moved = moved.replace("\\g<0>", "<TITRE_TM>Mesures nominatives</TITRE_TM>")
    (row,) = rows(read(moved))
    assert text(row, "rubrique") == "Décrets, arrêtés, circulaires > Mesures nominatives"


def test_a_summary_without_its_list_is_of_another_structure() -> None:
    xml = jorf_xml.summary_xml(()).replace("STRUCTURE_TXT>", "SOMMAIRE>")
    with pytest.raises(StructureChanged):
        read(xml)


def test_an_article_of_the_global_tree_gives_the_same_row() -> None:
    (row,), (same,) = rows(read(jorf_xml.article_xml(compose.NOTARY))), of(compose.NOTARY)
    assert row.id == same.id
    assert {name: text(row, name) for name in same.values} == {name: text(same, name) for name in same.values}


def test_an_article_without_its_text_is_of_another_structure() -> None:
    with pytest.raises(StructureChanged):
        read(jorf_xml.article_xml(compose.NOTARY).replace("CONTEXTE>", "AUTRE>"))


class Listing:
    """An origin with one page."""

    seeds: tuple[str, ...] = ()

    def __init__(self, body: bytes | None) -> None:
        self.body = body

    def get(self, url: str) -> Answer | None:
        return Answer(url, self.body, {}) if self.body is not None and url == ROOT else None

    def post(self, url: str, body: bytes) -> Answer | None:
        raise AssertionError("no listing of this source is asked for by POST")


def test_the_deliveries_of_a_window_and_a_day_around_it_are_found() -> None:
    found = list(discover(Listing(compose.directory()), Window(date(2026, 3, 13), date(2026, 3, 13))))
    assert [each.key for each in found] == [
        "JORFSIMPLE_20260312-003012",
        "JORFSIMPLE_20260312-135307",
        "JORFSIMPLE_20260313-003011",
        "JORFSIMPLE_20260314-003009",
    ]
    assert found[0].url == f"{ROOT}JORFSIMPLE_20260312-003012.tar.gz"
    assert found[0].published == date(2026, 3, 12)


@pytest.mark.parametrize("page", [b"<p>Maintenance</p>", b"<h1>Index of /OPENDATA/JORFSIMPLE</h1>"])
def test_a_page_that_lists_no_delivery_is_told(page: bytes) -> None:
    with pytest.raises(StructureChanged):
        list(discover(Listing(page), Window(date(2026, 3, 13), date(2026, 3, 13))))


def test_without_a_listing_there_are_no_documents() -> None:
    assert list(discover(Listing(None), Window(date(2026, 3, 13), date(2026, 3, 13)))) == []


@given(st.lists(st.text("ab\n ", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=6), st.data())
def test_each_stretch_of_a_body_is_proved_by_its_words(paragraphs: list[str], data: st.DataObject) -> None:
    leaves = tuple(Node("p", f"/c/p[{index}]", words) for index, words in enumerate(paragraphs))
    body = body_of([("1", Node("CONTENU", "/c", "", leaves))])
    part = data.draw(st.sampled_from(body.parts))
    words = part.paragraph.text
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    value = body.value(Span("x", part.start + start, part.start + end))
    evidence = value.evidence
    assert evidence.path == leaves[body.parts.index(part)].path
    assert evidence.lecture == words[evidence.start : evidence.end]

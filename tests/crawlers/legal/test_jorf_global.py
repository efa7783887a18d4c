"""What the reader does with the global tree, where a text is several files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from core.errors import StructureChanged
from core.model.reading import Reading, Refusal, Value
from core.model.source import Answer, Unmapped, Window
from crawlers.legal.jorf import SOURCE
from crawlers.legal.jorf.discovery import GLOBAL_ROOT, ROOT, discover
from extractors.parse import parse
from tests.crawlers.told import Found, told
from tools import compose_jorf as compose
from tools import jorf_global_xml as tree
from tools import jorf_xml
from workers.toolbox import ProseToolbox

ELI = "https://www.legifrance.gouv.fr/eli/arrete/2026/3/3/JUSC2600101A/jo"


def read(xml: str) -> tuple[str, list[Found]]:
    """The name of the form that recognises the document, and what it reads."""
    document = parse(xml.encode(), name="text.xml", media="xml")
    form = next(form for form in SOURCE.forms if form.recognises(document))
    return form.name, told(form.read(document, ProseToolbox()))


def texts(row: Found, *left: str) -> dict[str, str]:
    assert isinstance(row, Reading)
    return {name: v.text for name, v in row.values.items() if isinstance(v, Value) and name not in left}


@pytest.mark.parametrize("text", [t for t in compose.OURS if t is not compose.RECTIFIED], ids=lambda t: t.id)
def test_an_article_gives_the_rows_of_its_text(text: jorf_xml.Text) -> None:
    _, found = read(jorf_xml.article_xml(text))
    _, same = read(jorf_xml.text_xml(text))
    assert [row.id for row in found if isinstance(row, Reading)] == [
        row.id for row in same if isinstance(row, Reading)
    ]
    assert list(map(texts, found)) == list(map(texts, same))


def test_the_eli_of_an_article_leads_to_its_text() -> None:
    xml = jorf_xml.article_xml(compose.NOTARY).replace(
        "<ANCIEN_ID/>", f"<ID_ELI>{ELI}/article_1</ID_ELI>\n<ANCIEN_ID/>"
    )
    assert texts(read(xml)[1][0])["eli"] == f"{ELI}/texte"


def test_a_version_gives_a_row_that_its_articles_take_the_place_of() -> None:
    form, (row,) = read(tree.version_xml(compose.NOTARY))
    assert form == "version"
    assert next(each for each in SOURCE.forms if each.name == form).summary
    assert isinstance(row, Reading)
    assert (row.id, row.warnings) == ("JORFTEXT000059900101:1:1", ("lu_au_titre_seul:type_acte",))
    assert {"nor", "numero_jo", "date_publication", "date_arrete"} <= set(row.values)
    assert "nom" not in row.values


def test_a_version_with_the_prose_of_a_rectificatif_is_read() -> None:
    form, (row,) = read(tree.version_xml(compose.RECTIFIED))
    assert form == "version-prose"
    (same,) = read(jorf_xml.text_xml(compose.RECTIFIED))[1]
    assert texts(row) == texts(same)


@pytest.mark.parametrize("other", [compose.MAGISTRATES, compose.TARIFF], ids=["magistrates", "tariff"])
def test_a_version_of_another_matter_gives_nothing(other: jorf_xml.Text) -> None:
    assert read(tree.version_xml(other))[1] == []


def test_a_protected_version_is_refused() -> None:
    (refusal,) = read(tree.version_xml(compose.PROTECTED))[1]
    assert isinstance(refusal, Refusal)
    assert refusal.code == "protected"


@pytest.mark.parametrize("write", [tree.structure_xml, tree.section_xml], ids=["struct", "section"])
def test_files_that_only_link_are_known_and_say_nothing(write: Callable[[jorf_xml.Text], str]) -> None:
    assert read(write(compose.NOTARY)) == ("structure", [])


def test_the_nested_summary_gives_the_rows_of_the_flat_one() -> None:
    flat, nested = jorf_xml.summary_xml(compose.OURS), tree.container_xml(compose.OURS)
    assert list(map(texts, read(nested)[1][:-1])) == list(map(texts, read(flat)[1][:-1]))


@pytest.mark.parametrize("gone", ["META_COMMUN", "META_TEXTE_CHRONICLE", "META_TEXTE_VERSION"])
def test_a_version_without_its_identity_is_of_another_structure(gone: str) -> None:
    with pytest.raises(StructureChanged):
        read(tree.version_xml(compose.NOTARY).replace(gone, "AUTRE"))


@pytest.mark.parametrize(
    ("xml", "path"),
    [
        (tree.version_xml(compose.NOTARY), "/TEXTE_VERSION/META/META_SPEC/META_TEXTE_CHRONICLE/VERSION_PDF"),
        (jorf_xml.article_xml(compose.NOTARY), "/ARTICLE/CONTEXTE/TEXTE/VERSION_PDF"),
    ],
    ids=["version", "article"],
)
def test_an_unknown_field_is_told(xml: str, path: str) -> None:
    parent = path.split("/")[-2]
    mended = xml.replace(f"</{parent}>", f"<VERSION_PDF>oui</VERSION_PDF></{parent}>")
    assert Unmapped(path) in read(mended)[1]


class Listings:
    """An origin with the listings of both trees."""

    def __init__(self, *seeds: str) -> None:
        self.seeds = seeds
        self.pages = {ROOT: compose.directory(), GLOBAL_ROOT: compose.global_directory()}

    def get(self, url: str) -> Answer | None:
        return Answer(url, self.pages[url], {})

    def post(self, url: str, body: bytes) -> Answer | None:
        raise AssertionError("no listing of this door is asked for by POST")


def test_a_seed_leads_to_the_global_tree_and_the_full_dumps_are_left_aside() -> None:
    day = Window(date(2026, 3, 12), date(2026, 3, 12))
    found = [each.key for each in discover(Listings(GLOBAL_ROOT), day)]
    assert found == ["JORF_20260312-003500", "JORF_20260312-140102", "JORF_20260312-221506"]
    simple = [each.key for each in discover(Listings(), day)]
    assert simple
    assert all(key.startswith("JORFSIMPLE_") for key in simple)
    both = [each.key for each in discover(Listings(ROOT, GLOBAL_ROOT), day)]
    assert sorted(both) == sorted([*simple, *found])

"""The archived document with the place of a value."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from starlette.testclient import TestClient

from console.app import create_app
from core.errors import CorruptDocument
from core.model.document import Snapshot
from core.model.evidence import Evidence
from core.model.reading import Refusal
from core.model.record import Record
from core.storage.queries import Rows
from core.storage.records import Records
from core.storage.refusals import Refusals
from core.storage.snapshots import Snapshots
from tests.console.web.pages import parsed, record_url, words
from tests.console.web.seeding import (
    HOSTILE_NOTICE,
    JSON_NOTICE,
    NOW,
    PDF_NOTICE,
    PROTECTED_NOTICE,
    XML_NOTICE,
    LocalReader,
    Shelf,
    open_empty,
)

AVIS = "avis-marches"


def _document(notice: str, query: str = "") -> str:
    return record_url(AVIS, notice, f"/document{query}")


def _sha256(shelf: Shelf, notice: str) -> str:
    with shelf.site.database.read() as tx:
        row = Rows(tx, shelf.site.database.catalogue).get(AVIS, notice)
    assert row is not None
    return str(row["document_sha256"])


def test_a_pdf_shows_its_page_with_the_box_around_the_value(client: TestClient, shelf: Shelf) -> None:
    page = parsed(client.get(_document(PDF_NOTICE, "?champ=montant_estime")).text)
    drawing = page.xpath("//*[local-name()='svg']")[0]
    assert drawing.get("viewbox") or drawing.get("viewBox")
    picture = drawing.xpath(".//*[local-name()='image']/@href")[0]
    assert picture == f"/documents/{_sha256(shelf, PDF_NOTICE)}/pages/1.png"
    boxes = drawing.xpath(".//*[contains(@class, 'is-chosen')]//*[local-name()='rect']")
    assert [float(boxes[0].get(name)) for name in ("x", "y", "width", "height")] == [203, 187, 99, 20]
    assert len(drawing.xpath(".//*[local-name()='rect']")) == 3


def test_clicking_a_value_moves_the_box_to_its_page(client: TestClient) -> None:
    page = parsed(client.get(_document(PDF_NOTICE)).text)
    assert words(page.xpath("//ul[@class='places']//a[@aria-current]")[0]).startswith("Objet")
    deadline = next(
        href for href in page.xpath("//ul[@class='places']//a/@href") if "date_limite_reponse" in href
    )
    page = parsed(client.get(_document(PDF_NOTICE) + deadline.partition("#")[0]).text)
    assert "/pages/2.png" in page.xpath("//*[local-name()='image']/@href")[0]
    assert page.xpath("//*[contains(@class, 'is-chosen')]")
    assert words(page.xpath("//nav[@class='sheet-nav']")[0]).endswith("page 2 sur 2")


def test_pages_can_be_turned(client: TestClient) -> None:
    page = parsed(client.get(_document(PDF_NOTICE, "?page=2")).text)
    assert "/pages/2.png" in page.xpath("//*[local-name()='image']/@href")[0]
    assert not page.xpath("//*[contains(@class, 'is-chosen')]")
    assert "n'a pas cette page" in words(parsed(client.get(_document(PDF_NOTICE, "?page=3")).text))


@pytest.mark.parametrize("query", ["?page=0", "?page=x", "?page=-1", "?ligne=x", "?page=" + "9" * 40])
def test_no_page_number_breaks_it(client: TestClient, query: str) -> None:
    assert client.get(_document(PDF_NOTICE, query)).status_code == 400


def test_the_picture_is_a_png_that_may_be_kept(client: TestClient, shelf: Shelf) -> None:
    answer = client.get(f"/documents/{_sha256(shelf, PDF_NOTICE)}/pages/1.png")
    picture = Image.open(io.BytesIO(answer.content))
    assert (picture.format, picture.size) == ("PNG", (1191, 1684))
    assert min(picture.convert("L").tobytes()) < 100
    assert "immutable" in answer.headers["cache-control"]
    again = client.get(
        f"/documents/{_sha256(shelf, PDF_NOTICE)}/pages/1.png",
        headers={"If-None-Match": answer.headers["etag"]},
    )
    assert again.status_code == 304
    for number in (0, 3, 10**9):
        assert client.get(f"/documents/{_sha256(shelf, PDF_NOTICE)}/pages/{number}.png").status_code == 404


def test_a_tree_marks_the_node(client: TestClient) -> None:
    page = parsed(client.get(_document(JSON_NOTICE, "?champ=acheteur_nom")).text)
    marked = page.xpath("//li[contains(@class, 'is-marked')]")
    assert [words(line) for line in marked] == ["nom Lycée Jeanne-Moreau"]
    assert marked[0].xpath(".//mark")


def test_each_place_of_a_list_can_be_shown(client: TestClient) -> None:
    page = parsed(client.get(_document(JSON_NOTICE, "?champ=criteres.1")).text)
    assert "Technique" in words(page.xpath("//li[contains(@class, 'is-marked')]")[0])


def test_a_span_is_marked_inside_its_text_and_markup_stays_text(client: TestClient) -> None:
    text = client.get(_document(XML_NOTICE)).text
    page = parsed(text)
    assert words(page.xpath("//ol[contains(@class, 'tree')]//mark")[0]) == "pont de l'Yvette"
    assert "Travaux <b>urgents</b> sur le" in words(page.xpath("//ol[contains(@class, 'tree')]")[0])
    assert "\u202e" not in text
    assert "U+202E" in text


def test_a_hostile_page_is_shown_as_text(client: TestClient) -> None:
    page = parsed(client.get(_document(HOSTILE_NOTICE)).text)
    assert page.xpath("//script[not(@src)] | //img") == []
    assert "gnp.exe" in words(page.xpath("//li[contains(@class, 'is-marked')]")[0])


def test_a_field_without_a_place_shows_the_document_alone(client: TestClient) -> None:
    page = parsed(client.get(_document(JSON_NOTICE, "?champ=cpv_secondaires")).text)
    assert page.xpath("//ol[contains(@class, 'tree')]/li")
    assert not page.xpath("//li[contains(@class, 'is-marked')]")


def test_the_original_is_saved_and_never_opened(client: TestClient, shelf: Shelf) -> None:
    sha256 = _sha256(shelf, HOSTILE_NOTICE)
    answer = client.get(f"/documents/{sha256}/original")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == 'attachment; filename="boamp-hostile.html"'
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.content == shelf.blobs.get(sha256)


def test_a_protected_text_is_not_shown_in_any_way(client: TestClient, shelf: Shelf) -> None:
    answer = client.get(_document(PROTECTED_NOTICE))
    assert answer.status_code == 200
    assert "SECRET" not in answer.text
    assert "protégé par la loi" in answer.text
    sha256 = _sha256(shelf, PROTECTED_NOTICE)
    for address in (f"/documents/{sha256}/original", f"/documents/{sha256}/pages/1.png"):
        refused = client.get(address)
        assert refused.status_code == 451
        assert "SECRET" not in refused.text


def test_bytes_of_no_snapshot_are_not_served(client: TestClient, shelf: Shelf) -> None:
    stray = shelf.blobs.put(b"never fetched")
    assert client.get(f"/documents/{stray}/original").status_code == 404


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A site that a test fills itself."""
    return open_empty(tmp_path_factory.mktemp("desk"))


def _publish(desk: Shelf, data: bytes, evidence: Evidence, *, kept: bool = True) -> Snapshot:
    sha256 = desk.blobs.put(data) if kept else "e" * 64
    snapshot = Snapshot("boamp", "k", "https://boamp.example/k", sha256, len(data), "", NOW)
    record = Record(
        AVIS, "boamp:k", {"id": "boamp:k", "objet": "x"}, {"objet": (evidence,)}, {}, (), sha256, "", NOW
    )
    database = desk.site.database
    with database.write() as tx:
        stored = Snapshots(tx).add(snapshot)[0]
        Records(tx, database.catalogue, NOW).apply(record, "test", document="boamp/k")
    return stored


def _open(desk: Shelf, query: str = "", **site: object) -> str:
    client = TestClient(create_app(replace(desk.site, **site)))  # type: ignore[arg-type]
    answer = client.get(_document("boamp:k", query))
    assert answer.status_code == 200
    return str(answer.text)


def test_bytes_that_are_gone_are_said_to_be_gone(desk: Shelf) -> None:
    _publish(desk, b"{}", Evidence("x", path="/a"), kept=False)
    assert "pas dans l'archive" in words(parsed(_open(desk)))


def test_bytes_that_no_reader_takes_are_told_by_name(desk: Shelf) -> None:
    _publish(desk, b"\x89PNG\r\n" + b"\0" * 99, Evidence("x", path="/a"))
    assert "Autre format" in words(parsed(_open(desk)))


def test_a_reader_that_fails_is_told_by_name(desk: Shelf) -> None:
    class Failing(LocalReader):
        def run(self, function: str, data: bytes, arguments: dict[str, object]) -> bytes:
            raise CorruptDocument("cut")

    _publish(desk, b"%PDF-1.7", Evidence("x", page=1))
    assert "Document abîmé" in words(parsed(_open(desk, reader=Failing())))


def test_a_place_that_is_not_in_the_document_is_told(desk: Shelf) -> None:
    _publish(desk, b'{"b": "y"}', Evidence("x", path="/a"))
    page = parsed(_open(desk))
    assert "/a" in words(page.xpath("//*[@role='status']")[0])
    assert page.xpath("//ol[contains(@class, 'tree')]")


def test_a_csv_is_shown_by_rows(desk: Shelf) -> None:
    _publish(desk, b"nom;montant\nDurand;12\nMartin;15\n", Evidence("15", path="ligne[3]/colonne[2]"))
    marked = parsed(_open(desk)).xpath("//tr[@class='is-marked']")
    assert [words(row) for row in marked] == ["3 Martin 15"]
    assert words(marked[0].xpath(".//mark")[0]) == "15"


def test_a_long_document_is_shown_by_windows(desk: Shelf) -> None:
    items = ",".join(f'"v{number}"' for number in range(5000))
    _publish(desk, f'{{"v": [{items}]}}'.encode(), Evidence("v3000", path="/v[3001]"))
    page = parsed(_open(desk))
    assert len(page.xpath("//ol[contains(@class, 'tree')]/li")) == 120
    assert words(page.xpath("//li[contains(@class, 'is-marked')]")[0]) == "v[3001] v3000"
    above, below = page.xpath("//p[@class='window']/a/@href")
    assert "v2820" in _open(desk, above.partition("#")[0])
    assert "v3061" in _open(desk, below.partition("#")[0])


def test_a_long_text_is_cut_around_its_place(desk: Shelf) -> None:
    text = "mot " * 20_000
    start = 40_000
    place = Evidence("mot", path="/t", start=start, end=start + 3)
    _publish(desk, f'{{"t": "{text}"}}'.encode(), place)
    page = parsed(_open(desk))
    assert words(page.xpath("//ol[contains(@class, 'tree')]//mark")[0]) == "mot"
    assert len(words(page.xpath("//ol[contains(@class, 'tree')]")[0])) < 8000


def test_a_protected_part_is_cut_out_of_the_tree(desk: Shelf) -> None:
    data = b'{"a": {"secret": "SECRET"}, "b": "y"}'
    snapshot = _publish(desk, data, Evidence("y", path="/b"))
    with desk.site.database.write() as tx:
        Refusals(tx).put(snapshot, "1", [Refusal("protected", "inap", "/a")], NOW)
    text = _open(desk)
    assert "SECRET" not in text
    assert words(parsed(text).xpath("//li[contains(@class, 'is-marked')]")[0]) == "b y"
    client = TestClient(create_app(desk.site))
    assert client.get(f"/documents/{snapshot.sha256}/original").status_code == 451


def test_an_archive_with_a_protected_member_is_not_given_away(desk: Shelf) -> None:
    bundle = _publish(desk, b"PK\x03\x04 all of them", Evidence("x", path="/a"))
    inner = Snapshot("boamp", f"{bundle.key}!secret.xml", "", desk.blobs.put(b"SECRET"), 6, "", NOW)
    with desk.site.database.write() as tx:
        Refusals(tx).put(Snapshots(tx).add(inner)[0], "1", [Refusal("protected", "inap")], NOW)
    client = TestClient(create_app(desk.site))
    for sha256 in (bundle.sha256, inner.sha256):
        assert client.get(f"/documents/{sha256}/original").status_code == 451


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    notice=st.sampled_from([PDF_NOTICE, JSON_NOTICE, XML_NOTICE]),
    pairs=st.lists(
        st.tuples(st.sampled_from(["champ", "page", "ligne", "document", "x"]), st.text(max_size=20))
    ),
)
def test_no_query_breaks_the_document(client: TestClient, notice: str, pairs: list[tuple[str, str]]) -> None:
    clean = [(name, value.encode("utf-8", "replace").decode()) for name, value in pairs]
    assert client.get(_document(notice), params=clean).status_code in (200, 400, 404)


def test_another_document_of_the_record_can_be_opened(desk: Shelf) -> None:
    first = _publish(desk, b'{"a": "first"}', Evidence("first", path="/a"))
    data = b'{"a": "second"}'
    other = Snapshot("ted", "t", "https://ted.example/t", desk.blobs.put(data), len(data), "", NOW)
    record = Record(
        AVIS,
        "boamp:k",
        {"id": "boamp:k", "objet": "second"},
        {"objet": (Evidence("second", path="/a"),)},
        {},
        (),
        other.sha256,
        other.url,
        NOW,
    )
    with desk.site.database.write() as tx:
        Snapshots(tx).add(other)
        Records(tx, desk.site.database.catalogue, NOW).apply(record, "ted", document="ted/t", precedence=-1)
    assert "first" in words(parsed(_open(desk)).xpath("//ol[contains(@class, 'tree')]//mark")[0])
    page = parsed(_open(desk, f"?document={other.sha256}"))
    assert "second" in words(page.xpath("//ol[contains(@class, 'tree')]//mark")[0])
    assert other.sha256 in page.xpath("//ul[@class='places']//a/@href")[0]
    client = TestClient(create_app(desk.site))
    assert client.get(_document("boamp:k", "?document=" + "0" * 64)).status_code == 404
    record_page = parsed(client.get(record_url(AVIS, "boamp:k")).text)
    assert any(first.sha256 in str(href) for href in record_page.xpath("//aside//a/@href"))

"""The table of a dataset: filters, order, pages, columns, downloads."""

from __future__ import annotations

import base64
import csv
import io
import itertools
import json
import time
from collections.abc import Iterator

import orjson
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from console.app import create_app
from console.web.datasets import tally
from console.web.datasets.columns import default_columns
from console.web.datasets.makers import Makers
from console.web.datasets.tally import Memory, Tally
from console.web.datasets.view import RESERVED
from core.clock import FixedClock
from core.model.dataset import Dataset
from core.storage.patience import Share, TooLong
from core.storage.queries import Rows
from normalizers.datasets import datasets
from tests.console.web.pages import parsed, words
from tests.console.web.seeding import HOSTILE, HOSTILE_NOTICE, NOTICES, NOW, Shelf

TABLE = "/datasets/avis-marches"
TOTAL = NOTICES + 4


def _ids(text: str) -> list[str]:
    return [str(href).rpartition("/")[2] for href in parsed(text).xpath("//a[@class='row-link']/@href")]


def walk(client: TestClient, address: str) -> Iterator[list[str]]:
    """The ids of each page, following the links to the next one."""
    while address:
        text = client.get(address).text
        yield _ids(text)
        address = next(iter(parsed(text).xpath("//a[@rel='next']/@href")), "")


@pytest.mark.parametrize(
    "query",
    [
        "?taille=25",
        "?taille=25&tri=objet",
        "?taille=25&tri=-objet",
        "?taille=25&tri=montant_estime",
        "?taille=25&tri=-montant_estime",
        "?taille=25&tri=-date_limite_reponse",
        "?taille=25&tri=code_commune",
        "?taille=25&tri=version",
        "?taille=25&tri=confiance",
        "?taille=25&tri=lu_le",
        "?taille=25&tri=id",
        "?taille=25&tri=-id",
    ],
)
def test_pages_lose_and_double_nothing(client: TestClient, query: str) -> None:
    pages = list(walk(client, TABLE + query))
    seen = [record for page in pages for record in page]
    assert len(seen) == len(set(seen)) == TOTAL
    assert [len(page) for page in pages[:-1]] == [25] * (len(pages) - 1)


def test_filters_hold_on_every_page(client: TestClient) -> None:
    address = f"{TABLE}?taille=25&type_avis=consultation&type_avis=annulation"
    seen = [record for page in walk(client, address) for record in page]
    listed = client.get(f"{TABLE}.jsonl?type_avis=consultation&type_avis=annulation").content.splitlines()
    assert len(seen) == len(listed) > 25
    assert {orjson.loads(line)["type_avis"] for line in listed} == {"consultation", "annulation"}


def test_a_facet_counts_what_its_choice_would_give(client: TestClient) -> None:
    page = parsed(client.get(f"{TABLE}?q=toiture").text)
    boxes = page.xpath("//input[@type='checkbox' and not(@name='col')]")
    assert len(boxes) > 10
    for box in boxes[::4]:
        label = words(box.getparent())
        answer = client.get(TABLE, params={"q": "toiture", box.get("name"): box.get("value")})
        shown = words(parsed(answer.text).xpath("//p[@class='page-note']/strong")[0]).split()[0]
        assert label.endswith(f" {shown}")


def test_a_choice_does_not_narrow_its_own_facet(client: TestClient) -> None:
    page = parsed(client.get(f"{TABLE}?type_avis=annulation").text)
    values = page.xpath("//input[@name='type_avis']/@value")
    assert {"consultation", "annulation", "attribution"} <= set(values)
    assert page.xpath("//input[@name='type_avis' and @checked]/@value") == ["annulation"]


def test_a_chip_takes_its_filter_back(client: TestClient) -> None:
    page = parsed(client.get(f"{TABLE}?q=toiture&type_avis=annulation&source=boamp").text)
    hrefs = page.xpath("//ul[@class='chips']//a/@href")
    assert len(hrefs) == 3
    assert "type_avis" not in next(href for href in hrefs if "q=toiture" in href and "source" in href)


def test_words_ignore_case_and_accents(client: TestClient) -> None:
    assert (
        _ids(client.get(f"{TABLE}?q=REFECTION").text) == _ids(client.get(f"{TABLE}?q=réfection").text) != []
    )


def test_days_are_both_included(client: TestClient) -> None:
    rows = client.get(f"{TABLE}.jsonl?du=2026-03-10&au=2026-03-11").content.splitlines()
    assert {orjson.loads(row)["date_publication"] for row in rows} == {"2026-03-10", "2026-03-11"}


def test_seven_columns_unless_others_are_chosen(client: TestClient) -> None:
    heads = parsed(client.get(TABLE).text).xpath("//table[contains(@class,'rows')]//th")
    assert [words(head) for head in heads] == [
        "Date de publication ↓",
        "Objet",
        "Type d'avis",
        "Acheteur",
        "Lieu",
        "Montant estimé",
        "Date limite de réponse",
    ]
    heads = parsed(client.get(f"{TABLE}?col=cpv&col=objet&col=criteres").text).xpath("//th")
    assert [words(head) for head in heads] == ["Objet", "CPV", "Critères d'attribution"]


@pytest.mark.parametrize("dataset", list(datasets().values()), ids=lambda dataset: dataset.name)
def test_every_dataset_shows_its_date_and_title_and_no_status_or_identifiers(dataset: Dataset) -> None:
    names = default_columns(dataset)
    ends = tuple(name for name in (dataset.date_column, dataset.label_column) if name)
    assert dataset.label_column in ends
    assert names[: len(ends)] == ends
    assert dataset.status_column not in names
    assert 6 <= len(set(names)) == len(names) <= 7
    assert not [name for name in names if name.startswith("id")]


def test_only_a_row_that_is_not_simply_published_tells_its_status(client: TestClient) -> None:
    rows = parsed(client.get(f"{TABLE}?taille=200").text).xpath("//tbody/tr")
    told = [row for row in rows if row.xpath(".//*[@class='row-status']")]
    assert 0 < len(told) < len(rows)
    assert all("status-publie" in row.get("class") for row in rows if row not in told)
    assert not [row for row in told if "status-publie" in row.get("class")]
    chosen = parsed(client.get(f"{TABLE}?taille=200&col=objet&col=statut").text)
    assert chosen.xpath("//*[@class='row-status']") == []
    assert len(chosen.xpath("//td//*[contains(@class, 'badge')]")) == len(rows)


def test_a_row_without_a_title_keeps_its_link_on_a_telephone(client: TestClient) -> None:
    page = parsed(client.get("/datasets/nominations-professions-juridiques?col=remplace_nom").text)
    cells = page.xpath("//td[.//a]")
    assert [words(cell.xpath(".//a")[0]) for cell in cells] == ["(non renseigné)"] * 7
    assert {cell.get("class").split()[-1] for cell in cells} == {"is-label"}


def test_days_in_force_are_told_and_taken_back(client: TestClient) -> None:
    page = parsed(client.get(f"{TABLE}?du=2026-03-01&au=2026-03-10").text)
    chips = page.xpath("//ul[@class='chips']//a")
    assert [words(chip).split(" ×")[0] for chip in chips] == [
        "depuis le 1er mars 2026",
        "jusqu'au 10 mars 2026",
    ]
    assert chips[0].get("href") == "?au=2026-03-10"
    page = parsed(client.get(f"{TABLE}?q=toiture&lang=en").text)
    assert words(page.xpath("//ul[@class='chips']//a")[0]).startswith("“toiture” ×")


def test_cells_are_written_for_french_readers(client: TestClient) -> None:
    text = client.get(f"{TABLE}?q=halle").text
    row = words(parsed(text).xpath("//tbody/tr")[0])
    assert "19/03/2026" in row
    assert "1 250 000 €" in row.replace("\u202f", " ")
    assert "Consultation" in row
    assert '<time class="when" datetime="2026-03-19">' in text


def test_sorting_says_its_direction(client: TestClient) -> None:
    head = parsed(client.get(f"{TABLE}?tri=objet").text).xpath("//th[@aria-sort]")
    assert [each.get("aria-sort") for each in head] == ["ascending"]
    assert "tri=-objet" in head[0].xpath("a/@href")[0]


def test_hostile_text_is_only_text(client: TestClient) -> None:
    text = client.get(f"{TABLE}?q=gnp").text
    assert "<script>alert" not in text
    page = parsed(text)
    assert page.xpath("//img | //script[not(@src)]") == []
    assert "U+202E" in words(page.xpath("//a[@class='row-link']")[0])
    assert "\u202e" not in words(page.xpath("//a[@class='row-link']")[0])


@pytest.mark.parametrize("form", ["csv", "jsonl", "geojson", "parquet", "xlsx"])
def test_a_download_has_the_rows_of_the_view(client: TestClient, form: str) -> None:
    answer = client.get(f"{TABLE}.{form}?type_avis=consultation")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="avis-marches.{form}"'
    assert int(answer.headers["content-length"]) == len(answer.content) > 100
    wanted = len(client.get(f"{TABLE}.jsonl?type_avis=consultation").content.splitlines())
    assert wanted > 50
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
        assert {row["type_avis"] for row in rows} == {"consultation"}
        assert len(rows) == wanted
    if form == "parquet":
        assert pyarrow.parquet.read_table(io.BytesIO(answer.content)).num_rows == wanted


def test_a_download_keeps_the_order(client: TestClient) -> None:
    rows = [orjson.loads(line)["id"] for line in client.get(f"{TABLE}.jsonl?tri=-id").content.splitlines()]
    assert rows == sorted(rows, reverse=True)


def test_a_download_is_not_made_again_while_nothing_changes(client: TestClient) -> None:
    first = client.get(f"{TABLE}.csv?source=boamp")
    again = client.get(f"{TABLE}.csv?source=boamp", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(f"{TABLE}.csv?source=ted", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


def test_head_makes_no_file(client: TestClient) -> None:
    answer = client.head(f"{TABLE}.xlsx")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["etag"]


def test_only_so_many_downloads_are_made_at_once(shelf: Shelf) -> None:
    app = create_app(shelf.site)
    app.state.makers = Makers(places=1, patience=0.01)
    client = TestClient(app)
    with app.state.makers.place():
        busy = client.get(f"{TABLE}.csv")
        assert (busy.status_code, busy.headers["retry-after"]) == (503, "60")
        assert "Trop de demandes" in busy.text
    assert client.get(f"{TABLE}.csv").status_code == 200


def test_costly_facets_are_counted_when_they_are_opened(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tally, "COUNTED_AT_ONCE", 10)
    page = parsed(client.get(f"{TABLE}?type_avis=consultation").text)
    assert not page.xpath("//input[@name='cpv']")
    href = next(href for href in page.xpath("//p[contains(@class, 'facet-link')]/a/@href") if "=cpv" in href)
    page = parsed(client.get(TABLE + href.partition("#")[0]).text)
    assert page.xpath("//input[@name='cpv']")
    assert page.xpath("//input[@name='type_avis' and @checked]/@value") == ["consultation"]
    assert page.xpath("//input[@type='hidden' and @name='facette']/@value") == ["cpv"]


def test_counts_are_asked_once_a_minute(shelf: Shelf) -> None:
    clock = FixedClock(NOW)
    memory, asked = Memory(clock.now), itertools.count(1)
    with shelf.site.database.read() as tx:
        rows = Rows(tx, shelf.site.database.catalogue)

        def told(state: int = 7) -> list[int | None]:
            counts = Tally(rows, memory, shelf.site.database, "avis-marches", state)
            return [counts._told(question, lambda _: next(asked), Share(1.0)) for question in "aab"]

        assert told() == [1, 1, 2]
        clock.advance(61)
        assert told() == [3, 3, 4]
        assert told(state=8) == [5, 5, 6]


def test_a_count_that_takes_too_long_is_made_beside_and_told_later(shelf: Shelf) -> None:
    memory = Memory(FixedClock(NOW).now)
    with shelf.site.database.read() as tx:
        rows = Rows(tx, shelf.site.database.catalogue)
        hasty = Tally(rows, memory, shelf.site.database, "avis-marches", 7)
        slow = (
            "WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < 90000)"
            " SELECT max(k) FROM n"
        )
        ask = lambda rows: rows.tx.exec_driver_sql(slow).scalar()  # noqa: E731
        assert hasty._told("slow", ask, Share(0.0)) is None
        until = time.monotonic() + 20
        while (told := hasty._told("slow", ask, Share(0.0))) is None and time.monotonic() < until:
            time.sleep(0.02)
        assert told == 90_000
        older = Tally(rows, memory, shelf.site.database, "avis-marches", 8)
        assert older._told("slow", ask, Share(0.0)) == 90_000  # of the state before, while it is counted anew


def test_the_counts_of_a_page_share_its_time(shelf: Shelf) -> None:
    with shelf.site.database.read() as tx:
        share = Share(0.03)
        slow = "WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n) SELECT max(k) FROM n"
        with pytest.raises(TooLong):
            share.within(tx, lambda: tx.exec_driver_sql(slow).scalar())
        with pytest.raises(TooLong):  # nothing is left, and the question is not asked
            share.within(tx, lambda: pytest.fail("asked"))


def test_a_large_dataset_offers_the_orders_that_an_index_keeps(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tally, "COUNTED_AT_ONCE", 10)
    offered = parsed(client.get(TABLE).text).xpath("//select[@name='tri']/option/@value")
    assert "-montant_estime" in offered
    assert "objet" not in offered


def test_a_large_dataset_refuses_an_order_that_no_index_keeps_unless_few_rows_are_left(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tally, "COUNTED_AT_ONCE", 10)
    monkeypatch.setattr("console.web.datasets.table._SORTED", 30)
    refused = client.get(f"{TABLE}?tri=objet")
    assert refused.status_code == 400
    assert "date_publication" in refused.text
    few = parsed(client.get(f"{TABLE}?tri=objet&q=toiture").text)
    assert few.xpath("//tbody/tr")
    assert client.get(f"{TABLE}?tri=type_avis").status_code == 200


def test_the_download_links_carry_the_filters(client: TestClient) -> None:
    hrefs = parsed(client.get(f"{TABLE}?q=toiture&taille=25&tri=objet&col=cpv").text).xpath(
        "//ul[@class='downloads']//a/@href"
    )
    assert f"{TABLE}.csv?q=toiture&tri=objet" in hrefs


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?typ_avis=consultation", "typ_avis"),
        ("?du=2026-13-45", "2026-13-45"),
        ("?tri=criteres", "criteres"),
        ("?tri=nothing", "nothing"),
        ("?col=_texte", "_texte"),
        ("?taille=1000000", "25, 50, 100, 200"),
        ("?apres=zzz", "page"),
        ("?nb_lots=beaucoup", "beaucoup"),
        ("?nb_lots=99999999999999999999", "99999999999999999999"),
        ("?du=2026-01-01&du=2026-02-01", "du"),
        ("?montant_estime=5", "montant_estime"),
        ("?q=%00", "caractère"),
        (f"?q={'a' * 301}", "longue"),
        ("?" + "&".join(f"cpv={n}" for n in range(201)), "200"),
    ],
)
def test_what_is_not_understood_is_refused_and_never_ignored(
    client: TestClient, query: str, told: str
) -> None:
    for address in (TABLE, f"{TABLE}.csv"):
        if address.endswith("csv") and "apres" in query:
            continue
        answer = client.get(address + query)
        assert answer.status_code == 400
        page = parsed(answer.text)
        assert told in words(page.xpath("//main")[0])
        assert TABLE in page.xpath("//main//a/@href")


def test_empty_fields_of_the_form_are_no_filters(client: TestClient) -> None:
    answer = client.get(f"{TABLE}?q=&du=&au=&taille=50&tri=-date_publication")
    assert answer.status_code == 200
    assert f"{TOTAL} lignes" in words(parsed(answer.text))


def test_addresses_that_letters_decorate_still_work(client: TestClient) -> None:
    assert client.get(f"{TABLE}?utm_source=lettre&lang=fr").status_code == 200


def test_a_selection_without_rows_shows_the_way_out(client: TestClient) -> None:
    page = parsed(client.get(f"{TABLE}?q=licorne").text)
    assert TABLE in page.xpath("//p[@class='empty']/a/@href")


def test_the_id_of_a_row_may_hold_anything(client: TestClient) -> None:
    href = parsed(client.get(f"{TABLE}?q=gnp").text).xpath("//a[@class='row-link']/@href")[0]
    assert HOSTILE_NOTICE in words(parsed(client.get(href).text))
    assert orjson.loads(client.get(f"{href}.json").content)["objet"] == HOSTILE


QUERY_NAMES = st.sampled_from(
    [*RESERVED, "lang", "langue", "type_avis", "nb_lots", "version", "objet", "date_publication", "%", ""]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(QUERY_NAMES | st.text(max_size=12), st.text(max_size=40)), max_size=5))
def test_no_query_breaks_the_table(client: TestClient, pairs: list[tuple[str, str]]) -> None:
    clean = [tuple(part.encode("utf-8", "replace").decode() for part in pair) for pair in pairs]
    answer = client.get(TABLE, params=clean)
    assert answer.status_code in (200, 400)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    tri=st.sampled_from(["", "objet", "-montant_estime", "date_limite_reponse", "version", "id", "lu_le"]),
    cursor=st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3),
        max_leaves=4,
    ).map(repr)
    | st.lists(st.none() | st.text(max_size=10) | st.floats(allow_nan=False) | st.integers(), max_size=3).map(
        lambda value: base64.urlsafe_b64encode(json.dumps(value).encode()).decode()
    ),
)
def test_no_cursor_breaks_the_table(client: TestClient, tri: str, cursor: str) -> None:
    params = {"tri": tri, "apres": cursor.encode("utf-8", "replace").decode()}
    assert client.get(TABLE, params=params).status_code in (200, 400)

"""The tables of a document, cell by cell: what an owner mends there reaches the rows, and is undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import delete, insert, select

from console.app import create_app
from console.corrections import tables
from console.corrections.sheet import UNDO, read_sheet, write_csv
from console.corrections.taken import Taken
from console.web.site import Site
from core.errors import InputError
from core.model.person import Role
from core.model.table_edit import EditKind
from core.sandbox import Sandbox
from core.settings import Settings
from core.storage.audit import Audit
from core.storage.blobs import open_blobs
from core.storage.database import open_database
from core.storage.queries import Rows
from core.storage.revisions import Revisions
from core.storage.runs import RunState
from core.storage.schema import READING, RUN
from core.storage.snapshots import Snapshots
from core.storage.table_edits import TableEdits
from crawlers import source, sources
from normalizers.datasets import datasets
from tests.console.web.pages import parsed, words
from tests.console.web.people import browser_of, person, signed_in, token
from tests.console.web.seeding import HOSTILE, NOW, LocalReader
from tests.console.web.test_journeys import AXE, opened, window
from tools.local_server import serving
from workers.drain import Drain
from workers.ingest import ingest
from workers.installation import Installation

__all__ = ["window"]

LIST = Path(__file__).parents[4] / "fixtures" / "marches-conclus" / "nominal-pdf" / "input.pdf"
WINNER, TYPED = "COUVERTURE LIGERIENNE", "COUVERTURE ARMORICAINE"
DATASET, ANA = "marches-conclus", "ana@ville.example"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(preload=("workers.extraction",), allow_weak=True) as kept:
        yield kept


@dataclass(frozen=True)
class Desk:
    """A store with one list of contracts, and its console."""

    installation: Installation
    site: Site
    sha256: str

    @property
    def here(self) -> str:
        return f"/documents/{self.sha256}/tableaux"

    def owner(self, email: str = ANA, dataset: str = DATASET) -> Any:
        return signed_in(self.site, email, Role.OWNER, datasets=[dataset])

    def follow(self) -> None:
        """Let the workers do what waits."""

        def nowhere(_: Any) -> Any:
            raise AssertionError

        with self.installation.db.read() as tx:
            runs = list(tx.execute(select(RUN.c.id).where(RUN.c.state == RunState.RUNNING)).scalars())
        Drain(self.installation.context(nowhere), runs, 1).run()

    def winners(self) -> list[str]:
        """Who won, by row, of the rows that stand."""
        with self.installation.db.read() as tx:
            rows = list(Rows(tx, self.installation.db.catalogue).rows(DATASET))
        standing = [row for row in rows if row["statut"] != "retire"]
        return [row["titulaire_nom"] for row in sorted(standing, key=lambda row: str(row["id"]))]

    def form(self, client: Any, text: str) -> dict[str, str]:
        """The form of the cell with that text, as a browser would send it."""
        (link,) = parsed(client.get(self.here).text).xpath(
            f"//table[@id='cells-grid']//a[normalize-space(bdi)='{text}']/@href"
        )
        (found,) = parsed(client.get(self.here + str(link).partition("#")[0]).text).xpath(
            "//*[@id='grid-form']"
        )
        data = {each.get("name"): each.get("value", "") for each in found.xpath(".//input")}
        return {**data, "valeur": str(found.xpath(".//textarea")[0].text)[1:]}

    def mend(self, client: Any, text: str, decision: str = "cellule", **changed: str) -> Any:
        return client.post(self.here, data={**self.form(client, text), "decision": decision, **changed})


def desk_of(url: str, folder: Path, sandbox: Sandbox) -> Iterator[Desk]:
    with open_database(url, datasets().values()) as db:
        settings = Settings(home=folder)
        installation = Installation(settings, db, open_blobs(settings.blobs_address), sandbox)
        ingest(installation, source(DATASET), "liste.pdf", LIST.read_bytes())
        site = Site(
            database=db,
            archive=installation.blobs,
            reader=LocalReader(),
            datasets=datasets(),
            sources=sources(),
            base_url="https://veille.example",
            now=lambda: NOW,
        )
        with db.read() as tx:
            snapshot = Snapshots(tx).get(1)
        assert snapshot is not None
        yield Desk(installation, site, snapshot.sha256)


@pytest.fixture
def shelf_of_lists(database_url: str, tmp_path: Path, sandbox: Sandbox) -> Iterator[Desk]:
    """On both databases."""
    yield from desk_of(database_url, tmp_path, sandbox)


@pytest.fixture
def lists(tmp_path: Path, sandbox: Sandbox) -> Iterator[Desk]:
    yield from desk_of(str(tmp_path / "veille.sqlite"), tmp_path, sandbox)


def test_a_cell_typed_reaches_the_rows_and_is_undone(shelf_of_lists: Desk) -> None:
    desk = shelf_of_lists
    client, before = desk.owner(), desk.winners()
    with desk.site.database.read() as tx:
        position = Revisions(tx).position()
    assert WINNER in before
    answer = desk.mend(client, WINNER, valeur=TYPED)
    assert answer.status_code == 303
    desk.follow()
    after = [TYPED if name == WINNER else name for name in before]
    assert desk.winners() == after
    with desk.site.database.read() as tx:
        assert Revisions(tx).position() == position + 1, "one row, one new version"
        assert Audit(tx).lines(1)[0].action == "table mended"
    page = parsed(client.get(desk.here).text)
    assert [words(each) for each in page.xpath("//td[contains(@class,'is-mended')]//bdi")] == [TYPED]
    assert WINNER in words(page.xpath("//section[@class='grid-log']")[0])
    ingest(desk.installation, source(DATASET), "liste.pdf", LIST.read_bytes())
    assert desk.winners() == after, "a later passage keeps it"
    (number,) = page.xpath("//button[@name='numero']/@value")
    client.post(desk.here, data={"jeton": token(client, desk.here), "decision": "annuler", "numero": number})
    desk.follow()
    assert desk.winners() == before
    assert "Annulé par Ana" in client.get(desk.here).text


def test_a_row_that_is_none_gives_no_row_until_it_is_undone(lists: Desk) -> None:
    client, before = lists.owner(), lists.winners()
    lists.mend(client, WINNER, "pas-ligne")
    lists.follow()
    assert lists.winners() == [name for name in before if name != WINNER]
    page = parsed(client.get(lists.here).text)
    (aside,) = page.xpath("//tr[@class='is-aside']")
    assert WINNER in words(aside)
    (number,) = page.xpath("//button[@name='numero']/@value")
    client.post(
        lists.here, data={"jeton": token(client, lists.here), "decision": "annuler", "numero": number}
    )
    lists.follow()
    assert lists.winners() == before


def test_a_table_is_cut_and_joined_again(lists: Desk) -> None:
    client, before = lists.owner(), lists.winners()
    count = len(parsed(client.get(lists.here).text).xpath("//nav[@class='grid-tables']//li"))
    lists.mend(client, WINNER, "couper")
    page = parsed(client.get(lists.here).text)
    assert len(page.xpath("//nav[@class='grid-tables']//li")) == max(count, 1) + 1
    lists.follow()
    assert lists.winners() == before, "headings hold for the table below the cut too"
    (number,) = page.xpath("//button[@name='numero']/@value")
    client.post(
        lists.here, data={"jeton": token(client, lists.here), "decision": "annuler", "numero": number}
    )
    assert len(parsed(client.get(lists.here).text).xpath("//nav[@class='grid-tables']//li")) == count


def test_a_heading_is_marked_and_unmarked(lists: Desk) -> None:
    client, before = lists.owner(), lists.winners()
    lists.mend(client, WINNER, "entete")
    page = parsed(client.get(lists.here).text)
    marked = [words(each) for each in page.xpath("//tr[@class='is-heading']")]
    assert WINNER in marked[-1]
    assert "en-tête" in marked[-1]
    lists.follow()
    assert sorted(lists.winners()) == sorted(set(before) - {WINNER}), "a heading is no contract"
    lists.mend(client, WINNER, "donnees")
    lists.mend(client, "OBJET", "entete")
    lists.mend(client, "OBJET", "entete")
    with lists.site.database.read() as tx:
        kinds = [each.edit.kind for each in TableEdits(tx).log(lists.sha256)]
    assert kinds == [EditKind.HEADING, EditKind.DATA, EditKind.HEADING], "saying it twice is saying it once"
    lists.follow()
    assert lists.winners() == before
    assert "Heading down to this row" in client.get(f"{lists.here}?lang=en").text


def undo_last(desk: Desk, client: Any) -> None:
    number = parsed(client.get(desk.here).text).xpath("//button[@name='numero']/@value")[0]
    client.post(desk.here, data={"jeton": token(client, desk.here), "decision": "annuler", "numero": number})


def shown(desk: Desk, client: Any) -> list[str]:
    return [words(each) for each in parsed(client.get(desk.here).text).xpath("//td//bdi")]


def test_a_column_is_cut_after_a_word_and_joined_again(lists: Desk) -> None:
    client, before = lists.owner(), lists.winners()
    (link,) = parsed(client.get(lists.here).text).xpath(f"//a[normalize-space(bdi)='{WINNER}']/@href")
    options = parsed(client.get(lists.here + str(link)).text).xpath("//select[@name='x']/option")
    assert [words(each) for each in options] == ["COUVERTURE │ LIGERIENNE"]
    assert lists.mend(client, WINNER, "couper-colonne", x=options[0].get("value")).status_code == 303
    found = shown(lists, client)
    assert found[found.index("COUVERTURE") + 1] == "LIGERIENNE"
    lists.mend(client, "LIGERIENNE", "joindre-colonnes")
    lists.follow()
    assert WINNER in shown(lists, client)
    assert lists.winners() == before
    assert lists.mend(client, WINNER, "couper-colonne", x="abc").status_code == 400
    assert lists.mend(client, WINNER, "couper-colonne", x="inf").status_code == 400
    undo_last(lists, client)
    assert "LIGERIENNE" in shown(lists, client)
    undo_last(lists, client)
    assert WINNER in shown(lists, client)


def test_columns_that_are_joined_reach_the_rows(lists: Desk) -> None:
    client = lists.owner()
    found = shown(lists, client)
    where = found[found.index(WINNER) + 1]
    lists.mend(client, where, "joindre-colonnes")
    lists.follow()
    assert f"{WINNER} {where}" in shown(lists, client)
    assert WINNER in " ".join(lists.winners())
    lists.mend(client, f"{WINNER} {where}", valeur=TYPED)
    lists.follow()
    assert TYPED in lists.winners()
    page = parsed(client.get(f"{lists.here}?lang=en").text)
    assert not page.xpath("//li[contains(@class,'state-conflict')]"), "what was read there is the two texts"
    assert "Columns joined" in words(page)


def test_a_row_that_was_missed_is_added_mended_and_taken_back(lists: Desk) -> None:
    client, before = lists.owner(), lists.winners()
    with lists.site.database.read() as tx:
        ids = {row["id"] for row in Rows(tx, lists.installation.db.catalogue).rows(DATASET)}
    page = parsed(client.get(lists.here).text)
    labels = [words(each) for each in page.xpath("//form[@id='row-form']//label")]
    assert labels[:3] == ["OBJET", "DATE", "TITULAIRE"]
    box = orjson.dumps([1, [60.0, 700.0, 200.0, 712.0]]).decode()
    texts = ["Clôture du stade", "05/05/2025", "GRILLE SARL", "41 250,00"]
    row = {f"colonne-{col}": text for col, text in zip((0, 1, 2, 4), texts, strict=True)}
    answer = lists.mend(client, WINNER, "ajouter", **row, **{"cadre-0": box})
    assert answer.status_code == 303
    page = parsed(client.get(answer.headers["location"]).text)
    (new,) = page.xpath("//tr[@class='is-added']")
    assert [words(each).replace("\u00a0", " ") for each in new.xpath(".//bdi")] == [
        *texts[:3],
        "(vide)",
        texts[3],
    ]
    assert words(page.xpath("//h2[@id='chosen-title']")[0]).startswith("Cellule, ligne ajoutée")
    numbers = [words(each) for each in page.xpath("//th[@class='node']")]
    assert [each for each in numbers if each.isdecimal()] == [str(at) for at in range(1, len(numbers))]
    assert "Clôture du stade │ 05/05/2025" in words(page.xpath("//section[@class='grid-log']")[0])
    lists.follow()
    assert sorted(lists.winners()) == sorted([*before, "GRILLE SARL"])
    with lists.site.database.read() as tx:
        rows = {row["id"]: row for row in Rows(tx, lists.installation.db.catalogue).rows(DATASET)}
    (fresh,) = rows.keys() - ids
    assert rows[fresh]["preuves"]["objet"]["bbox"] == [60.0, 700.0, 200.0, 712.0]
    assert any(each.startswith("added-row") for each in rows[fresh]["avertissements"])
    shown_as = words(parsed(client.get(f"/datasets/{DATASET}/{fresh}").text))
    assert "saisi par une personne" in shown_as
    document = parsed(client.get(f"/datasets/{DATASET}/{fresh}/document?champ=titulaire_nom").text)
    assert "Une personne a saisi cette valeur" in words(document)
    lists.mend(client, "GRILLE SARL", valeur="GRILLES SARL")
    lists.follow()
    assert "GRILLES SARL" in lists.winners()
    for _ in range(2):
        undo_last(lists, client)
    lists.follow()
    assert lists.winners() == before


def test_a_row_without_a_cell_or_with_a_box_that_is_none_is_refused(lists: Desk) -> None:
    client = lists.owner()
    answer = lists.mend(client, WINNER, "ajouter", **{"colonne-0": "  "})
    assert answer.status_code == 400
    page = parsed(answer.text)
    assert "Cette ligne est vide" in words(page.xpath("//*[@role='alert']")[0])
    assert page.xpath("//details[@class='grid-add'][@open]")
    wrong = ("[]", "[1]", '[1,["a",1,2,3]]', "[0,[1,1,2,2]]", "[1,[5,5,1,1]]", "null", "[1,[1,1,1e999,2]]")
    for box in wrong:
        row = {"colonne-0": "x", "cadre-0": box}
        assert lists.mend(client, WINNER, "ajouter", **row).status_code == 400
    with lists.site.database.read() as tx:
        assert not TableEdits(tx).log(lists.sha256)


def test_a_decision_that_does_not_fit_the_reading_is_told_with_its_three_values(lists: Desk) -> None:
    client = lists.owner()
    lists.mend(client, WINNER, valeur=TYPED, lecture="CHARPENTE D'AVANT")
    (told,) = parsed(client.get(lists.here).text).xpath("//li[contains(@class,'state-conflict')]")
    assert [words(each) for each in told.xpath(".//dd")] == ["CHARPENTE D'AVANT", TYPED, WINNER]
    lists.mend(client, TYPED)
    assert not parsed(client.get(lists.here).text).xpath("//li[contains(@class,'state-conflict')]")
    place = orjson.dumps([1, [1.0, 1.0, 3.0, 3.0], None]).decode()
    lists.mend(client, "OBJET", valeur="Ailleurs", place=place)
    assert "Cellule introuvable" in client.get(lists.here).text


def test_typing_what_stands_decides_nothing(lists: Desk) -> None:
    client = lists.owner()
    lists.mend(client, WINNER)
    with lists.site.database.read() as tx:
        assert not TableEdits(tx).log(lists.sha256)


def test_only_an_owner_of_the_dataset_comes_in(lists: Desk) -> None:
    assert browser_of(lists.site).get(lists.here).headers["location"].startswith("/connexion")
    other, mine = lists.owner("ben@ville.example", "avis-marches"), lists.owner()
    assert other.get(lists.here).status_code == 403
    form = {**lists.form(mine, WINNER), "decision": "cellule", "valeur": "X"}
    assert other.post(lists.here, data={**form, "jeton": token(other, "/compte")}).status_code == 403
    assert mine.post(lists.here, data={**form, "jeton": "faux"}).status_code == 403
    assert mine.get(f"/documents/{'0' * 64}/tableaux").status_code == 404
    with lists.site.database.read() as tx:
        assert not TableEdits(tx).log(lists.sha256)


def test_a_document_of_two_datasets_is_for_who_owns_both(lists: Desk) -> None:
    with lists.site.database.write() as tx:
        read = dict(tx.execute(select(READING).limit(1)).mappings().one())
        tx.execute(insert(READING).values({**read, "dataset": "avis-marches"}))
    one = lists.owner()
    both = signed_in(lists.site, "eve@ville.example", Role.OWNER, datasets=[DATASET, "avis-marches"])
    assert (one.get(lists.here).status_code, both.get(lists.here).status_code) == (403, 200)


def test_the_owner_comes_back_where_no_row_stands(lists: Desk) -> None:
    with lists.site.database.write() as tx:
        tx.execute(delete(READING))
    other, mine = lists.owner("ben@ville.example", "avis-marches"), lists.owner()
    assert (other.get(lists.here).status_code, mine.get(lists.here).status_code) == (403, 200)


WRONG = (
    {"place": "[]"},
    {"place": "null"},
    {"place": '[1,["a",1,2,3],null]'},
    {"place": "[null,null,null]"},
    {"place": '{"a":1}'},
    {"place": "[1,[1,2],null]"},
    {"decision": "detruire"},
    {"valeur": "\0"},
)


def test_a_form_that_names_no_place_is_refused(lists: Desk) -> None:
    client = lists.owner()
    form = {**lists.form(client, WINNER), "decision": "cellule", "valeur": "X"}
    answers = [client.post(lists.here, data={**form, **wrong}).status_code for wrong in WRONG]
    assert answers == [400] * len(WRONG)
    assert client.get(f"{lists.here}?cellule=a.b").status_code == 400
    assert client.get(f"{lists.here}?tableau=0").status_code == 400


def test_hostile_text_is_shown_as_text(lists: Desk) -> None:
    client = lists.owner()
    lists.mend(client, WINNER, valeur=HOSTILE)
    page = client.get(lists.here).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;" in page


def test_a_sheet_carries_what_was_mended_to_another_store(
    lists: Desk, tmp_path: Path, sandbox: Sandbox
) -> None:
    lists.mend(lists.owner(), WINNER, valeur=TYPED)
    with lists.site.database.read() as tx, (tmp_path / "tables.csv").open("wb") as out:
        assert write_csv(tables.mended(tx, [DATASET]), out) == 1
        assert not list(tables.mended(tx, ["avis-marches"]))
    ((_, line),) = read_sheet((tmp_path / "tables.csv").read_bytes())
    assert not isinstance(line, InputError)
    assert (line.base, line.valeur, tables.is_of_table(line)) == (WINNER, TYPED, True)
    for there in desk_of(str(tmp_path / "autre.sqlite"), tmp_path / "autre", sandbox):
        with there.site.database.write() as tx:
            assert tables.take_edit(tx, line, "Bob", NOW) is Taken.APPLIED
            assert tables.take_edit(tx, line, "Bob", NOW) is Taken.UNCHANGED
            (made,) = tables.mended(tx, [DATASET])
            with pytest.raises(InputError, match="mended by Bob since"):
                tables.take_edit(tx, replace(line, valeur="Autre", numero=""), "Ana", NOW)
            with pytest.raises(InputError, match="no place"):
                tables.take_edit(tx, replace(line, colonne="cell [null,null,null]"), "Ana", NOW)
            with pytest.raises(InputError, match="no row of"):
                tables.take_edit(tx, replace(line, dataset="avis-marches"), "Ana", NOW)
            assert tables.take_edit(tx, replace(made, decision=UNDO), "Ana", NOW) is Taken.UNDONE
            assert not list(tables.mended(tx, [DATASET]))


def test_a_sheet_carries_a_row_that_was_added(lists: Desk, tmp_path: Path, sandbox: Sandbox) -> None:
    lists.mend(lists.owner(), WINNER, "ajouter", **{"colonne-0": "Clôture", "colonne-2": "GRILLE SARL"})
    with lists.site.database.read() as tx, (tmp_path / "tables.csv").open("wb") as out:
        assert write_csv(tables.mended(tx, [DATASET]), out) == 1
    ((_, line),) = read_sheet((tmp_path / "tables.csv").read_bytes())
    assert not isinstance(line, InputError)
    for there in desk_of(str(tmp_path / "autre.sqlite"), tmp_path / "autre", sandbox):
        with there.site.database.write() as tx:
            assert tables.take_edit(tx, line, "Bob", NOW) is Taken.APPLIED
            assert tables.take_edit(tx, line, "Bob", NOW) is Taken.UNCHANGED
        with lists.site.database.read() as here, there.site.database.read() as tx:
            (mine,), (theirs,) = (TableEdits(each).log(lists.sha256) for each in (here, tx))
        assert mine.edit.value == theirs.edit.value, "with its name, so that its row has the same id"


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_cell_is_corrected_by_keyboard_alone(lists: Desk, window: Any, scheme: str, tmp_path: Path) -> None:
    person(lists.site, ANA, Role.OWNER, datasets=[DATASET])
    with serving(create_app(lists.site)) as address:
        page, told = opened(window, address, ANA, color_scheme=scheme, bypass_csp=True)
        page.goto(address + lists.here)
        page.locator("#cells-grid a[tabindex='0']").focus()
        before = page.locator("#lit").bounding_box()
        page.keyboard.press("ArrowDown")
        assert page.locator("#lit").bounding_box() != before, "the box follows the cell"
        wanted = page.locator("#cells-grid a", has_text=WINNER)
        wanted.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**cellule=**")
        page.locator("#valeur:focus").wait_for()
        page.keyboard.type(TYPED)
        page.keyboard.press("Enter")
        page.wait_for_selector("td.is-mended")
        assert page.locator("td.is-mended bdi").inner_text() == TYPED
        page.evaluate(AXE)
        assert page.evaluate("axe.run({resultTypes: ['violations']})")["violations"] == []
        page.screenshot(path=str(tmp_path / f"{scheme}.png"), full_page=True)
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.screenshot(path=str(tmp_path / f"{scheme}-390.png"), full_page=True)
        assert not told
    lists.follow()
    assert TYPED in lists.winners()


@pytest.mark.slow
def test_a_row_is_drawn_on_the_page(lists: Desk, window: Any, tmp_path: Path) -> None:
    person(lists.site, ANA, Role.OWNER, datasets=[DATASET])
    with serving(create_app(lists.site)) as address:
        page, told = opened(window, address, ANA, bypass_csp=True)
        page.goto(address + lists.here)
        page.locator("#cells-grid a", has_text=WINNER).click()
        page.wait_for_url("**cellule=**")
        page.click("details.grid-add summary")
        page.focus("#colonne-2")
        page.click("#draw")
        page.locator("#lit").scroll_into_view_if_needed()
        place = page.locator("#lit").bounding_box()
        page.mouse.move(place["x"] + 1, place["y"] + 1)
        page.mouse.down()
        page.mouse.move(place["x"] + place["width"] - 1, place["y"] + place["height"] - 1, steps=4)
        page.mouse.up()
        page.wait_for_function("() => document.getElementById('colonne-2').value !== ''")
        assert page.input_value("#colonne-2") == WINNER
        page.locator(".grid-boxed:visible").wait_for()
        page.evaluate(AXE)
        assert page.evaluate("axe.run({resultTypes: ['violations']})")["violations"] == []
        page.screenshot(path=str(tmp_path / "row.png"), full_page=True)
        page.fill("#colonne-0", "Clôture du stade")
        page.fill("#colonne-4", "12 000,00")
        page.keyboard.press("Enter")
        page.wait_for_selector("tr.is-added")
        page.screenshot(path=str(tmp_path / "added.png"), full_page=True)
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.screenshot(path=str(tmp_path / "added-390.png"), full_page=True)
        assert not told
    lists.follow()
    assert lists.winners().count(WINNER) == 2

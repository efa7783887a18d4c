"""The operator erases a row that a person objects to, and sees what was erased, when and why."""

from __future__ import annotations

from core.model.person import Role
from core.storage.audit import Audit
from core.storage.erasures import Erasures
from core.storage.queries import Rows
from core.storage.schema import WORK
from core.storage.work import Queue
from tests.console.web.pages import parsed, words
from tests.console.web.people import signed_in, token
from tests.console.web.seeding import PDF_NOTICE, Shelf

HERE = "/exploitation"
DATASET = "avis-marches"


def told(page: str) -> str:
    return words(parsed(page).xpath("//section[h2/@id='effacements']")[0])


def test_a_row_is_erased_and_told_without_its_values(desk: Shelf) -> None:
    with desk.site.database.read() as tx:
        before = Rows(tx, desk.site.database.catalogue).get(DATASET, PDF_NOTICE)
    assert before is not None
    document = before["document_sha256"]
    client = signed_in(desk.site, "ops@ville.example", Role.OPERATOR)
    assert "Rien n'a été effacé." in told(client.get(HERE).text)
    form = {"jeton": token(client, HERE), "jeu": DATASET, "id": PDF_NOTICE, "demande": "opposition"}
    assert client.post(f"{HERE}/effacement", data=form).status_code == 400
    answer = client.post(f"{HERE}/effacement", data={**form, "definitif": "1"})
    assert answer.headers["location"] == f"{HERE}?effacees=1#effacements"
    page = told(client.get(f"{HERE}?effacees=1").text)
    assert "1 ligne effacée." in page
    assert f"{PDF_NOTICE} {DATASET} Opposition d'une personne ops@ville.example" in page
    assert "quitter l'archive" in page
    shown = client.get(f"/datasets/{DATASET}/{PDF_NOTICE}")
    assert shown.status_code == 200
    assert str(before["objet"]) not in shown.text
    assert "Valeurs effacées" in shown.text
    again = client.post(f"{HERE}/effacement", data={**form, "definitif": "1"})
    assert "effacees=introuvable" in again.headers["location"]
    assert "Rien n'a été effacé" in told(client.get(f"{HERE}?effacees=introuvable").text)
    with desk.site.database.read() as tx:
        assert Queue(tx).count(WORK.c.subject == "erasures") == 1, "a worker is asked to see to the archive"
        (line,) = Audit(tx).lines(1)
        noted = line.action, line.subject, line.detail
        assert noted == ("row erased", f"{DATASET} {PDF_NOTICE}", "opposition")
        assert document in Erasures(tx).waiting()


def test_a_row_whose_document_was_erased_with_another_says_so(desk: Shelf) -> None:
    with desk.site.database.write() as tx:
        row = Rows(tx, desk.site.database.catalogue).get(DATASET, PDF_NOTICE)
        assert row is not None
        Erasures(tx).add_documents([row["document_sha256"]], desk.site.now())
    desk.site.archive.erase(row["document_sha256"])
    client = signed_in(desk.site, "ops@ville.example", Role.OPERATOR)
    assert "plus gardé" in client.get(f"/datasets/{DATASET}/{PDF_NOTICE}/document").text


def test_only_an_operator_erases(desk: Shelf) -> None:
    client = signed_in(desk.site, "lecteur@ville.example")
    assert client.post(f"{HERE}/effacement", data={"jeu": DATASET}).status_code in (302, 303, 403)

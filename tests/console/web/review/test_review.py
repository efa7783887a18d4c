"""The queue, and each decision on a row."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from core.model.evidence import Evidence
from core.model.person import Role
from core.storage.audit import Audit
from core.storage.claims import LASTING
from core.storage.corrections import Corrections
from core.storage.queries import Rows
from core.storage.reports import Reports
from tests.console.web.pages import parsed, words
from tests.console.web.people import browser_of, enter, person, signed_in, token
from tests.console.web.seeding import HOSTILE_NOTICE, NOW, PDF_NOTICE, Shelf, _apply, _archive

AVIS = "avis-marches"
ANA = "ana@ville.example"
TITLE = "Réfection de la toiture de l'école maternelle"


def here(record: str, query: str = "") -> str:
    return f"/revue/{AVIS}/{quote(record, safe='')}{query}"


def owner(desk: Shelf, email: str = ANA) -> Any:
    return signed_in(desk.site, email, Role.OWNER, datasets=[AVIS])


def doubtful(desk: Shelf) -> str:
    """A row whose CPV nobody is sure of."""
    with desk.site.database.read() as tx:
        rows = Rows(tx, desk.site.database.catalogue).rows(AVIS)
        return str(next(row["id"] for row in rows if row["statut"] == "a_verifier"))


def field(page: Any, column: str) -> dict[str, str]:
    """The form of a field as a browser would send it, without the button."""
    (form,) = page.xpath(f"//*[@id='champ-{column}']//form")
    data = {each.get("name"): each.get("value", "") for each in form.xpath(".//input")}
    data |= {each.get("name"): (each.text or "")[1:] for each in form.xpath(".//textarea")}
    for each in form.xpath(".//select"):
        data[each.get("name")] = "".join(each.xpath("./option[@selected]/@value"))
    return data


def decide(client: Any, record: str, column: str, decision: str, **changed: str) -> Any:
    fields = field(parsed(client.get(here(record)).text), column)
    return client.post(here(record), data={**fields, "decision": decision, **changed})


def row_of(desk: Shelf, record: str) -> dict[str, Any]:
    with desk.site.database.read() as tx:
        found = Rows(tx, desk.site.database.catalogue).get(AVIS, record)
    assert found is not None
    return found


def test_the_queue_puts_conflicts_first_and_says_why(desk: Shelf) -> None:
    record = doubtful(desk)
    client = owner(desk)
    decide(client, PDF_NOTICE, "montant_estime", "corriger", valeur="1 150 000 €")
    read_again(desk, montant_estime=1_350_000.0)
    with desk.site.database.write() as tx:
        Reports(tx).add(AVIS, "boamp:26-10006", "objet", "le titre est coupé", NOW)
    page = parsed(client.get("/revue").text)
    motives = [words(each) for each in page.xpath("//tbody/tr/td[3]")]
    assert motives[0].startswith("Conflit")
    assert any(each.startswith("Signalement") for each in motives[1:3])
    assert motives[-1] == "Doute"
    assert record in client.get("/revue?motif=doute").text.replace("%3A", ":")
    only = parsed(client.get(f"/revue?jeu={AVIS}&motif=conflit").text).xpath("//tbody/tr")
    assert len(only) == 1
    assert client.get("/revue?motif=inconnu").status_code == 400


def read_again(desk: Shelf, **values: Any) -> None:
    """The PDF is published again, and says something else."""
    with desk.site.database.write() as tx:
        snapshot = _archive(
            tx, desk.blobs, "boamp", "26-90001.pdf", b"%PDF-again", "application/pdf", NOW.date()
        )
        known = row_of(desk, PDF_NOTICE)
        kept = {
            name: known[name] for name in ("source", "type_avis", "objet", "acheteur_nom", "code_departement")
        }
        evidence = {"montant_estime": (Evidence("1 350 000 € HT", page=1, bbox=(205, 189, 300, 205)),)}
        _apply(
            tx, desk.site.database, AVIS, PDF_NOTICE, {**kept, **values}, snapshot,
            evidence=evidence, at=NOW + timedelta(hours=1),
        )  # fmt: skip


def test_a_wrong_amount_is_corrected_and_undone(desk: Shelf) -> None:
    client = owner(desk)
    answer = decide(client, PDF_NOTICE, "montant_estime", "corriger", valeur="1 150 000,50 € HT")
    assert answer.status_code == 303
    row = row_of(desk, PDF_NOTICE)
    assert row["montant_estime"] == 1_150_000.5
    assert row["statut"] == "corrige"
    with desk.site.database.read() as tx:
        made = Corrections(tx).of(AVIS, [PDF_NOTICE])[PDF_NOTICE][-1]
        lines = Audit(tx).lines(1)
    assert (made.author, made.base, made.value) == ("Ana", 1_250_000.0, 1_150_000.5)
    assert (lines[0].action, lines[0].actor) == ("corrected", ANA)
    assert f"fait={made.id}" in answer.headers["location"]
    page = client.get(here(PDF_NOTICE, f"?fait={made.id}"))
    told = parsed(page.text).xpath("string(//div[@id='done']/p)")
    assert (
        "«\u00a01\u202f250\u202f000\u00a0€\u00a0» est devenu «\u00a01\u202f150\u202f000,50\u00a0€\u00a0»"
        in told
    )
    english = client.get(here(PDF_NOTICE, f"?fait={made.id}&lang=en")).text
    assert "“€1,250,000” is now “€1,150,000.50”" in english
    client.get(here(PDF_NOTICE, "?lang=fr"))
    (undo,) = parsed(page.text).xpath("//button[@id='undo']")
    data = {"jeton": token(client, here(PDF_NOTICE)), "decision": "annuler", "numero": undo.get("value")}
    assert client.post(here(PDF_NOTICE), data=data).status_code == 303
    assert row_of(desk, PDF_NOTICE)["montant_estime"] == 1_250_000.0


@pytest.mark.parametrize(
    ("column", "typed", "why"),
    [
        ("montant_estime", "beaucoup", "montant illisible"),
        ("date_publication", "le 31 février 2026", "date impossible"),
        ("acheteur_siret", "123 456 789 00011", "clé de SIRET fausse"),
        ("cpv", "99999999", "code CPV inconnu"),
        ("type_avis", "inconnu", "code inconnu"),
    ],
)
def test_a_value_of_another_kind_is_refused_and_kept_in_the_form(
    desk: Shelf, column: str, typed: str, why: str
) -> None:
    client = owner(desk)
    before = row_of(desk, PDF_NOTICE)
    answer = decide(client, PDF_NOTICE, column, "corriger", valeur=typed)
    assert answer.status_code == 400
    page = parsed(answer.text)
    assert words(page.xpath("//*[@id='wrong']")[0]) == f"Cette valeur n'est pas prise : « {typed} » : {why}"
    if column != "type_avis":
        assert page.xpath(f"//*[@id='v-{column}']/@value") == [typed]
    assert row_of(desk, PDF_NOTICE) == before


def test_leaving_a_doubtful_value_as_it_is_accepts_it(desk: Shelf) -> None:
    record = doubtful(desk)
    client = owner(desk)
    answer = decide(client, record, "cpv", "corriger")
    assert answer.headers["location"].startswith("/revue/suivante?")
    assert row_of(desk, record)["statut"] == "corrige"
    led = client.get(answer.headers["location"])
    assert led.status_code == 303
    assert record not in led.headers["location"].partition("?")[0].replace("%3A", ":")


def test_everything_doubtful_is_accepted_at_once(desk: Shelf) -> None:
    record = doubtful(desk)
    client = owner(desk)
    data = {"jeton": token(client, here(record)), "decision": "tout-accepter"}
    assert client.post(here(record), data=data).status_code == 303
    assert row_of(desk, record)["statut"] == "corrige"


def test_a_refused_value_is_unknown(desk: Shelf) -> None:
    client = owner(desk)
    decide(client, PDF_NOTICE, "montant_estime", "refuser")
    assert row_of(desk, PDF_NOTICE)["montant_estime"] is None


@pytest.mark.parametrize(("decision", "stands"), [("accepter", 1_150_000.0), ("lecture", 1_350_000.0)])
def test_a_conflict_shows_three_values_and_is_settled(desk: Shelf, decision: str, stands: float) -> None:
    client = owner(desk)
    decide(client, PDF_NOTICE, "montant_estime", "corriger", valeur="1150000")
    read_again(desk, montant_estime=1_350_000.0)
    assert row_of(desk, PDF_NOTICE)["statut"] == "a_verifier"
    (three,) = parsed(client.get(here(PDF_NOTICE)).text).xpath("//dl[@class='three']")
    assert [words(each) for each in three.xpath(".//dd")] == [
        "1 250 000 €",
        "1 150 000 €",
        "1 350 000 €",
    ]
    assert decide(client, PDF_NOTICE, "montant_estime", decision).status_code == 303
    row = row_of(desk, PDF_NOTICE)
    assert (row["montant_estime"], row["statut"]) == (stands, "corrige")


def test_two_people_do_not_collide(desk: Shelf) -> None:
    ana, luc = owner(desk), owner(desk, "luc@ville.example")
    ana.get(here(PDF_NOTICE))
    page = parsed(luc.get(here(PDF_NOTICE)).text)
    assert "Ana" in words(page.xpath("//*[@class='alarm']")[0])
    assert not page.xpath("//button[@value='corriger']")
    fields = {**field(page, "montant_estime"), "valeur": "1", "decision": "corriger"}
    assert luc.post(here(PDF_NOTICE), data=fields).status_code == 409
    assert row_of(desk, PDF_NOTICE)["montant_estime"] == 1_250_000.0
    taking = {"jeton": token(luc, here(PDF_NOTICE)), "decision": "prendre"}
    assert luc.post(here(PDF_NOTICE), data=taking).status_code == 303
    assert decide(luc, PDF_NOTICE, "montant_estime", "corriger", valeur="20 000 €").status_code == 303
    assert timedelta(minutes=10) >= LASTING


def test_what_another_typed_meanwhile_is_not_overwritten(desk: Shelf) -> None:
    ana = owner(desk)
    stale = field(parsed(ana.get(here(PDF_NOTICE)).text), "montant_estime")
    decide(ana, PDF_NOTICE, "montant_estime", "corriger", valeur="20 000 €")
    answer = ana.post(here(PDF_NOTICE), data={**stale, "valeur": "30 000 €", "decision": "corriger"})
    assert answer.status_code == 400
    assert "a corrigé ce champ depuis" in answer.text
    assert row_of(desk, PDF_NOTICE)["montant_estime"] == 20_000.0


def test_the_same_is_done_everywhere_and_undone(desk: Shelf) -> None:
    client = owner(desk)
    with desk.site.database.read() as tx:
        rows = list(Rows(tx, desk.site.database.catalogue).rows(AVIS))
    buyer = "Lycée Jeanne-Moreau"
    alike = sorted(row["id"] for row in rows if row["acheteur_nom"] == buyer)
    assert len(alike) >= 2
    answer = decide(client, alike[0], "acheteur_nom", "corriger", valeur="Lycée Jeanne Moreau")
    number = answer.headers["location"].partition("fait=")[2].partition("&")[0]
    page = f"/revue/{AVIS}/semblables?fait={number}"
    ticked = parsed(client.get(page).text).xpath("//input[@name='ligne']/@value")
    assert sorted(ticked) == alike[1:]
    data = {"jeton": token(client, page), "ligne": [*ticked, PDF_NOTICE]}
    assert client.post(page, data=data).status_code == 303
    assert {row_of(desk, each)["acheteur_nom"] for each in alike} == {"Lycée Jeanne Moreau"}
    assert row_of(desk, PDF_NOTICE)["acheteur_nom"] == "Commune de Saint-Hilaire-du-Lac"
    data = {"jeton": token(client, here(alike[0])), "decision": "annuler"}
    assert client.post(page, data=data).status_code == 303
    assert {row_of(desk, each)["acheteur_nom"] for each in alike[1:]} == {buyer}


def test_help_while_typing(desk: Shelf) -> None:
    client = owner(desk)

    def ask(column: str, typed: str) -> Any:
        answer = client.get(f"/revue/{AVIS}/aide", params={"colonne": column, "valeur": typed})
        assert answer.status_code == 200
        return answer.json()

    assert ask("montant_estime", "1,5 M€")["understood"].replace("\u202f", " ").startswith("1 500 000")
    assert ask("acheteur_siret", "123")["wrong"].startswith("«\u00a0123\u00a0»\u00a0: ")
    communes = ask("code_commune", "saint hilaire de r")["choices"]
    assert communes
    assert all("Hilaire" in each["label"] for each in communes)
    assert "45261000" in [each["value"] for each in ask("cpv", "charpente")["choices"]]
    assert "45261000" in [each["value"] for each in ask("cpv", "4526")["choices"]]
    assert client.get(f"/revue/{AVIS}/aide?colonne=nulle&valeur=1").status_code == 404


def test_a_box_on_a_page_is_read(desk: Shelf) -> None:
    client = owner(desk)
    sha256 = row_of(desk, PDF_NOTICE)["document_sha256"]
    address = f"/documents/{sha256}/pages/1/zone"
    left = 72 + stringWidth("Montant estimé du marché :", "Helvetica", 13)
    box = {"x0": left, "top": 185, "x1": 320, "bottom": 208}
    assert client.get(address, params=box).json() == {"text": "1 250 000 € HT"}
    assert client.get(address, params={**box, "x0": "nan?"}).status_code == 400
    assert client.get(address.replace("/1/", "/9/"), params=box).status_code == 404


def test_a_hostile_notice_does_nothing_to_its_reviewer(desk: Shelf) -> None:
    client = owner(desk)
    page = parsed(client.get(here(HOSTILE_NOTICE)).text)
    assert not page.xpath("//main//script | //main//img | //*[@style]")
    assert not [name for node in page.iter() for name in node.attrib if str(name).startswith("on")]


def test_without_the_dataset_there_is_no_review(desk: Shelf) -> None:
    person(desk.site, "luc@ville.example", Role.OWNER, datasets=["lots-marches"])
    client = browser_of(desk.site)
    assert client.get(here(PDF_NOTICE)).status_code == 303
    enter(client, "luc@ville.example")
    assert client.get(here(PDF_NOTICE)).status_code == 403
    assert PDF_NOTICE not in client.get("/revue").text.replace("%3A", ":")
    data = {"jeton": token(client, "/compte"), "decision": "corriger", "colonne": "objet", "valeur": "x"}
    assert client.post(here(PDF_NOTICE), data=data).status_code == 403
    assert client.get(f"/revue/{AVIS}/aide?colonne=objet&valeur=x").status_code == 403
    assert client.get(f"/revue/{AVIS}/semblables?fait=1").status_code == 403

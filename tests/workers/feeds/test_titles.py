"""What the titles and lines of entries say of notices, versions, lots and awards."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from core.model.channel import Language
from core.model.record import Change, Revision
from core.model.watch import Match, Reason
from normalizers.datasets import dataset
from workers.feeds.entry import Entry, entry_of
from workers.feeds.titles import Whole

AT = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
NOTICES, LOTS, AWARDS = "avis-marches", "lots-marches", "attributions-marches"
NOTICE: dict[str, Any] = {
    "objet": "Rénovation des halles",
    "acheteur_nom": "Ville de Port-Fictif",
    "lieu_libelle": "56000 Vannes",
    "date_limite_reponse": datetime(2026, 4, 7, 10, 0, tzinfo=UTC),
}
WHOLE = Whole(dataset(NOTICES), NOTICE)


def told(
    name: str,
    row: dict[str, Any],
    *changes: Change,
    version: int = 1,
    cause: str = "run 1",
    whole: Whole | None = None,
    reasons: tuple[Reason, ...] = (),
    language: Language = "fr",
) -> Entry:
    match = Match("w", name, "ted:1", version, AT, reasons)
    revision = Revision(name, "ted:1", version, AT, cause, changes)
    return entry_of(
        match, dataset(name), row, revision, base_url="https://v.example", whole=whole, language=language
    )


def texts(entry: Entry) -> dict[str, str]:
    return {line.label: line.text for line in entry.lines}


@pytest.mark.parametrize(
    ("row", "more", "title"),
    [
        ({"type_avis": "consultation"}, {}, "Rénovation des halles"),
        ({"type_avis": "annulation"}, {}, "Annulation : Rénovation des halles"),
        ({"type_avis": "rectificatif"}, {"language": "en"}, "Corrigendum: Rénovation des halles"),
        ({"type_avis": "consultation"}, {"version": 2}, "Mis à jour : Rénovation des halles"),
        ({"statut": "retire"}, {"version": 2}, "Retiré : Rénovation des halles"),
        (
            {"statut": "retire"},
            {"version": 2, "cause": "suite de ted:2"},
            "Annulé : Rénovation des halles",
        ),
    ],
)
def test_the_title_begins_with_what_happened(row: dict[str, Any], more: Any, title: str) -> None:
    entry = told(NOTICES, {**NOTICE, **row}, **more)
    assert entry.title == title
    assert entry.label == "Rénovation des halles"


def test_a_new_deadline_is_in_the_title_and_one_taken_back_is_an_update() -> None:
    moved = Change("date_limite_reponse", datetime(2026, 4, 1, tzinfo=UTC), NOTICE["date_limite_reponse"])
    gone = Change("date_limite_reponse", datetime(2026, 4, 1, tzinfo=UTC), None)
    assert told(NOTICES, NOTICE, moved, version=2).title == "Nouvelle date limite : Rénovation des halles"
    assert told(NOTICES, NOTICE, gone, version=2).title == "Mis à jour : Rénovation des halles"


def test_who_took_a_publication_away_is_told() -> None:
    row = {**NOTICE, "statut": "retire"}
    assert "avis postérieur" in told(NOTICES, row, version=2, cause="suite de ted:2").gone
    assert "son éditeur" in told(NOTICES, row, version=2).gone
    assert not told(NOTICES, NOTICE).gone


def test_a_lot_is_told_with_its_notice() -> None:
    entry = told(
        LOTS, {"numero_lot": "2", "intitule": "Secteur sud", "montant_estime": 140000.0}, whole=WHOLE
    )
    assert entry.title == "Rénovation des halles — lot 2 : Secteur sud"
    assert texts(entry)["Acheteur"] == "Ville de Port-Fictif"
    assert texts(entry)["Date limite de réponse"] == "mardi 7\u00a0avril 2026 à 12\u00a0h\u00a000"
    assert texts(entry)["Montant estimé"] == "140\u202f000\u00a0€"
    assert entry.place == "56000 Vannes"


def test_what_a_lot_says_itself_stands() -> None:
    own = datetime(2026, 5, 4, 14, 0, tzinfo=UTC)
    entry = told(
        LOTS, {"intitule": "Lot 3 - Voirie", "numero_lot": "3", "date_limite_reponse": own}, whole=WHOLE
    )
    assert entry.title == "Rénovation des halles — Lot 3 - Voirie"
    assert texts(entry)["Date limite de réponse"].startswith("lundi 4\u00a0mai 2026")


def test_a_part_without_its_notice_has_a_title_too() -> None:
    assert told(LOTS, {"numero_lot": "2"}).title == "Lot 2"
    assert told(LOTS, {}).title == "ted:1"


def test_an_award_tells_the_outcome_and_the_winner() -> None:
    won = told(AWARDS, {"titulaire_nom": "COLAS", "numero_lot": "1", "statut": "attribue"}, whole=WHOLE)
    assert won.title == "Attribué : Rénovation des halles — lot 1 — COLAS"
    failed = told(AWARDS, {"numero_lot": "1", "statut": "infructueux"}, whole=WHOLE)
    assert failed.title == "Infructueux : Rénovation des halles — lot 1"


def test_an_amount_has_its_currency() -> None:
    entry = told(NOTICES, {**NOTICE, "montant_max": 165000.5, "devise": "USD"}, language="en")
    assert texts(entry)["Maximum amount"] == "$165,000.50"


@pytest.mark.parametrize(
    ("reason", "label", "found"),
    [
        (Reason("code_departement", "35", "dep:35"), "Départements", "Ille-et-Vilaine (35)"),
        (Reason("type_avis", "rectificatif", "type:rectificatif"), "Type d'avis", "Rectificatif"),
        (Reason("id", "ted", "source:ted"), "Source", "ted"),
        (Reason("id", "Avis de marchés", "jeu:avis-marches"), "Jeu de données", "Avis de marchés"),
        (Reason("montant_max", "165000.0", "montant>=90k"), "Montant maximum", "165\u202f000\u00a0€"),
    ],
)  # fmt: skip
def test_a_reason_is_told_in_names_and_not_in_codes(reason: Reason, label: str, found: str) -> None:
    (line,) = told(NOTICES, NOTICE, reasons=(reason,)).reasons
    assert line.told("fr") == f"{label} : « {found} » répond à « {reason.wanted} »"


def test_of_a_list_only_what_is_new_or_gone_is_told() -> None:
    more = Change("avis_suivants", ["boamp:1"], ["boamp:1", "boamp:2"])
    other = Change("code_departement", ["35"], ["22"])
    entry = told(NOTICES, NOTICE, more, other, version=2)
    assert [line.text for line in entry.changes] == [
        "ajouté : boamp:2",
        "ajouté : Côtes-d'Armor (22) ; retiré : Ille-et-Vilaine (35)",
    ]


def test_a_day_is_told_with_its_weekday() -> None:
    entry = told(NOTICES, {**NOTICE, "date_limite_reponse": date(2026, 4, 7)})
    assert texts(entry)["Date limite de réponse"] == "mardi 7\u00a0avril 2026"

"""Real records of the BOAMP on Opendatasoft, compared with the record read without our code."""

from __future__ import annotations

import gzip
import html
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from core.model.record import Record
from tests.real.boamp_rows import ABSENT, FOLDER, awards, extraction, lots, notices

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=ABSENT)

RECORDS = FOLDER / "ods" / "records.jsonl"
LIGHT = FOLDER / "ods" / "light_records_10000.json.gz"
PLACEHOLDERS = (0.0, 1.0)


def raw() -> dict[str, dict[str, Any]]:
    found = {}
    for line in RECORDS.read_text("utf-8").splitlines():
        record = json.loads(line)
        record["gestion"], record["donnees"] = json.loads(record["gestion"]), json.loads(record["donnees"])
        found[record["idweb"]] = record
    return found


def pairs() -> Iterator[tuple[dict[str, Any], Record]]:
    known = raw()
    for row in notices(RECORDS):
        yield known[row.values["numero_source"]], row


def many(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def plain(text: str | None) -> str | None:
    return " ".join(html.unescape(html.unescape(text)).split()) if text else None


def folded(text: str | None) -> str:
    """Letters and figures alone: the normalizer repairs control characters, the record keeps them."""
    return "".join(char for char in (plain(text) or "") if char.isalnum() and char.isascii())


def department(code: str) -> str:
    code = {"20A": "2A", "20B": "2B"}.get(code, code)
    return code.zfill(2) if code.isdigit() else code


def share(checks: list[bool]) -> float:
    return sum(checks) / len(checks)


def formal_title(record: dict[str, Any]) -> str:
    """The title in the form, else the one of the index."""
    objet = record["donnees"].get("OBJET") or {}
    simple = record["donnees"].get("FNSimple") or {}
    body = simple.get("initial") or simple.get("attribution") or {}
    titles = [
        objet.get("TITRE_MARCHE"),
        objet.get("OBJET_COMPLET"),
        (body.get("natureMarche") or {}).get("intitule"),
        record["objet"],
    ]
    return next(str(title) for title in titles if title)


def test_every_record_gives_a_row() -> None:
    assert len(list(notices(RECORDS))) == len(raw())
    assert not extraction(RECORDS).refusals


def test_every_field_is_read_or_ignored_by_name() -> None:
    assert extraction(RECORDS).unmapped == ()


def test_titles_buyers_and_departements_are_those_of_the_record() -> None:
    checks = {"objet": [], "acheteur_nom": [], "departements": [], "date": []}  # type: dict[str, list[bool]]
    for record, row in pairs():
        buyer = (record["donnees"].get("IDENTITE") or {}).get("DENOMINATION")
        buyer = buyer or record["donnees"].get("FNSimple", {}).get("organisme", {}).get("nomOfficiel")
        checks["objet"].append(folded(row.values["objet"]) == folded(formal_title(record)))
        checks["acheteur_nom"].append(
            folded(row.values["acheteur_nom"]) == folded(buyer or record["nomacheteur"])
        )
        expected = [department(code) for code in record["code_departement"]]
        checks["departements"].append(sorted(row.values["departements_publication"]) == sorted(set(expected)))
        checks["date"].append(row.values["date_publication"].isoformat() == record["dateparution"])
    assert {name: share(each) for name, each in checks.items() if share(each) < 0.99} == {}


def test_kinds_of_notice_follow_nature_and_state() -> None:
    words = {"APPEL_OFFRE": {"consultation"}, "ATTRIBUTION": {"attribution", "sans_suite"}}
    words |= {"INTENTION_CONCLURE": {"intention"}, "RECTIFICATIF": {"rectificatif"}}
    for record, row in pairs():
        expected = {"rectificatif"} if record["etat"] == "RECTIFICATIF" else words[record["nature"]]
        assert row.values["type_avis"] in expected, record["idweb"]


def test_deadlines_show_the_hour_on_the_wall() -> None:
    for record, row in pairs():
        delay = record["donnees"].get("CONDITION_DELAI") or {}
        simple = ((record["donnees"].get("FNSimple") or {}).get("initial") or {}).get("procedure") or {}
        printed = (
            delay.get("RECEPT_CANDIDAT") or delay.get("RECEPT_OFFRES") or simple.get("dateReceptionOffres")
        )
        deadline = row.values.get("date_limite_reponse")
        if record["etat"] == "RECTIFICATIF" or printed is None:
            continue
        assert deadline
        assert deadline.strftime("%Y-%m-%dT%H:%M") == printed[:16], record["idweb"]


def test_a_rectificatif_never_repeats_the_old_deadline() -> None:
    seen = 0
    for record, row in pairs():
        for change in many((record["donnees"].get("RECTIF") or {}).get("MODIFICATION")):
            old = change.get("TXT_INIT") or (change.get("DATE") or {}).get("INIT")
            deadline = row.values.get("date_limite_reponse")
            if old and deadline:
                seen += 1
                assert not deadline.isoformat().startswith(old[:16]), record["idweb"]
    assert seen > 3


def test_lots_are_those_of_a_divided_market_and_no_others() -> None:
    for record, row in pairs():
        objet = record["donnees"].get("OBJET") or {}
        listed = many((objet.get("LOTS") or {}).get("LOT"))
        divided = "OUI" in (objet.get("DIV_EN_LOTS") or {})
        whole = "NON" in (objet.get("DIV_EN_LOTS") or {})
        if "OBJET" not in record["donnees"]:
            continue
        found = lots(RECORDS, row.id)
        assert len(found) == (len(listed) if divided else 0), record["idweb"]
        expected = 1 if whole else len(listed) or None if divided else None
        assert row.values.get("nb_lots") == expected, record["idweb"]


def test_main_codes_are_the_first_of_the_form() -> None:
    checks = []
    for record, row in pairs():
        codes = [each["PRINCIPAL"] for each in many((record["donnees"].get("OBJET") or {}).get("CPV"))]
        if codes:
            checks.append(row.values.get("cpv") == codes[0])
    assert share(checks) >= 0.99


def test_each_decision_has_its_winners_and_amounts() -> None:
    names: Counter[str] = Counter()
    for record, row in pairs():
        decisions = many((record["donnees"].get("ATTRIBUTION") or {}).get("DECISION"))
        winners = [winner for each in decisions for winner in many(each.get("TITULAIRE"))]
        found = awards(RECORDS, row.id)
        prose = (record["donnees"].get("FNSimple") or {}).get("attribution", {}).get("attributionMarche")
        if prose:
            assert all(folded(each.values["titulaire_nom"]) in folded(prose) for each in found)
            continue
        expected = sorted(folded(winner["DENOMINATION"].removeprefix("Attributaire ")) for winner in winners)
        assert (
            sorted(folded(a.values.get("titulaire_nom")) for a in found if "titulaire_nom" in a.values)
            == expected
        )
        amounts = [
            float(detail["MONTANT"]["#text"])
            for each in decisions
            for detail in many(each.get("RENSEIGNEMENT"))
            if "MONTANT" in detail
        ]
        assert {a.values["montant"] for a in found if "montant" in a.values} == set(amounts) - set(
            PLACEHOLDERS
        )
        names.update(expected)
    assert sum(names.values()) > 50


def test_an_unknown_amount_is_never_zero() -> None:
    for row in (*notices(RECORDS),):
        for name in ("montant_estime", "montant_min", "montant_max", "montant_attribue"):
            assert row.values.get(name) not in PLACEHOLDERS


def test_light_records_give_rows_with_the_hour_on_the_wall() -> None:
    with gzip.open(LIGHT) as packed:
        light = {each["idweb"]: each for each in json.load(packed)}
    rows = list(notices(LIGHT))
    assert len(rows) == len(light)
    hours: Counter[int] = Counter()
    for row in rows:
        assert folded(row.values.get("objet")) == folded(light[row.values["numero_source"]]["objet"])
        deadline = row.values.get("date_limite_reponse")
        if deadline and hasattr(deadline, "hour"):
            hours[deadline.hour] += 1
    assert hours.most_common(1)[0][0] == 12


def test_the_answer_of_records_is_read() -> None:
    path = FOLDER / "ods" / "records_response_envelope.json"
    assert [row.id for row in notices(path)] == ["boamp:24-76932", "boamp:24-76638"]
    assert extraction(path).unmapped == ()


@pytest.mark.parametrize(
    "path", sorted((FOLDER / "ods" / "derived_eforms").glob("*.json")), ids=lambda p: p.stem
)
def test_forms_alone_are_read_under_the_digest_of_their_bytes(path: Any) -> None:
    (row,) = notices(path)
    assert row.values["type_avis"]
    assert extraction(path).unmapped == ()

"""Real notices in TED_EXPORT, compared with the fields read by XPath, without our code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from core.model.reading import Extraction
from tests.real.ted_rows import ABSENT, FOLDER, differences, folded, named, notice, outcome, rows, tree

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=ABSENT)

FILES = sorted((FOLDER / "export").glob("*.xml"))
PLACEHOLDERS = (0.0, 1.0)
FICTIVE = "2000-01-01"
KINDS = {
    "Prior information notice without call for competition": "preinformation",
    "Additional information": "rectificatif",
    "Contract notice": "consultation",
    "Contract award notice": "attribution",
    "Prior information notice with call for competition": "consultation",
    "Buyer profile": "preinformation",
    "Works concession": "consultation",
    "Design contest": "consultation",
    "Services concession": "consultation",
    "Concession award notice": "attribution",
    "Modification of a contract/concession during its term": "modification",
    "Periodic indicative notice with call for competition": "consultation",
    "Qualification system with call for competition": "consultation",
    "Periodic indicative notice without call for competition": "preinformation",
    "Qualification system without call for competition": "consultation",
    "Results of design contests": "attribution",
    "Voluntary ex ante transparency notice": "intention",
}
OLDER_TITLE = ".//TITLE_CONTRACT"
OLDER_WINNER = ".//ECONOMIC_OPERATOR_NAME_ADDRESS"


class Xml:
    """One document, read by XPath over local names."""

    def __init__(self, path: Path) -> None:
        root = tree(path)
        forms = [each for each in root.iterfind(".//{*}FORM_SECTION/*") if each.get("LG")]
        french = [each for each in forms if each.get("LG") == "FR"]
        originals = [each for each in forms if each.get("CATEGORY") == "ORIGINAL"]
        self.root, self.form = root, (french or originals or forms)[0]
        self.older = any(child.tag.rpartition("}")[2].startswith("FD_") for child in self.form)

    def texts(self, path: str, below: Any = None) -> list[str]:
        found = (self.root if below is None else below).xpath(named(path))
        return [str(each) if isinstance(each, str) else "".join(each.itertext()) for each in found]

    def first(self, path: str, below: Any = None) -> str | None:
        return next((text.strip() for text in self.texts(path, below) if text.strip()), None)

    def nodes(self, path: str, below: Any = None) -> list[Any]:
        return list((self.form if below is None else below).xpath(named(path)))


@cache
def documents() -> tuple[tuple[Path, Xml], ...]:
    return tuple((path, Xml(path)) for path in FILES)


def expected_notice(xml: Xml) -> dict[str, Any]:
    kind = KINDS[xml.first(".//TD_DOCUMENT_TYPE") or ""]
    decisions = xml.nodes("AWARD_CONTRACT") + xml.nodes("RESULTS")
    refused = xml.nodes("AWARD_CONTRACT/NO_AWARDED_CONTRACT") + xml.nodes("RESULTS/NO_AWARDED_PRIZE")
    if kind == "attribution" and decisions and len(refused) == len(decisions):
        kind = "sans_suite"
    return {
        "id": f"ted:{xml.root.get('DOC_ID')}",
        "type_avis": kind,
        "objet": folded(xml.first("OBJECT_CONTRACT/TITLE", xml.form) or xml.first(OLDER_TITLE, xml.form)),
        "acheteur_nom": folded(xml.first(".//OFFICIALNAME", xml.form)),
        "date_publication": _iso(xml.first(".//REF_OJS/DATE_PUB")),
        "date_envoi": _iso(xml.first(".//DS_DATE_DISPATCH")),
        "cpv": xml.first(".//CPV_MAIN/CPV_CODE/@CODE", xml.form),
        "nb_lots": _lots(xml),
    }


def _iso(text: str | None) -> str | None:
    return f"{text[:4]}-{text[4:6]}-{text[6:8]}" if text else None


def _lots(xml: Xml) -> int | None:
    if xml.older:
        annexes = [node for node in xml.form.iter("{*}F17_ANNEX_B")]
        return len(annexes) or (1 if xml.nodes(".//DIV_INTO_LOT_NO") else None)
    if xml.nodes("OBJECT_CONTRACT/NO_LOT_DIVISION"):
        return 1
    blocks = len(xml.nodes("OBJECT_CONTRACT/OBJECT_DESCR"))
    return blocks if blocks > 1 or xml.nodes("OBJECT_CONTRACT/LOT_DIVISION") else None


def expected_deadline(xml: Xml) -> str | None:
    day, hour = (
        xml.first("PROCEDURE/DATE_RECEIPT_TENDERS", xml.form),
        xml.first("PROCEDURE/TIME_RECEIPT_TENDERS", xml.form),
    )
    return f"{day} {hour}" if day and hour else None


def expected_winners(xml: Xml) -> Iterator[tuple[str, float | None]]:
    """Names and amounts in the order of the document; the contract as modified, if it is."""
    changed = xml.nodes("MODIFICATIONS_CONTRACT")
    for block in xml.nodes("AWARD_CONTRACT"):
        holders = xml.nodes(".//ADDRESS_CONTRACTOR/OFFICIALNAME", changed[0] if changed else block)
        amount = xml.first("AWARDED_CONTRACT//VAL_TOTAL", block)
        if changed:
            amount = xml.first(".//VAL_TOTAL_AFTER", changed[0]) or amount
        for holder in holders:
            yield "".join(holder.itertext()), _number(amount)
    for block in xml.nodes("RESULTS/AWARDED_PRIZE"):
        for holder in xml.nodes(".//ADDRESS_WINNER/OFFICIALNAME", block):
            yield "".join(holder.itertext()), _number(xml.first("VAL_PRIZE", block))
    for block in xml.nodes(OLDER_WINNER):
        value = xml.first("CONTRACT_VALUE_INFORMATION//VALUE_COST/@FMTVAL", block.getparent())
        yield xml.first(".//OFFICIALNAME", block) or "", _number(value)


def _number(text: str | None) -> float | None:
    number = float(text.replace(" ", "").replace(",", ".")) if text else None
    return None if number in PLACEHOLDERS else number


def test_every_notice_gives_rows() -> None:
    refused = {path.name: found for path in FILES if isinstance(found := outcome(path), str)}
    assert refused == {}
    assert len(FILES) >= 500


def test_hardly_a_field_is_unmapped() -> None:
    found = [outcome(path) for path in FILES]
    unmapped = {path for each in found if isinstance(each, Extraction) for path in each.unmapped}
    assert unmapped == set()


def test_the_fields_of_the_notice() -> None:
    checks: dict[str, list[tuple[str, Any, Any]]] = defaultdict(list)
    for path, xml in documents():
        row = notice(path)
        for column, value in expected_notice(xml).items():
            if value in (None, ""):
                assert row.get(column) is None, (path.name, column)
                continue
            checks[column].append((path.name, value, _comparable(row.get(column), column)))
    shares = differences(checks)
    assert min(shares.values()) >= 0.99, shares


def _comparable(read: Any, column: str) -> Any:
    if column in ("objet", "acheteur_nom"):
        return folded(read)
    return read.isoformat() if column.startswith("date_") and read else read


def test_the_deadline_is_the_one_of_the_form_on_the_clock_of_paris() -> None:
    checks: dict[str, list[tuple[str, Any, Any]]] = defaultdict(list)
    for path, xml in documents():
        expected = expected_deadline(xml)
        if expected:
            read = notice(path)["date_limite_reponse"]
            checks["date_limite_reponse"].append((path.name, expected, f"{read:%Y-%m-%d %H:%M}"))
    shares = differences(checks)
    assert min(shares.values()) >= 0.99, shares


def test_the_winners_and_their_amounts() -> None:
    checks: dict[str, list[tuple[str, Any, Any]]] = defaultdict(list)
    for path, xml in documents():
        expected = list(expected_winners(xml))
        read = [row for row in rows(path, "attributions-marches") if row.get("titulaire_nom")]
        checks["nombre"].append((path.name, len(expected), len(read)))
        for (name, amount), row in zip(expected, read, strict=False):
            checks["titulaire_nom"].append((path.name, folded(name), folded(row["titulaire_nom"])))
            checks["montant"].append((path.name, amount, row.get("montant")))
    shares = differences(checks)
    assert min(shares.values()) >= 0.99, shares


def test_lots_that_are_not_awarded() -> None:
    for path, xml in documents():
        found = [row["statut"] for row in rows(path, "attributions-marches")]
        for name, statut in (
            ("PROCUREMENT_UNSUCCESSFUL", "infructueux"),
            ("PROCUREMENT_DISCONTINUED", "sans_suite"),
        ):
            assert found.count(statut) == len(xml.nodes(f".//{name}")), (path.name, statut)


def test_lots_and_their_codes() -> None:
    checks: dict[str, list[tuple[str, Any, Any]]] = defaultdict(list)
    for path, xml in documents():
        blocks = xml.nodes("OBJECT_CONTRACT/OBJECT_DESCR")
        read = rows(path, "lots-marches")
        if xml.older or not read:
            continue
        checks["nombre"].append((path.name, len(blocks), len(read)))
        for block, row in zip(blocks, read, strict=False):
            codes = [row.get("cpv"), *(row.get("cpv_secondaires") or [])]
            expected: list[Any] = list(dict.fromkeys(xml.texts("CPV_ADDITIONAL/CPV_CODE/@CODE", block)))
            checks["cpv"].append((path.name, expected or [None], codes))
            checks["intitule"].append(
                (path.name, folded(xml.first("TITLE", block)), folded(row.get("intitule")))
            )
    shares = differences(checks)
    assert min(shares.values()) >= 0.99, shares


def test_the_earlier_notice_is_linked() -> None:
    for path, xml in documents():
        link = xml.first(".//NOTICE_NUMBER_OJ", xml.form)
        if link:
            year, _, number = link.partition("/S ")
            assert f"ted:{number.partition('-')[2]}-{year}" in notice(path)["avis_lies"], path.name


def test_ids_are_unique() -> None:
    seen = [row["id"] for path in FILES for name in ("avis-marches", "lots-marches", "attributions-marches")
            for row in rows(path, name)]  # fmt: skip
    assert len(seen) == len(set(seen))

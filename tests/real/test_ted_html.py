"""Real pages of ted.europa.eu, compared with the text of their French form, read without our code."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.real.ted_rows import ABSENT, FOLDER, differences, folded, notice, outcome, rows

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=ABSENT)

FILES = sorted((FOLDER / "html").glob("*.html"))


@cache
def page(path: Path) -> tuple[dict[str, str], str]:
    """The coded data by key, and the text of the original form."""
    data = path.read_bytes().decode("utf-16", "replace")
    root: Any = html.fromstring(data)
    coded: dict[str, str] = {}
    for row in root.iter("tr"):
        cells = [" ".join(str(cell.text_content()).split()) for cell in row if cell.tag in ("th", "td")]
        if len(cells) == 3:
            coded.setdefault(cells[0], cells[2])
    for br in root.iter("br", "p", "div"):
        br.tail = "\n" + (br.tail or "")
        br.text = "\n" + (br.text or "") if br.tag != "br" else br.text
    whole = str(root.text_content())
    forms = re.split(r"(?=Section I\s*:)", whole)[1:]
    french = [form for form in forms if "Nom et adresses" in form[:200]] or forms
    return coded, re.split(r"VI\.5\)", french[0])[0]


def between(form: str, start: str, end: str) -> str | None:
    found = re.search(rf"\n?\s*{re.escape(start)}\)(?P<inner>.*?)(?:\n\s*{end}\)|$)", form, re.DOTALL)
    return found["inner"] if found else None


def test_every_page_gives_rows() -> None:
    assert {path.name: found for path in FILES if isinstance(found := outcome(path), str)} == {}
    assert len(FILES) >= 100


def test_the_fields_of_the_notice() -> None:
    checks: dict[str, list[tuple[str, Any, Any]]] = defaultdict(list)
    for path in FILES:
        coded, form = page(path)
        row = notice(path)
        title = between(form, "II.1.1", "II.1.2") or ""
        title = re.sub(r"^[^:]*:", "", title, count=1)
        title = re.split(r"Numéro de référence|Reference number", title)[0]
        name = re.search(r"(?:Nom officiel|Official name):\s*(.*)", form)
        code = re.search(r"II\.1\.2\)[^\d]*(\d{8})", form)
        town = re.search(r"\n\s*(?:Ville|Town):\s*(.*)", form)
        expected = {
            "id": f"ted:{path.stem}",
            "date_publication": _day(coded["PD"]),
            "date_envoi": _day(coded["DS"]),
            "objet": folded(title),
            "acheteur_nom": folded(name[1]) if name else None,
            "acheteur_ville": folded(town[1]) if town else None,
            "cpv": code[1] if code else None,
        }
        for column, value in expected.items():
            checks[column].append((path.name, value, _comparable(row.get(column), column)))
    shares = differences(checks)
    assert min(shares.values()) >= 0.99, shares


def _day(text: str) -> str:
    return datetime.strptime(text, "%d/%m/%Y").date().isoformat()  # noqa: DTZ007


def _comparable(read: Any, column: str) -> Any:
    if column in ("objet", "acheteur_nom", "acheteur_ville"):
        return folded(read)
    return read.isoformat() if column.startswith("date_") and read else read


def test_the_deadline_of_the_form() -> None:
    checks: dict[str, list[tuple[str, Any, Any]]] = defaultdict(list)
    for path in FILES:
        form = page(path)[1]
        found = re.search(
            r"IV\.2\.2\).*?Date:\s*(\S+).*?(?:Heure locale|Local time):\s*(\d+:\d+)", form, re.DOTALL
        )
        if found:
            day, _, hour = _day(found[1]), None, found[2]
            read = notice(path)["date_limite_reponse"]
            checks["date_limite_reponse"].append((path.name, f"{day} {hour}", f"{read:%Y-%m-%d %H:%M}"))
    shares = differences(checks)
    assert min(shares.values()) >= 0.99, shares


def test_lots_amounts_and_places() -> None:
    checks: dict[str, list[tuple[str, Any, Any]]] = defaultdict(list)
    for path in FILES:
        form = page(path)[1]
        row = notice(path)
        divided = re.search(r"(?:divisé en lots|divided into lots):\s*(\w+)", form)
        blocks = len(re.findall(r"(?<!I)II\.2\.1\)", form))
        if divided:
            count = blocks if divided[1] in ("oui", "yes") else 1
            checks["nb_lots"].append((path.name, count, row.get("nb_lots")))
            checks["lots"].append((path.name, count if count > 1 else 0, len(rows(path, "lots-marches"))))
        amount = re.search(r"II\.1\.5\)[^\n]*\n(?:\s*\n)*\s*Valeur hors TVA:\s*([\d\s]+\.\d\d)\s*EUR", form)
        if amount and float(re.sub(r"\s", "", amount[1])) > 1:
            number = float(re.sub(r"\s", "", amount[1]))
            checks["montant_estime"].append((path.name, number, row.get("montant_estime")))
        codes = set(
            re.findall(r"(?:Code NUTS|NUTS code):\s*(FR[0-9A-Z]*)", between(form, "II.2.3", "II.2.4") or "")
        )
        if codes:
            checks["code_nuts"].append((path.name, True, codes <= set(row.get("code_nuts") or ())))
    shares = differences(checks)
    assert min(shares.values()) >= 0.99, shares

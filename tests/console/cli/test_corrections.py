"""A data owner's day: export a sheet, edit it in a spreadsheet, import it; conflicts, audit, undo, cases."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.console.cli.conftest import ROOT, Veille

Sheet = list[dict[str, str]]


@pytest.fixture
def notice(veille: Veille) -> str:
    """The id of the notice that the nominal document of the BOAMP gives."""
    document = next((ROOT / "fixtures/boamp/nominal").glob("input.*"))
    answer = veille("ingest", str(document), "--source", "boamp", "--json")
    assert answer.returncode == 0, answer.stderr
    by_dataset = {row["dataset"]: row for row in map(json.loads, answer.stdout.splitlines())}
    return str(by_dataset["avis-marches"]["rows"][0]["id"])


def published(veille: Veille, tmp_path: Path, notice: str) -> dict[str, Any]:
    path = tmp_path / "avis.jsonl"
    assert veille("export", "avis-marches", "-f", "jsonl", "-o", str(path)).returncode == 0
    rows = {row["id"]: row for row in map(json.loads, path.read_text().splitlines())}
    return dict(rows[notice])


def typed(veille: Veille, *rows: dict[str, str]) -> None:
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    answer = veille("corrections", "import", "-", "--author", "Ana", stdin=sheet.getvalue().encode())
    assert answer.returncode == 0, answer.stderr


def one(notice: str, column: str, value: str) -> dict[str, str]:
    return {"dataset": "avis-marches", "id": notice, "colonne": column, "valeur": value}


def exported(veille: Veille, *options: str) -> Sheet:
    answer = veille("corrections", "export", *options)
    assert answer.returncode == 0, answer.stderr
    return list(csv.DictReader(io.StringIO(answer.stdout.removeprefix("\ufeff")), delimiter=";"))


def imported(veille: Veille, sheet: Sheet, encoding: str = "utf-8", delimiter: str = ";") -> Any:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(sheet[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(sheet)
    return veille(
        "corrections", "import", "-", "--author", "Bob", "--json", stdin=text.getvalue().encode(encoding)
    )


def test_a_sheet_comes_back_from_a_spreadsheet(veille: Veille, tmp_path: Path, notice: str) -> None:
    typed(veille, one(notice, "objet", "Réfection de l'école"), one(notice, "date_publication", "13/03/2026"))
    row = published(veille, tmp_path, notice)
    assert (row["objet"], row["date_publication"]) == ("Réfection de l'école", "2026-03-13")
    assert row["champs_corriges"] == ["date_publication", "objet"]

    sheet = exported(veille)
    assert [(line["colonne"], line["etat"]) for line in sheet] == [
        ("date_publication", "corrige"),
        ("objet", "corrige"),
    ]
    assert json.loads(imported(veille, sheet).stdout) == {"unchanged": 2}
    sheet[0]["valeur"] = "13/03/2026"  # the spreadsheet's own way of writing the same day
    sheet[1]["valeur"] = "Réfection de deux écoles"
    for _ in range(2):
        answer = imported(veille, sheet, encoding="cp1252", delimiter="\t")
    assert json.loads(answer.stdout) == {"unchanged": 2}
    assert published(veille, tmp_path, notice)["objet"] == "Réfection de deux écoles"
    log = [json.loads(line) for line in veille("corrections", "log", "--json").stdout.splitlines()]
    assert [(each["author"], each["column"]) for each in log] == [
        ("Ana", "objet"),
        ("Ana", "date_publication"),
        ("Bob", "objet"),
    ]


def test_nobody_overwrites_what_another_typed_since(veille: Veille, tmp_path: Path, notice: str) -> None:
    typed(veille, one(notice, "objet", "premier"))
    stale = exported(veille)
    (line,) = exported(veille)
    line["valeur"] = "deuxième"
    assert imported(veille, [line]).returncode == 0
    assert json.loads(imported(veille, stale).stdout) == {"unchanged": 1}, "an untouched line says nothing"
    stale[0]["valeur"] = "troisième"
    answer = imported(veille, stale)
    assert (answer.returncode, json.loads(answer.stdout)) == (1, {"refused": 1})
    assert "was corrected by Bob since" in answer.stderr
    assert published(veille, tmp_path, notice)["objet"] == "deuxième"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda notice: one(notice, "cpv", "1234"), "cpv"),
        (lambda notice: one(notice, "date_publication", "mardi"), "date_publication"),
        (lambda notice: one(notice, "version", "3"), "no column 'version'"),
        (lambda notice: one("boamp:none", "objet", "x"), "no record"),
        (lambda notice: {**one(notice, "objet", "x"), "dataset": "rien"}, "unknown dataset"),
        (lambda notice: {**one(notice, "objet", "x"), "decision": "oui"}, "unknown decision"),
        (lambda notice: {**one(notice, "objet", "x"), "decision": "annuler"}, "no correction to take back"),
    ],
)
def test_a_line_that_cannot_be_taken_is_named_and_the_others_go_on(
    veille: Veille,
    tmp_path: Path,
    notice: str,
    change: Callable[[str], dict[str, str]],
    message: str,
) -> None:
    good = {**one(notice, "acheteur_nom", "Commune de Lune"), "decision": ""}
    answer = imported(veille, [{"decision": "", **change(notice)}, good])
    assert answer.returncode == 1
    assert message in answer.stderr
    assert "veille: -:2:" in answer.stderr
    assert json.loads(answer.stdout) == {"refused": 1, "applied": 1}
    assert published(veille, tmp_path, notice)["acheteur_nom"] == "Commune de Lune"


def test_a_code_that_lost_its_zero_is_refused(veille: Veille, notice: str) -> None:
    typed(veille, one(notice, "acheteur_code_commune", "01004"))
    (line,) = exported(veille)
    line["valeur"] = "1004"
    answer = imported(veille, [line])
    assert answer.returncode == 1
    assert "lost the zero" in answer.stderr


def test_a_conflict_is_shown_with_its_three_values_and_settled_and_undone(
    veille: Veille, tmp_path: Path, notice: str
) -> None:
    read = published(veille, tmp_path, notice)["objet"]
    sheet = [{**one(notice, "objet", "ce que Bob a tapé"), "lecture": "ce que Bob avait lu"}]
    assert imported(veille, sheet).returncode == 0
    assert published(veille, tmp_path, notice)["statut"] == "a_verifier"
    (line,) = exported(veille, "--conflicts")
    assert (line["base"], line["valeur"], line["lecture"]) == (
        "ce que Bob avait lu",
        "ce que Bob a tapé",
        read,
    )

    answer = veille("corrections", "accept", "--keep", "reading", "--author", "Chloé", "--json")
    assert json.loads(answer.stdout) == {"avis-marches": 1}
    row = published(veille, tmp_path, notice)
    assert (row["objet"], row["statut"]) == (read, "corrige")
    assert exported(veille, "--conflicts") == []
    log = [json.loads(each) for each in veille("corrections", "log", "--json").stdout.splitlines()]
    assert log[-1]["note"] == f"settles {log[0]['id']}: reading"

    assert veille("corrections", "undo", str(log[-1]["id"]), "--author", "Chloé").returncode == 0
    assert published(veille, tmp_path, notice)["objet"] == "ce que Bob a tapé"
    (line,) = exported(veille, "--conflicts")
    line["decision"] = "accepter"
    assert json.loads(imported(veille, [line]).stdout) == {"applied": 1}
    row = published(veille, tmp_path, notice)
    assert (row["objet"], row["statut"]) == ("ce que Bob a tapé", "corrige")
    (line,) = exported(veille)
    line["decision"] = "annuler"
    assert json.loads(imported(veille, [line]).stdout) == {"undone": 1}


def test_an_empty_value_is_said_in_words(veille: Veille, tmp_path: Path, notice: str) -> None:
    typed(veille, one(notice, "objet", "(vide)"))
    assert published(veille, tmp_path, notice)["objet"] is None
    assert exported(veille)[0]["valeur"] == "(vide)"


def test_json_lines_say_the_same(veille: Veille, tmp_path: Path, notice: str) -> None:
    typed(veille, one(notice, "objet", "=1+1"))
    assert exported(veille)[0]["valeur"] == "'=1+1"
    answer = veille("corrections", "export", "--jsonl")
    line = json.loads(answer.stdout)
    assert line["valeur"] == "=1+1"
    line["valeur"] = "autre"
    again = veille("corrections", "import", "-", "--json", stdin=json.dumps(line).encode())
    assert json.loads(again.stdout) == {"applied": 1}
    assert published(veille, tmp_path, notice)["objet"] == "autre"


def test_an_author_that_nobody_knows_is_asked_for(
    veille: Veille, notice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", unknown)
    sheet = f"dataset;id;colonne;valeur\navis-marches;{notice};objet;x\n"
    answer = veille("corrections", "import", "-", stdin=sheet.encode())
    assert answer.returncode == 2
    assert "--author NAME" in answer.stderr


def test_a_file_that_is_no_sheet_is_a_wrong_call(veille: Veille) -> None:
    answer = veille("corrections", "import", "-", stdin=b"nom;prenom\nx;y\n")
    assert answer.returncode == 2
    assert "the sheet has no column dataset" in answer.stderr


def test_a_correction_becomes_a_case_that_fails_until_the_reader_is_mended(
    veille: Veille, tmp_path: Path, notice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tools import golden  # noqa: PLC0415 - its folder is set below

    typed(veille, one(notice, "objet", "Ce que l'avis dit"))
    answer = veille("corrections", "case", "1", "--into", str(tmp_path / "cases"))
    assert answer.returncode == 0, answer.stderr
    monkeypatch.setattr(golden, "FIXTURES", tmp_path / "cases")
    (case,) = golden.cases()
    assert case.name == "boamp/correction-1"
    expected, read = json.loads(case.expected.read_bytes()), golden.outcome(case)
    (held,) = case.meta["corrected"]
    assert json.loads(held["value"]) == "Ce que l'avis dit"
    rows = {(row["dataset"], row["id"]): row["values"] for row in expected["rows"]}
    was = {(row["dataset"], row["id"]): row["values"] for row in read["rows"]}
    assert rows["avis-marches", notice] == {**was["avis-marches", notice], "objet": "Ce que l'avis dit"}
    assert expected != read
    assert veille("corrections", "case", "1", "--into", str(tmp_path / "cases")).returncode == 2

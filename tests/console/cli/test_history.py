"""What becomes of a notice: a rectificatif rewrites it, a cancellation withdraws it; each is a version."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.console.cli.conftest import ROOT, Veille


class Change(NamedTuple):
    """A notice and the one that changes it, by their cases, and the deadline that then stands, in UTC."""

    source: str
    call: str
    change: str
    record: str
    by: str
    deadline: str


CHANGES = [
    Change("boamp", "nominal-v230", "rectificatif", "boamp:26-20001", "boamp:26-10011", "2026-07-17T14:00"),
    Change("ted", "nominal", "rectificatif", "ted:100001-2026", "ted:100004-2026", "2026-04-28T10:00"),
    Change(
        "ted",
        "nominal-eforms",
        "rectificatif-eforms",
        "ted:200001-2026",
        "ted:200002-2026",
        "2026-05-04T14:00",
    ),
]


def ingest(veille: Veille, source: str, *files: Path) -> None:
    answer = veille("ingest", *map(str, files), "--source", source)
    assert answer.returncode == 0, answer.stderr


def document(source: str, case: str) -> Path:
    return next((ROOT / "fixtures" / source / case).glob("input.*"))


def history(veille: Veille, record: str, *options: str) -> list[dict[str, Any]]:
    answer = veille("history", record, "--dataset", "avis-marches", "--json", *options)
    assert answer.returncode == 0, answer.stderr
    return [json.loads(line) for line in answer.stdout.splitlines()]


@pytest.mark.parametrize("one", CHANGES, ids=lambda one: f"{one.source}-{one.change}")
def test_a_change_notice_rewrites_the_notice_it_names(veille: Veille, one: Change) -> None:
    ingest(veille, one.source, document(one.source, one.call), document(one.source, one.change))
    first, second = history(veille, one.record)
    assert (first["version"], second["version"], second["cause"]) == (1, 2, f"suite de {one.by}")
    changes = {each["column"]: each for each in second["changes"]}
    assert changes["date_limite_reponse"]["after"][:16] == one.deadline
    assert changes["date_limite_reponse"]["before"][:16] != one.deadline
    assert changes["avis_suivants"]["after"] == [one.by]
    (last,) = history(veille, one.record, "--as-of", "2999-12-31")
    assert last["row"]["date_limite_reponse"][:16] == one.deadline
    assert history(veille, one.record, "--as-of", "2000-01-01") == []


@pytest.mark.parametrize("one", CHANGES, ids=lambda one: f"{one.source}-{one.change}")
def test_a_change_notice_that_comes_first_waits_for_its_notice(veille: Veille, one: Change) -> None:
    ingest(veille, one.source, document(one.source, one.change), document(one.source, one.call))
    (only,) = history(veille, one.record, "--as-of", "2999-12-31")
    assert (only["version"], only["row"]["date_limite_reponse"][:16]) == (1, one.deadline)
    assert only["row"]["avis_suivants"] == [one.by]


@pytest.mark.parametrize("orphan", [False, True])
@pytest.mark.parametrize(("reason", "kind"), [("cancel", "annulation"), ("update-add", "rectificatif")])
def test_eforms_names_the_changed_notice_by_its_identifier(
    veille: Veille, tmp_path: Path, orphan: bool, reason: str, kind: str
) -> None:
    """The same notice is published at the JOUE under a number that its change notice does not print."""
    identifier = "0f6c1d0e-0000-4000-8000-00000000b001"
    call, change = (document("ted", case).read_text() for case in ("nominal-eforms", "rectificatif-eforms"))
    own = '<cbc:ID schemeName="notice-id">{}</cbc:ID><cbc:VersionID>01</cbc:VersionID>'
    after = "<cbc:UBLVersionID>2.3</cbc:UBLVersionID>"
    call = call.replace(after, after + own.format(identifier), 1)
    change = change.replace(after, after + own.format(identifier.replace("b001", "b002")), 1)
    change = change.replace("00200001-2026", f"{identifier}-01", 1).replace("update-add", reason, 1)
    files = tmp_path / "call.xml", tmp_path / "change.xml"
    for path, text in zip(files, (call, change), strict=True):
        path.write_text(text)
    ingest(veille, "ted", *(reversed(files) if orphan else files))
    (last,) = history(veille, "ted:200001-2026", "--as-of", "2999-12-31")
    (changing,) = history(veille, "ted:200002-2026", "--as-of", "2999-12-31")
    assert changing["row"]["type_avis"] == kind
    assert changing["row"]["avis_modifies"] == [f"eforms:{identifier}-01"]
    if kind == "rectificatif":
        assert last["row"]["date_limite_reponse"] == "2026-05-04T14:00:00+00:00"
        return
    assert last["row"]["statut"] == "retire"
    path = tmp_path / "lots.jsonl"
    assert veille("export", "lots-marches", "-f", "jsonl", "-o", str(path)).returncode == 0
    lots = [json.loads(line) for line in path.read_text().splitlines()]
    states = {row["id"]: row["statut"] for row in lots if row["id"].startswith("ted:200001-2026:")}
    assert states
    assert set(states.values()) == {"retire"}


def test_words_for_people_and_a_wrong_id(veille: Veille) -> None:
    ingest(veille, "ted", document("ted", "nominal"), document("ted", "rectificatif"))
    told = veille("history", "ted:100001-2026").stdout
    assert "version 2" in told
    assert "date_limite_reponse : 2026-04-14T10:00:00+00:00 → 2026-04-28T10:00:00+00:00" in told
    assert "objet = " in veille("history", "ted:100001-2026", "--as-of", "2999-12-31").stdout
    early = veille("history", "ted:100001-2026", "--as-of", "2020-12-31")
    assert (early.returncode, early.stdout) == (0, "")
    assert "pas encore publiée le 31/12/2020" in early.stderr
    wrong = veille("history", "ted:none")
    assert (wrong.returncode, "no row has the id 'ted:none'" in wrong.stderr) == (2, True)


@pytest.mark.parametrize("asked", [("--format", "csv"), ("--format", "ocds"), ("--since", "0")])
def test_a_file_that_ends_with_gz_is_packed_whatever_its_form(
    veille: Veille, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    ingest(veille, "ted", document("ted", "nominal"))
    for name in ("plain", "packed.gz"):
        assert veille("export", "avis-marches", *asked, "-o", str(tmp_path / name)).returncode == 0
    packed = gzip.decompress((tmp_path / "packed.gz").read_bytes())
    if "ocds" in asked:  # a package says when it was made
        assert json.loads(packed)["releases"]
    else:
        assert packed == (tmp_path / "plain").read_bytes()

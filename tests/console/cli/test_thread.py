"""A call and its award are one thread; cut, they are two until the cut is taken back."""

from __future__ import annotations

import json

import pytest

from tests.console.cli.conftest import Veille
from tests.console.cli.test_history import document, ingest


def thread(veille: Veille, *arguments: str) -> list[str]:
    answer = veille("thread", *arguments, "--json")
    assert answer.returncode == 0, answer.stderr
    return [json.loads(line)["id"] for line in answer.stdout.splitlines()]


def test_a_thread_is_told_cut_and_mended(veille: Veille) -> None:
    call, change = "boamp:26-20001", "boamp:26-10011"
    ingest(veille, "boamp", document("boamp", "nominal-v230"), document("boamp", "rectificatif"))
    assert thread(veille, change) == [call, change]
    assert thread(veille, change, "--cut", call, "--author", "anne") == [change]
    assert thread(veille, call) == [call]
    assert thread(veille, call, "--uncut", change) == [call, change]
    told = veille("thread", call).stdout
    assert "annonce_liee 1.00" in told
    assert veille("thread", "boamp:nowhere").returncode == 2


def test_a_cut_asks_for_an_author_that_nobody_knows(veille: Veille, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> str:
        raise KeyError("uid not found")

    call, change = "boamp:26-20001", "boamp:26-10011"
    ingest(veille, "boamp", document("boamp", "nominal-v230"), document("boamp", "rectificatif"))
    monkeypatch.setattr("getpass.getuser", unknown)
    answer = veille("thread", change, "--cut", call)
    assert answer.returncode == 2
    assert "--author NAME" in answer.stderr
    assert thread(veille, change) == [call, change]


def test_all_published_rows_can_be_put_into_threads_anew(veille: Veille) -> None:
    ingest(veille, "boamp", document("boamp", "nominal-v230"))
    answer = veille("thread", "--rebuild")
    assert (answer.returncode, answer.stdout) == (0, "avis-marches : 1 lignes, 0 sans fil jusqu'ici\n")
    assert veille("thread").returncode == 2
    assert veille("thread", "boamp:26-20001", "--rebuild").returncode == 2

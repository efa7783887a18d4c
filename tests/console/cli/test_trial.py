"""How the trial of a watch is printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from console.cli.trial import print_trial, volume
from core.model.watch import Reason
from workers.matching.trial import Item, Trial

TODAY = date(2026, 3, 12)


def tried(count: int, most: int) -> Trial:
    reasons = (Reason("objet", "Peinture", "peinture"),)
    items = [
        Item("avis-marches", f"boamp:{n}", 1, f"Avis {n}", TODAY - timedelta(days=n % 90), reasons)
        for n in range(count)
    ]
    return Trial(TODAY, 90, tuple(items), most, 90)


def test_a_broad_watch_is_steered_to_a_digest(capsys: pytest.CaptureFixture[str]) -> None:
    print_trial(tried(180, most=10), every=False)
    told = capsys.readouterr().out
    assert "180 publications en 90 jours, soit 14,0 par semaine" in told
    assert "résumé quotidien ou hebdomadaire" in told
    assert "… et 160 autres" in told
    assert "« Peinture » répond à « peinture »" in told


def test_one_that_is_not_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    print_trial(tried(30, most=10), every=True)
    told = capsys.readouterr().out
    assert "résumé" not in told
    assert "autres" not in told
    assert told.count("semaine du ") == 13


def test_nothing_in_a_store_that_has_read_nothing_says_nothing_about_the_watch() -> None:
    assert volume(tried(0, most=10)) == "rien sur les 90 derniers jours"
    assert volume(replace(tried(0, most=10), unread=True)).startswith("aucune source n'a encore été lue")

"""How the trial of a watch, and the reasons of a match, are told on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from console.cli.output import print_json
from core.clock import paris
from core.model.watch import Match, Reason
from normalizers.datasets import dataset as dataset_of
from workers.feeds.entry import told_reason
from workers.feeds.wording import Wording
from workers.matching.narrowing import Why
from workers.matching.trial import Trial

_SAY = Wording("fr")
_SHOWN = 20
_BAR = 40


def tell_items(tried: Trial) -> None:
    """One JSON line an item, latest first, then one for the volume."""
    for item in tried.items:
        reasons = [asdict(reason) for reason in item.reasons]
        told = {"dataset": item.dataset, "id": item.record, "label": item.label, "day": item.day}
        print_json({**told, "reasons": reasons})
    weeks = [{"from": first, "items": count} for first, count in tried.weeks]
    volume = {"days": tried.days, "items": len(tried.items), "a_week": round(tried.a_week, 1)}
    print_json({**volume, "broad": tried.broad, "weeks": weeks})


def print_trial(tried: Trial, *, every: bool) -> None:
    """The weeks as bars, the items with their reasons, the volume."""
    most = max((count for _, count in tried.weeks), default=0)
    for first, count in tried.weeks:
        print(f"semaine du {first:%d/%m/%Y} {count:5} {'▪' * round(_BAR * count / most) if most else ''}")
    shown = tried.items if every else tried.items[:_SHOWN]
    for item in shown:
        print(f"\n{item.day:%d/%m/%Y}  {item.dataset}  {item.record}  {item.label}")
        _print_reasons(item.dataset, item.reasons)
    if len(shown) < len(tried.items):
        print(f"\n… et {len(tried.items) - len(shown)} autres : --all")
    print()
    print(volume(tried))


def volume(tried: Trial) -> str:
    """How many a week, and what had better be done where that is too many."""
    if tried.unread:
        return "aucune source n'a encore été lue ; la veille cherchera dans les prochaines publications"
    if not tried.items:
        return f"rien sur les {tried.days} derniers jours"
    count = f"{len(tried.items)} {'publication' if len(tried.items) == 1 else 'publications'}"
    average = f"{tried.a_week:.1f}".replace(".", ",")
    told = f"{count} en {tried.days} jours, soit {average} par semaine"
    if not tried.broad:
        return told
    return (
        f"{told}\nPlus de {tried.most_a_week} par semaine : la veille est large. Précisez-la, ou recevez-la "
        "en résumé quotidien ou hebdomadaire plutôt qu'à chaque publication."
    )


def matches_of(tried: Trial, watch: str, at: datetime) -> list[Match]:
    """The items as matches, earliest first, for a feed that is to begin with them."""
    return [
        Match(watch, item.dataset, item.record, item.version, at, item.reasons)
        for item in reversed(tried.items)
    ]


def tell_why(dataset: str, record: str, answer: Why, matches: Sequence[Match]) -> None:
    """One JSON line."""
    reasons = None if answer.reasons is None else [asdict(reason) for reason in answer.reasons]
    told = [{"version": each.version, "at": each.matched_at} for each in matches]
    narrowings = [asdict(each) for each in answer.narrowings]
    lacking = {"missing": answer.missing, "excluded": [asdict(each) for each in answer.excluded]}
    line = {"dataset": dataset, "id": record, "reasons": reasons, "told": told, "narrow": narrowings}
    print_json({**line, **lacking})


def print_why(dataset: str, record: str, answer: Why, matches: Sequence[Match]) -> None:
    """In words: when it was told, why, and what to exclude to be told less."""
    print(f"{dataset}  {record}")
    for each in matches:
        print(f"  annoncé le {paris(each.matched_at):%d/%m/%Y à %Hh%M} (version {each.version})")
        _print_reasons(dataset, each.reasons)
    if answer.reasons is None:
        _print_why_not(dataset, answer, told=bool(matches))
        return
    if not matches:
        print("  n'a pas été annoncé, mais répond à la veille :")
        _print_reasons(dataset, answer.reasons)
    if answer.narrowings:
        print("  pour en recevoir moins, ajoutez à la veille :")
    for narrowing in answer.narrowings:
        print(f"    NON {narrowing.exclude}")


def _print_why_not(dataset: str, answer: Why, *, told: bool) -> None:
    print(f"  telle qu'elle est aujourd'hui, la ligne ne répond {'plus' if told else 'pas'} à la veille")
    if not (answer.missing or answer.excluded):
        print("    la veille ne cherche pas dans ce jeu de données")
    for wanted in answer.missing:
        print(f"    il lui manque « {wanted} »")
    if answer.excluded:
        print("    elle a ce que la veille exclut :")
        _print_reasons(dataset, answer.excluded)


def _print_reasons(dataset: str, reasons: Sequence[Reason]) -> None:
    for reason in reasons:
        print(f"    {told_reason(dataset_of(dataset), reason, _SAY).told(_SAY.language)}")

"""The title of an entry: what happened to which affair, so that a list of titles is enough to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.model.dataset import Dataset
from core.model.record import Revision
from normalizers.terms import label_of
from workers.feeds.values import show
from workers.feeds.wording import Wording

DEADLINE = "date_limite_reponse"
_NUMBER, _HEADING, _WINNER, _OUTCOME, _TYPE = (
    "numero_lot",
    "intitule",
    "titulaire_nom",
    "statut",
    "type_avis",
)
_USUAL = "consultation"
"""What a notice is unless its title says something else."""

_FOLLOWED = "suite de "
"""How the cause of a version begins that a later notice made."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Whole:
    """The notice that a lot or an award is a part of, as it stood when the part was told."""

    dataset: Dataset
    row: Row


def label(dataset: Dataset, row: Row, record: str, whole: Whole | None, say: Wording) -> str:
    """What a row is about; of a lot or an award the affair, the lot, the winner. Its id if it says none."""
    if dataset.part is None:
        return show(row.get(dataset.label_column), say) or record
    affair = show(whole.row.get(whole.dataset.label_column), say) if whole else ""
    found = " — ".join(filter(None, (affair, _lot(row, say), show(row.get(_WINNER), say))))
    return f"{found[0].upper()}{found[1:]}" if found else record


def step(dataset: Dataset, row: Row, revision: Revision, say: Wording) -> str:
    """What has happened, in a word or two; empty for a new call for tenders, as most entries are."""
    if is_withdrawn(dataset, row):
        return say("step_cancelled" if is_followed(revision) else "step_withdrawn")
    if revision.version > 1:
        moved = any(each.column == DEADLINE and each.after is not None for each in revision.changes)
        return say("step_deadline" if moved else "step_updated")
    name = _TYPE if dataset.status_column == _OUTCOME else _OUTCOME
    term = row.get(name)
    known = label_of(name, str(term)) if term and term != _USUAL else None
    return known[say.language] if known else ""


def is_withdrawn(dataset: Dataset, row: Row) -> bool:
    """Whether a version takes the row away."""
    return bool(row.get(dataset.status_column) == "retire")


def is_followed(revision: Revision) -> bool:
    """Whether a later notice made this version: a rectificatif, an annulation."""
    return revision.cause.startswith(_FOLLOWED)


def _lot(row: Row, say: Wording) -> str:
    number, heading = (show(row.get(name), say).strip() for name in (_NUMBER, _HEADING))
    if not number or heading.casefold().startswith("lot"):
        return heading
    lot = say("lot", n=number)
    return f"{lot}{say('colon')}{heading}" if heading else lot

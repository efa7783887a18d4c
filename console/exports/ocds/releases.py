"""The releases of a contracting process: a publication as it stood, each time that it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from console.exports.ocds.awards import awards, bids
from console.exports.ocds.contracts import award_of, contract_of
from console.exports.ocds.parties import Parties
from console.exports.ocds.tender import buyers, tender
from console.exports.ocds.values import kept, moment
from core.storage.revisions import Version

NOTICES, LOTS, AWARDS, CONTRACTS = "avis-marches", "lots-marches", "attributions-marches", "marches-conclus"

TAGS = {
    "preinformation": ("planning", "planningUpdate"),
    "consultation": ("tender", "tenderUpdate"),
    "rectificatif": ("tenderUpdate", "tenderUpdate"),
    "annulation": ("tenderCancellation", "tenderCancellation"),
    "attribution": ("award", "awardUpdate"),
    "intention": ("award", "awardUpdate"),
    "sans_suite": ("award", "awardUpdate"),
    "modification": ("contractUpdate", "contractUpdate"),
    "execution": ("contractUpdate", "contractUpdate"),
    "autre": ("tender", "tenderUpdate"),
}
"""Kind of notice → the tag of its first release, and of later ones."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A notice with its lots and awards, or a contract: every version of every row, in any order."""

    id: str
    versions: Sequence[Version]


def releases(ocid: str, thread: str, publications: Iterable[Publication]) -> list[dict[str, Any]]:
    """The releases of a process, the oldest first."""
    found = [each for publication in publications for each in _of(ocid, thread, publication)]
    return sorted(found, key=lambda each: (datetime.fromisoformat(each["date"]), each["id"]))


def _of(ocid: str, thread: str, publication: Publication) -> Iterator[dict[str, Any]]:
    """One release for each instant at which a row of the publication got a new version."""
    ordered = sorted(publication.versions, key=lambda version: (version.at, version.seq))
    state: dict[tuple[str, str], dict[str, Any]] = {}
    for number, (at, group) in enumerate(groupby(ordered, key=lambda version: version.at), start=1):
        for version in group:
            row = {**version.data, "id": version.record}
            state[version.dataset, version.record] = row | ({"id_procedure": thread} if thread else {})
        yield _release(ocid, publication.id, number, at, state)


def _release(
    ocid: str, publication: str, number: int, at: datetime, state: dict[tuple[str, str], dict[str, Any]]
) -> dict[str, Any]:
    rows = {
        dataset: [row for (of, _), row in sorted(state.items()) if of == dataset]
        for dataset in (NOTICES, LOTS, AWARDS, CONTRACTS)
    }
    parties = Parties()
    head = {"ocid": ocid, "id": f"{publication}-{number}", "language": "fr", "initiationType": "tender"}
    if rows[CONTRACTS]:
        body = _contract(rows[CONTRACTS][0], parties)
        first, tags = rows[CONTRACTS][0].get("date_notification"), _contract_tags(rows[CONTRACTS][0], number)
    else:
        notice = next(iter(rows[NOTICES]), {})
        body = _notice(notice, rows[LOTS], rows[AWARDS], parties)
        first, tags = _first_day(notice, rows[AWARDS]), _notice_tags(notice, rows[AWARDS], number)
    date = moment(first) if number == 1 and first else moment(at)
    return head | {"date": date, "tag": tags} | kept(parties=parties.listed()) | body


def _first_day(notice: dict[str, Any], won: Sequence[dict[str, Any]]) -> Any:
    return notice.get("date_publication") or next((each.get("date_publication") for each in won), None)


def _notice(
    notice: dict[str, Any],
    lots: Sequence[dict[str, Any]],
    won: Sequence[dict[str, Any]],
    parties: Parties,
) -> dict[str, Any]:
    told = {"buyer": buyers(notice, parties), "tender": tender(notice, lots, parties)} if notice else {}
    return kept(**told, awards=awards(won, parties), bids=bids(won))


def _notice_tags(notice: dict[str, Any], won: Sequence[dict[str, Any]], number: int) -> list[str]:
    if notice.get("statut") == "retire":
        return ["tenderCancellation"] if not won else ["tenderCancellation", "awardCancellation"]
    kind = str(notice.get("type_avis") or ("attribution" if won else "autre"))
    tag = TAGS.get(kind, TAGS["autre"])[min(number, 2) - 1]
    more = "award" if number == 1 else "awardUpdate"
    return [tag, more] if won and not tag.startswith("award") else [tag]


def _contract(row: dict[str, Any], parties: Parties) -> dict[str, Any]:
    buyer = parties.add("buyer", row.get("acheteur_nom"), row.get("acheteur_siret"))
    return kept(buyer=buyer, awards=[award_of(row, parties)], contracts=[contract_of(row)])


def _contract_tags(row: dict[str, Any], number: int) -> list[str]:
    if row.get("statut") == "retire":
        return ["awardCancellation", "contractUpdate"]
    return ["award", "contract"] if number == 1 else ["awardUpdate", "contractUpdate"]

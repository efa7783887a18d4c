"""What a subscriber is told of one version of one record, whatever the channel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from core.model.channel import Language
from core.model.dataset import Dataset
from core.model.record import Change, Revision
from core.model.watch import Match, Reason
from workers.feeds.bounds import told_bounds
from workers.feeds.titles import DEADLINE, Whole, is_followed, is_withdrawn, label, step
from workers.feeds.values import show, show_change
from workers.feeds.wording import Wording

_SHOWN = (
    "type_avis",
    "acheteur_nom",
    "titulaire_nom",
    "montant",
    "montant_ht",
    "montant_estime",
    "montant_min",
    "montant_max",
    "montant_attribue",
    "date_limite_reponse",
    "lieu_libelle",
    "residence_libelle",
    "code_departement",
    "profession",
    "type_acte",
    "entreprise_nom",
    "tribunal",
    "role",
)
"""The columns that say most, in the order in which a reader wants them."""

_PLACES = ("lieu_libelle", "residence_libelle", "code_commune", "communes", "code_departement", "code_region")
_OF_THE_WHOLE = ("acheteur_nom", DEADLINE, *_PLACES)
"""What a lot or an award need not say, because its notice does."""

_FIELDS = {"jeu": "dataset", "dataset": "dataset", "source": "source"}
"""Fields of a query that no column of some datasets bears: how their reasons are labelled."""


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled value of an entry."""

    label: str
    text: str

    def told(self, language: Language) -> str:
        """Both, with the colon of the language."""
        return f"{self.label}{Wording(language)('colon')}{self.text}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry.

    ``id`` is a tag: URI (RFC 4151) that never changes and differs for each version; ``subject`` is the same
    for all versions of a record. ``title`` begins with what happened, ``label`` is the affair alone.
    ``deadline`` is a day where the publication prints no hour. ``gone`` says in words that a version takes
    the record away; empty while it stands. ``names`` are those by which others mention the record, ``mends``
    those of the records that it mends.
    """

    id: str
    subject: str
    title: str
    label: str
    url: str
    proof_url: str
    updated: datetime
    version: int
    withdrawn: bool
    lines: tuple[Line, ...]
    changes: tuple[Line, ...]
    reasons: tuple[Line, ...]
    deadline: datetime | date | None = None
    place: str = ""
    language: Language = "fr"
    gone: str = ""
    names: frozenset[str] = frozenset()
    mends: frozenset[str] = frozenset()


def entry_of(
    match: Match,
    dataset: Dataset,
    row: Mapping[str, Any],
    revision: Revision,
    *,
    base_url: str,
    authority: str = "",
    language: Language = "fr",
    whole: Whole | None = None,
) -> Entry:
    """The entry of a match: what it is, why it matched, the deadline, the place, what changed, the proof.

    ``authority`` is the name in its tag: URI, by default the host of ``base_url``; ``whole`` is the notice of
    a lot or an award.
    """
    say = Wording(language)
    subject = subject_id(authority or base_url, match)
    page = f"{base_url}/datasets/{dataset.name}/{quote(match.record, safe='')}"
    affair, happened = label(dataset, row, match.record, whole, say), step(dataset, row, revision, say)
    withdrawn = is_withdrawn(dataset, row)
    lines = dict(_lines(dataset, row, whole, say))
    return Entry(
        id=entry_id(subject, match.version),
        subject=subject,
        title=f"{happened}{say('colon')}{affair}" if happened else affair,
        label=affair,
        url=page,
        proof_url=f"{page}/document",
        updated=match.matched_at,
        version=match.version,
        withdrawn=withdrawn,
        lines=tuple(line for name, line in lines.items() if name in _SHOWN),
        changes=tuple(_change(dataset, row, each, say) for each in revision.changes),
        reasons=tuple(told_reason(dataset, each, say, row.get("devise")) for each in match.reasons),
        deadline=row.get(DEADLINE),
        place=next((lines[name].text for name in _PLACES if name in lines), ""),
        language=language,
        gone=say("cancelled" if is_followed(revision) else "withdrawn") if withdrawn else "",
        names=frozenset(_names(dataset, row, match.record)),
        mends=frozenset(_mended(dataset, row)),
    )


def entry_id(subject: str, version: int) -> str:
    """A tag: URI: the same for ever for one record and version, whatever the address of the page."""
    return f"{subject}:{version}"


def subject_id(place: str, match: Match) -> str:
    """A tag: URI of the record, whatever its version; ``place`` is a host or an address."""
    host = urlsplit(place if "//" in place else f"//{place}").hostname or "localhost"
    return f"tag:{host},2026:{match.dataset}:{quote(match.record, safe=':')}"


def told_reason(dataset: Dataset, reason: Reason, say: Wording, currency: str | None = None) -> Line:
    """Why a row answers, in names and figures of the language; the column as its label."""
    column = dataset.column(reason.column)
    found, wanted = (
        told_bounds(text, column, lambda figure: show(figure, say, column, currency))
        for text in (reason.found, reason.wanted)
    )
    named = _FIELDS.get(reason.wanted.partition(":")[0]) if column is dataset.columns[0] else None
    told = say("reason", found=show(found, say, column), wanted=wanted)
    return Line(say(named) if named else _label(dataset, reason.column, say.language), told)


def _lines(
    dataset: Dataset, row: Mapping[str, Any], whole: Whole | None, say: Wording
) -> Iterator[tuple[str, Line]]:
    """The columns that say most, with those of its notice that a part leaves to it."""
    for name in (*_SHOWN, *_PLACES):
        if _has(dataset, row, name):
            yield name, _line(dataset, row, name, say)
        elif whole is not None and name in _OF_THE_WHOLE and _has(whole.dataset, whole.row, name):
            yield name, _line(whole.dataset, whole.row, name, say)


def _names(dataset: Dataset, row: Mapping[str, Any], record: str) -> Iterator[str]:
    yield record
    for column, word in dataset.chain.names if dataset.chain else ():
        if row.get(column):
            yield f"{word}{row[column]}"


def _mended(dataset: Dataset, row: Mapping[str, Any]) -> Iterator[str]:
    chain = dataset.chain
    if chain is not None and row.get(chain.kind) in chain.mending:
        yield from map(str, row.get(chain.mends) or ())


def _has(dataset: Dataset, row: Mapping[str, Any], name: str) -> bool:
    return row.get(name) not in (None, "", []) and dataset.declares(name)


def _line(dataset: Dataset, row: Mapping[str, Any], name: str, say: Wording) -> Line:
    return Line(
        _label(dataset, name, say.language), show(row[name], say, dataset.column(name), row.get("devise"))
    )


def _label(dataset: Dataset, name: str, language: Language) -> str:
    column = dataset.column(name)
    return column.title if language == "fr" else column.title_en


def _change(dataset: Dataset, row: Mapping[str, Any], change: Change, say: Wording) -> Line:
    told = show_change(change.before, change.after, say, dataset.column(change.column), row.get("devise"))
    return Line(_label(dataset, change.column, say.language), told)

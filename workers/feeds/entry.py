"""What a subscriber is told of one version of one record, whatever the channel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from core.clock import paris
from core.model.channel import Language
from core.model.dataset import Column, Dataset, Kind
from core.model.record import Change, Revision
from core.model.watch import Match, Reason
from normalizers.terms import label_of
from workers.feeds.bounds import told_bounds
from workers.feeds.wording import Wording

_SHOWN = (
    "type_avis",
    "acheteur_nom",
    "titulaire_nom",
    "montant",
    "montant_ht",
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

_DEADLINE = "date_limite_reponse"
_PLACES = ("lieu_libelle", "residence_libelle", "code_departement", "code_commune")


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
    for all versions of a record. ``deadline`` is a day where the publication prints no hour.
    """

    id: str
    subject: str
    title: str
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


def entry_of(
    match: Match,
    dataset: Dataset,
    row: Mapping[str, Any],
    revision: Revision,
    *,
    base_url: str,
    authority: str = "",
    language: Language = "fr",
) -> Entry:
    """The entry of a match: what it is, why it matched, the deadline, the place, what changed, the proof.

    ``authority`` is the name in its tag: URI, by default the host of ``base_url``.
    """
    say = Wording(language)
    lines = tuple(
        Line(_label(dataset, name, language), show(row[name], say, dataset.column(name)))
        for name in _SHOWN
        if _has(dataset, row, name)
    )
    subject = subject_id(authority or base_url, match)
    page = f"{base_url}/datasets/{dataset.name}/{quote(match.record, safe='')}"
    return Entry(
        id=entry_id(subject, match.version),
        subject=subject,
        title=_title(dataset, row, match, say),
        url=page,
        proof_url=f"{page}/document",
        updated=match.matched_at,
        version=match.version,
        withdrawn=row.get(dataset.status_column) == "retire",
        lines=lines,
        changes=tuple(_change(dataset, each, say) for each in revision.changes),
        reasons=tuple(_reason(dataset, reason, say) for reason in match.reasons),
        deadline=row.get(_DEADLINE),
        place=next((show(row[name], say) for name in _PLACES if _has(dataset, row, name)), ""),
        language=language,
    )


def entry_id(subject: str, version: int) -> str:
    """A tag: URI: the same for ever for one record and version, whatever the address of the page."""
    return f"{subject}:{version}"


def subject_id(place: str, match: Match) -> str:
    """A tag: URI of the record, whatever its version; ``place`` is a host or an address."""
    host = urlsplit(place if "//" in place else f"//{place}").hostname or "localhost"
    return f"tag:{host},2026:{match.dataset}:{quote(match.record, safe=':')}"


def show(value: object, say: Wording, column: Column | None = None) -> str:
    """A value as a reader of that language expects it; a coded term by its label."""
    if isinstance(value, list):
        return ", ".join(show(each, say, column) for each in value)
    if isinstance(value, dict):
        return " ; ".join(show(each, say) for each in value.values() if each is not None)
    if column is not None and column.kind is Kind.TERM and (label := label_of(column.name, str(value))):
        return label[say.language]
    return next((write(value, say) for kind, write in _WRITERS if isinstance(value, kind)), str(value))


def _moment(value: Any, say: Wording) -> str:
    local = paris(value)
    hour = f"{local:%Hh%M}" if say.language == "fr" else f"{local:%H:%M}"
    return say("at", day=f"{local:%d/%m/%Y}", hour=hour)


def _figure(value: Any, say: Wording) -> str:
    text = f"{value:,.2f}"
    return text.replace(",", "\u202f").replace(".", ",") if say.language == "fr" else text


_WRITERS: tuple[tuple[type, Callable[[Any, Wording], str]], ...] = (
    (datetime, _moment),
    (date, lambda day, _: f"{day:%d/%m/%Y}"),
    (bool, lambda flag, say: say("yes" if flag else "no")),
    (float, _figure),
    (type(None), lambda _value, _say: ""),
)


def _has(dataset: Dataset, row: Mapping[str, Any], name: str) -> bool:
    return row.get(name) not in (None, "", []) and any(column.name == name for column in dataset.columns)


def _label(dataset: Dataset, name: str, language: Language) -> str:
    column = dataset.column(name)
    return column.title if language == "fr" else column.title_en


def _title(dataset: Dataset, row: Mapping[str, Any], match: Match, say: Wording) -> str:
    label = show(row.get(dataset.label_column), say) or match.record
    return label if match.version == 1 else say("version", label=label, n=match.version)


def _change(dataset: Dataset, change: Change, say: Wording) -> Line:
    column = dataset.column(change.column)
    told = f"{show(change.before, say, column) or '—'} → {show(change.after, say, column) or '—'}"
    return Line(_label(dataset, change.column, say.language), told)


def _reason(dataset: Dataset, reason: Reason, say: Wording) -> Line:
    column = dataset.column(reason.column)
    found, wanted = (
        told_bounds(text, column, lambda figure: show(figure, say)) for text in (reason.found, reason.wanted)
    )
    told = say("reason", found=found, wanted=wanted)
    return Line(_label(dataset, reason.column, say.language), told)

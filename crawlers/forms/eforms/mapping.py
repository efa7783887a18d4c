"""A whole eForms notice."""

from __future__ import annotations

from dataclasses import replace

from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.changes import lot_changed
from crawlers.forms.eforms.codes import (
    CANCELLATIONS,
    CONCESSIONS,
    DESIGN_CONTESTS,
    NOTICE_TYPES,
    PROCEDURE_LABELS,
    PROCEDURES,
    SPECIAL_LABELS,
)
from crawlers.forms.eforms.ignored import IGNORED
from crawlers.forms.eforms.lots import lots_cancelled, read_lots
from crawlers.forms.eforms.organizations import directory, read_buyers
from crawlers.forms.eforms.project import currency, description, kinds, read_project, title
from crawlers.forms.eforms.results import read_results
from crawlers.forms.eforms.withheld import WITHHELD, is_withheld, without_withheld
from crawlers.forms.eforms.words import EXTENSION
from crawlers.forms.intentions import mark_intended
from crawlers.forms.notice import Notice, put
from crawlers.forms.references import eforms_id, publication_id

ROOTS = (
    "PriorInformationNotice",
    "ContractNotice",
    "ContractAwardNotice",
    "BusinessRegistrationInformationNotice",
)
REASONS = f"{EXTENSION}/Changes/ChangeReason/ReasonCode"
CHANGED = f"{EXTENSION}/Changes/ChangedNoticeIdentifier"
EARLIER = (
    "TenderingProcess/NoticeDocumentReference/ID",
    "ProcurementProjectLot/TenderingProcess/NoticeDocumentReference/ID",
    f"{EXTENSION}/ContractModification/ChangedNoticeIdentifier",
)
"""Where a notice names those before it: the procedure, a lot (BT-125), the contract modified (BT-1501)."""


def read_eforms(root: StrictReader, notice: Notice) -> None:
    """Everything the datasets ask of an eForms notice, but its number and its day of publication."""
    if is_withheld(root.node):
        notice.warnings.append(WITHHELD)
    given = root.over(without_withheld(root.node))
    _read_published(given, notice)
    for patterns in IGNORED.values():
        root.ignore(*patterns)
    root.ignore_named("@*")


def _read_published(root: StrictReader, notice: Notice) -> None:
    put(
        notice.avis,
        type_avis=_kind(root),
        date_envoi=_day(root.value("IssueDate")),
        id_procedure=root.value("ContractFolderID"),
    )
    organizations = directory(root)
    read_buyers(root, organizations, notice)
    for project in root.at("ProcurementProject"):
        put(
            notice.avis,
            objet=title(project),
            description=description(project),
            type_marche=kinds(project),
            devise=currency(project),
        )
        read_project(project, notice.avis)
    _read_procedure(root, notice)
    read_lots(root, notice)
    _cancel_lots(root, notice)
    read_results(root, organizations, notice)
    mark_intended(notice)
    _read_links(root, notice)


def _kind(root: StrictReader) -> Value | None:
    """A notice that says why it changes another is a rectificatif, or withdraws it or some of its lots."""
    reason = root.value(REASONS)
    kind = root.term("NoticeTypeCode", NOTICE_TYPES)
    if reason:
        whole = reason.text in CANCELLATIONS and not lots_cancelled(root)
        return replace(reason, text="annulation" if whole else "rectificatif")
    return kind


def _cancel_lots(root: StrictReader, notice: Notice) -> None:
    reason = root.value(REASONS)
    if reason and reason.text in CANCELLATIONS:
        for number in lots_cancelled(root):
            put(lot_changed(notice, number), annule=replace(number, text="oui"))


def _day(value: Value | None) -> Value | None:
    """A date without its zone."""
    return replace(value, text=value.text[:10]) if value else None


def _read_procedure(root: StrictReader, notice: Notice) -> None:
    """A contest or a concession, whatever its manner; else the manner."""
    root.value("TenderingProcess/ProcedureCode")
    manner = root.term("TenderingProcess/ProcedureCode", PROCEDURES)
    label = root.term("TenderingProcess/ProcedureCode", PROCEDURE_LABELS)
    whole = root.term("NoticeTypeCode", DESIGN_CONTESTS) or root.term("RegulatoryDomain", CONCESSIONS)
    if whole:
        label = replace(whole, text=SPECIAL_LABELS[whole.text])
    put(notice.avis, procedure=whole or manner, procedure_libelle=label)


def _read_links(root: StrictReader, notice: Notice) -> None:
    """Earlier notices by their number of the JOUE or their identifier of eForms, and the notice changed.

    That one is also an earlier one where it is named by its number.
    """
    changed = _named(root, CHANGED, notice)
    numbered = [each for each in changed if each.text.startswith("ted:")]
    earlier = [each for path in EARLIER for each in _named(root, path, notice)]
    put(
        notice.avis,
        avis_lies=tuple({each.text: each for each in (*earlier, *numbered)}.values()),
        avis_modifies=changed,
        identifiant_eforms=_identifier(root),
    )


def _named(root: StrictReader, path: str, notice: Notice) -> tuple[Value, ...]:
    """The notices named at a path, each once, as ``ted:…`` or ``eforms:…``."""
    found: dict[str, Value] = {}
    for value in root.values(path):
        link = publication_id(value.text) or eforms_id(value.text)
        if link and link != notice.id:
            found.setdefault(link, replace(value, text=link))
    return tuple(found.values())


def _identifier(root: StrictReader) -> Value | None:
    """``f42be27e-09cf-4f0e-a745-63ec689631e6-01``: the notice (BT-701) and its version (BT-757)."""
    identifier, version = root.value("ID"), root.value("VersionID")
    if identifier is None or version is None:
        return None
    whole = f"{identifier.text.strip().lower()}-{version.text.strip()}"
    return replace(identifier, text=whole) if eforms_id(whole) else None

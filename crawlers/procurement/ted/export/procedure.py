"""PROCEDURE, CHANGES and COMPLEMENTARY_INFO: the manner, the deadline, the earlier notices."""

from __future__ import annotations

from dataclasses import replace

from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.changes import put_change
from crawlers.forms.criteria import criteria_in_prose
from crawlers.forms.notice import Notice, put
from crawlers.forms.proof import together
from crawlers.procurement.ted.export.terms import (
    CONCESSIONS,
    CONCESSIONS_DIRECTIVE,
    CONTESTS,
    LABELS,
    PROCEDURES,
)
from crawlers.procurement.ted.export.words import named, prose


def read_procedure(form: StrictReader, notice: Notice) -> None:
    """The procedure, the deadline and the criteria of a contest."""
    put_procedure(_procedure(form), notice)
    day, hour = form.value("PROCEDURE/DATE_RECEIPT_TENDERS"), form.value("PROCEDURE/TIME_RECEIPT_TENDERS")
    put(notice.avis, date_limite_reponse=moment(day, hour))
    evaluation = prose(form, "PROCEDURE/CRITERIA_EVALUATION")
    if evaluation:
        put(notice.avis, criteres=criteria_in_prose(evaluation))
    put(notice.avis, date_envoi=form.value("COMPLEMENTARY_INFO/DATE_DISPATCH_NOTICE"))


def put_procedure(procedure: Value | None, notice: Notice) -> None:
    """A procedure and its label."""
    if procedure:
        put(
            notice.avis,
            procedure=procedure,
            procedure_libelle=replace(procedure, text=LABELS[procedure.text]),
        )


def moment(day: Value | None, hour: Value | None) -> Value | None:
    """The day and the hour on the wall."""
    if day is None or hour is None:
        return day
    words = f"{day.text} {hour.text}"
    return together([day, hour], words, words)


def read_changes(form: StrictReader, notice: Notice) -> None:
    """What a corrigendum changes of the notice or of its lots, where it prints a new value."""
    for change in form.at("CHANGES/CHANGE"):
        where = [change.value("WHERE/SECTION"), change.value("WHERE/LABEL")]
        headings = [each.text for each in where if each]
        fresh = moment(change.value("NEW_VALUE/DATE"), change.value("NEW_VALUE/TIME"))
        put_change(notice, headings, change.value("WHERE/LOT_NO"), fresh or prose(change, "NEW_VALUE/TEXT"))


def _procedure(form: StrictReader) -> Value | None:
    """A contest or a concession, whatever its manner; else the manner."""
    number = form.value("@FORM")
    directives = form.values("LEGAL_BASIS/@VALUE") + form.values("DIRECTIVE/@VALUE")
    tags = form.tag("PROCEDURE", PROCEDURES) or form.tag("PROCEDURE/*", PROCEDURES)
    if number and number.text in CONTESTS:
        return replace(number, text="concours")
    if number and number.text in CONCESSIONS:
        return replace(number, text="concession")
    concession = next((each for each in directives if each.text in CONCESSIONS_DIRECTIVE), None)
    if concession:
        return replace(concession, text="concession")
    for each in form.at("PROCEDURE/DIRECTIVE_2014_23_EU"):
        return named(each, "concession")
    return tags

"""A whole TED_EXPORT document."""

from __future__ import annotations

from collections.abc import Iterator

from core.errors import StructureChanged
from core.model.document import Document
from core.model.source import Found
from core.model.toolbox import Toolbox
from core.strict import StrictReader
from crawlers.forms.chains import put_procedure_id
from crawlers.forms.intentions import mark_intended
from crawlers.forms.notice import Notice, put, rows
from crawlers.forms.references import publication_id
from crawlers.procurement.ted.export.awards import read_awards
from crawlers.procurement.ted.export.coded import read_identity, read_index, read_links
from crawlers.procurement.ted.export.ignored import FORM, IGNORED
from crawlers.procurement.ted.export.objects import read_object
from crawlers.procurement.ted.export.older import is_older, read_older
from crawlers.procurement.ted.export.older_awards import read_older_awards
from crawlers.procurement.ted.export.parties import read_buyers
from crawlers.procurement.ted.export.procedure import read_changes, read_procedure
from crawlers.procurement.ted.export.words import named

ROOT = "TED_EXPORT"
CODED, FORMS = "CODED_DATA_SECTION", "FORM_SECTION"
FRENCH = "FR"
STRANGERS = 0.10


def recognises(document: Document) -> bool:
    """Whether the root is TED_EXPORT."""
    return document.tree is not None and document.tree.name == ROOT


def read(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """The rows of the notice.

    Raises:
        StructureChanged: the number, the coded data or the form is gone, or too many fields are unknown.
    """
    if document.tree is None:
        raise StructureChanged("the document is no tree")
    reader = StrictReader(document.tree)
    notice = _notice(reader)
    for patterns in IGNORED.values():
        reader.ignore(*patterns)
    yield from rows(notice)
    yield from reader.account()


def _notice(reader: StrictReader) -> Notice:
    number = reader.require("@DOC_ID")
    identity = publication_id(number.text)
    if identity is None:
        raise StructureChanged(f"{number.evidence.path} is no publication number: {number.text}")
    coded = next(reader.at(CODED), None)
    if coded is None:
        raise StructureChanged(f"{reader.node.path} has no {CODED}")
    notice = Notice("ted", identity.removeprefix("ted:"))
    read_identity(coded, number, notice)
    form = _form(reader)
    _read_form(form, notice)
    read_index(coded, notice)
    mark_intended(notice)
    read_links(coded, form, notice)
    put_procedure_id(notice)
    for patterns in FORM.values():
        form.ignore(*patterns)
    form.refuse_strangers(STRANGERS)
    return notice


def _form(reader: StrictReader) -> StrictReader:
    """The form in French, else in the original language; the same in other languages is set aside.

    Raises:
        StructureChanged: there is none.
    """
    forms = [each for each in reader.at(f"{FORMS}/*") if _attribute(each, "@LG")]
    if not forms:
        raise StructureChanged(f"{reader.node.path} has no {FORMS}")
    originals = [each for each in forms if _attribute(each, "@CATEGORY") == "ORIGINAL"]
    french = [each for each in (*originals, *forms) if _attribute(each, "@LG") == FRENCH]
    chosen = next(iter([*french, *originals, *forms]))
    for each in forms:
        if each.node is not chosen.node:
            each.ignore("*")
    return chosen


def _attribute(form: StrictReader, name: str) -> str:
    value = form.value(name)
    return value.text if value else ""


def _read_form(form: StrictReader, notice: Notice) -> None:
    if "type_avis" not in notice.avis:
        put(notice.avis, type_avis=named(form, "autre"))
    if is_older(form):
        read_older(form, notice)
        read_older_awards(form, notice)
        return
    read_buyers(form, notice)
    read_object(form, notice)
    read_procedure(form, notice)
    read_awards(form, notice)
    read_changes(form, notice)

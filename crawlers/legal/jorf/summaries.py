"""Summaries: ``JO`` of an issue, with the titles of its texts under their rubrics."""

from __future__ import annotations

from collections.abc import Iterator

from core.errors import StructureChanged
from core.model.document import Document
from core.model.evidence import Evidence
from core.model.reading import Reading, Refusal, Value
from core.model.source import Found
from core.model.toolbox import Toolbox
from core.strict import StrictReader
from crawlers.legal.jorf.acts import TITLE_ONLY, Text, protected, rows_of_title
from crawlers.legal.jorf.matter import announces_acts, is_nominative, is_protected
from crawlers.legal.jorf.metadata import Paths, read_columns

ROOT = "JO"
STRANGERS = 0.10
COLUMNS: Paths = {
    "numero_jo": ("NUM", "META/META_SPEC/META_CONTENEUR/NUM"),
    "date_publication": ("DATE_PUBLI", "META/META_SPEC/META_CONTENEUR/DATE_PUBLI"),
}
Columns = dict[str, Value]
IGNORED = (
    "ID*",
    "ANCIEN_ID",
    "ORIGINE",
    "NATURE",
    "TITRE",
    "META/META_COMMUN",
    "META/META_SPEC/META_CONTENEUR/TITRE",
    "META/META_SPEC/META_CONTENEUR/ENTETE*",
)
"""Identifiers of the issue and its title, which its number and its day say already."""


def recognises(document: Document) -> bool:
    """Whether the document is the summary of an issue."""
    return document.tree is not None and document.tree.name == ROOT


def read(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """A row without person for each act that a title among the individual measures announces.

    Raises:
        StructureChanged: the day of publication or the list of texts is gone, or too many fields are unknown.
    """
    if document.tree is None:
        return
    reader = StrictReader(document.tree)
    columns = read_columns(reader, COLUMNS)
    if "date_publication" not in columns:
        raise StructureChanged(f"{reader.node.path} has no DATE_PUBLI")
    structure = next(reader.at("STRUCTURE_TXT"), None)
    if structure is None:
        raise StructureChanged(f"{reader.node.path} has no STRUCTURE_TXT")
    found = list(_below(structure, (), columns, toolbox))
    reader.ignore(*IGNORED)
    reader.refuse_strangers(STRANGERS)
    yield from found
    yield from reader.account()


def _below(
    reader: StrictReader, rubric: tuple[str, ...], columns: Columns, toolbox: Toolbox
) -> Iterator[Reading | Refusal]:
    """The texts under a rubric and under those inside it."""
    reader.ignore("@*")
    for link in reader.at("LIEN_TXT"):
        yield from _text(link, rubric, columns, toolbox)
    for inner in reader.at("TM"):
        title = inner.value("TITRE_TM")
        yield from _below(inner, (*rubric, title.text if title else ""), columns, toolbox)


def _text(
    link: StrictReader, rubric: tuple[str, ...], columns: Columns, toolbox: Toolbox
) -> Iterator[Reading | Refusal]:
    number, title = link.require("@idtxt"), link.value("@titretxt")
    link.ignore("@*")
    if title:
        yield from announced(number, title, rubric, columns | place_of(link, rubric), toolbox)


def announced(
    number: Value, title: Value, rubric: tuple[str, ...], columns: Columns, toolbox: Toolbox
) -> Iterator[Reading | Refusal]:
    """The rows of a title in a summary; a protected one is refused."""
    if is_protected(title.text):
        yield protected(title, number)
        return
    acts = toolbox.title_acts(title.text)
    if acts and (is_nominative(rubric) or announces_acts(title.text, acts)):
        yield from rows_of_title(Text(number, title, columns), toolbox, TITLE_ONLY)


def place_of(link: StrictReader, rubric: tuple[str, ...]) -> Columns:
    """The place of a text in the summary, without the name of the whole issue."""
    words = " > ".join(each for each in rubric[1:] if each)
    if not words:
        return {}
    evidence = Evidence(lecture=words, path=link.node.path.rpartition("/")[0])
    return {"rubrique": Value(words, evidence)}

"""Issues as XML of the DILA, since 2008: PCL_BXA, RCS-A_BXA, RCS-B_BXB, BILAN_BXC.

The paths are those that all issues of 2008 to 2016 have; older files say ``listeAvis/avis`` for
``annonces/annonce``. The schemas and the files write the roots with a hyphen or with an underscore.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from core.errors import StructureChanged
from core.model.document import Document
from core.model.reading import Reading, Refusal
from core.model.source import Found
from core.model.toolbox import Toolbox
from core.strict import StrictReader
from crawlers.legal.bodacc.notices import Desk, Issue, desk

PCL = "PCL_REDIFF"
RCS_A = "RCS-A_IMMAT"
RCS_B = "RCS-B_REDIFF"
BILAN = "Bilan_XML_Rediff"
NOTICES = ("annonces/annonce", "listeAvis/avis", "listAvis/avis")
STRANGERS = 0.10

Reads = Callable[[StrictReader, Issue, Desk], Iterator[Reading | Refusal]]


def recogniser(root: str) -> Callable[[Document], bool]:
    """Whether a document has that root."""
    plain = root.replace("-", "_").casefold()

    def recognises(document: Document) -> bool:
        tree = document.tree
        return tree is not None and tree.name.replace("-", "_").casefold() == plain

    return recognises


def issue_reader(letter: str, reads: Reads) -> Callable[[Document, Toolbox], Iterator[Found]]:
    """A reader of the issues of the BODACC of that letter, whose notices are read by ``reads``.

    A notice that cannot be read is refused and the others are read. It raises StructureChanged where the
    issue has no number, no notice of its could be read, or too many fields are unknown.
    """

    def read(document: Document, toolbox: Toolbox) -> Iterator[Found]:
        if document.tree is None:
            return
        root = StrictReader(document.tree)
        root.ignore("@*")
        issue = Issue(root.require("parution"), root.value("dateParution"), letter)
        readers = _readers(root)
        found = list(read_each(readers, issue, desk(readers, toolbox), reads))
        root.refuse_strangers(STRANGERS)
        yield from found
        yield from root.account()

    return read


def _readers(root: StrictReader) -> list[StrictReader]:
    readers = [reader for path in NOTICES for reader in root.at(path)]
    if not readers and not any(next(root.at(path.partition("/")[0]), None) for path in NOTICES):
        raise StructureChanged(f"{root.node.path} has no list of notices")
    return readers


def read_each(
    readers: Sequence[StrictReader], issue: Issue, shared: Desk, reads: Reads
) -> Iterator[Reading | Refusal]:
    """What is read in each notice.

    Raises:
        StructureChanged: none of them could be read.
    """
    failures = []
    for reader in readers:
        try:
            yield from list(reads(reader, issue, shared))
        except StructureChanged as failure:
            failures.append(failure)
            reader.ignore("*")
            yield Refusal(failure.code, str(failure), reader.node.path)
    if failures and len(failures) == len(readers):
        raise failures[0]

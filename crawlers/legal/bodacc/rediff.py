"""Issues PCL_BXA: XML "PCL_REDIFF" of the DILA, since 2008.

The paths are those that all issues of 2008 to 2016 have; older files say ``listeAvis/avis`` for
``annonces/annonce``.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.errors import StructureChanged
from core.model.document import Document
from core.model.reading import Reading, Refusal
from core.model.source import Unmapped
from core.model.toolbox import Toolbox
from core.strict import StrictReader
from crawlers.legal.bodacc.notices import Issue, read_notice

ROOT = "PCL_REDIFF"
NOTICES = ("annonces/annonce", "listeAvis/avis", "listAvis/avis")
STRANGERS = 0.10


def recognises(document: Document) -> bool:
    """Whether the root is that of an issue of insolvency notices."""
    return document.tree is not None and document.tree.name == ROOT


def read(document: Document, toolbox: Toolbox) -> Iterator[Reading | Refusal | Unmapped]:
    """The designations of each notice; a notice that cannot be read is refused and the others are read.

    Raises:
        StructureChanged: the issue has no number, no notice of its could be read, or too many fields are
            unknown.
    """
    if document.tree is None:
        return
    root = StrictReader(document.tree)
    root.ignore("@*")
    issue = Issue(root.require("parution"), root.value("dateParution"))
    found = list(_notices(root, issue, toolbox))
    root.refuse_strangers(STRANGERS)
    yield from found
    yield from (Unmapped(path) for path in root.unread())


def _notices(root: StrictReader, issue: Issue, toolbox: Toolbox) -> Iterator[Reading | Refusal]:
    readers = [reader for path in NOTICES for reader in root.at(path)]
    if not readers and not any(next(root.at(path.partition("/")[0]), None) for path in NOTICES):
        raise StructureChanged(f"{root.node.path} has no list of notices")
    failures = []
    for reader in readers:
        try:
            yield from list(read_notice(reader, issue, toolbox))
        except StructureChanged as failure:
            failures.append(failure)
            reader.ignore("*")
            yield Refusal(failure.code, str(failure), reader.node.path)
    if failures and len(failures) == len(readers):
        raise failures[0]

"""The contracts of a document: JSON and XML of 2019 and 2022, answers of Opendatasoft, tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.errors import StructureChanged
from core.model.document import Document
from core.model.reading import Reading, Refusal
from core.model.source import Accounted, Found, Unmapped
from core.model.toolbox import Toolbox
from core.model.tree import Node
from core.strict import StrictReader
from crawlers.forms.accounts import account_columns
from crawlers.procurement.decp import lines, names, shape
from crawlers.procurement.decp.contracts import read_contract
from crawlers.procurement.decp.merge import merge

EMBEDDED = frozenset(
    {
        "acheteur",
        "autoriteConcedante",
        "concessionnaires",
        "considerationsEnvironnementales",
        "considerationsSociales",
        "lieuExecution",
        "modalitesExecution",
        "modifications",
        "techniques",
        "titulaires",
        "typesPrix",
    }
)
"""Members that some aggregators fill with JSON as text."""

KINDS = ("marche", "contrat-concession")
"""Names of a contract in the format of 2022 and in XML."""

ENVELOPE = (
    "$schema",
    "total_count",
    "nhits",
    "parameters",
    "links",
    "*/links",
    "*/*id",
    "*/size",
    "*/*timestamp",
)
"""What a package says of its schema, and answers of Opendatasoft around the contracts."""

_PACKAGE = "marches"
_RECORD = {"acheteur_id", "objet", "montant", "date", "cpv"}


def recognises_tree(document: Document) -> bool:
    """Whether a tree is a package of contracts, an answer of Opendatasoft, a list of them or one contract."""
    tree = document.tree
    if tree is None:
        return False
    if tree.name == _PACKAGE or tree.first(_PACKAGE) or tree.first("total_count"):
        return True
    return _is_contract(tree) or any(_is_contract(each) for each in _filled(tree.find("item")))


def recognises_table(document: Document) -> bool:
    """Whether a table has the headings of the DECP."""
    return bool(document.tables) and _has_identity(
        names.folded(cell.text) for cell in lines.headings(document.tables[0])
    )


def read_tree(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """A row for each contract; one that cannot be read is refused and the others are read.

    Raises:
        StructureChanged: the package holds something else than contracts, or none could be read.
    """
    if document.tree is None:
        return
    root = StrictReader(document.tree)
    contracts = [root.over(node) for node in _contracts(document.tree)]
    yield from _read(contracts, document.sha256)
    root.ignore(*ENVELOPE)
    root.ignore_named("@*")
    root.ignore_leaves(lambda leaf: shape.is_blank(leaf.text))
    yield from root.account()


def read_table(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """As :func:`read_tree`, a contract a line or on several lines.

    Raises:
        StructureChanged: no line could be read.
    """
    contracts = [StrictReader(line) for line in lines.lines(document.tables[0])]
    yield from _read(contracts, document.sha256)
    yield from _columns(contracts)


def _columns(contracts: Iterable[StrictReader]) -> Iterator[Unmapped | Accounted]:
    """The columns with a value in a line: unknown is one whose value is unknown in a line."""
    filled: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for contract in contracts:
        contract.ignore_leaves(lambda leaf: shape.is_blank(leaf.text))
        for cell in contract.node.children:
            filled[cell.name] = None
            if contract.strangers(cell):
                unknown[cell.name] = None
    ignored = [heading for heading in filled if names.is_ignored(names.folded(heading))]
    yield from account_columns(filled.keys() - unknown - {*ignored}, ignored, unknown)


def _read(contracts: Iterable[StrictReader], sha256: str) -> Iterator[Reading | Refusal]:
    readings: list[Reading] = []
    refused: list[Refusal] = []
    failures: list[StructureChanged] = []
    for number, contract in enumerate(contracts, start=1):
        try:
            readings.append(read_contract(contract, f"decp:{sha256[:16]}:{number}"))
        except StructureChanged as failure:
            failures.append(failure)
            contract.ignore("*")
            refused.append(Refusal(failure.code, str(failure), contract.node.path))
    if failures and not readings:
        raise failures[0]
    yield from merge(readings)
    yield from refused


def _contracts(tree: Node) -> list[Node]:
    """The contracts of a document.

    Raises:
        StructureChanged: a member of the package is no contract.
    """
    if _is_contract(tree):
        return [tree]
    if tree.first("total_count"):
        return [*_filled(tree.find("results")), *_filled(tree.find("records"))]
    if tree.first(_PACKAGE) is None and tree.name != _PACKAGE:
        return list(_filled(tree.find("item")))
    package = tree.children if tree.name == _PACKAGE else tuple(tree.find(_PACKAGE))
    return [each for member in package for each in _members(member)]


def _members(member: Node) -> Iterator[Node]:
    """A contract of the format of 2019, or those of an object ``{"marche": […], …}`` of 2022."""
    if member.name.startswith("@"):
        return
    if member.name in KINDS or _is_contract(member):
        yield member
        return
    for child in member.children:
        if child.name not in KINDS:
            raise StructureChanged(f"{child.path} is no contract: {', '.join(KINDS)} are")
        if child.children:
            yield child


def _filled(nodes: Iterable[Node]) -> Iterator[Node]:
    """Older exports of Opendatasoft wrap each record in ``fields`` or ``record/fields``."""
    for node in nodes:
        inner = node.first("fields") or node.first("record/fields") or node
        if inner.children:
            yield inner


def _is_contract(node: Node) -> bool:
    return _has_identity(names.folded(name) for name in _member_names(node))


def _member_names(node: Node) -> Iterator[str]:
    for child in node.children:
        yield child.name
        yield from (child.name + each.name for each in child.children)


def _has_identity(folded: Iterable[str]) -> bool:
    """An id, and two more of what makes a contract."""
    fields = {names.FIELDS[name] for name in folded if name in names.FIELDS}
    return bool(fields & {"id", "uid"}) and len(fields & _RECORD) >= 2

"""Strict reading of a tree: each leaf is read, ignored by name, or told (law 2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from core.errors import StructureChanged
from core.model.evidence import Evidence
from core.model.reading import Value
from core.model.source import Accounted, Unmapped
from core.model.tree import Node

_INDEX = re.compile(r"\[\d+\]")
_WILD = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class _Memory:
    """The paths that were asked for, and those set aside by name."""

    read: set[str] = field(default_factory=set)
    ignored: set[str] = field(default_factory=set)

    def knows(self, path: str) -> bool:
        return path in self.read or path in self.ignored


class StrictReader:
    """Reads fields below a node and remembers which leaves were asked for.

    Paths are names joined by ``/`` as in :meth:`core.model.tree.Node.find`. Readers made by :meth:`at` share
    the memory of the reader they come from, so that the whole document is accounted for once.
    """

    def __init__(self, node: Node, *, _memory: _Memory | None = None) -> None:
        self.node = node
        self._memory = _memory or _Memory()

    def over(self, node: Node) -> StrictReader:
        """A reader over a tree made out of this one, with the same paths and the same memory."""
        return StrictReader(node, _memory=self._memory)

    def at(self, path: str) -> Iterator[StrictReader]:
        """A reader for each node at a path."""
        for node in self.node.find(path):
            yield StrictReader(node, _memory=self._memory)

    def below(self, *patterns: str) -> Iterator[StrictReader]:
        """A reader for each nearest node, however deep, whose name matches a pattern (``*ANNEX_B*``)."""
        for child in self.node.children:
            reader = StrictReader(child, _memory=self._memory)
            if any(_fits(child.name, pattern) for pattern in patterns):
                yield reader
            else:
                yield from reader.below(*patterns)

    def own(self) -> Value | None:
        """The text of the node itself, which counts as read."""
        self._memory.read.add(self.node.path)
        return Value(self.node.text, self.node.evidence()) if self.node.is_leaf() else None

    def value(self, *paths: str) -> Value | None:
        """The first filled leaf at one of the paths; the leaves at all of them count as read."""
        found = [value for path in paths for value in self.values(path)]
        return found[0] if found else None

    def values(self, path: str) -> tuple[Value, ...]:
        """Every filled leaf at a path."""
        nodes = list(self.node.find(path))
        self._memory.read.update(node.path for node in nodes)
        return tuple(Value(node.text, node.evidence()) for node in nodes if node.is_leaf())

    def texts(self, path: str) -> tuple[Value, ...]:
        """The filled leaves at and below a path, attributes aside: the paragraphs of a text."""
        found = []
        for node in self.node.find(path):
            for leaf in node.leaves():
                if not leaf.name.startswith("@"):
                    self._memory.read.add(leaf.path)
                    found.append(Value(leaf.text, leaf.evidence()))
        return tuple(found)

    def term(self, path: str, terms: Mapping[str, str]) -> Value | None:
        """The term that the publisher's code at a path stands for; a code not in ``terms`` stays unread."""
        for node in self.node.find(path):
            if node.text in terms:
                self._memory.read.add(node.path)
                return Value(terms[node.text], node.evidence())
        return None

    def tag(self, path: str, terms: Mapping[str, str]) -> Value | None:
        """The term that the name of a child at a path stands for (``<NATURE><ATTRIBUTION/></NATURE>``)."""
        return next(iter(self.tags(path, terms)), None)

    def tags(self, path: str, terms: Mapping[str, str]) -> tuple[Value, ...]:
        """The terms that the names of the children at a path stand for; their subtrees count as read.

        The path "" is the node itself.
        """
        found = []
        for node in self.node.find(f"{path}/*" if path else "*"):
            if node.name in terms:
                self._memory.read.update(each.path for each in node.walk())
                found.append(Value(terms[node.name], Evidence(lecture=node.name, path=node.path)))
        return tuple(found)

    def has(self, path: str) -> bool:
        """Whether a node stands at a path; its whole subtree counts as read."""
        nodes = list(self.node.find(path))
        for node in nodes:
            self._memory.read.update(each.path for each in node.walk())
        return bool(nodes)

    def require(self, path: str) -> Value:
        """The filled leaf at a path.

        Raises:
            StructureChanged: there is none.
        """
        value = self.value(path)
        if value is None:
            raise StructureChanged(f"{self.node.path}/{path} is missing or empty")
        return value

    def ignore(self, *patterns: str) -> None:
        """Set aside, by name, the subtrees whose path below this node matches a pattern (``CONDITION_*``)."""
        for pattern in patterns:
            head = pattern.partition("/")[0]
            self._ignore_below(self.node, pattern, head)

    def _ignore_below(self, node: Node, pattern: str, head: str) -> None:
        rest = pattern[len(head) + 1 :]
        for child in node.children:
            if _fits(child.name, head):
                if rest:
                    self._ignore_below(child, rest, rest.partition("/")[0])
                else:
                    self._memory.ignored.update(each.path for each in child.walk())

    def ignore_named(self, *patterns: str) -> None:
        """Set aside every node below this one, however deep, whose name matches a pattern (``@list*``)."""
        for node in self.node.walk():
            if any(_fits(node.name, pattern) for pattern in patterns):
                self._memory.ignored.update(each.path for each in node.walk())

    def ignore_leaves(self, says_nothing: Callable[[Node], bool]) -> None:
        """Set aside the leaves that nobody asked for and that say nothing ("NC"), wherever they stand."""
        self._memory.ignored.update(leaf.path for leaf in self.strangers() if says_nothing(leaf))

    def strangers(self, below: Node | None = None) -> list[Node]:
        """The filled leaves, of the whole or below a node of it, that nobody asked for or set aside."""
        return [leaf for leaf in (below or self.node).leaves() if not self._memory.knows(leaf.path)]

    def unread(self) -> tuple[str, ...]:
        """Paths, without indexes, of the filled leaves nobody asked for."""
        return drop_indexes(leaf.path for leaf in self.strangers())

    def account(self) -> Iterator[Unmapped | Accounted]:
        """What became of the filled leaves, for the end of the part that this node is."""
        yield from map(Unmapped, self.unread())
        leaves = [leaf.path for leaf in self.node.leaves()]
        yield Accounted(
            read=frozenset(drop_indexes(path for path in leaves if path in self._memory.read)),
            ignored=frozenset(drop_indexes(path for path in leaves if path in self._memory.ignored)),
        )

    def refuse_strangers(self, share: float) -> None:
        """Stop where more than a share of the filled leaves is unknown: the structure has changed.

        Raises:
            StructureChanged: naming the first unknown paths.
        """
        leaves, strangers = list(self.node.leaves()), self.strangers()
        if leaves and len(strangers) / len(leaves) > share:
            names = ", ".join(leaf.path for leaf in strangers[:5])
            raise StructureChanged(f"{len(strangers)} of {len(leaves)} fields are unknown: {names}")


def _fits(name: str, pattern: str) -> bool:
    """Whether a name matches a pattern; most patterns are names, which need no regular expression."""
    return fnmatchcase(name, pattern) if _WILD.search(pattern) else name == pattern


def drop_indexes(paths: Iterable[str]) -> tuple[str, ...]:
    """Paths without indexes, each once: the form in which unmapped paths are counted."""
    return tuple(dict.fromkeys(_INDEX.sub("", path) for path in paths))

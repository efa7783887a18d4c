"""Plain walks in dictionaries of dictionaries, as ``json`` gives them, and XML put in the same shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def many(value: Any) -> list[Any]:
    """A list of one, of several or of none."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def at(tree: Any, path: str) -> Iterator[Any]:
    """Everything below ``A/B/C``, whatever is a list on the way."""
    name, _, rest = path.partition("/")
    for each in many(tree):
        if isinstance(each, dict):
            for child in _children(each, name):
                yield from at(child, rest) if rest else [child]


def _children(tree: dict[str, Any], name: str) -> list[Any]:
    """The children of a name, of any name for ``*``."""
    if name == "*":
        return [child for value in tree.values() for child in many(value)]
    return many(tree.get(name))


def texts(tree: Any, path: str) -> list[str]:
    """The texts below a path that are not blank."""
    found = (each.get("#text", "") if isinstance(each, dict) else each for each in at(tree, path))
    return [text.strip() for text in found if isinstance(text, str) and text.strip()]


def text(tree: Any, *paths: str) -> str | None:
    """The first text below the first of several paths that has one."""
    return next((each for path in paths for each in texts(tree, path)), None)


def has(tree: Any, path: str) -> bool:
    """Whether an element is there, even an empty one."""
    return next(at(tree, path), None) is not None


def tree_of(element: Any) -> Any:
    """An element of lxml as ``json`` would hold it: ``@name``, ``#text``, a list where a child repeats."""
    found: dict[str, Any] = {f"@{name}": value for name, value in element.attrib.items()}
    for child in element:
        name, value = child.tag.rpartition("}")[2], tree_of(child)
        found[name] = [*many(found[name]), value] if name in found else value
    inner = (element.text or "").strip()
    if not found:
        return inner
    return found | {"#text": inner} if inner else found

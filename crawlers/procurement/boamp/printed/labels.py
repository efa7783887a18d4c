"""Lines into fields by the labels that begin them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from core.model.reading import Value
from crawlers.forms.folding import fold
from crawlers.procurement.boamp.printed.line import Line, rest_of, value_of


@dataclass(slots=True)
class Field:
    """What stands under a label, up to the next one; ``label`` is the label as printed."""

    key: str
    label: str
    lines: list[Line] = field(default_factory=list)

    def value(self) -> Value | None:
        """Its text as one value."""
        return value_of(self.lines)


_END = r"\s*(?:\([^()]*\)\s*)?(?::|-(?=\s)|\.?\s*$)"
"""What follows a label: words in brackets, then a colon, a dash, or the end of the line."""


class Labels:
    """Known labels of a form: a pattern over folded text for each, and the key it stands for.

    A label counts at the beginning of a line, a hyphen or bullet before it, and only if a colon, a full stop
    or the end of the line follows.
    """

    def __init__(self, table: Mapping[str, Sequence[str]], bare: frozenset[str] = frozenset()) -> None:
        """``bare`` are keys of labels without a value: the next label may follow on the same line."""
        self.bare = bare
        pairs = [(pattern, key) for key, patterns in table.items() for pattern in patterns]
        pairs.sort(key=lambda pair: -len(pair[0]))
        self._keys = [key for _, key in pairs]
        forms = (rf"(?:{pattern}){_END}(?P<form{at}>)" for at, (pattern, _) in enumerate(pairs))
        # One pattern for all of them: a line is looked at once, not once for each label.
        self._forms = re.compile(rf"\s*(?:[-•]\s*)?(?:{'|'.join(forms)})")
        # The lines of a notice are gone through twice: once to be read, once to account for what was read.
        self._find = lru_cache(maxsize=8192)(self._searched)

    def match(self, line: Line, following: Line | None) -> tuple[str, str, list[Line], bool] | None:
        """The key, the label, what follows it, and whether the label runs into the next line."""
        folded = fold(line.text)
        found = self._find(folded)
        if found:
            key, end = found
            return key, line.text[:end].strip(), [rest_of(line, end)], False
        if not line.wraps or following is None:
            return None
        found = self._find(f"{folded} {fold(following.text)}")
        cut = len(line.text) + 1
        if found and found[1] > cut:
            key, end = found
            label = f"{line.text} {following.text[: end - cut]}"
            return key, label.strip(), [rest_of(following, end - cut)], True
        return None

    def _searched(self, folded: str) -> tuple[str, int] | None:
        found = self._forms.match(folded)
        form = found.lastgroup if found else None
        return (self._keys[int(form.removeprefix("form"))], found.end()) if found and form else None


def fields(lines: Iterable[Line], labels: Labels) -> list[Field]:
    """The fields in reading order; what stands before the first label has the key ""."""
    kept = list(lines)
    found = [Field("", "")]
    skip = False
    for index, line in enumerate(kept):
        if skip:
            skip = False
            continue
        following = kept[index + 1] if index + 1 < len(kept) else None
        match = labels.match(line, following)
        if match is None:
            found[-1].lines.append(line)
        else:
            key, label, rest, skip = match
            found.append(Field(key, label, [each for each in rest if each.text]))
            if key in labels.bare and (inner := labels.match(rest[0], None)):
                found[-1].lines.clear()
                found.append(Field(inner[0], inner[1], [each for each in inner[2] if each.text]))
    return found


def first(found: Iterable[Field], *keys: str) -> Value | None:
    """The first filled field of one of the keys, the keys in order of preference."""
    known = list(found)
    for key in keys:
        for each in known:
            if each.key == key:
                value = each.value()
                if value:
                    return value
    return None

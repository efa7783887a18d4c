"""What is wrong with a query, and at which character."""

from __future__ import annotations

from core.errors import InputError

_SHOWN = 30
"""Characters of the query that a message shows from the wrong place on."""

SAID = {
    "quote": "unclosed quotation mark",
    "open": "unclosed parenthesis",
    "close": "parenthesis that was never opened",
    "operator": "{operator} needs a word on each side",
    "empty": "nothing stands between the parentheses",
    "negated": "NON cannot exclude what {what}",
    "alternative": "{what} cannot be an alternative of OU",
    "large": "too many alternatives: at most {most}",
    "field": "there is no field {name!r}",
    "value": "{name} has no value",
    "sign": "{name} cannot be compared with {sign}",
    "bound": "{value!r} is no {kind}",
    "code": "{value!r} is no {kind}",
    "term": "{value!r} is no value of {name}",
    "place": "{value!r} is no {kind}",
    "homonym": "{count} places are called {value!r}",
    "circle": "{value!r} is no place with a distance",
    "nothing": "{value!r} has no word to look for",
}
"""The sentences by key; the console has them in the languages of its readers."""

HINTS = {
    "quote": 'Write "…" around a phrase.',
    "open": "Write ( … ).",
    "close": "Write ( … ), or put the sign into quotation marks.",
    "operator": "Write: école OU collège NON piscine.",
    "empty": "Write words between them.",
    "negated": 'Exclude words one by one: NON piscine NON patinoire, or a phrase: NON "marquage au sol".',
    "alternative": "Ask for it apart, beside the alternatives.",
    "large": "Ask for less with one OU, or make two watches.",
    "field": 'Known fields are told in docs/watches.md; put a text with a colon into quotation marks: "…".',
    "value": "Write it right after the sign, without a space: cpv:45.",
    "sign": "Write : for values, >= and <= for amounts and days.",
    "bound": "Write 90000, 90k, 1,5M, 2026-03-31, 31/03/2026 or, for deadlines, 30j.",
    "code": "Write the code as it is published.",
    "term": "Known: {known}.",
    "place": "Write its name as it is today, or its official code.",
    "homonym": "Write the official code: {known}.",
    "circle": "Write pres:Rennes/20km, pres:35238/20km or pres:48.11,-1.68/20km.",
    "nothing": "Write a word.",
}


class QueryError(InputError):
    """A query that says nothing; ``at`` is the place in ``text``, characters from 1, that is wrong."""

    code = "bad-query"

    def __init__(self, key: str, text: str, at: int, **parts: object) -> None:
        self.key, self.text, self.at, self.parts = key, text, at, parts
        where = text[at - 1 : at + _SHOWN - 1].split("\n", maxsplit=1)[0]
        told = f"{SAID[key].format(**parts)}, at column {at}" + (f": {where}" if where else "")
        super().__init__(told, hint=HINTS[key].format(**parts))

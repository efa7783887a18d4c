"""From the acts that a reader of prose found in a node to the values of a row."""

from __future__ import annotations

from core.model.act import Act, Span
from core.model.evidence import Evidence
from core.model.reading import Value
from core.model.tree import Node


def act_values(act: Act, node: Node) -> dict[str, Value]:
    """The columns of an act read in the text of a node; each is proved by its stretch of that text."""
    return {name: span_value(span, node) for name, span in act.columns.items()}


def span_value(span: Span, node: Node) -> Value:
    """A span as a value; an empty span, which stands for words elsewhere, has an empty ``lecture``."""
    evidence = Evidence(
        lecture=node.text[span.start : span.end], path=node.path, start=span.start, end=span.end
    )
    return Value(span.value, evidence, span.confidence)

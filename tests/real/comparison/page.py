"""The comparison as a page of the documentation."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.real.comparison.forms import FORMS
from tests.real.comparison.model import Count, Form
from tests.real.comparison.pipeline import rows
from tests.real.comparison.tally import Counts, compare

HERE = Path(__file__).parent
PAGE = HERE.parents[2] / "docs" / "comparison.md"
KNOWN = HERE / "known.toml"
PAIRS = HERE.parent / "ted_pairs.toml"
HEAD = """# Comparison with the published documents

Every real document of development, read twice: by the pipeline, and by a plain reader of
`tests/real/comparison/readers` that shares no code with it (json, lxml, BeautifulSoup). Written by
`python -m tests.real.comparison`. The documents are not part of the repository; where they are, a test
holds this page and the thresholds.

*documents*: those in which the plain reader can judge the column. *filled*: values that the document or the
pipeline gives, so that a value made up counts as different. Texts are compared by letters and figures, lists
of codes as sets. A plain reader judges a column only where the document gives it in a box or under a label of
its own; what stands in prose alone is left to the hand-checked rows in `tests/real/expected`. `(rows)`:
documents with rows of that dataset, compared by their number.
"""


def results() -> dict[Form, Counts]:
    """The counts of every form."""
    return {form: compare(form.source, form.read(), rows) for form in FORMS}


def known() -> list[dict[str, Any]]:
    """The differences that have been looked at, each with its reason."""
    return list(tomllib.loads(KNOWN.read_text("utf-8")).get("difference", []))


def page(found: dict[Form, Counts]) -> str:
    """The page in Markdown."""
    return "\n".join([HEAD, *_summary(found), *_tables(found), *_differences(found), *_pairs()]) + "\n"


def _summary(found: dict[Form, Counts]) -> Iterator[str]:
    yield "| source | form | documents | values | equal | different | share |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: |"
    for form, counts in found.items():
        documents = len(set().union(*(count.documents for count in counts.values())))
        filled, equal = (
            sum(getattr(count, name) for count in counts.values()) for name in ("filled", "equal")
        )
        yield f"| {form.source} | {form.name} | {documents} | {_figures(filled, equal)} |"
    yield ""


def _figures(filled: int, equal: int) -> str:
    share = f"{100 * equal / filled:.2f} %" if filled else ""
    return f"{filled} | {equal} | {filled - equal} | {share}"


def _tables(found: dict[Form, Counts]) -> Iterator[str]:
    for form, counts in found.items():
        yield f"## {form.source}: {form.name}"
        yield ""
        yield "| dataset | column | documents | filled | equal | different | share |"
        yield "| --- | --- | ---: | ---: | ---: | ---: | ---: |"
        for (dataset, column), count in sorted(counts.items()):
            figures = _figures(count.filled, count.equal)
            yield f"| {dataset} | {column} | {len(count.documents)} | {figures} |"
        yield ""


def _differences(found: dict[Form, Counts]) -> Iterator[str]:
    yield "## The differences"
    yield ""
    yield "| source | form | column | documents | why |"
    yield "| --- | --- | --- | --- | --- |"
    for form, counts in found.items():
        for (_, column), count in sorted(counts.items()):
            yield from _explained(form, column, count)
    yield ""


def _explained(form: Form, column: str, count: Count) -> Iterator[str]:
    groups: dict[str, list[str]] = {}
    for where, _, _ in count.different:
        groups.setdefault(reason(form, column, where) or "not explained", []).append(where)
    for words, documents in groups.items():
        named = ", ".join(dict.fromkeys(documents))
        yield f"| {form.source} | {form.name} | {column} | {named} | {words} |"


def reason(form: Form, column: str, where: str) -> str | None:
    """Why a value differs, if someone has looked."""
    for each in known():
        fits = each["form"] == form.name and {column, "*"} & set(each["columns"])
        if fits and (where in each["documents"] or "*" in each["documents"]):
            return str(each["reason"])
    return None


def _pairs() -> Iterator[str]:
    yield "## The same notice as TED_EXPORT and as eForms"
    yield ""
    yield "Thirteen notices exist in both formats. Their rows are the same but for what the documents"
    yield "themselves say differently (`tests/real/test_ted_pairs.py`):"
    yield ""
    yield "| notices | columns | why |"
    yield "| --- | --- | --- |"
    for each in tomllib.loads(PAIRS.read_text("utf-8"))["difference"]:
        notices = ", ".join(each["notices"]).replace("*", "all")
        columns = ", ".join(f"`{name}`" for name in each["columns"])
        yield f"| {notices} | {columns} | {each['reason']} |"

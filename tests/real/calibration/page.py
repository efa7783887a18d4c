"""docs/calibration.md: how often values are right, beside how sure they are said to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from normalizers.confidence import CURVES, PROSE, SCAN, calibrated
from normalizers.datasets import datasets
from tests.real.calibration.fit import calibration_error, fit, held_out_error, reliability
from tests.real.calibration.observe import LABELLED, Observation, labelled, prose, scans

PAGE = Path(__file__).resolve().parents[3] / "docs" / "calibration.md"
MOST = 0.03
"""The expected calibration error that is allowed, in each manner of reading."""

HEAD = """# How sure a value is

`confiance` of a row is the certainty of its least sure value, and the certainty of a value is the share of
such values that are right. This page is that share, measured; `python -m tests.real.calibration` writes it
and prints the curves of `normalizers/confidence.py` fitted anew. The documents are not in the repository.

Three manners of reading are judged apart, because the many values of the first would hide the others:

- **boxes and labels**: values of real notices, judged by plain readers ([comparison](comparison.md)). Their
  certainty is 1; what the plain readers find and the pipeline does not is in the comparison, not here;
- **prose**: texts of the Journal officiel composed by us with their acts written by hand, and real notices of
  the BODACC read by hand;
- **scans**: the printed notices of the BOAMP drawn to pictures (200 dots an inch with grain; 130 dots, askew,
  blurred, grainier). The truth is what the printed text says. These are composed scans of few documents: a
  real scanner does other things to a page.

*stated*: mean certainty of the values of the band. *held out*: the error where each set (a folder of texts, a
scanned document) is judged by curves fitted on the other sets alone.
"""

REVIEW = """## What waits for a person

A row whose least sure value is under the threshold of its dataset (`review_below` in its declaration) has the
status `a_verifier`. No value read in boxes, labels or prose is under 0.95: at that threshold it is the scans
that wait, and few of the values that are published without a person are wrong. Of the values of scans, by
threshold:

| threshold | values under it | of those wrong | wrong among the others |
| ---: | ---: | ---: | ---: |"""


def observed() -> dict[str, list[Observation]]:
    """Every judged value by the manner of its reading."""
    return {LABELLED: list(labelled()), PROSE: list(prose()), SCAN: list(scans())}


def stated(one: Observation) -> float:
    """The certainty that is published of a value."""
    return one.score if one.manner == LABELLED else calibrated(one.score, one.manner)


def errors(found: Mapping[str, Sequence[Observation]]) -> dict[str, float]:
    """The expected calibration error of each manner."""
    return {manner: calibration_error(reliability(each, stated)) for manner, each in found.items()}


def held_out(found: Mapping[str, Sequence[Observation]]) -> dict[str, float]:
    """The same where each set is judged by curves that have not seen it."""
    return {manner: held_out_error(found[manner]) for manner in CURVES}


def page(found: Mapping[str, Sequence[Observation]]) -> str:
    """The page in Markdown."""
    return "\n".join([HEAD, *_summary(found), *_tables(found), *_thresholds(found[SCAN])]) + "\n"


def _summary(found: Mapping[str, Sequence[Observation]]) -> Iterator[str]:
    yield "| manner | values | sets | right | error of scores | error (ECE) | held out |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    after, out = errors(found), held_out(found)
    for manner, each in found.items():
        before = calibration_error(reliability(each, lambda one: one.score))
        right = sum(one.right for one in each) / len(each)
        held = f"{out[manner]:.4f}" if manner in out else "(no curve)"
        sets = len({one.group for one in each})
        figures = f"{right:.2%} | {before:.4f} | {after[manner]:.4f} | {held}"
        yield f"| {manner} | {len(each)} | {sets} | {figures} |"
    yield ""


def _tables(found: Mapping[str, Sequence[Observation]]) -> Iterator[str]:
    for manner, each in found.items():
        yield f"## {manner}"
        yield ""
        yield "| stated, from | to | values | stated, mean | right |"
        yield "| ---: | ---: | ---: | ---: | ---: |"
        for row in reliability(each, stated):
            yield f"| {row.least} | {row.most} | {row.count} | {row.stated:.3f} | {row.share:.3f} |"
        yield ""


def _thresholds(scanned: Sequence[Observation]) -> Iterator[str]:
    yield REVIEW
    for threshold in (0.75, 0.8, 0.85, 0.9, 0.95):
        under = [one for one in scanned if stated(one) < threshold]
        over = [one for one in scanned if stated(one) >= threshold]
        yield f"| {threshold} | {len(under)} | {_wrong(under)} | {_wrong(over)} |"
    yield ""
    yield "| dataset | threshold |"
    yield "| --- | ---: |"
    yield from (f"| {name} | {each.review_below} |" for name, each in datasets().items())


def _wrong(values: Sequence[Observation]) -> str:
    wrong = sum(not one.right for one in values)
    return f"{wrong} ({wrong / len(values):.1%})" if values else "0"


def curves(found: Mapping[str, Sequence[Observation]]) -> Iterator[str]:
    """The curves fitted on what is observed, as they stand in the code."""
    yield from (f"{manner}: {fit(found[manner])}" for manner in CURVES)

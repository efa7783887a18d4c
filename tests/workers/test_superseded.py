"""Readings of a publication that give way to others of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from core.storage.merge import RowReading
from workers.outdated import Said, said_by
from workers.superseded import superseded

DATASET = "nominations-professions-juridiques"
NIGHT, NOON = "JORFSIMPLE_20260312-003012", "JORFSIMPLE_20260312-135307"
TEXT = "JORFTEXT000059900101"


def said(  # noqa: PLR0917 - a row of the tables below
    record: str,
    delivery: str,
    file: str,
    precedence: int = 3,
    day: int = 12,
    sha256: str = "0",
    hour: int = 4,
) -> RowReading:
    return RowReading(
        dataset=DATASET,
        record=f"{TEXT}:{record}",
        document=f"jorf/{delivery}!x/{file}.xml",
        precedence=precedence,
        published=date(2026, 3, day),
        read_at=datetime(2026, 3, 20, hour, tzinfo=UTC),
        sha256=sha256,
        url="https://x.example",
        values={},
        evidence={},
        confidence={},
    )


def gone(*readings: RowReading) -> set[Said]:
    return set(map(said_by, superseded(readings)))


def test_a_summary_gives_way_to_the_text_even_for_rows_that_the_text_has_not() -> None:
    titles = [said(f"1:{n}", NIGHT, "JORFCONT000059900100", precedence=0) for n in (1, 2)]
    assert gone(*titles, said("1:1", NOON, TEXT)) == set(map(said_by, titles))


def test_a_summary_alone_stands() -> None:
    assert gone(said("1:1", NIGHT, "JORFCONT000059900100", precedence=0)) == set()


def test_a_later_delivery_of_the_same_day_takes_the_place_of_the_former() -> None:
    former = [said("1:1", NIGHT, TEXT), said("1:2", NIGHT, TEXT)]
    assert gone(said("1:1", NOON, TEXT), *former) == set(map(said_by, former))


def test_an_address_that_answers_with_other_bytes_is_another_writing() -> None:
    former = [said("1:1", NIGHT, TEXT, sha256="a"), said("1:2", NIGHT, TEXT, sha256="a")]
    found = superseded([*former, said("1:1", NIGHT, TEXT, sha256="b", hour=5)])
    assert [(each.record, each.sha256) for each in found] == [(f"{TEXT}:1:1", "a"), (f"{TEXT}:1:2", "a")]


def test_the_articles_of_a_text_stand_beside_each_other() -> None:
    assert gone(said("1:1", NIGHT, "JORFARTI1"), said("2:1", NIGHT, "JORFARTI2")) == set()


def test_other_texts_and_other_datasets_are_left_alone() -> None:
    text = said("1:1", NIGHT, TEXT)
    assert gone(_of_boamp(text), text) == set()


def _of_boamp(reading: RowReading) -> RowReading:
    fields = {name: getattr(reading, name) for name in RowReading.__dataclass_fields__}
    return RowReading(**{**fields, "dataset": "avis-marches", "record": "boamp:26-1", "precedence": 0})


SAID = st.builds(
    said,
    st.sampled_from(["1:1", "1:2", "2:1"]),
    st.sampled_from([NIGHT, NOON]),
    st.sampled_from(["JORFTEXT1", "JORFCONT1", "JORFARTI1"]),
    st.sampled_from([0, 3]),
    st.integers(11, 13),
)


@given(st.lists(SAID, max_size=8))
def test_something_stays_and_the_order_of_arrival_does_not_matter(readings: list[RowReading]) -> None:
    lost = superseded(readings)
    assert gone(*readings) == gone(*reversed(readings))
    left = [each for each in readings if each not in lost]
    assert not readings or left
    assert superseded(left) == []

"""What became of the paths of a document, as its form yields it."""

from __future__ import annotations

from core.model.reading import Coverage, Reading, Refusal
from core.model.source import Accounted, Unmapped
from workers.tally import Tally


def test_each_path_counts_once_and_as_unknown_where_it_is_unknown_once() -> None:
    tally = Tally()
    row, refusal = Reading("jouets", "1", {}), Refusal("protected", "no")
    for found in (
        row,
        Unmapped("/item[1]/new"),
        Accounted(frozenset({"/item/id", "/item/kind"}), frozenset({"/item/page", "/item/id"})),
        refusal,
        Unmapped("/item[2]/new"),
        Accounted(frozenset({"/item/new"}), frozenset({"/item/kind", "/item/page"})),
    ):
        tally.take(found)
    extraction = tally.extraction("toy", "coded", "aa")
    assert (extraction.readings, extraction.refusals) == ((row,), (refusal,))
    assert extraction.unmapped == ("/item/new",)
    assert extraction.coverage == Coverage(read=2, ignored=1, unknown=1)


def test_a_document_of_which_nothing_was_counted_has_no_unknown_share() -> None:
    assert Tally().extraction("toy", "coded", "aa").coverage.shares()["unknown"] == 0

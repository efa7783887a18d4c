from __future__ import annotations

import pytest

from extractors import warm
from extractors.parse import parse
from extractors.sniff import media_of


@pytest.mark.parametrize(("media", "data"), warm.SAMPLES)
def test_samples_are_what_they_say(media: str, data: bytes) -> None:
    assert media_of(data, "sample") == media


def test_the_sample_page_holds_a_table() -> None:
    document = parse(dict(warm.SAMPLES)["pdf"], name="sample.pdf", media="pdf")
    assert [[cell.text for cell in row] for row in document.tables[0].rows()] == [
        ["Lot", "Montant"],
        ["1", "10"],
    ]


def test_load() -> None:
    warm.load()

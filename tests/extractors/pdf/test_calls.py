"""Pointers that are used again give what pdfium's own bindings give, character by character."""

import ctypes

import numpy as np
import pypdfium2.raw as pdfium_c
import pytest

from extractors.pdf.calls import drawn, loose_boxes, origins, text_objects
from extractors.pdf.document import loaded_page, loaded_text, opened
from tests.extractors.pdf.drawn import both, pdf, text

LINES = [text(20, 780 - 9 * row, f"ligne {row} " + "avis " * 12, size=7) for row in range(60)]


def test_a_long_page_is_asked_about_in_parts() -> None:
    with (
        opened(pdf(both(*LINES)), max_pages=1) as document,
        loaded_page(document, 1) as page,
        loaded_text(page, 1) as text_page,
    ):
        count = pdfium_c.FPDFText_CountChars(text_page)
        assert count > 2 * 2048 - 500
        indexes = range(count)
        box, x, y = pdfium_c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        boxes, points = loose_boxes(text_page, indexes), origins(text_page, indexes)
        objects = list(text_objects(text_page, indexes))
        for index in indexes:
            pdfium_c.FPDFText_GetLooseCharBox(text_page, index, box)
            assert boxes[index].tolist() == [box.left, box.top, box.right, box.bottom]
            pdfium_c.FPDFText_GetCharOrigin(text_page, index, x, y)
            assert points[index].tolist() == [x.value, y.value]
            own = pdfium_c.FPDFText_GetTextObject(text_page, index)
            assert objects[index] == ctypes.cast(own, ctypes.c_void_p).value


def test_a_character_without_box_has_none_of_another_page() -> None:
    with (
        opened(pdf(both(*LINES[:2])), max_pages=1) as document,
        loaded_page(document, 1) as page,
        loaded_text(page, 1) as text_page,
    ):
        count = pdfium_c.FPDFText_CountChars(text_page)
        assert np.any(loose_boxes(text_page, range(count)))
        assert not np.any(loose_boxes(text_page, range(count, count + 5)))
        assert not np.any(origins(text_page, range(count, count + 5)))


@pytest.mark.parametrize("count", [0, 2])
def test_text_is_no_drawing(count: int) -> None:
    with opened(pdf(both(*LINES[:2])), max_pages=1) as document, loaded_page(document, 1) as page:
        assert drawn(page, count) == []

import pytest

from core.errors import LimitExceeded, ScannedDocument
from extractors.pdf.plain import plain_text
from extractors.pdf.plain_lines import plain_lines
from extractors.pdf.text import read_text
from tests.extractors.pdf.drawn import both, pdf, text

PAGE = both(
    text(50, 500, "Tribunal judiciaire"), text(50, 460, "greffe d'Évreux"), text(200, 420, "1 234,56")
)


def test_lines_stand_where_the_full_reader_sees_them() -> None:
    data = pdf(PAGE)
    (plain,), (full,) = plain_lines(data, max_pages=1), read_text(data, max_pages=1)
    assert [line.text for line in plain.lines] == [line.text for line in full.lines]
    assert (plain.width, plain.height) == (full.width, full.height)
    for line, other in zip(plain.lines, full.lines, strict=True):
        assert line.bbox == pytest.approx(other.bbox, abs=3)


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_rotation_is_applied(rotate: int) -> None:
    data = pdf(PAGE, rotate=rotate)
    (plain,), (full,) = plain_lines(data, max_pages=1), read_text(data, max_pages=1)
    boxes = {line.text: line.bbox for line in full.lines}
    for line in plain.lines:
        assert line.bbox == pytest.approx(boxes[line.text], abs=3)


def test_the_text_is_that_of_the_bare_reader() -> None:
    data = pdf(PAGE, PAGE)
    lines = ["\n".join(line.text for line in page.lines) for page in plain_lines(data, max_pages=2)]
    assert lines == list(plain_text(data, max_pages=2))


def test_no_text_and_too_many_pages_are_refused() -> None:
    with pytest.raises(ScannedDocument):
        plain_lines(pdf(both()), max_pages=1)
    with pytest.raises(LimitExceeded):
        plain_lines(pdf(PAGE, PAGE), max_pages=1)

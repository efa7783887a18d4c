"""What is made of the words that an OCR engine found, without the engine."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ScannedDocument
from core.model.evidence import Evidence
from extractors.ocr.pictures import Picture
from extractors.ocr.scan import MOST, Scan
from extractors.ocr.skew import Skew, skew_of
from extractors.ocr.words import found

HEADER = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


def word(line: int, left: int, top: int, text: str, conf: float = 96.0, *, block: int = 1) -> str:
    return f"5\t1\t{block}\t1\t{line}\t1\t{left}\t{top}\t{40 * len(text)}\t40\t{conf}\t{text}\n"


def page(tsv: str) -> dict[str, object]:
    return {"number": 1, "width": 595.0, "height": 842.0, "scale": 4.0, "tsv": HEADER + tsv}


def test_boxes_are_in_points_and_confidence_a_share() -> None:
    words = found(HEADER + "4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t\n" + word(1, 400, 80, "né", 91.5), 4.0)
    assert words.text == ["né"]
    assert words.ink.tolist() == [[100, 20, 120, 30]]
    assert words.sure.tolist() == pytest.approx([0.915])


def test_lines_of_two_blocks_are_two_lines() -> None:
    words = found(word(1, 0, 0, "a") + word(1, 99, 0, "b", block=2) + word(1, 200, 0, "c"), 1.0)
    assert words.line.tolist() == [0, 1, 0]


@given(st.text())
def test_any_text_is_no_error_or_no_word(text: str) -> None:
    assert len(found(text.replace("\t", " "), 1.0)) == 0


@given(st.floats(-0.1, 0.1))
def test_the_slope_of_a_page_is_found(slope: float) -> None:
    tsv = "".join(
        word(line, 300 * column, round(200 + 100 * line + slope * 300 * column), "mots")
        for line in range(1, 6)
        for column in range(6)
    )
    assert skew_of(found(tsv, 1.0)).slope == pytest.approx(slope, abs=0.003)


@given(st.floats(-0.05, 0.05), st.floats(0, 600), st.floats(0, 800))
def test_straightening_can_be_taken_back(slope: float, x: float, y: float) -> None:
    skew, box = Skew(slope), np.array([[x, y, x + 30, y + 10]], dtype=np.float32)
    x0, top, x1, bottom = skew.straightened(box)[0].tolist()
    assert skew.leaning((x0, top, x1, bottom)) == pytest.approx(tuple(box[0].tolist()), abs=0.01)


def test_a_value_is_as_sure_as_the_least_sure_word_under_it() -> None:
    scan = Scan.load([page(word(1, 400, 400, "lot", 90) + word(1, 800, 400, "12", 40))])
    assert scan is not None
    assert scan.confidence(Evidence("12", page=1, bbox=(195, 95, 225, 115))) == pytest.approx(MOST * 0.4)
    assert scan.confidence(Evidence("lot", page=1, bbox=(95, 95, 135, 115))) == pytest.approx(MOST * 0.9)
    assert scan.confidence(Evidence("lot 12", page=1)) == pytest.approx(MOST * 0.65)


def test_a_scan_without_a_word_is_refused_by_name() -> None:
    with pytest.raises(ScannedDocument, match="no word"):
        Scan.load([page("")])


def test_a_picture_that_lies_about_its_size_is_refused() -> None:
    picture = Picture(3, 2, bytes(6))
    assert Picture.load(picture.dump()) == picture
    for lie in (Picture(3, 3, bytes(6)), Picture(0, 0, b"")):
        with pytest.raises(ValueError, match="no picture"):
            Picture.load(lie.dump())
    with pytest.raises(ValueError, match="no picture"):
        Picture.load(b"")

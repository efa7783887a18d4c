import io
from itertools import pairwise

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from core.errors import ScannedDocument
from extractors.pdf.reader import PageObjects, read_pages, read_words
from extractors.pdf.text import read_text
from extractors.pdf.words import Words
from tests.extractors.pdf.drawn import Draw, both, pdf, text


def page(*drawings: Draw, rotate: int = 0) -> PageObjects:
    return next(read_pages(pdf(both(*drawings), rotate=rotate), max_pages=1))


def box(words: Words, word: str) -> list[int]:
    return [round(float(side)) for side in words.boxes[words.text.index(word)]]


def test_words_with_boxes_size_and_weight() -> None:
    words = page(
        text(50, 500, "Tribunal judiciaire", size=12, font="Helvetica-Bold"), text(50, 400, "greffe")
    ).words
    assert words.text == ["Tribunal", "judiciaire", "greffe"]
    assert words.bold.tolist() == [True, True, False]
    assert words.size.round(1).tolist() == [12.0, 12.0, 10.0]
    x0, top, x1, bottom = box(words, "greffe")
    assert (x0, bottom) == (50, 202)
    assert 75 < x1 < 85
    assert top < 200 < bottom


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_rotation_is_applied_once(rotate: int) -> None:
    turned = page(text(50, 500, "sideways"), rotate=rotate)
    assert (turned.width, turned.height) == ((600, 400) if rotate % 180 else (400, 600))
    expected = {90: (496, 47), 180: (310, 493), 270: (92, 308)}[rotate]
    x0, top = box(turned.words, "sideways")[:2]
    assert abs(x0 - expected[0]) < 15
    assert abs(top - expected[1]) < 15
    assert turned.words.turns.tolist() == [rotate // 90]


def test_a_font_size_below_zero_writes_against_its_matrix() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(0, 0, "")
        canvas._code.append("q 1 0 0 -1 0 600 cm BT -1 0 0 1 50 100 Tm /F1 -8 Tf (upright) Tj ET Q")

    words = page(draw).words
    assert words.text == ["upright"]
    assert (words.turns.tolist(), words.size.round(1).tolist()) == ([0], [8.0])
    assert box(words, "upright")[0] == 50


def test_crop_box_moves_the_origin() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setCropBox((40, 100, 300, 550))
        canvas.setFont("Helvetica", 10)
        canvas.drawString(50, 500, "inside")
        canvas.drawString(5, 500, "cut")

    cropped = page(draw)
    assert (cropped.width, cropped.height) == (260, 450)
    assert cropped.words.text == ["inside"]
    assert box(cropped.words, "inside")[0] == 10


def test_superscripts_stand_with_their_word() -> None:
    def draw(canvas: Canvas) -> None:
        line = canvas.beginText(50, 500)
        for part, size, rise in [
            ("le 1", 10, 0),
            ("er", 6, 4),
            (" juin, n", 10, 0),
            ("o", 6, 4),
            (" 12", 10, 0),
        ]:
            line.setFont("Helvetica", size)
            line.setRise(rise)
            line.textOut(part)
        canvas.drawText(line)

    assert page(draw).words.text == ["le", "1er", "juin,", "no", "12"]


def test_words_drawn_twice_are_read_once() -> None:
    assert page(text(50, 500, "gras"), text(50.3, 500, "gras")).words.text == ["gras"]


@pytest.mark.parametrize(("shift", "bold"), [(0.3, True), (0.0, False)])
def test_words_drawn_again_a_little_beside_are_bold(shift: float, bold: bool) -> None:
    others = [text(90, 480 - 20 * k, f"maigre{k}") for k in range(12)]
    words = page(text(50, 500, "gras"), *others, text(50 + shift, 500, "gras")).words
    assert words.text == ["gras", *(f"maigre{k}" for k in range(12))]
    assert words.bold.tolist() == [bold, *[False] * 12]


def test_a_word_ends_at_an_upright_rule() -> None:
    def rule(canvas: Canvas) -> None:
        canvas.line(66.6, 480, 66.6, 520)

    cells = (text(50, 500, "123"), text(66.68, 500, "456789"))
    assert page(*cells).words.text == ["123456789"]
    assert page(*cells, rule).words.text == ["123", "456789"]


def test_a_word_that_runs_over_a_rule_stays_whole() -> None:
    def rule(canvas: Canvas) -> None:
        canvas.line(66.6, 480, 66.6, 520)

    assert page(text(50, 500, "123456789"), rule).words.text == ["123456789"]


def test_invisible_and_white_text_is_hidden() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        ghost = canvas.beginText(50, 500)
        ghost.setTextRenderMode(3)
        ghost.textOut("ghost")
        ghost.setTextRenderMode(0)
        canvas.drawText(ghost)
        canvas.setFillGray(0)
        canvas.rect(40, 300, 200, 30, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(50, 400, "snow")
        canvas.drawString(50, 310, "chalk")

    read = page(draw)
    assert read.words.text == ["chalk"]
    assert read.hidden.text == ["ghost", "snow"]


def test_thin_areas_and_strokes_are_rules() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(50, 500, 200, 0.6, stroke=0, fill=1)
        canvas.line(50, 450, 250, 450)
        canvas.rect(50, 300, 100, 60, stroke=1, fill=0)
        canvas.setFillGray(1)
        canvas.rect(50, 200, 200, 0.6, stroke=0, fill=1)
        canvas.setFillGray(0.8)
        canvas.rect(50, 100, 200, 50, stroke=0, fill=1)

    drawing = page(draw).drawing
    assert sorted(drawing.level[:, 1].round().tolist()) == [99, 150, 240, 300]
    assert sorted(drawing.upright[:, 0].round().tolist()) == [50, 150]
    assert drawing.fills.round().tolist() == [[50, 450, 250, 500]]


def test_drawings_of_forms_are_placed() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("grid")
        canvas.line(0, 0, 100, 0)
        canvas.endForm()
        canvas.translate(50, 300)
        canvas.scale(2, 2)
        canvas.doForm("grid")

    assert page(draw).drawing.level.round().tolist() == [[50, 299, 250, 301]]


def picture(canvas: Canvas) -> None:
    buffer = io.BytesIO()
    Image.new("L", (40, 60), 128).save(buffer, "PNG")
    canvas.drawImage(ImageReader(io.BytesIO(buffer.getvalue())), 0, 0, 400, 600)


def hidden(canvas: Canvas) -> None:
    layer = canvas.beginText(50, 500)
    layer.setTextRenderMode(3)
    layer.textOut("couche OCR")
    canvas.drawText(layer)


def test_pages_of_pictures_are_scans() -> None:
    assert page(picture).scanned
    with pytest.raises(ScannedDocument):
        read_text(pdf(picture, picture), max_pages=9)


def test_one_page_with_text_makes_a_readable_document() -> None:
    pages = read_text(pdf(picture, text(50, 500, "page lisible")), max_pages=9)
    assert [part.scanned for part in pages] == [True, False]


def test_the_hidden_layer_of_a_scan_is_read() -> None:
    pages = read_text(pdf(both(picture, hidden)), max_pages=9)
    assert [line.text for line in pages[0].lines] == ["couche OCR"]


def test_words_by_their_ends_are_the_same_words() -> None:
    data = pdf(
        text(50, 500, "La société « Notaires & associés »", "Val-de-Marne (94)", "n° 2024-12 du 1er juin")
    )
    whole, quick = next(read_pages(data, max_pages=9)), next(read_words(data, max_pages=9))
    assert whole.words.text == quick.words.text
    assert abs(whole.words.boxes - quick.words.boxes).max() < 0.01


def test_boxes_of_words_in_line_do_not_overlap() -> None:
    words = page(text(50, 500, "un deux trois quatre cinq")).words
    assert all(before[2] < after[0] for before, after in pairwise(words.boxes.tolist()))

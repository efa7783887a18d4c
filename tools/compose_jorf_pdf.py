"""Composes the PDF fixtures of jorf: texts as the Journal officiel prints them, in one column and in two.

``python -m tools.compose_jorf_pdf`` writes the inputs; the same call gives the same bytes.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Paragraph

from tools.compose_jorf import (
    NOTARY,
    OFFICERS,
    RECTIFIED,
    REGISTRAR,
    SALARIED,
    SOCIETY,
    SUPPRESSION,
    TARIFF,
)
from tools.jorf_xml import Text

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "jorf"
LEFT, RIGHT, TOP, BOTTOM = 49.6, 545.7, 71.0, 806.0
DAY = "12 mars 2026"
PART, CATEGORY, MINISTRY = "Décrets, arrêtés, circulaires", "MESURES NOMINATIVES", "MINISTÈRE DE LA JUSTICE"
_BREAK = re.compile(r"<br/>|</?p>")


def _style(name: str, size: float, lead: float, **others: Any) -> ParagraphStyle:
    return ParagraphStyle(name, fontName="Times-Roman", fontSize=size, leading=lead, **others)


BODY = _style("body", 10, 10.6, firstLineIndent=10, alignment=TA_JUSTIFY, spaceAfter=2)
NARROW = _style("narrow", 8, 8.8, firstLineIndent=8, alignment=TA_JUSTIFY, spaceAfter=2)
TITLE = _style("title", 10.8, 11.4, alignment=TA_CENTER, spaceBefore=12)
NOR = _style("nor", 8, 9, alignment=TA_CENTER, spaceBefore=8, spaceAfter=12)
HEAD = _style("head", 14, 17, alignment=TA_CENTER, spaceBefore=14, spaceAfter=10)
SMALL_HEAD = _style("small", 9.9, 12, alignment=TA_CENTER, spaceBefore=10, spaceAfter=4)


def _typeset(words: str) -> str:
    """With typographic apostrophes and raised letters, as the printer sets them."""
    raised = re.sub(r"<sup>(\w+)</sup>", r'<super rise="3" size="6">\1</super>', words)
    return raised.replace("'", "’")


def _paragraphs(text: Text, style: ParagraphStyle) -> list[Flowable]:
    parts = (part.strip() for part in _BREAK.split(text.body))
    return [Paragraph(_typeset(part), style) for part in parts if part]


def flow(text: Text, style: ParagraphStyle) -> list[Flowable]:
    """A text: title, NOR, paragraphs."""
    head = [Paragraph(_typeset(text.title), TITLE), Paragraph(f"NOR : {text.nor}", NOR)]
    return [*head, *_paragraphs(text, style)]


def rubrics(*words: str) -> list[Flowable]:
    """The rubrics above a text."""
    styles = {PART: HEAD, CATEGORY: HEAD}
    return [Paragraph(each, styles.get(each, SMALL_HEAD)) for each in words]


def printed(story: Sequence[Flowable], place: str, columns: int = 1) -> bytes:
    """The pages of a story, each with its running head; ``place`` is what stands on the right of it."""

    def head(canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(LEFT, A4[1] - 44, DAY)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 44, "JOURNAL OFFICIEL DE LA RÉPUBLIQUE FRANÇAISE")
        canvas.drawRightString(RIGHT, A4[1] - 44, place)

    gap, pages = 18.0, io.BytesIO()
    width = (RIGHT - LEFT - gap * (columns - 1)) / columns
    frames = [
        Frame(LEFT + number * (width + gap), A4[1] - BOTTOM, width, BOTTOM - TOP, 0, 0, 0, 0, id=f"c{number}")
        for number in range(columns)
    ]
    document = BaseDocTemplate(pages, pagesize=A4, invariant=1, title="JO", author="")
    document.addPageTemplates([PageTemplate("page", frames, onPage=head)])
    document.build(list(story))
    return pages.getvalue()


def one_text() -> bytes:
    """A text as the electronic issue has it: alone, its list of persons going on over the page."""
    persons = "<br/>".join(f"M. {each}, office créé ;" for each in PERSONS)
    visas = "".join(
        f"<p>Vu le code de commerce, notamment son article R. 743-{number} ;</p>" for number in VISAS
    )
    body = visas + OFFICERS.body.replace("M. QUENTIN (Marc)", f"{persons}<br/>M. QUENTIN (Marc)")
    many = replace(OFFICERS, body=body)
    story = [*rubrics(PART, CATEGORY, MINISTRY), *flow(many, BODY)]
    return printed(story, "Texte 42 sur 185")


VISAS = range(1, 47)
PERSONS = (
    "MARCOUX (Alain) à la résidence de Tulle (Corrèze)",
    "BORDIER (Bruno, Claude) à la résidence de Guéret (Creuse)",
    "VALTEAU (Denis) à la résidence de Saint-Denis (Seine-Saint-Denis)",
    "CHANIGNY (Émile) à la résidence de Bourg-en-Bresse (Ain)",
    "DELARD-FABIEN (Hugues) à la résidence de L'Isle-Adam (Val-d'Oise)",
)


def issue() -> bytes:
    """An issue in two columns: a text of other matter, then individual measures under one ministry."""
    texts = (NOTARY, SOCIETY, SALARIED, REGISTRAR, SUPPRESSION, RECTIFIED)
    tariff = replace(TARIFF, body=TARIFF.body * 12)
    story = [*rubrics(PART, "TEXTES GÉNÉRAUX", MINISTRY), *flow(tariff, NARROW)]
    story += rubrics(CATEGORY, MINISTRY)
    for text in texts:
        story += flow(text, NARROW)
    return printed(story, "4321", columns=2)


def redesigned() -> bytes:
    """The running head, and pages without a title or a NOR that are known."""
    story = [Paragraph(_typeset("Nominations de la semaine"), HEAD), *_paragraphs(NOTARY, BODY), PageBreak()]
    return printed(story, "Texte 1 sur 2")


INPUTS: dict[str, Callable[[], bytes]] = {
    "nominal-pdf/input.pdf": one_text,
    "nominal-pdf-colonnes/input.pdf": issue,
    "refonte-pdf/input.pdf": redesigned,
}


def main() -> int:
    """Write the inputs."""
    for name, compose in INPUTS.items():
        path = FIXTURES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(compose())
    return 0


if __name__ == "__main__":
    sys.exit(main())

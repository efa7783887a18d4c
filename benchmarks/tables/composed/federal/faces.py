"""The fonts of the reports: the standard 14, some under encodings of their own as a subset has them."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportlab.pdfbase._fontdata import widthsByFontGlyph
from reportlab.pdfbase.pdfmetrics import getEncoding, stringWidth

NAMES: list[str] = getEncoding("WinAnsiEncoding").vector
"""Glyph names by code of WinAnsi."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font set at ``narrow`` per cent of its width."""

    name: str
    narrow: int = 100

    def width(self, text: str, size: float) -> float:
        """Width of a text in points."""
        return float(stringWidth(text, self.name, size)) * self.narrow / 100


@dataclass(slots=True)
class FontBook:
    """The fonts of one document; ``scrambled`` gives each letter the next code as it is first used."""

    scrambled: bool
    codes: dict[str, dict[str, int]] = field(default_factory=dict)

    def resource(self, face: Face) -> str:
        """The name of a font in the resources."""
        self.codes.setdefault(face.name, {})
        return f"F{list(self.codes).index(face.name)}"

    def coded(self, face: Face, text: str) -> bytes:
        """A text as the string operand that shows it."""
        codes = self.codes.setdefault(face.name, {})
        raw = bytearray()
        for letter in text:
            own = letter.encode("cp1252")[0]
            code = codes.setdefault(letter, len(codes) + 1 if self.scrambled else own)
            raw += b"\\" + bytes([code]) if code in b"()\\" else bytes([code])
        if any(code in (10, 13) for code in raw):
            return b"<" + bytes(raw).replace(b"\\", b"").hex().encode() + b">"
        return b"(" + bytes(raw) + b")"

    def dictionaries(self) -> dict[str, str]:
        """The font dictionaries by resource name."""
        found = {}
        for name, codes in self.codes.items():
            encoding = "/Encoding /WinAnsiEncoding"
            if self.scrambled:
                ordered = sorted(codes.items(), key=lambda item: item[1])
                glyphs = " ".join(f"/{_glyph(letter)}" for letter, _ in ordered)
                widths = " ".join(
                    f"{widthsByFontGlyph[name].get(_glyph(letter), 600)}" for letter, _ in ordered
                )
                encoding = f"/Encoding << /Type /Encoding /Differences [1 {glyphs}] >>"
                encoding += f" /FirstChar 1 /LastChar {len(ordered)} /Widths [{widths}]"
            found[self.resource(Face(name))] = (
                f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} {encoding} >>"
            )
        return found


def _glyph(letter: str) -> str:
    return NAMES[letter.encode("cp1252")[0]]

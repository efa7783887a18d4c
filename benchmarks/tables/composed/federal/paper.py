"""The bare PDF file: objects, fonts, pages, cross references; no library between us and the operators."""

from __future__ import annotations

import zlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page as it is written. ``forms`` are the contents drawn by name (X0, X1, …) as Form XObjects."""

    content: bytes
    media: tuple[float, float, float, float]
    crop: tuple[float, float, float, float] | None = None
    rotate: int = 0
    forms: tuple[bytes, ...] = ()


def written(leaves: list[Leaf], fonts: dict[str, str]) -> bytes:
    """A PDF of these pages; ``fonts`` are font dictionaries by resource name, with ``ToUnicode`` inlined."""
    file = _File()
    tree = file.reserved()
    faces = " ".join(f"/{name} {file.added(body)} 0 R" for name, body in fonts.items())
    shared = f"/Font << {faces} >>"
    kids = [_page(file, leaf, tree, shared) for leaf in leaves]
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    file.put(tree, f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>".encode())
    root = file.added(f"<< /Type /Catalog /Pages {tree} 0 R >>")
    return file.done(root)


def _page(file: _File, leaf: Leaf, tree: int, shared: str) -> int:
    forms = [
        file.stream(
            form,
            f"/Type /XObject /Subtype /Form /BBox [-2000 -2000 9000 9000] /Resources << {shared} >>",
        )
        for form in leaf.forms
    ]
    named = " ".join(f"/X{place} {number} 0 R" for place, number in enumerate(forms))
    content = file.stream(leaf.content, "")
    crop = f"/CropBox {_box(leaf.crop)}" if leaf.crop else ""
    turn = f"/Rotate {leaf.rotate}" if leaf.rotate else ""
    return file.added(
        f"<< /Type /Page /Parent {tree} 0 R /MediaBox {_box(leaf.media)} {crop} {turn} "
        f"/Resources << {shared} /XObject << {named} >> >> /Contents {content} 0 R >>"
    )


def _box(box: tuple[float, float, float, float]) -> str:
    return "[" + " ".join(f"{side:g}" for side in box) + "]"


class _File:
    def __init__(self) -> None:
        self.objects: list[bytes] = []

    def reserved(self) -> int:
        self.objects.append(b"")
        return len(self.objects)

    def added(self, body: str) -> int:
        number = self.reserved()
        self.put(number, body.encode("latin-1"))
        return number

    def put(self, number: int, body: bytes) -> None:
        self.objects[number - 1] = body

    def stream(self, data: bytes, entries: str) -> int:
        packed = zlib.compress(data, 1)
        head = f"<< {entries} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode()
        number = self.reserved()
        self.put(number, head + packed + b"\nendstream")
        return number

    def done(self, root: int) -> bytes:
        out = bytearray(b"%PDF-1.3\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self.objects, start=1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        out += "".join(f"{place:010} 00000 n \n" for place in places).encode()
        out += f"trailer << /Size {len(places) + 1} /Root {root} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(out)

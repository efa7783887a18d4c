"""``python -m benchmarks.tables.composed.agency FOLDER``: writes agency reports with their truth."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2 as pdfium

from benchmarks.tables.composed.__main__ import truth
from benchmarks.tables.composed.agency.documents import composed, markup_of

PRINTERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Print the documents of some numbers."""
    parser = argparse.ArgumentParser(prog="benchmarks.tables.composed.agency", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write NAME.pdf and NAME-str.xml")
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--first", type=int, default=1, help="the first number")
    options = parser.parse_args()
    printer = next((path for name in PRINTERS if (path := shutil.which(name))), None)
    if printer is None:
        sys.stderr.write(
            f"none of {', '.join(PRINTERS)} is installed; one is needed to print the documents\n"
        )
        return 2
    options.folder.mkdir(parents=True, exist_ok=True)
    for number in range(options.first, options.first + options.documents):
        pages = composed(number)
        path = options.folder / f"agency-{number:04}.pdf"
        if not printed(printer, markup_of(pages), path, len(pages)):
            sys.stderr.write(f"{path.name} left out: a page runs over\n")
            path.unlink()
            continue
        tables = [(place, cells) for place, page in enumerate(pages, start=1) for cells in page.tables]
        path.with_name(f"{path.stem}-str.xml").write_bytes(truth(tables))
    return 0


def printed(printer: str, html: str, path: Path, pages: int) -> bool:
    """Print a document; whether it has as many pages as it should."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "document.html"
        source.write_text(html, encoding="utf-8")
        command = [printer, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        profile = f"--user-data-dir={folder}/profile"
        subprocess.run(
            [*command, profile, f"--print-to-pdf={path}", source.as_uri()], check=True, capture_output=True
        )
    with pdfium.PdfDocument(path) as document:
        return len(document) == pages


if __name__ == "__main__":
    sys.exit(main())

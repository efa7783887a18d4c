"""Runs Tesseract on one picture, in a process of its own with limits."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache

from core.errors import DocumentError, LimitExceeded
from extractors.ocr.pictures import DOTS_PER_INCH, Picture

LANGUAGE = "fra"
SECONDS = 60
"""By the clock and of processor time; a dense A4 page takes about 3."""

LIMITS = ("--as=1073741824", f"--cpu={SECONDS}", "--fsize=0", "--nofile=32", "--core=0")
"""Of prlimit(1): one gibibyte of memory (an A4 page takes 80 MiB), no file written."""

ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
"""Nothing of ours; one thread, since documents are already read side by side."""

MAX_ANSWER = 16 * 1024 * 1024


@cache
def lacking() -> str:
    """What has to be installed before scanned pages can be read; "" where nothing has."""
    if _program("tesseract") is None:
        return "tesseract-ocr"
    if _program("prlimit") is None:
        return "util-linux"
    listed = _run(["--list-langs"], b"").stdout.decode(errors="replace").split()
    return "" if LANGUAGE in listed else "tesseract-ocr-fra"


def words_of(picture: Picture, page: int) -> str:
    """The words of a picture as Tesseract's TSV, boxes in pixels.

    The header of the picture is written here: whatever a hostile document has made of the process that drew
    it, the engine decodes the simplest format there is (PGM), and only that.

    Args:
        picture: the pixels.
        page: its number in the document, for messages.

    Raises:
        LimitExceeded: the engine takes too long, or finds more than any page holds.
        DocumentError: the engine fails.
    """
    header = f"P5 {picture.width} {picture.height} 255\n".encode()
    options = ["stdin", "stdout", "-l", LANGUAGE, "--dpi", str(DOTS_PER_INCH), "--psm", "3", "tsv"]
    try:
        done = _run(options, header + picture.pixels)
    except subprocess.TimeoutExpired as failure:
        raise LimitExceeded(f"OCR of page {page} takes longer than {SECONDS} s") from failure
    if done.returncode != 0:
        told = done.stderr.decode(errors="replace").strip()[-300:]
        raise DocumentError(f"the OCR engine fails on page {page} (exit {done.returncode}): {told}")
    if len(done.stdout) > MAX_ANSWER:
        raise LimitExceeded(f"OCR of page {page} gives {len(done.stdout)} bytes")
    return done.stdout.decode(errors="replace")


def _run(options: list[str], given: bytes) -> subprocess.CompletedProcess[bytes]:
    command = ["prlimit", *LIMITS, "tesseract", *options]
    return subprocess.run(
        command, input=given, capture_output=True, env=ENVIRONMENT, cwd="/", timeout=SECONDS, check=False
    )


def _program(name: str) -> str | None:
    return shutil.which(name, path=ENVIRONMENT["PATH"])

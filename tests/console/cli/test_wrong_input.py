"""A wrong input is one clear line and the right exit status; the files beside it are read all the same."""

from __future__ import annotations

import gzip
import io
import json
import socket
import zlib
from pathlib import Path

import pytest

from core.settings import get_settings
from tests.console.cli.conftest import ROOT, Veille

NOMINAL = next((ROOT / "fixtures" / "boamp" / "nominal").glob("input.*"))

EXTERNAL_ENTITY = b"""<?xml version="1.0"?>
<!DOCTYPE ANNONCE [<!ENTITY passwords SYSTEM "file:///etc/passwd">]>
<ANNONCE><GESTION><REFERENCE><IDWEB>&passwords;</IDWEB></REFERENCE></GESTION></ANNONCE>"""


def inflating_pdf(size: int) -> bytes:
    """A PDF of some kilobytes whose one page is ``size`` bytes of content once inflated."""
    packer = zlib.compressobj(9)
    chunk = b"q Q\n" * 65536
    packed = b"".join(packer.compress(chunk) for _ in range(size // len(chunk))) + packer.flush()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
    )
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


BAD = {
    "empty.xml": (b"", "empty"),
    "page.pdf": (b"<html><body><p>Avis</p></body></html>", "wrong-format"),
    "cut.tar.gz": (gzip.compress(b"x" * 100_000, mtime=0)[:60], "corrupt"),
    "entity.xml": (EXTERNAL_ENTITY, "hostile"),
    "garbage.json": (b"{]", ""),
    "foreign.xml": (b"<catalog><book>1</book></catalog>", "unknown-form"),
}


@pytest.mark.slow
def test_bad_documents_are_one_line_each_and_the_next_one_is_read(veille: Veille, tmp_path: Path) -> None:
    bad = tmp_path / "bomb.pdf"
    bad.write_bytes(inflating_pdf(1 << 30))
    assert bad.stat().st_size < 10_000_000
    codes = {bad: ""}
    for name, (data, code) in BAD.items():
        (tmp_path / name).write_bytes(data)
        codes[tmp_path / name] = code
    done = veille("ingest", *map(str, codes), str(NOMINAL), "--source", "boamp", "--json")
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    for line, (path, code) in zip(lines, codes.items(), strict=True):
        assert line.startswith(f"veille: {path}: ")
        assert f"[{code}" in line
        assert line.count(path.name) == 1
    *refused, read = [json.loads(each) for each in done.stdout.splitlines()]
    assert all(not answer["rows"] and answer["refused"] for answer in refused[: len(codes)])
    assert read["rows"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ingest", "nowhere.xml", "--source", "boamp"), "nowhere.xml does not exist"),
        (("ingest", "fixtures", "--source", "boamp"), "fixtures is a folder"),
        (("ingest", str(NOMINAL), "--source", "gazette"), "unknown source 'gazette'"),
        (("run", "--replay", "nowhere"), "nowhere is not a folder"),
        (("run", "--replay", "fixtures", "--live"), "exclude each other"),
        (("run", "--replay", "fixtures", "--since", "12/03/2026"), "'12/03/2026' is not a day"),
        (("export", "avis"), "unknown dataset 'avis'"),
        (("export", "avis-marches", "--format", "pdf"), "unknown export format 'pdf'"),
        (("tables", "nowhere.pdf"), "nowhere.pdf does not exist"),
        (("watch", "add", "x", "--words", '"école'), "unclosed quotation mark"),
        (("watch", "add", "x", "--where", "departement"), "is no condition"),
        (("watch", "add", "x", "--where", "couleur=bleu"), "no dataset has the columns couleur"),
        (("watch", "pause", "x"), "no watch is called 'x'"),
        (("geo", "Vitré", "--date", "hier"), "'hier' is not a day"),
    ],
)
def test_a_wrong_call_is_one_line_with_what_to_do(
    veille: Veille, arguments: tuple[str, ...], said: str
) -> None:
    done = veille(*arguments)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.count(said) == 1
    assert line.count("nowhere.") <= 1
    assert " → " in line
    assert done.stdout == ""


def test_a_folder_without_documents_says_so(veille: Veille, tmp_path: Path) -> None:
    done = veille("tables", str(tmp_path))
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "holds no document" in line


def test_a_taken_port_is_one_line(veille: Veille) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = veille("serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "cannot listen on 127.0.0.1" in line


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("VEILLE_MAX_PAGES", "many", "VEILLE_MAX_PAGES: Input should be a valid integer"),
        ("VEILLE_DATABASE_URL", "mysql://veille@db/veille", "cannot store in 'mysql'"),
        ("VEILLE_DATABASE_URL", "://", "the address of the database is none"),
    ],
)
def test_a_wrong_setting_is_one_line(
    veille: Veille, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str
) -> None:
    monkeypatch.setenv(variable, value)
    done = veille("watch", "list")
    get_settings.cache_clear()
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert said in line

"""A wrong input is one clear line and the right exit status; the files beside it are read all the same."""

from __future__ import annotations

import errno
import gzip
import io
import json
import socket
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from console.cli.errors import refused_file
from core.settings import get_settings
from tests.console.cli.conftest import ROOT, Veille
from workers.policy import POLICIES

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
        (("run", "--replay", "docs"), "docs holds no recorded answer"),
        (("run", "--replay", "fixtures", "--since", "2026-03-13", "--until", "2026-03-12"), "no day lies"),
        (("run", "--since", "2999-01-01"), "no day lies between"),
        (("extract", str(NOMINAL), "--json", "--text"), "exclude each other"),
        (
            ("export", "avis-marches", "--since", "0", "--format", "csv"),
            "is written as JSON Lines, not as csv",
        ),
        (("blobs", "copy", "--from", "nowhere", "--to", "elsewhere"), "nowhere is no folder"),
        (("corrections", "undo", "12"), "there is no correction 12"),
        (("corrections", "case", "12"), "there is no correction 12"),
        (("thread",), "takes the id of a row"),
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


def test_a_document_that_is_refused_says_what_to_do(veille: Veille, tmp_path: Path) -> None:
    (tmp_path / "avis.txt").write_text("a text of no form", encoding="utf-8")
    done = veille("ingest", str(tmp_path / "avis.txt"), "--source", "boamp")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "[unknown-form] → Check the source given" in line


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
        ("VEILLE_DATABASE_URL", "veille", "VEILLE_DATABASE_URL: it is sqlite:///PATH or postgresql://"),
        ("VEILLE_REDIS_URL", "localhost:6379", "VEILLE_REDIS_URL: it begins with redis://"),
        ("VEILLE_SEEDS", '{"place"', "VEILLE_SEEDS: Expecting"),
        ("VEILLE_SEEDS", '{"place"', '{"marches-conclus": ["https://…"]}'),
        ("VEILLE_TIMETABLES", '{"ted": {"at": ["25:30"]}}', "VEILLE_TIMETABLES (ted.at.0): Input should be"),
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


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "avis-marches", "-o", "{}/none/x.csv"),
        ("corrections", "export", "-o", "{}/none/x.csv"),
        ("catalogue", "-o", "{}/file"),
        ("catalogue", "-o", "{}/file/x"),
    ],
)
def test_a_place_that_cannot_be_written_to_is_one_line(
    veille: Veille, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    done = veille(*(each.format(tmp_path) for each in arguments))
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert " → Choose a folder" in line


def test_a_home_that_can_be_none_is_one_line(
    veille: Veille, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("VEILLE_HOME", str(tmp_path / "file"))
    done = veille("run", "--replay", "fixtures")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"veille: {tmp_path}/file: File exists [files] → ")


def test_an_error_of_the_system_that_is_of_no_file_keeps_its_trace() -> None:
    assert refused_file(OSError(errno.ECONNRESET, "Connection reset by peer")) is None
    named = refused_file(OSError(errno.ENOSPC, "No space left on device"))
    assert (str(named), named and named.code) == ("No space left on device", "files")


def test_a_list_of_erasures_that_is_none_erases_nothing(veille: Veille, tmp_path: Path) -> None:
    listed = tmp_path / "effacements.jsonl"
    listed.write_text(
        '{"dataset": "avis-marches", "id": "boamp:26-1", "cause": "parce que"}', encoding="utf-8"
    )
    done = veille("erase", "again", str(listed))
    assert done.returncode == 2
    assert f"{listed}:1 names no erased row" in done.stderr
    assert "aucun effacement" in veille("erase", "list").stderr


def test_a_watch_is_not_stored_if_a_channel_of_it_is_wrong(veille: Veille) -> None:
    assert veille("watch", "add", "x", "--words", "école", "--mail", "nobody").returncode == 2
    assert veille("watch", "add", "x", "--words", "école", "--language", "de").returncode == 2
    assert veille("watch", "list", "--json").stdout == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("people", "list"), "aucun compte"),
        (("compute", "list"), "aucun jeu de données réservé"),
        (("corrections", "log"), "aucune correction"),
        (("erase", "list"), "aucun effacement"),
        (("erase", "find", "VERDELET"), "aucune ligne"),
    ],
)
def test_an_empty_list_says_so_beside_the_results(
    veille: Veille, arguments: tuple[str, ...], said: str
) -> None:
    done = veille(*arguments)
    assert (done.returncode, done.stdout) == (0, "")
    assert said in done.stderr


def test_what_is_logged_during_a_run_is_not_among_its_results(
    veille: Veille, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No name is resolved in tests: the failure is logged, and told again as the note of the run."""
    monkeypatch.setitem(POLICIES, "discover", replace(POLICIES["discover"], attempts=1))
    monkeypatch.setenv("VEILLE_MIRRORS", '{"https://": "https://nohost.invalid/"}')
    get_settings.cache_clear()
    done = veille("run", "--source", "bodacc")
    get_settings.cache_clear()
    assert done.returncode == 1
    assert "step failed" not in done.stdout
    assert "step failed" in done.stderr
    assert "bodacc : Recherche en échec\u00a0: " in done.stderr


def test_a_run_that_finds_nothing_names_its_source_once(veille: Veille) -> None:
    done = veille("run", "--source", "zones-notaires")  # without addresses to watch there is nothing to ask
    assert done.returncode == 3
    assert done.stderr.count("zones-notaires") == 1
    assert "aucun document trouvé" in done.stderr

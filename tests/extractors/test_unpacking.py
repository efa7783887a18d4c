"""Archives unpacked in a child process."""

from __future__ import annotations

import gzip
import io
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import CorruptDocument, LimitExceeded
from core.sandbox import Sandbox
from extractors.unpacking import members_answer, members_of
from workers.installation import archive_members


def tarred(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, body in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    return out.getvalue()


@given(
    st.dictionaries(
        st.from_regex(r"[a-zé]{1,20}\.xml", fullmatch=True),
        st.text("<a/>é", max_size=99).map(str.encode),
        min_size=1,
        max_size=5,
    )
)
def test_every_member_comes_through(files: dict[str, bytes]) -> None:
    assert dict(members_of(members_answer(tarred(files), {"name": "x.tar.gz"}))) == files


def test_an_archive_is_unpacked_in_the_child_and_only_when_asked() -> None:
    files = {"a.xml": b"<a/>", "b.xml": b"<b/>"}
    with Sandbox(workers=1) as sandbox:
        found = archive_members(sandbox, 1 << 20, tarred(files), "x.tar.gz")
        assert found is not None
        assert dict(found) == files
        assert archive_members(sandbox, 1 << 20, b"<a/>", "a.xml") is None
        cut = archive_members(sandbox, 1 << 20, gzip.compress(b"x" * 10_000, mtime=0)[:40], "x.gz")
        assert cut is not None  # nothing is read before it is asked for
        with pytest.raises(CorruptDocument):
            list(cut)
        large = archive_members(sandbox, 1024, tarred({"a": bytes(300_000)}), "x.tar.gz")
        assert large is not None
        with pytest.raises(LimitExceeded):
            list(large)

from __future__ import annotations

import json
import logging
import os
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.errors import (
    CorruptDocument,
    DocumentError,
    InputError,
    LimitExceeded,
    ProtectedText,
    StructureChanged,
)
from core.sandbox import Report, Sandbox, WeakSandbox, probe
from core.sandbox.confine import Locks
from core.sandbox.frames import Received, error_of
from core.sandbox.limits import Limits
from core.sandbox.parent import ZygoteGone
from core.sandbox.trial import TRIALS
from core.sandbox.verdict import answer_of
from core.settings import Settings


def run(sandbox: Sandbox, name: str, data: bytes = b"", **arguments: Any) -> bytes:
    return sandbox.run(f"sandbox_readers:{name}", data, arguments)


def told(sandbox: Sandbox, name: str, **arguments: Any) -> Any:
    return json.loads(run(sandbox, name, **arguments))


def limited(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, **changes: Any) -> None:
    monkeypatch.setattr(sandbox, "limits", replace(sandbox.limits, **changes))


def still_works(sandbox: Sandbox) -> bool:
    return run(sandbox, "echo", b"next") == b"next"


def resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096


@pytest.mark.parametrize("size", [0, 1, 100_000, 1_000_000])
def test_bytes_go_in_and_come_out(sandbox: Sandbox, size: int) -> None:
    data = os.urandom(size)
    assert run(sandbox, "echo", data) == data


def test_large_arguments(sandbox: Sandbox) -> None:
    assert run(sandbox, "echo", b"x", padding="é" * 500_000) == b"x"


def test_each_document_has_a_child_of_its_own_with_the_module_loaded_once(sandbox: Sandbox) -> None:
    first, second = told(sandbox, "who"), told(sandbox, "who")
    assert first["pid"] != second["pid"]
    assert first["loaded_in"] == second["loaded_in"] == first["zygote"]
    assert first["pid"] != os.getpid()


def test_the_child_knows_nothing_of_our_environment(sandbox: Sandbox) -> None:
    names = told(sandbox, "who")["environment"]
    assert not [name for name in names if name.startswith("VEILLE") or name in ("HOME", "PATH")]


def test_code_can_still_be_loaded(sandbox: Sandbox) -> None:
    assert told(sandbox, "load_more_code") == ["xml.dom.minidom", "bs4.diagnose"]


@pytest.mark.parametrize("trial", TRIALS)
def test_refused(system: Report, trial: str) -> None:
    if system.lacking and trial in system.lacking:
        pytest.skip(
            f"THIS KERNEL IS WEAK (Landlock {system.landlock_abi}, seccomp {system.seccomp}): {trial}"
        )
    assert system.problem == ""
    assert system.refusals[trial]
    assert system.strong


def test_only_code_can_be_read(system: Report, sandbox: Sandbox, tmp_path: Path) -> None:
    if not system.landlock_abi:
        pytest.skip("THIS KERNEL LACKS LANDLOCK: files are not protected")
    secret = tmp_path / "veille.sqlite"
    secret.write_bytes(b"secret")
    root = Path(__file__).resolve().parents[3]
    paths = [str(secret), str(root / "pyproject.toml"), "/proc/self/environ", "/etc/hostname"]
    assert told(sandbox, "read_files", paths=[*paths, str(root / "core" / "clock.py")]) == paths


def test_limits_of_the_system(sandbox: Sandbox) -> None:
    assert told(sandbox, "ask_limits") == {
        "RLIMIT_FSIZE": [0, 0],
        "RLIMIT_CORE": [0, 0],
        "RLIMIT_NOFILE": [64, 64],
        "RLIMIT_CPU": [60, 61],
    }


def test_named_errors_come_back_as_themselves(sandbox: Sandbox) -> None:
    with pytest.raises(StructureChanged, match="the page is new") as caught:
        run(sandbox, "named_error")
    assert caught.value.hint == "look at it"
    with pytest.raises(ProtectedText, match="accès protégé"):
        run(sandbox, "protected")


def test_a_bug_of_a_reader_says_where(sandbox: Sandbox) -> None:
    with pytest.raises(DocumentError, match=r"sandbox_readers\.py:\d+ with ValueError: months have no 13"):
        run(sandbox, "bug")
    with pytest.raises(DocumentError, match="TypeError"):
        run(sandbox, "no_bytes")
    with pytest.raises(LimitExceeded, match="nested"):
        run(sandbox, "endless_recursion")


@pytest.mark.parametrize(
    "name", ["sandbox_readers:none", "no.such.module:f", "sandbox_readers:loaded_in", "x"]
)
def test_unknown_function(sandbox: Sandbox, name: str) -> None:
    with pytest.raises(InputError):
        sandbox.run(name, b"", {})
    assert still_works(sandbox)


@pytest.mark.parametrize("name", ["allocate", "allocate_slowly"])
def test_memory(sandbox: Sandbox, name: str) -> None:
    with pytest.raises(LimitExceeded, match="memory"):
        run(sandbox, name)
    assert still_works(sandbox)


def test_processor_time(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    limited(sandbox, monkeypatch, cpu_seconds=1)
    with pytest.raises(LimitExceeded, match="processor"):
        run(sandbox, "loop")
    assert still_works(sandbox)


def test_time_by_the_clock(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    limited(sandbox, monkeypatch, wall_seconds=0.3)
    start = time.monotonic()
    with pytest.raises(LimitExceeded, match=r"0\.3 s"):
        run(sandbox, "wait", seconds=30)
    assert time.monotonic() - start < 3
    assert still_works(sandbox)


def test_pages_give_time(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    limited(sandbox, monkeypatch, wall_seconds=1.0, wall_seconds_per_page=0.1, max_pages=50)
    assert run(sandbox, "wait", seconds=1.3, pages=40) == b"rested"


def test_nobody_has_more_pages_than_allowed(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    limited(sandbox, monkeypatch, wall_seconds=0.1, wall_seconds_per_page=0.1, max_pages=3)
    with pytest.raises(LimitExceeded, match=r"0\.4 s"):
        run(sandbox, "lie_about_pages")


def test_output(sandbox: Sandbox) -> None:
    assert len(run(sandbox, "too_much", size=1 << 20)) == 1 << 20
    with pytest.raises(LimitExceeded, match="gives"):
        run(sandbox, "too_much", size=(1 << 20) + 1)
    with pytest.raises(LimitExceeded, match="gives more"):
        run(sandbox, "chatter")
    assert still_works(sandbox)


@pytest.mark.parametrize("code", [0, 3])
def test_leaving_without_an_answer(sandbox: Sandbox, code: int) -> None:
    with pytest.raises(CorruptDocument, match=f"exit {code}"):
        run(sandbox, "leave", code=code)
    assert still_works(sandbox)


@pytest.mark.parametrize("name", ["crash", "abort"])
def test_native_crash(sandbox: Sandbox, name: str) -> None:
    with pytest.raises(CorruptDocument, match=r"SIG(SEGV|ABRT|ILL|TRAP)"):
        run(sandbox, name)
    assert still_works(sandbox)


def test_native_crash_for_lack_of_memory(sandbox: Sandbox) -> None:
    with pytest.raises(LimitExceeded, match=r"SIGSEGV.*bytes of memory taken"):
        run(sandbox, "crash", take=150 << 20)


def test_a_reader_that_falls_silent(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.sandbox.sandbox.END_SECONDS", 1)
    before = told(sandbox, "who")["zygote"]
    with pytest.raises(LimitExceeded, match="did not end"):
        run(sandbox, "fall_silent")
    assert told(sandbox, "who")["zygote"] == before


def test_false_frames(sandbox: Sandbox) -> None:
    with pytest.raises(CorruptDocument, match="without an answer"):
        run(sandbox, "half_an_answer")
    with pytest.raises(CorruptDocument, match="could not say why"):
        run(sandbox, "false_error")


def test_words_of_the_child_reach_nobody(sandbox: Sandbox, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(sandbox, "talk") == b"silent"
    assert capfd.readouterr() == ("", "")


def test_several_at_once(sandbox: Sandbox) -> None:
    answers: list[bytes] = []
    threads = [
        threading.Thread(target=lambda n=n: answers.append(run(sandbox, "echo", b"%d" % n, times=1000)))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == sorted(b"%d" % n * 1000 for n in range(8))


def test_two_really_run_together_and_a_crash_disturbs_no_other(sandbox: Sandbox) -> None:
    rested: list[bytes] = []
    thread = threading.Thread(target=lambda: rested.append(run(sandbox, "wait", seconds=2)))
    thread.start()
    with pytest.raises(CorruptDocument):
        run(sandbox, "crash")
    assert still_works(sandbox)
    assert thread.is_alive()
    thread.join()
    assert rested == [b"rested"]


def test_a_dead_zygote_is_replaced(sandbox: Sandbox) -> None:
    before = told(sandbox, "who")["zygote"]
    os.kill(before, signal.SIGKILL)
    assert told(sandbox, "who")["zygote"] != before


def test_a_zygote_that_dies_under_a_document_is_replaced(sandbox: Sandbox) -> None:
    zygote = told(sandbox, "who")["zygote"]
    threading.Timer(0.2, os.kill, (zygote, signal.SIGKILL)).start()
    assert run(sandbox, "wait", seconds=0.5) == b"rested"


def test_zygote_is_recycled(sandbox: Sandbox) -> None:
    with Sandbox(preload=("sandbox_readers",), allow_weak=True, recycle_after=2) as short:
        zygotes = [told(short, "who")["zygote"] for _ in range(5)]
    assert len(set(zygotes)) == 3
    for zygote in set(zygotes):
        assert not Path(f"/proc/{zygote}").exists()


def test_what_few_documents_need_is_loaded_once_for_all_of_them() -> None:
    def asked(each: Sandbox, *preload: str) -> dict[str, object]:
        answer: dict[str, object] = json.loads(each.run("sandbox_heavy:told", b"-", {}, preload=preload))
        return answer

    with Sandbox(preload=("sandbox_readers",), allow_weak=True) as short:
        assert asked(short)["loaded"] == []
        first, second = (asked(short, "sandbox_heavy:load") for _ in range(2))
        assert first == second
        assert first["loaded"] == [first["zygote"]]
        with pytest.raises(InputError, match="no_such_module"):
            asked(short, "no_such_module")
        assert asked(short, "sandbox_heavy:load") == first
        others = asked(short)
        assert others["loaded"] == []
        assert others["zygote"] != first["zygote"]


def test_what_few_documents_need_is_loaded_again_where_the_process_that_had_it_died() -> None:
    def asked(each: Sandbox) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(
            each.run("sandbox_heavy:told", b"-", {}, preload=("sandbox_heavy:load",))
        )
        return answer

    with Sandbox(preload=("sandbox_readers",), allow_weak=True, recycle_after=4) as short:
        first = asked(short)["zygote"]
        os.kill(first, signal.SIGKILL)
        second = asked(short)["zygote"]
        assert second != first
        for _ in range(4):  # whether or not the first process had to be replaced, too
            third = asked(short)["zygote"]
        assert third != second
    until = time.monotonic() + 5
    while any(Path(f"/proc/{pid}").exists() for pid in (first, second, third)):
        assert time.monotonic() < until
        time.sleep(0.01)


def test_nothing_is_left_running() -> None:
    with Sandbox(preload=("sandbox_readers",), allow_weak=True) as short:
        zygote = told(short, "who")["zygote"]
    assert not Path(f"/proc/{zygote}").exists()
    assert run(short, "echo", b"again") == b"again"
    short.close()


def test_memory_stays_flat(sandbox: Sandbox) -> None:
    data = os.urandom(200_000)
    for _ in range(20):
        run(sandbox, "echo", data)
    zygote = told(sandbox, "who")["zygote"]
    time.sleep(0.1)  # the zygote closes the last child's files after it has told its end
    before = resident(os.getpid()), resident(zygote), files_of(os.getpid()), files_of(zygote)
    for _ in range(300):
        run(sandbox, "echo", data)
    time.sleep(0.1)
    after = resident(os.getpid()), resident(zygote), files_of(os.getpid()), files_of(zygote)
    assert told(sandbox, "who")["zygote"] == zygote
    assert after[0] - before[0] < 4 << 20
    assert after[1] - before[1] < 1 << 20
    assert after[2:] == before[2:]


def files_of(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def test_a_weak_system_is_refused(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr("core.sandbox.parent.Zygote._await_ready", lambda self: ("Landlock",))
    with Sandbox() as strict, pytest.raises(WeakSandbox, match="lacks Landlock"):
        run(strict, "echo")
    with Sandbox(allow_weak=True) as weak, caplog.at_level(logging.WARNING):
        weak._zygote = weak._start()
    assert "THE SANDBOX IS WEAK" in caplog.text


def test_locks_tell_what_is_missing() -> None:
    assert Locks(None, None).missing() == ("Landlock", "seccomp")
    assert Locks(3, b"").missing() == ()


def test_limits_from_settings() -> None:
    limits = Limits.from_settings(Settings(child_wall_seconds=7, max_pages=10))
    assert limits.wall_seconds == 7
    assert limits.seconds_for(5) == pytest.approx(8.5)
    assert limits.seconds_for(10**9) == pytest.approx(10)


def test_a_zygote_that_cannot_start_says_so() -> None:
    with Sandbox(preload=("no.such.module",)) as broken, pytest.raises(RuntimeError, match="did not start"):
        run(broken, "echo")


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"code": [], "message": 1, "hint": 2}', b"[" * 100_000]
)
def test_errors_told_badly(body: bytes) -> None:
    assert isinstance(error_of(body), DocumentError)


def test_only_errors_of_documents_can_be_told() -> None:
    body = b'{"code": "guard", "message": "m", "hint": "h"}'
    assert type(error_of(body)) is DocumentError


def test_frames_in_pieces() -> None:
    received = Received()
    stream = (
        b"P" + (8).to_bytes(8, "big") + (3).to_bytes(8, "big") + b"A" + (2).to_bytes(8, "big") + b"ok" + b"E!"
    )
    for byte in stream:
        received.feed(bytes((byte,)))
    assert (received.pages, received.answer, received.failure, received.total) == (
        3,
        b"ok",
        None,
        len(stream),
    )


def test_a_document_that_no_zygote_survives(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*arguments: Any) -> None:
        raise ZygoteGone("no report")

    monkeypatch.setattr("core.sandbox.sandbox._report", gone)
    with pytest.raises(DocumentError, match="ended 2 times"):
        run(sandbox, "echo")
    monkeypatch.undo()
    assert still_works(sandbox)


def test_a_fork_of_the_parent_starts_its_own_zygote(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Sandbox(preload=("sandbox_readers",), allow_weak=True) as shared:
        before = shared._borrow()
        monkeypatch.setattr(shared, "_owner", -1)
        assert told(shared, "who")["zygote"] != before.pid
        before.close()


@pytest.mark.parametrize(
    ("status", "cpu", "error", "words"),
    [
        (-signal.SIGXCPU, 60, LimitExceeded, "processor"),
        (-signal.SIGKILL, 61, LimitExceeded, "processor"),
        (-signal.SIGKILL, 1, LimitExceeded, "lack of memory"),
        (-signal.SIGILL, 1, CorruptDocument, "SIGILL"),
        (1, 1, CorruptDocument, "exit 1"),
    ],
)
def test_verdicts(status: int, cpu: float, error: type[DocumentError], words: str) -> None:
    report = {"status": status, "cpu": cpu, "killed": "", "resident": 0}
    with pytest.raises(error, match=words):
        answer_of(Received(), report, "", Limits(cpu_seconds=60))


def test_probe_tells_why_nothing_can_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: Any) -> None:
        raise RuntimeError("no child")

    monkeypatch.setattr("core.sandbox.sandbox.Sandbox.run", fail)
    report = probe()
    assert (report.problem, report.strong) == ("no child", False)

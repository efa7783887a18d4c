"""Whether the holder of a lease still lives."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

from workers.owner import dead, identity


def test_this_process_lives() -> None:
    assert dead([identity()]) == set()


def test_a_process_that_ended_is_dead_even_if_its_number_is_used_again() -> None:
    code = "from workers.owner import identity; print(identity())"
    gone = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.strip()
    host, _, started = identity().split("/")
    reused = f"{host}/{os.getpid()}/{int(started) - 1}"
    assert dead([gone, reused, identity()]) == {gone, reused}


def test_of_another_host_only_the_lease_can_tell() -> None:
    assert dead(["elsewhere/1/1"]) == set()


def test_who_has_the_name_of_this_host_may_count_processes_for_himself() -> None:
    container = f"{socket.gethostname()}@00000000-0000-0000-0000-000000000000.1/{os.getpid()}/1"
    assert dead([container, f"{socket.gethostname()}/{os.getpid()}/1"]) == set()

"""Whether the holder of a lease still lives."""

from __future__ import annotations

import os
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

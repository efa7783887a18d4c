"""Two hosts in network namespaces share the work and survive the cut of one."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.hosts.namespaces import lacking
from tests.hosts.scene import ROOT

pytestmark = pytest.mark.heavy


def test_two_hosts_share_the_work_and_survive_the_cut_of_one() -> None:
    if reason := lacking():
        pytest.skip(f"network namespaces: {reason}")
    # A process of its own: it enters a namespace, which this one must not.
    command = [sys.executable, "-m", "tests.hosts.namespaces"]
    ended = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=280)
    assert ended.returncode == 0, ended.stderr
    figures = json.loads(ended.stdout)
    print(ended.stdout)
    assert figures["whole"]
    assert min(figures["read before the cut"].values()) >= 30
    assert figures["taken again after seconds"] <= 30
    assert figures["read during the cut"]["b"] > figures["read during the cut"]["a"]
    assert figures["read in all"]["a"] > figures["read before the cut"]["a"]

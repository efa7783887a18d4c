"""Whether this system can confine a child process: measured, not guessed."""

from __future__ import annotations

import json
from dataclasses import dataclass

from core.errors import VeilleError
from core.sandbox import landlock, seccomp
from core.sandbox.sandbox import Sandbox


@dataclass(frozen=True, slots=True)
class Report:
    """What the sandbox of this system can do.

    ``refusals`` tells how the system refused each thing that was tried in a child; None where it was done.
    ``problem`` is filled where no child could be run at all.
    """

    landlock_abi: int
    seccomp: bool
    refusals: dict[str, str | None]
    problem: str = ""

    @property
    def strong(self) -> bool:
        """Whether every trial was refused."""
        return not self.problem and bool(self.refusals) and None not in self.refusals.values()

    @property
    def lacking(self) -> tuple[str, ...]:
        """What a document could do here."""
        return tuple(name for name, refusal in self.refusals.items() if refusal is None)


def probe() -> Report:
    """Try in a child what a hostile document would try."""
    try:
        with Sandbox(workers=1, allow_weak=True) as sandbox:
            refusals = json.loads(sandbox.run("core.sandbox.trial:attempt", b"", {}))
            problem = ""
    except (VeilleError, RuntimeError) as error:
        refusals, problem = {}, str(error)
    return Report(landlock.abi(), seccomp.program() is not None, refusals, problem)

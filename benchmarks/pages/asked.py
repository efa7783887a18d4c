"""The pages that are measured, and how long they take over HTTP."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import httpx

TABLE = "/datasets/avis-marches"
NAMED = {
    "home": ["/"],
    "the table": [TABLE],
    "one type, since 2024": [f"{TABLE}?type_avis=consultation&du=2024-01-01"],
    "one département, by list": [f"{TABLE}?code_departement={code}" for code in ("59", "09", "2A", "971")],
    "département and type": [
        f"{TABLE}?code_departement={code}&type_avis=rectificatif" for code in ("69", "09")
    ],
    "words, frequent": [f"{TABLE}?q={word}" for word in ("toiture", "entretien", "commune")],
    "words, rare": [f"{TABLE}?q={word}" for word in ("ostéodensitomètres", "passerelles ferry")],
    "words and département": [f"{TABLE}?q={word}&code_departement=31" for word in ("ascenseurs", "voirie")],
    "by date, rising": [f"{TABLE}?tri=date_publication"],
    "by amount": [f"{TABLE}?tri=-montant_estime", f"{TABLE}?tri=montant_estime"],
    "by deadline": [f"{TABLE}?tri=-date_limite_reponse"],
    "by buyer": [f"{TABLE}?tri=acheteur_nom"],
    "a row": [f"{TABLE}/boamp:{year}-000500" for year in (17, 18, 19)],
    "an organisation": ["/organisations/200000008", "/organisations/200254985"],
    "a commune": ["/communes/75056", "/communes/09122"],
    "feed of a watch": ["/veilles/veille-3.atom", "/veilles/veille-7.atom"],
    "sources": ["/sources"],
}
DEEP = 40
_FOLLOWING = re.compile(r'rel="next" href="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds by the clock, sorted, and those of the server's processor on average."""

    name: str
    clock: Sequence[float]
    cpu: float

    def share(self, share: float) -> float:
        """The time within which a share was answered."""
        return self.clock[min(int(share * len(self.clock)), len(self.clock) - 1)]


def timed(client: httpx.Client, server: int, rounds: int) -> Iterator[Times]:
    """Each page in turn, so often; the first answer of each address is among them."""
    for name, addresses in {**NAMED, f"page {DEEP} of the table": [_deep(client)]}.items():
        taken, before = [], cpu_of(server)
        for address in addresses * rounds:
            begun = time.perf_counter()
            client.get(address).raise_for_status()
            taken.append(1000 * (time.perf_counter() - begun))
        yield Times(name, sorted(taken), 1000 * (cpu_of(server) - before) / len(taken))


def _deep(client: httpx.Client) -> str:
    address = f"{TABLE}?type_avis=attribution&taille=200"
    for _ in range(DEEP):
        found = _FOLLOWING.search(client.get(address).raise_for_status().text)
        assert found is not None
        address = TABLE + unescape(found[1]).removeprefix(TABLE)
    return address


def cpu_of(process: int) -> float:
    """Seconds of the processor of a process and its threads (proc(5))."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100

"""Documents in the forms of our sources, each with a number, a subject and amounts of its own.

The notices of ``fixtures/`` are the moulds: publication numbers, and the words of their subjects, are drawn
anew. Pages of the web carry the scripts and menus that real ones carry; PDFs the pages that are attached.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from reportlab.lib.pagesizes import A4
from reportlab.platypus import Paragraph, SimpleDocTemplate
from stdnum import luhn

from benchmarks.route.attachments import Attachment, attachment, joined, sentence
from tools.compose_boamp import BODY, NATIONAL, WARNING
from tools.compose_jorf import OFFICERS
from tools.compose_jorf_pdf import BODY as JORF_BODY
from tools.compose_jorf_pdf import CATEGORY, MINISTRY, PART, flow, printed, rubrics
from tools.compose_marches_conclus import Contract, ruled

FIXTURES = Path(__file__).parents[2] / "fixtures"
ATTACHMENTS = 60
"""Different bundles of attached pages; each PDF draws one."""

Write = Callable[[random.Random, int], bytes]


@dataclass(frozen=True, slots=True)
class Kind:
    """A form of a source: how many in a hundred documents have it, and what writes one."""

    source: str
    suffix: str
    weight: int
    address: str
    write: Write


@lru_cache(maxsize=ATTACHMENTS)
def _attached(number: int) -> Attachment:
    return attachment(number)


def _with_pages(dice: random.Random, notice: bytes) -> bytes:
    return joined(notice, _attached(dice.randrange(ATTACHMENTS)))


def _boamp_pdf(dice: random.Random, number: int) -> bytes:
    idweb = _idweb(number)
    lines = [line.replace("26-50001", idweb) for line in NATIONAL]
    subject = next(at for at, line in enumerate(lines) if line.startswith("Objet du marché"))
    lines[subject] = f"Objet du marché : {sentence(dice)}"
    lines = [line.replace("Ville d'Arretzaldi", _buyer(dice)) for line in lines]
    output = io.BytesIO()
    story: list[Any] = [
        Paragraph(text, BODY) for text in (f"Avis n°{idweb}", WARNING.format(number=idweb), *lines)
    ]
    SimpleDocTemplate(output, pagesize=A4, invariant=1, title=f"Avis {idweb}").build(story)
    return _with_pages(dice, output.getvalue())


def _jorf_pdf(dice: random.Random, number: int) -> bytes:
    visas = "".join(f"<p>Vu {sentence(dice, 25).lower().rstrip('.')} ;</p>" for _ in range(40))
    nor = f"JUSC26{number:05}A"
    text = OFFICERS.__class__(**{**_fields(OFFICERS), "nor": nor, "body": visas + OFFICERS.body})
    return printed([*rubrics(PART, CATEGORY, MINISTRY), *flow(text, JORF_BODY)], "Texte 42 sur 185")


def _fields(text: Any) -> dict[str, Any]:
    return {name: getattr(text, name) for name in text.__dataclass_fields__}


def _contracts(dice: random.Random, _number: int) -> bytes:
    kinds: list[str | Contract] = ["Tranche 1 : 20 000 € à 89 999,99 € HT"]
    for kind in ("TRAVAUX", "FOURNITURES", "SERVICES"):
        kinds.append(kind)
        for _ in range(dice.randint(5, 20)):
            day = f"{dice.randint(1, 28):02}/{dice.randint(1, 12):02}/2025"
            price = f"{dice.uniform(20000, 89999):.2f}"
            holder = sentence(dice, 2).upper().rstrip(".")
            kinds.append(Contract(sentence(dice, 6), day, holder, str(dice.randint(1000, 95999)), price))
    return ruled(kinds)


def _mould(path: str, number_of: Callable[[int], str], old: Sequence[str], *, weight: int = 0) -> Write:
    """A fixture with other publication numbers, subject and buyer; ``weight`` bytes of script for a page."""
    data = (FIXTURES / path).read_bytes()
    coding = "utf-16" if data.startswith(b"\xff\xfe") else "utf-8"
    text = data.decode(coding, "ignore")  # one mould ends in half a letter
    missing = [each for each in old if each not in text]
    assert not missing, f"{path} has no {missing}"
    said = _said(path)

    def write(dice: random.Random, number: int) -> bytes:
        made = text
        for each in old:
            made = made.replace(each, number_of(number))
        for name, value in said.items():
            made = made.replace(value, DRAWN[name](dice))
        made = _LONG.sub(lambda found: f">{sentence(dice, len(found[1]) // 9 + 1)}<", made, count=2)
        return _weighty(dice, made, weight).encode(coding)

    return write


def _said(path: str) -> dict[str, str]:
    """What tells the procurement of a mould from others, as its notice is read."""
    rows = orjson.loads((FIXTURES / path).with_name("expected.json").read_bytes())["rows"]
    values = next(row["values"] for row in rows if row["dataset"] == "avis-marches")
    return {name: values[name] for name in DRAWN if values.get(name)}


def _buyer(dice: random.Random) -> str:
    return f"Ville de {sentence(dice, 2).title().rstrip('.').replace(' ', '-')}"


def _siret(dice: random.Random) -> str:
    """A number whose sums of control are right."""
    siren = f"2{dice.randrange(10**7):07}"
    siren += luhn.calc_check_digit(siren)
    return siren + "0001" + luhn.calc_check_digit(siren + "0001")


def _identity(dice: random.Random) -> str:
    return str(UUID(int=dice.getrandbits(128), version=4))


DRAWN: dict[str, Callable[[random.Random], str]] = {
    "objet": lambda dice: sentence(dice, 9),
    "acheteur_nom": _buyer,
    "acheteur_siret": _siret,
    "id_procedure": _identity,
}


_LONG = re.compile(r">([^<>\n]{90,})<")


def _weighty(dice: random.Random, page: str, weight: int) -> str:
    """A page as heavy as those of the web: a script and a style, which say nothing."""
    if not weight:
        return page
    script = f"<script>var t={orjson.dumps(dice.randbytes(weight // 2).hex()).decode()};</script>"
    place = page.rfind("</body>")
    return page + script if place < 0 else page[:place] + script + page[place:]


def _decp(dice: random.Random, number: int) -> bytes:
    mould = orjson.loads((FIXTURES / "decp/nominal/input.json").read_bytes())
    first = mould["marches"]["marche"][0]
    siret, contracts = _siret(dice), []
    for each in range(dice.randint(10, 60)):
        changed = {"id": f"2026D{number:06}{each:02}", "objet": sentence(dice, 14)} | {
            "acheteur": {"id": siret}
        }
        contracts.append({**first, **changed, "montant": round(dice.uniform(4e4, 9e5), 2)})
    mould["marches"]["marche"] = contracts
    return orjson.dumps(mould, option=orjson.OPT_INDENT_2)


def _boamp_json(dice: random.Random, number: int) -> bytes:
    text = (FIXTURES / "boamp/nominal-json/input.json").read_text(encoding="utf-8")
    text = (
        text.replace("Département de la Vallombre", _buyer(dice))
        .replace("26-30001", _idweb(number))
        .replace("26_30001", _idweb(number).replace("-", "_"))
    )
    return text.replace("Location de vêtements de travail", sentence(dice, 8)).encode()


def _idweb(number: int) -> str:
    return f"26-{100000 + number}"


def _ted(number: int) -> str:
    return f"{300000 + number}-2026"


def _place(number: int) -> str:
    return str(800000 + number)


BOAMP = "https://www.boamp.fr/avis/detail/26-{}"
TED = "https://ted.europa.eu/fr/notice/{}-2026"
KINDS: tuple[Kind, ...] = (
    Kind("boamp", "pdf", 34, "https://www.boamp.fr/telechargements/PDF/26-{}.pdf", _boamp_pdf),
    Kind("marches-conclus", "pdf", 8, "https://www.bourgneuf.example/documents/marches-{}.pdf", _contracts),
    Kind("jorf", "pdf", 8, "https://www.legifrance.gouv.fr/download/pdf/{}.pdf", _jorf_pdf),
    Kind(
        "boamp",
        "html",
        10,
        BOAMP,
        _mould("boamp/nominal-html/input.html", _idweb, ["26-40001"], weight=60_000),
    ),
    Kind(
        "place",
        "html",
        8,
        "https://www.marches-publics.gouv.fr/?page=entreprise.EntrepriseDetailsConsultation"
        "&refConsultation={}&orgAcronyme=f5j",
        _mould("place/nominal/input.html", _place, ["700101", "2026-CATH-ELEC"], weight=240_000),
    ),
    Kind(
        "ted",
        "html",
        6,
        TED,
        _mould("ted/attribution-html/input.html", _ted, ["300003-2026"], weight=90_000),
    ),
    Kind("ted", "xml", 9, TED, _mould("ted/eforms-services-sociaux/input.xml", _ted, ["200027-2026"])),
    Kind("boamp", "xml", 9, BOAMP, _mould("boamp/nominal-eforms/input.xml", _idweb, ["26-10003"])),
    Kind("decp", "json", 5, "https://www.data.gouv.example/decp/2026-03-12/{}.json", _decp),
    Kind("boamp", "json", 3, BOAMP, _boamp_json),
)

"""Composes the fixtures of bodacc: insolvency issues with invented companies in the form of the DILA.

``python -m tools.compose_bodacc`` writes the inputs; the same call gives the same bytes.
"""

from __future__ import annotations

import gzip
import io
import sys
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from tools.bodacc_register import CHANGE, RECTIFIED, REGISTRATION, REMOVAL, SALE, register_xml
from tools.dila_listing import listing

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "bodacc"


@dataclass(frozen=True)
class Company:
    """A company as the notice prints it; the numbers are invented and pass the check of SIREN."""

    name: str
    form: str
    number: str
    greffe: str
    street: tuple[str, str, str]
    postal: str
    town: str


@dataclass(frozen=True)
class Notice:
    """A notice; ``previous`` is the issue, its day and the number of the notice that this one changes."""

    number: int
    departement: str
    court: str
    companies: tuple[Company, ...]
    family: str
    nature: str
    day: str
    text: str
    kind: str = "creation"
    previous: tuple[str, str, str] | None = None
    person: str = ""


BAKERY = Company(
    "AU BON FOURNIL",
    "Société à responsabilité limitée",
    "852 047 117",
    "Évry",
    ("12", "rue", "des Moissons"),
    "91150",
    "Étampes",
)
MASONS = Company(
    "MAÇONNERIE DES DEUX VALLÉES",
    "Société par actions simplifiée",
    "794 310 250",
    "Chambéry",
    ("3 bis", "chemin", "du Pré-Vert"),
    "73000",
    "Chambéry",
)
FISHERY = Company(
    "PÊCHERIES DE L'ANSE",
    "Société à responsabilité limitée",
    "509 663 480",
    "Saint-Pierre",
    ("40", "boulevard", "Hubert-Delisle"),
    "97410",
    "Saint-Pierre",
)
PRINTERS = Company(
    "IMPRIMERIE LORMIER & FILS",
    "Société anonyme",
    "421 870 031",
    "Lille Métropole",
    ("8", "place", "de la Gare"),
    "59000",
    "Lille",
)
SISTER = Company(
    "LORMIER NUMÉRIQUE",
    "Société à responsabilité limitée",
    "538 214 099",
    "Lille Métropole",
    ("8", "place", "de la Gare"),
    "59000",
    "Lille",
)

OPENING = "Jugement d'ouverture de liquidation judiciaire"
RECOVERY = "Jugement d'ouverture d'une procédure de redressement judiciaire"
CONVERSION = "Jugement de conversion en liquidation judiciaire"

NOMINAL = (
    Notice(
        412,
        "91",
        "TRIBUNAL DE COMMERCE D'ÉVRY",
        (BAKERY,),
        "Jugement d'ouverture",
        OPENING,
        "2 mars 2026",
        "Jugement prononçant la liquidation judiciaire, date de cessation des paiements le 1er septembre 2025"
        " désignant liquidateur Me Valrose Denis 4 Boulevard de l'Europe 91000 Évry. Les déclarations de"
        " créances sont à déposer au liquidateur dans les deux mois de la présente publication.",
    ),
    Notice(
        413,
        "73",
        "TRIBUNAL DE COMMERCE DE CHAMBÉRY",
        (MASONS,),
        "Jugement d'ouverture",
        RECOVERY,
        "3 mars 2026",
        "Jugement prononçant l'ouverture d'une procédure de redressement judiciaire, date de cessation des"
        " paiements le 15 janvier 2026 désignant administrateur SELARL Aubrac - Tessier en la personne de"
        " Maître Claire Aubrac, 10 rue de Boigne, 73000 Chambéry, avec les pouvoirs : (mission d'assistance),"
        " mandataire judiciaire Maître Ferrand Luc, 22 place Monge, 73000 Chambéry. Les déclarations des"
        " créances sont à déposer au mandataire judiciaire dans les deux mois à compter de la présente"
        " publication.",
    ),
    Notice(
        414,
        "74",
        "TRIBUNAL MIXTE DE COMMERCE DE SAINT-PIERRE",
        (FISHERY,),
        "Jugement prononçant",
        CONVERSION,
        "3 mars 2026",
        "Jugement prononçant la liquidation judiciaire désignant liquidateur SELARL Payet Associés, 7 rue"
        " Rontaunay 97400 Saint-Denis, et mettant fin à la mission de l'administrateur Me Hoarau Jean-Paul"
        " 15 rue Victor Hugo 97410 Saint-Pierre.",
    ),
    Notice(
        415,
        "59",
        "TRIBUNAL DE COMMERCE DE LILLE MÉTROPOLE",
        (PRINTERS, SISTER),
        "Jugement prononçant",
        CONVERSION,
        "2 mars 2026",
        "Jugement prononçant la liquidation judiciaire désignant liquidateur Me Soinne Agnès 1 rue Nationale"
        " 59000 Lille.",
    ),
    Notice(
        416,
        "91",
        "TRIBUNAL DE COMMERCE D'ÉVRY",
        (),
        "Jugement d'ouverture",
        OPENING,
        "2 mars 2026",
        "Jugement prononçant la liquidation judiciaire désignant liquidateur Me Valrose Denis 4 Boulevard de"
        " l'Europe 91000 Évry.",
        person="DUVAL",
    ),
    Notice(
        417,
        "73",
        "TRIBUNAL DE COMMERCE DE CHAMBÉRY",
        (MASONS,),
        "Jugement de clôture",
        "Jugement de clôture pour insuffisance d'actif",
        "3 mars 2026",
        "Jugement prononçant la clôture de la procédure de liquidation judiciaire pour insuffisance d'actif.",
    ),
)
CORRECTED = (
    Notice(
        88,
        "91",
        "TRIBUNAL DE COMMERCE D'ÉVRY",
        (BAKERY,),
        "Jugement d'ouverture",
        OPENING,
        "2 mars 2026",
        "Jugement prononçant la liquidation judiciaire, date de cessation des paiements le 1er octobre 2025"
        " désignant liquidateur Me Valrose Denis 14 Boulevard de l'Europe 91000 Évry.",
        kind="rectificatif",
        previous=("20260050", "12 mars 2026", "412"),
    ),
)
ANNULLED = (
    Notice(
        131,
        "73",
        "TRIBUNAL DE COMMERCE DE CHAMBÉRY",
        (MASONS,),
        "Jugement d'ouverture",
        RECOVERY,
        "3 mars 2026",
        "Annulation de l'annonce du jugement prononçant l'ouverture d'une procédure de redressement"
        " judiciaire désignant mandataire judiciaire Maître Ferrand Luc, 22 place Monge, 73000 Chambéry.",
        kind="annulation",
        previous=("20260050", "12 mars 2026", "413"),
    ),
    Notice(
        132,
        "59",
        "TRIBUNAL DE COMMERCE DE LILLE MÉTROPOLE",
        (PRINTERS,),
        "Jugement prononçant",
        CONVERSION,
        "",
        "",
        kind="annulation",
        previous=("20260050", "12 mars 2026", "415"),
    ),
)


def issue_xml(number: str, day: str, notices: tuple[Notice, ...]) -> str:
    """An issue PCL_REDIFF; the dates of judgments have no-break spaces, as the publisher prints them."""
    inner = "".join(_notice(notice) for notice in notices)
    return (
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n'
        '<PCL_REDIFF xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:noNamespaceSchemaLocation="PCL_REDIFF.xsd">\n'
        f"<parution>{number}</parution>\n<dateParution>{day}</dateParution>\n<annonces>\n{inner}</annonces>\n"
        "</PCL_REDIFF>\n"
    )


def _notice(notice: Notice) -> str:
    fixed = "".join(line(notice) for line in (_head, _persons, _numbers, _seats, _judgment, _previous))
    return f"<annonce>\n{fixed}</annonce>\n"


def _head(notice: Notice) -> str:
    return (
        f"<typeAnnonce><{notice.kind}/></typeAnnonce>\n<nojo>BXA2607100{notice.number:04d}Z</nojo>\n"
        f"<numeroAnnonce>{notice.number}</numeroAnnonce>\n"
        f"<numeroDepartement>{notice.departement}</numeroDepartement>\n<tribunal>{notice.court}</tribunal>\n"
        f"<identifiantClient>{notice.departement}01/20260302/{notice.number:08d}</identifiantClient>\n"
    )


def _persons(notice: Notice) -> str:
    if notice.person:
        return f"<personnePhysique><nom>{notice.person}</nom><prenom>Alix</prenom></personnePhysique>\n"
    return "".join(
        f"<personneMorale><denomination>{escape(each.name)}</denomination>"
        f"<formeJuridique>{each.form}</formeJuridique></personneMorale>\n"
        for each in notice.companies
    )


def _numbers(notice: Notice) -> str:
    return "".join(
        f"<numeroImmatriculation><numeroIdentificationRCS>{each.number}</numeroIdentificationRCS>"
        f"<codeRCS>RCS</codeRCS><nomGreffeImmat>{each.greffe}</nomGreffeImmat></numeroImmatriculation>\n"
        for each in notice.companies
    )


def _seats(notice: Notice) -> str:
    return "".join(
        f"<activite>non précisée</activite>\n<adresse><france><numeroVoie>{each.street[0]}</numeroVoie>"
        f"<typeVoie>{each.street[1]}</typeVoie><nomVoie>{each.street[2]}</nomVoie>"
        f"<codePostal>{each.postal}</codePostal><ville>{each.town}</ville></france></adresse>\n"
        for each in notice.companies
    )


def _judgment(notice: Notice) -> str:
    day = f"<date>{notice.day.replace(' ', chr(0xA0))}</date>" if notice.day else ""
    text = f"<complementJugement>{escape(notice.text)}</complementJugement>" if notice.text else ""
    kind = f"<famille>{notice.family}</famille><nature>{notice.nature}</nature>"
    return f"<jugement>{kind}{day}{text}</jugement>\n"


def _previous(notice: Notice) -> str:
    if notice.previous is None:
        return ""
    issue, day, number = notice.previous
    return (
        f"<parutionAvisPrecedent><nomPublication>BODACC A</nomPublication><numeroParution>{issue}"
        f"</numeroParution><dateParution>{day.replace(' ', chr(0xA0))}</dateParution>"
        f"<numeroAnnonce>{number}</numeroAnnonce></parutionAvisPrecedent>\n"
    )


def redesigned_xml() -> str:
    """The publisher has renamed the elements of a notice."""
    return (
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n<PCL_REDIFF>\n<parution>20260052</parution>\n'
        "<dateParution>16/03/2026</dateParution>\n<annonces>\n<annonce>\n<numero>17</numero>\n"
        "<debiteur><nom>AU BON FOURNIL</nom></debiteur>\n<decision>Liquidateur : Me Valrose</decision>\n"
        "</annonce>\n</annonces>\n</PCL_REDIFF>\n"
    )


def archive(number: str, xml: str, family: str = "PCL_BXA") -> bytes:
    """An issue as it is delivered: a compressed tar of one file, windows-1252."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as files:
        data = xml.encode("cp1252")
        info = tarfile.TarInfo(f"{family}{number}.xml")
        info.size = len(data)
        files.addfile(info, io.BytesIO(data))
    return gzip.compress(packed.getvalue(), mtime=0)


def directory() -> bytes:
    """The folder of the year, with the other families of the BODACC."""
    rows = (
        ("BILAN_BXC20260050.taz", "2026-03-12 06:41", "212K"),
        ("PCL_BXA20260031.taz", "2026-02-13 06:40", "118K"),
        ("PCL_BXA20260050.taz", "2026-03-12 06:40", "121K"),
        ("PCL_BXA20260051.taz", "2026-03-13 06:40", " 97K"),
        ("PCL_BXA20260052.taz", "2026-03-16 06:41", "104K"),
        ("PCL_BXA20260053.taz", "2026-03-17 06:40", "110K"),
        ("PCL_BXA20260054.taz", "2026-03-18 06:40", "1.1K"),
        ("RCS-A_BXA20260050.taz", "2026-03-12 06:40", "1.4M"),
        ("RCS-B_BXB20260050.taz", "2026-03-12 06:40", "1.1M"),
        ("RCS-B_BXB20260051.taz", "2026-03-13 06:40", "1.2M"),
    )
    return listing("/OPENDATA/BODACC/2026", rows)


INPUTS: dict[str, Callable[[], bytes]] = {
    "nominal/input.taz": lambda: archive("20260050", issue_xml("20260050", "12/03/2026", NOMINAL)),
    "rectificatif/input.taz": lambda: archive("20260051", issue_xml("20260051", "13/03/2026", CORRECTED)),
    "refonte/input.taz": lambda: archive("20260052", redesigned_xml()),
    "annulation/input.taz": lambda: archive("20260053", issue_xml("20260053", "17/03/2026", ANNULLED)),
    "empty/input.taz": lambda: archive("20260054", issue_xml("20260054", "18/03/2026", ())),
    "listing/input.html": directory,
    "rcs-a/input.taz": lambda: _register("RCS-A_BXA", "20260050", "2026-03-12", REGISTRATION, SALE),
    "rcs-b/input.taz": lambda: _register("RCS-B_BXB", "20260050", "2026-03-12", CHANGE, REMOVAL),
    "rcs-b-rectificatif/input.taz": lambda: _register("RCS-B_BXB", "20260051", "2026-03-13", RECTIFIED),
}


def _register(family: str, number: str, day: str, *notices: str) -> bytes:
    root = {"RCS-A_BXA": "RCS-A_IMMAT", "RCS-B_BXB": "RCS-B_REDIFF"}[family]
    return archive(number, register_xml(root, number, day, *notices), family)


def main() -> int:
    """Write the inputs."""
    for name, compose in INPUTS.items():
        path = FIXTURES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(compose())
    return 0


if __name__ == "__main__":
    sys.exit(main())

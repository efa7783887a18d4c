"""Answers of the Légifrance API as PISTE gives them, composed of the texts of the fixtures of jorf."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from tools.jorf_xml import DAY, ISSUE, ISSUE_TITLE, JUSTICE, NAMES, NUMBER, Text

Json = dict[str, Any]


def milliseconds(day: str) -> int:
    """A day as the API writes it."""
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() * 1000)


def text_json(text: Text, *, inap: bool = False, dereferenced: bool = False) -> bytes:
    """The answer of ``consult/jorf``."""
    rectified = text.body if text.nature == "RECTIFICATIF" else None
    article = {
        "executionTime": 0,
        "dereferenced": False,
        "id": f"JORFARTI0000599002{text.number:02d}",
        "cid": f"JORFARTI0000599002{text.number:02d}",
        "intOrdre": 1,
        "num": None,
        "content": text.body,
        "dateDebut": milliseconds("2999-01-01"),
        "dateFin": milliseconds("2999-01-01"),
        "lstLienModification": [],
        "multipleVersions": False,
    }
    answer = {
        "executionTime": 3,
        "dereferenced": dereferenced,
        "id": text.id,
        "idConteneur": ISSUE,
        "cid": text.id,
        "title": text.title,
        "nor": text.nor,
        "eli": None,
        "alias": None,
        "jorfText": ISSUE_TITLE,
        "jurisState": None,
        "visa": None,
        "modifDate": None,
        "jurisDate": None,
        "dateDebutVersion": "2999-01-01",
        "dateFinVersion": "2999-01-01",
        "signers": None,
        "prepWork": None,
        "dateParution": milliseconds(DAY),
        "numParution": NUMBER,
        "dateTexte": milliseconds(text.signed),
        "textNumber": str(40 + text.number),
        "nature": text.nature,
        "etat": None,
        "notice": None,
        "rectificatif": rectified,
        "inap": inap,
        "textAbroge": False,
        "hasLoda": False,
        "jorfFileMetadata": [],
        "liens": [],
        "motsCles": [],
        "appellations": [],
        "dossiersLegislatifs": [],
        "articles": [] if rectified else [article],
        "sections": [],
    }
    return json.dumps(answer, ensure_ascii=False).encode()


def issue_json(individual: tuple[Text, ...], general: tuple[Text, ...] = ()) -> bytes:
    """The answer of ``consult/jorfCont``: one issue with its summary."""
    return answer_json([_item(individual, general)], 1)


def answer_json(items: list[Json], total: int) -> bytes:
    """An answer of some issues, of a total."""
    answer = {"executionTime": 5, "totalNbResult": total, "items": items}
    return json.dumps(answer, ensure_ascii=False).encode()


def _item(individual: tuple[Text, ...], general: tuple[Text, ...]) -> Json:
    rubrics = [
        _rubric("Textes généraux", 3, [_rubric(JUSTICE, 4, [], general)]),
        _rubric("Mesures nominatives", 3, [_rubric(JUSTICE, 4, [], individual)]),
    ]
    parts = [
        _rubric("Décrets, arrêtés, circulaires", 2, rubrics),
        _rubric("Annonces", 2, [], (NAMES,)),
    ]
    container = {
        "id": ISSUE,
        "idEli": f"/eli/jo/2026/3/12/{NUMBER}",
        "origine": "JORF",
        "url": f"conteneur/JORF/CONT/00/00/59/90/01/{ISSUE}.xml",
        "nature": "JO",
        "titre": ISSUE_TITLE,
        "etat": None,
        "num": NUMBER,
        "datePubli": milliseconds(DAY),
        "relevantDate": None,
        "refInjection": "MD-20260312_003500_000_JORFQUOT",
        "structure": {"tms": [_rubric('Journal officiel "Lois et Décrets"', 1, parts)], "liens": []},
    }
    return {"joCont": container, "joInap": None, "joEA": None, "josPat": []}


def _rubric(title: str, level: int, inner: list[Json], texts: tuple[Text, ...] = ()) -> Json:
    links = [
        {
            "id": text.id,
            "titre": text.title,
            "nature": text.nature,
            "ministere": text.ministry,
            "emetteur": None,
            "autorite": None,
            "numSequence": 40 + text.number,
            "ordre": order,
        }
        for order, text in enumerate(texts, 1)
    ]
    return {"titre": title, "niv": level, "ordre": 1, "tms": inner, "liensTxt": links}

"""The questions that are put to the Légifrance API (2.4.2), and the addresses that stand for them.

The API takes each question as JSON by POST. A document needs an address: the question stands in its query
(``…/consult/jorf?textCid=JORFTEXT…``), and the client posts it.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from urllib.parse import urlencode

ROOT = "https://api.piste.gouv.fr/dila/legifrance/lf-engine-app/"
SANDBOX = "https://sandbox-api.piste.gouv.fr/dila/legifrance/lf-engine-app/"
PAGE_SIZE = 100
"""The most that the API gives at once."""


def issues_question(day: date, page: int) -> bytes:
    """The issues of a day, and of the next, for the API does not say whether the end is included."""
    question = {
        "start": _parts(day),
        "end": _parts(day + timedelta(days=1)),
        "pageNumber": page,
        "pageSize": PAGE_SIZE,
    }
    return json.dumps(question, separators=(",", ":")).encode()


def issue_address(root: str, number: str) -> str:
    """The summary of an issue."""
    return f"{root}consult/jorfCont?{urlencode({'id': number, 'pageNumber': 1, 'pageSize': 1})}"


def text_address(root: str, number: str) -> str:
    """A text with its articles."""
    return f"{root}consult/jorf?{urlencode({'textCid': number})}"


def _parts(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "dayOfMonth": day.day}

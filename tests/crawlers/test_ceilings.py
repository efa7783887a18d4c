"""No ceiling on pages loses a document: 10 000 records of Opendatasoft, 15 000 notices of TED."""

from __future__ import annotations

import json
import operator
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.source import Answer, Window
from crawlers.procurement.decp.discovery import RECORDS, ROOT
from crawlers.procurement.decp.discovery import discover as discover_contracts
from crawlers.procurement.ted.discovery import PAGE, SEARCH
from crawlers.procurement.ted.discovery import discover as discover_notices

DAY = date(2026, 3, 12)
WINDOW = Window(DAY, DAY)
OPENDATASOFT, TED = 10_000, 15_000


@dataclass
class Contracts:
    """Opendatasoft, with the days of notification of the contracts that it has published on a day."""

    notified: list[date | None]
    seeds: tuple[str, ...] = ()

    def get(self, url: str) -> Answer | None:
        """How many contracts a clause matches; no page of records is asked for, so that none is too far."""
        assert url.startswith(ROOT)
        assert url.endswith("&limit=0")
        count = len(self.matched(url))
        return Answer(url, json.dumps({"total_count": count, "results": []}).encode(), {})

    def post(self, url: str, body: bytes) -> Answer | None:
        raise AssertionError("nothing is posted")

    def matched(self, url: str) -> list[int]:
        """The numbers of the contracts that the clause in an address matches."""
        clause = unquote(parse_qs(urlsplit(url).query)["where"][0])
        return [number for number, day in enumerate(self.notified) if _matches(clause, day)]


def _matches(clause: str, day: date | None) -> bool:
    """ODSQL as far as it is asked: comparisons of the day of notification, joined by ``and`` or ``or``."""
    tests = _TEST.findall(clause)
    found = [day is not None and _COMPARE[sign](day, date.fromisoformat(other)) for sign, other in tests]
    return (day is None or any(found)) if "is null" in clause else all(found)


_TEST = re.compile(r"datenotification (<=|>=|<|>) date'([\d-]+)'")
_COMPARE = {"<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge}

DAYS = st.none() | st.dates(date(1995, 1, 1), date(2105, 1, 1)) | st.dates(DAY - timedelta(40), DAY)


def _exported(publisher: Contracts) -> tuple[Counter[int], int]:
    """How often each contract is exported, and the size of the largest export."""
    found = list(discover_contracts(publisher, WINDOW))
    exports = [publisher.matched(each.url) for each in found]
    assert len({each.key for each in found}) == len(found)
    return Counter(number for export in exports for number in export), max(map(len, exports), default=0)


@settings(max_examples=30, deadline=None)
@given(st.lists(DAYS, max_size=60), st.integers(1, 200))
def test_each_contract_is_in_one_export(days: list[date | None], times: int) -> None:
    publisher = Contracts(days * times)
    assert _exported(publisher)[0] == Counter(range(len(publisher.notified)))


def test_a_day_beyond_the_ceiling_is_split() -> None:
    """Ten thousand contracts a day and more, as when a year is published at once."""
    publisher = Contracts([DAY - timedelta(days=n % 365) for n in range(OPENDATASOFT + 2_345)])
    told, largest = _exported(publisher)
    assert told == Counter(range(OPENDATASOFT + 2_345))
    assert largest <= RECORDS < OPENDATASOFT


@dataclass
class Notices:
    """TED: pages by number end at 15 000 notices, an iteration does not."""

    count: int
    seeds: tuple[str, ...] = ()
    asked: int = 0

    def get(self, url: str) -> Answer | None:
        raise AssertionError("the search is posted")

    def post(self, url: str, body: bytes) -> Answer | None:
        question: dict[str, Any] = json.loads(body)
        assert url == SEARCH
        start = int(question.get("iterationNextToken", "0"))
        assert question["paginationMode"] == "ITERATION" or start + question["limit"] <= TED
        end = min(start + question["limit"], self.count)
        notices = [{"publication-number": f"{n + 1}-2026"} for n in range(start, end)]
        token = str(end) if end < self.count else None
        page = {"notices": notices, "iterationNextToken": token, "totalNoticeCount": self.count}
        self.asked += 1
        return Answer(url, json.dumps(page).encode(), {})


def test_a_window_beyond_the_ceiling_is_iterated() -> None:
    publisher = Notices(TED + 1_111)
    found = [each.key for each in discover_notices(publisher, WINDOW)]
    assert len(found) == len(set(found)) == TED + 1_111
    assert publisher.asked == -(-(TED + 1_111) // PAGE)

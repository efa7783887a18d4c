"""A listing of several pages is followed around those that fail."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.errors import FetchError, VeilleError
from core.model.source import Answer, Origin

Question = tuple[str, bytes]


@dataclass
class PatientOrigin:
    """An origin for which a page that fails is one that is not there; each page is asked for once.

    ``failures`` are the pages that failed, in the order they did, and why.
    """

    origin: Origin
    failures: dict[Question, VeilleError] = field(default_factory=dict)
    _known: dict[Question, Answer | None] = field(default_factory=dict)
    _last: Question | None = None

    @property
    def seeds(self) -> tuple[str, ...]:
        """See :class:`Origin`."""
        return self.origin.seeds

    def get(self, url: str) -> Answer | None:
        """See :class:`Origin`."""
        return self._ask((url, b""))

    def post(self, url: str, body: bytes) -> Answer | None:
        """See :class:`Origin`."""
        return self._ask((url, body))

    def give_up_last(self, failure: VeilleError) -> bool:
        """From now on do without the page that was asked for last; False if that helps nothing."""
        if self._last is None or self._known.get(self._last) is None:
            return False
        self._fail(self._last, failure)
        return True

    def _ask(self, question: Question) -> Answer | None:
        if question not in self._known:
            try:
                self._known[question] = self._answer(question)
            except FetchError as failure:
                self._fail(question, failure)
        self._last = question
        return self._known[question]

    def _answer(self, question: Question) -> Answer | None:
        url, body = question
        return self.origin.post(url, body) if body else self.origin.get(url)

    def _fail(self, question: Question, failure: VeilleError) -> None:
        self._known[question] = None
        self.failures[question] = failure

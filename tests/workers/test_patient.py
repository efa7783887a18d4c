"""A listing of several pages, some of which fail."""

from __future__ import annotations

from core.errors import FetchError, StructureChanged
from core.model.source import Answer
from workers.patient import PatientOrigin


class Publisher:
    seeds = ("https://a.example/",)

    def __init__(self) -> None:
        self.asked: list[str] = []

    def get(self, url: str) -> Answer | None:
        self.asked.append(url)
        if "bad" in url:
            raise FetchError(f"{url} answered 500")
        return Answer(url, b"x", {})

    def post(self, url: str, body: bytes) -> Answer | None:
        return self.get(f"{url}?{body.decode()}")


def test_a_page_that_fails_is_not_there_and_is_named() -> None:
    publisher = Publisher()
    origin = PatientOrigin(publisher)
    assert origin.get("bad") is None
    assert origin.get("good") == Answer("good", b"x", {})
    assert origin.post("good", b"1") == Answer("good?1", b"x", {})
    assert [str(each) for each in origin.failures.values()] == ["bad answered 500"]


def test_no_page_is_asked_for_twice() -> None:
    publisher = Publisher()
    origin = PatientOrigin(publisher)
    for _ in range(3):
        origin.get("bad")
        origin.get("good")
    assert publisher.asked == ["bad", "good"]


def test_a_page_that_cannot_be_read_is_given_up_once() -> None:
    origin = PatientOrigin(Publisher())
    failure = StructureChanged("new")
    assert not origin.give_up_last(failure)
    origin.get("good")
    assert origin.give_up_last(failure)
    assert origin.get("good") is None
    assert not origin.give_up_last(failure)
    assert list(origin.failures.values()) == [failure]

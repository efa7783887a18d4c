"""One award in several notices of a thread counts once; two awards that look alike count twice."""

from __future__ import annotations

from itertools import permutations

from normalizers.linking.awards_told_twice import Told, told_again

BOAMP, TED = "boamp:26-1", "ted:1-2026"


def told(notice: str, lot: str | None = "1", winner: str = "a", amount: float = 100.0, **more: str) -> Told:
    record = f"{notice}:attr:{lot or '-'}:{winner}"
    found = {"thread": "t", "day": "2025-03-01" if notice == BOAMP else "2025-03-03", **more}
    return Told(record, notice, found["thread"], lot, winner, amount, found["day"])


def test_a_twin_of_another_publisher_whatever_the_order() -> None:
    both = [told(BOAMP), told(BOAMP, "2", "b"), told(TED), told(TED, "2", "b")]
    for order in permutations(both):
        assert told_again(order) == {f"{TED}:attr:1:a", f"{TED}:attr:2:b"}


def test_two_of_lot_winner_and_amount_are_enough_of_another_publisher() -> None:
    assert told_again([told(BOAMP), told(TED, amount=120.0)]), "one gives the maximum, one the amount"
    assert told_again([told(BOAMP), told(TED, winner="a name spelt otherwise")])
    assert told_again([told(BOAMP), told(TED, None)]), "one does not number its only lot"
    assert not told_again([told(BOAMP), told(TED, winner="b", amount=7.0)])
    assert not told_again([told(BOAMP, "1"), told(TED, "2")]), "the other lot, won at the same price"


def test_contracts_of_one_publisher_that_follow_one_another_stay_several() -> None:
    again = "boamp:26-2"
    assert not told_again([told(BOAMP), told(again, amount=90.0)])
    assert told_again([told(BOAMP), told(again)]) == {f"{again}:attr:1:a"}, "the notice printed anew"


def test_winners_of_one_lot_are_told_apart_one_with_one() -> None:
    same = [told(one, winner=winner) for one in (BOAMP, TED) for winner in ("a", "b", "c")]
    assert told_again(same) == {f"{TED}:attr:1:{winner}" for winner in "abc"}
    more = [*same, told(TED, winner="d")]
    assert told_again(more) == {f"{TED}:attr:1:{winner}" for winner in "abc"}


def test_awards_of_one_notice_and_of_other_threads_are_never_the_same() -> None:
    assert not told_again([told(BOAMP), told(BOAMP)])
    assert not told_again([told(BOAMP), told(TED, thread="another")])

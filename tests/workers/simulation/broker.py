"""A broker that loses, doubles, delays and reorders what it is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import dramatiq
from dramatiq.brokers.stub import StubBroker

from tests.workers.simulation.world import World


@dataclass
class _Letter:
    due: datetime
    ids: list[int]


class LossyBroker(StubBroker):
    """Messages of one world, which outlive the processes that sent them."""

    def __init__(self, world: World, letters: list[_Letter] | None = None) -> None:
        super().__init__(middleware=[])
        self.world = world
        self.letters: list[_Letter] = [] if letters is None else letters

    def beside(self) -> LossyBroker:
        """The same messages, for another process."""
        return LossyBroker(self.world, self.letters)

    def enqueue(self, message: dramatiq.Message[Any], *, delay: int | None = None) -> dramatiq.Message[Any]:
        """Lose one message in eight, and send one in eight twice."""
        self.world.boundary("send")
        if self.world.chance(0.125):
            return message
        for _ in range(2 if self.world.chance(0.125) else 1):
            self.put(list(message.args[0]))
        return message

    def put(self, ids: list[int]) -> None:
        """Deliver some time later."""
        wait = self.world.dice.expovariate(0.3) if self.world.storm else 0.0
        self.letters.append(_Letter(self.world.now + timedelta(seconds=wait), ids))

    def has_any(self) -> bool:
        """Whether a message has arrived."""
        return any(letter.due <= self.world.now for letter in self.letters)

    def take(self) -> list[int] | None:
        """Any message that has arrived."""
        due = [letter for letter in self.letters if letter.due <= self.world.now]
        if not due:
            return None
        letter = self.world.dice.choice(due)
        self.letters.remove(letter)
        return letter.ids

    def lose_all(self) -> None:
        """As ``FLUSHALL``."""
        self.letters.clear()

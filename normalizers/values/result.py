"""What every value normalizer returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Result(Generic[T]):
    """A value, or None where the text does not say it for certain; ``warnings`` are stable names."""

    value: T | None
    warnings: tuple[str, ...] = ()


def unknown(*warnings: str) -> Result[T]:
    """No value; without a warning the text was simply empty."""
    return Result(None, warnings)

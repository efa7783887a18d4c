"""Numbers, amounts and moments as a reader of each language expects them; time in Europe/Paris."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from core.clock import paris
from core.model.channel import Language

_THIN = "\u202f"
_NBSP = "\u00a0"
_MONTHS = {
    "fr": (
        [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ]
    ),
    "en": (
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ]
    ),
}
_WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£"}
_UNITS = {"fr": ("octets", "Ko", "Mo", "Go"), "en": ("bytes", "KB", "MB", "GB")}


@dataclass(frozen=True, slots=True)
class Figures:
    """How figures are written in one language."""

    language: Language

    def number(self, value: float) -> str:
        """``1 234,5`` or ``1,234.5``: at most three decimals."""
        text = f"{value:,.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
        return self._separated(text)

    def amount(self, value: float, currency: str | None = None) -> str:
        """An amount with its currency, in euros unless another one is named; cents only where there are."""
        text = self._separated(f"{value:,.2f}".removesuffix(".00"))
        symbol = _SYMBOLS.get(currency or "EUR", currency)
        if self.language == "fr":
            return f"{text}{_NBSP}{symbol}"
        return f"{symbol}{text}" if symbol in _SYMBOLS.values() else f"{symbol}{_NBSP}{text}"

    def percent(self, share: float) -> str:
        """A share of 1, rounded down so that 100 % means all."""
        whole = int(share * 100 + 1e-9)
        return f"{whole}{_THIN}%" if self.language == "fr" else f"{whole}%"

    def tenths(self, share: float) -> str:
        """A share of 1 to a tenth of a hundredth: ``56,6 %``."""
        text = self.number(round(100 * share, 1))
        return f"{text}{_THIN}%" if self.language == "fr" else f"{text}%"

    def day(self, value: date) -> str:
        """``3 mars 2026``."""
        first = "1er" if value.day == 1 and self.language == "fr" else str(value.day)
        return f"{first}{_NBSP}{_MONTHS[self.language][value.month - 1]} {value.year}"

    def month(self, year: int, month: int) -> str:
        """``mars 2026``."""
        return f"{_MONTHS[self.language][month - 1]} {year}"

    def short_day(self, value: date) -> str:
        """``03/03/2026``, the order of both French and British readers."""
        return f"{value.day:02}/{value.month:02}/{value.year:04}"

    def moment(self, value: datetime) -> str:
        """``3 mars 2026 à 12 h 00``, Paris time."""
        local = _paris(value)
        if self.language == "fr":
            return f"{self.day(local)} à {local.hour}{_NBSP}h{_NBSP}{local.minute:02}"
        return f"{self.day(local)}, {local.hour:02}:{local.minute:02}"

    def weekday(self, value: date) -> str:
        """``mardi 3 mars 2026``, or with the hour of Paris: who has a deadline counts in days of the week."""
        local = _paris(value) if isinstance(value, datetime) else value
        told = self.moment(value) if isinstance(value, datetime) else self.day(value)
        return f"{_WEEKDAYS[self.language][local.weekday()]} {told}"

    def short_moment(self, value: datetime) -> str:
        """``03/03/2026 12:00``, Paris time."""
        local = _paris(value)
        return f"{self.short_day(local)} {local.hour:02}:{local.minute:02}"

    def size(self, octets: int) -> str:
        """A number of bytes in the greatest unit that keeps it over 1."""
        amount, units = float(octets), _UNITS[self.language]
        for unit in units[:-1]:
            if amount < 1000:
                return f"{self.number(round(amount, 1))}{_NBSP}{unit}"
            amount /= 1000
        return f"{self.number(round(amount, 1))}{_NBSP}{units[-1]}"

    def _separated(self, text: str) -> str:
        if self.language == "en":
            return text
        return text.replace(",", _THIN).replace(".", ",")


def _paris(value: datetime) -> datetime:
    """The clock of Paris; an instant at the very ends of the calendar stays as it is."""
    try:
        return paris(value)
    except OverflowError:
        return value

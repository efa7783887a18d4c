"""Composes sentences in the manner of the Journal officiel, with the names in them marked.

Names are invented from syllables; given names and communes are drawn from the lists of the repository. A
mark is (start, end, label): PERSON (whom the act concerns), REPLACED, HOLDER (of an office, or who employs),
ASIDE (named beside the act), COMPANY, PLACE or PROFESSION.
"""

from __future__ import annotations

import random
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from normalizers.geo.tables import communes, departements

Mark = tuple[int, int, str]
TEMPLATES = Path(__file__).with_name("prose_templates.txt")
LABELS = {
    **{"P": "PERSON", "Q": "PERSON", "R": "REPLACED", "S": "REPLACED", "H": "HOLDER", "A": "ASIDE"},
    **{"C": "COMPANY", "D": "COMPANY", "E": "COMPANY", "N": "COMPANY"},
    **{"L": "PLACE", "O": "PLACE", "J": "PROFESSION"},
}
_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905
_ONSETS = "B Br C Ch Cl D Dr F Fl G Gr H J L M N P Pl R S T Tr V W".split()  # noqa: SIM905
_MIDDLES = "a ai an au e é en eu i in o oi on ou u y er ar or el al".split()  # noqa: SIM905
_JOINTS = "b c d f g l ll m n nn p r rr s ss t tt v ch gn vr br nd rt".split()  # noqa: SIM905
_ENDS = "ac ait and ard at eau el er et ette ez ier ieu in is ois on ot oux u y el ie ec ou as".split()  # noqa: SIM905
_PARTICLES = ("de ", "du ", "d'", "Le ", "La ", "de La ", "van ", "Ben ", "El ", "Saint-")
_FORMS = (
    "la société civile professionnelle",
    "la SCP",
    "la SELARL",
    "la SELAS",
    "la SAS",
    "la SARL",
    "la société d'exercice libéral à responsabilité limitée",
    "la société d'exercice libéral par actions simplifiée",
    "la société par actions simplifiée",
    "la société à responsabilité limitée",
    "la société pluriprofessionnelle d'exercice",
    "la SPFPL",
    "l'EURL",
    "la société d'exercice libéral à forme anonyme",
    "la société de participations financières de profession libérale",
)
_CIVILITIES = (
    *("M.",) * 12,
    *("Mme",) * 12,
    *("Mlle",) * 2,
    *("Me", "Monsieur", "Madame"),
)
_FANCY = (
    "Office",
    "Étude",
    "Notaires",
    "Conseil",
    "Actes",
    "Huissiers",
    "Justice",
    "Groupe",
    "Alliance",
    "Cabinet",
)
_TAILS = (
    "du Parc",
    "des Remparts",
    "de la Gare",
    "Associés",
    "du Littoral",
    "& Cie",
    "et Associés",
    "de l'Ouest",
    "Conseils",
)
_JOBS = ("notaire",) * 6 + ("huissier de justice", "commissaire de justice", "commissaire-priseur judiciaire")
_HEADS = (
    "Par arrêté du garde des sceaux, ministre de la justice, en date du {d}, ",
    "Par arrêté de la garde des sceaux, ministre de la justice, en date du {d} :\n",
    "Par arrêté du ministre de la justice du {d}, ",
    "Par arrêtés en date du {d} :\n",
    "Par arrêté du {d}, ",
    "Article 1er\n",
    "",
)
_PIECES = re.compile(r"\{(?P<choice>[^{}]*(?:\{\w\}[^{}]*)*)\}|\[(?P<maybe>(?:[^\[\]])*)\]")


@cache
def _templates() -> list[str]:
    lines = TEMPLATES.read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


@cache
def _given() -> list[str]:
    words = files("extractors.prose").joinpath("given_names.txt").read_text("utf-8").split()
    return ["-".join(part.capitalize() for part in word.split("-")) for word in words if len(word) > 2]


@cache
def _places() -> list[tuple[str, str]]:
    names = {code: entry.name for code, entry in departements().items()}
    return [(entry.name, names.get(entry.departement, "")) for entry in communes().values()]


class Composer:
    """Composes marked sentences; the same seed gives the same sentences."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  no secret depends on it

    def sentence(self) -> tuple[str, list[Mark]]:
        """One text of one to three sentences with its marks in order."""
        text, marks = self.random.choice(_HEADS).format(d=self._date()), list[Mark]()
        for _ in range(self.random.choice((1, 1, 1, 2, 3))):
            text = self._filled(self._shaped(self.random.choice(_templates())), text, marks)
            text += self.random.choice((" ", "\n"))
        return self._printed(text.rstrip()), marks

    def _shaped(self, template: str) -> str:
        """The template with its choices made; slots stay."""
        while True:
            made = re.sub(r"\[([^\[\]]*)\]", lambda m: m[1] if self.random.random() < 0.5 else "", template)
            made = re.sub(r"\{([^{}]*\|[^{}]*)\}", lambda m: self.random.choice(m[1].split("|")), made)
            made = re.sub(r"\{([^{}]{2,}),\|", r"{\1|", made)
            if made == template:
                return made
            template = made

    def _filled(self, shaped: str, text: str, marks: list[Mark]) -> str:
        job = self.random.choice(_JOBS)
        for part in re.split(r"(\{\w\})", shaped):
            slot = part[1:2] if re.fullmatch(r"\{\w\}", part) else ""
            if not slot:
                text += part
            elif slot == "M":
                text += self.random.choice(_MONTHS)
            elif slot in "QS":
                text = self._several(slot, text, marks)
            else:
                text = self._slot(slot, job, text, marks)
        return text

    def _slot(self, slot: str, job: str, text: str, marks: list[Mark]) -> str:
        before, words, after = self._words(slot, job)
        if slot in "LO" and re.search(r" de $", text):
            text, words = self._contracted(text, words)
        if slot == "J" and words.startswith("h") and text.endswith(" de "):
            text = text[:-2] + "'"
        start = len(text) + len(before)
        marks.append((start, start + len(words), LABELS[slot]))
        return text + before + words + after

    def _several(self, slot: str, text: str, marks: list[Mark]) -> str:
        """Two or three persons under one civility, which the first mark holds."""
        civility = self.random.choice(("MM.", "MM.", "Mmes", "Mmes", "Messieurs", "Mesdames"))
        named = self._given_first if self.random.random() < 0.5 else self._given_last
        count = self.random.choice((2, 2, 3))
        for index in range(count):
            text += "" if index == 0 else " et " if index == count - 1 else ", "
            words = f"{civility} {named()}" if index == 0 else named()
            marks.append((len(text), len(text) + len(words), LABELS[slot]))
            text += words
        return text

    def _contracted(self, text: str, place: str) -> tuple[str, str]:
        if place.startswith(("Le ", "Les ")):
            article, _, rest = place.partition(" ")
            return text[:-3] + {"Le": "du ", "Les": "des "}[article], rest
        return (text[:-2] + "'", place) if place[0] in "AEÉIOUYH" else (text, place)

    def _words(self, slot: str, job: str) -> tuple[str, str, str]:
        """What stands before the marked words, the words, what stands after them."""
        if slot in "PRHA":
            return "", self._person(), ""
        if slot == "N":
            return "", self._partners() if self.random.random() < 0.6 else self._fancy(), ""
        if slot in "CDE":
            return self._company()
        if slot in "LO":
            name, department = self.random.choice(_places())
            return "", name, f" ({department})" if slot == "L" or self.random.random() < 0.5 else ""
        return "", job, ""

    def _surname(self) -> str:
        pick = self.random.choice
        name = pick(_ONSETS) + pick(_MIDDLES)
        for _ in range(pick((0, 1, 1, 2))):
            name += pick(_JOINTS) + pick(_MIDDLES)
        name += pick(_JOINTS) + pick(_ENDS)
        if self.random.random() < 0.12:
            name += pick(("-", " ")) + pick(_ONSETS) + pick(_MIDDLES) + pick(_JOINTS) + pick(_ENDS)
        return pick(_PARTICLES) + name if self.random.random() < 0.15 else name

    def _names(self, *, joined: str) -> str:
        count = self.random.choice((1, 1, 1, 2, 3)) if joined == ", " else 1
        return joined.join(self.random.choice(_given()) for _ in range(count))

    def _person(self) -> str:
        civility = self.random.choice(_CIVILITIES)
        name = self._shown()
        married = self.random.choice((", née ", ", épouse ", " épouse ", ", veuve ")) + self._shown()
        married = married if civility[:2] in ("Mm", "Ml", "Ma") and self.random.random() < 0.15 else ""
        if self.random.random() < 0.55:
            given = f" ({self._names(joined=', ')})"
            return (
                f"{civility} {name}{given}{married}"
                if self.random.random() < 0.5
                else f"{civility} {name}{married}{given}"
            )
        return f"{civility} {self._names(joined=' ')} {name}{married}"

    def _shown(self) -> str:
        name = self._surname()
        return name.upper() if self.random.random() < 0.35 else name

    def _given_last(self) -> str:
        return f"{self._shown()} ({self._names(joined=', ')})"

    def _given_first(self) -> str:
        return f"{self._names(joined=' ')} {self._shown()}"

    def _company(self) -> tuple[str, str, str]:
        form = self.random.choice(_FORMS) + self.random.choice((" ", " ", " ", " dénommée "))
        words = self._partners() if self.random.random() < 0.6 else self._fancy()
        left, right = self.random.choice((("", ""), ("", ""), ("« ", " »"), ('"', '"')))
        return form + left, words, right

    def _partners(self) -> str:
        names = [self._surname() for _ in range(self.random.choice((1, 2, 2, 3, 4)))]
        if self.random.random() < 0.4:
            names = [f"{self._names(joined=' ')} {name}" for name in names]
        joined = ", ".join(names[:-1]) + self.random.choice((" et ", " et ", "-", ", ", " - ")) + names[-1]
        tail = self.random.choice(("", "", "", "", ", notaires associés", " et associés", " et Cie"))
        return joined + tail if len(names) > 1 else names[0]

    def _fancy(self) -> str:
        words = f"{self.random.choice(_FANCY)} {self.random.choice((*_TAILS, self._surname()))}"
        return words.upper() if self.random.random() < 0.4 else words

    def _date(self) -> str:
        day = self.random.randint(1, 28)
        year = self.random.randint(1990, 2026)
        return f"{'1er' if day == 1 else day} {self.random.choice(_MONTHS)} {year}"

    def _printed(self, text: str) -> str:
        """Typographic apostrophes in some texts; the length stays."""
        return text.replace("'", "’") if self.random.random() < 0.3 else text

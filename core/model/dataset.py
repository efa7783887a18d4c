"""The declaration of a published dataset: everything that shows it is made from this."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

EVIDENCE = "preuves"
"""The column of the store that says where each value was read, and in which words."""


class Kind(StrEnum):
    """The type of a column; a list column has the kind of its elements."""

    TEXT = "text"
    CODE = "code"
    TERM = "term"
    DATE = "date"
    DATETIME = "datetime"
    AMOUNT = "amount"
    NUMBER = "number"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    URL = "url"
    LATLON = "latlon"
    STRUCT = "struct"
    JSON = "json"


class Profile(StrEnum):
    """For whom a column is published; each profile sees what those before it see."""

    PUBLIC = "public"
    PARTNER = "partner"
    INTERNAL = "internal"

    def sees(self, other: Profile) -> bool:
        """Whether a column of that profile is shown to this one."""
        order = list(Profile)
        return order.index(other) <= order.index(self)


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    ``title`` and ``meaning`` are French, shown in the dictionary; ``title_en`` is the English label.
    ``terms`` are the only values of a TERM; ``scheme`` names the code list of a CODE (cpv, siret, nuts…);
    ``parts`` are the members of a STRUCT; ``many`` makes a list. ``facet`` columns are offered as filters; a
    ``search`` column is searched by words; an ``indexed`` one is looked up by its value (the id of a notice,
    say), as a facet is. A change of a column that is not ``material`` makes no new version (a publisher's
    address, say). ``profile`` is the least of those who may see it.
    """

    name: str
    kind: Kind
    title: str
    title_en: str
    meaning: str = ""
    many: bool = False
    terms: tuple[str, ...] = ()
    scheme: str = ""
    parts: tuple[Column, ...] = ()
    facet: bool = False
    search: bool = False
    indexed: bool = False
    material: bool = True
    profile: Profile = Profile.PUBLIC


@dataclass(frozen=True, slots=True)
class Chain:
    """How the rows of a dataset name earlier ones, and what a row that mends another changes in it.

    ``links`` are the columns that name earlier rows, by id or by one of ``names``: columns that name a row
    beside its id, each with the word that stands before such a name in a link. A row whose ``kind`` column
    has one of the terms ``mending`` mends the rows that its ``mends`` column names: their ``mended`` columns
    take its values. Where its column ``whole`` is filled it restates the row: all its values are taken but
    those of ``kept``. A value that the mending row does not give is left as it was. ``followers`` is the
    column of the store that names the later rows.
    """

    links: tuple[str, ...]
    kind: str
    mending: tuple[str, ...]
    mends: str
    mended: tuple[str, ...]
    whole: str
    kept: tuple[str, ...]
    followers: str
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """How rows are parts (lots, awards) of the rows of another dataset, ``of``, that has a chain.

    ``named`` is the column with the id of the row that a part belongs to. A part of a row that mends another
    mends the same part of that one: the one with equal values in the columns of ``same``, of which several
    lists are tried in turn, or the only one on either side with an equal value in the column ``alone``. It
    gives the values of ``mended``, or, of a row that restates, all but those of ``kept``. A part is withdrawn
    with its row, and where a mending part has true in the column ``cancels``.
    """

    of: str
    named: str
    same: tuple[tuple[str, ...], ...]
    mended: tuple[str, ...]
    kept: tuple[str, ...]
    alone: str = ""
    cancels: str = ""


@dataclass(frozen=True, slots=True)
class Secrecy:
    """Rows of which only internal readers see some columns: those whose boolean column ``flag`` is true.

    Once a row is flagged, what its earlier versions had in ``hides`` is told no more either.
    """

    flag: str
    hides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Computation:
    """A registered computation: sums over allowed dimensions, all that leaves a restricted dataset.

    ``dimensions`` are the columns by which it groups; ``unit`` is the column that tells whom a row is about,
    ``value`` the amount that is summed (none: rows are counted, each row one). ``approved`` says whether its
    results leave only once the owner has approved them.
    """

    name: str
    title: str
    title_en: str
    dimensions: tuple[str, ...]
    unit: str
    value: str = ""
    approved: bool = True


@dataclass(frozen=True, slots=True)
class Restriction:
    """Rows never leave: no row, export, facet, feed, history or page; registered computations alone do.

    ``owner`` is the role or the name that approves; a result stands for at least ``freeze_days``, so that two
    releases close to one another cannot be subtracted.
    """

    owner: str
    computations: tuple[Computation, ...]
    freeze_days: int = 30


@dataclass(frozen=True, slots=True)
class Dataset:
    """A published dataset.

    ``inputs`` are names that a source may give beside the columns, raw parts out of which columns are
    derived (``lieu_code_nuts``, say); they are not published. ``version`` follows semantic versioning:
    a renamed or dropped column is a new major version. ``status_column`` holds publie, a_verifier, corrige or
    retire; it has another name only where the dataset's own subject already has a ``statut``. A row whose
    least sure value is right less often than ``review_below`` waits for a person (docs/calibration.md).
    ``themes`` are codes of the data themes of the EU. The rows of a dataset with a ``restriction`` stay.
    """

    name: str
    title: str
    title_en: str
    description: str
    version: str
    licence: str
    columns: tuple[Column, ...]
    inputs: tuple[Column, ...] = ()
    date_column: str = ""
    label_column: str = ""
    status_column: str = "statut"
    chain: Chain | None = None
    part: Part | None = None
    secrecy: Secrecy | None = None
    review_below: float = 0.5
    keywords: tuple[str, ...] = field(default_factory=tuple)
    themes: tuple[str, ...] = ("GOVE",)
    restriction: Restriction | None = None
    description_en: str = ""

    def seen_by(self, profile: Profile) -> Dataset:
        """The dataset with the columns that a profile may see: whatever shows it shows no others.

        Where one is hidden, so are the words of the document in which each value was read.
        """
        seen = tuple(column for column in self.columns if profile.sees(column.profile))
        if len(seen) < len(self.columns):
            seen = tuple(column for column in seen if column.name != EVIDENCE)
        secrecy = None if profile is Profile.INTERNAL else self.secrecy
        if len(seen) == len(self.columns) and secrecy == self.secrecy:
            return self
        return replace(self, columns=seen, secrecy=secrecy)

    def only(self, *names: str) -> Dataset:
        """The dataset with some of its columns, in the order given.

        Raises:
            KeyError: there is no such column.
        """
        columns = {column.name: column for column in self.columns}
        return replace(self, columns=tuple(columns[name] for name in names))

    def declares(self, name: str) -> bool:
        """Whether a column has that name."""
        return any(column.name == name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column or the input of that name; KeyError if there is none."""
        for column in (*self.columns, *self.inputs):
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")

"""Who uses an installation and what each may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.model.dataset import Profile

ALL_DATASETS = "*"


class Role(StrEnum):
    """What a person may do beside reading; a person may have several."""

    VIEWER = "viewer"
    SUBSCRIBER = "subscriber"
    OWNER = "owner"
    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with an account.

    ``email`` is folded to small letters; ``subject`` is how an identity provider names the person
    (``issuer|sub``), empty for none. ``datasets`` are those whose data the role OWNER may review, ``*`` for
    all. ``profile`` is the widest of the publication profiles that the person sees.
    """

    id: int
    name: str
    email: str
    roles: frozenset[Role]
    datasets: frozenset[str]
    profile: Profile
    created_at: datetime
    subject: str = ""
    disabled_at: datetime | None = None

    @property
    def label(self) -> str:
        """How the person signs a decision."""
        return self.name or self.email

    def may(self, role: Role) -> bool:
        """Whether the person may do what a role allows; administrators may do everything."""
        return role is Role.VIEWER or role in self.roles or Role.ADMINISTRATOR in self.roles

    def owns(self, dataset: str) -> bool:
        """Whether the person may decide what a dataset says."""
        if Role.ADMINISTRATOR in self.roles:
            return True
        return Role.OWNER in self.roles and bool({dataset, ALL_DATASETS} & self.datasets)


@dataclass(frozen=True, slots=True)
class Team:
    """People who share watches."""

    id: int
    name: str
    members: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key of a program; of its secret only the digest is stored, ``prefix`` is the part that may be shown.

    ``scopes`` say what it is good for; ``calls`` is how many calls a day it has, None for the usual number.
    """

    id: int
    person: int
    name: str
    prefix: str
    scopes: frozenset[str]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None = None
    calls: int | None = None

    def valid_at(self, moment: datetime) -> bool:
        """Whether the key still opens anything."""
        return self.revoked_at is None and (self.expires_at is None or moment < self.expires_at)


@dataclass(frozen=True, slots=True)
class Deed:
    """A line of the audit log: who did what to what, and when; ``detail`` never holds a secret."""

    id: int
    at: datetime
    actor: str
    action: str
    subject: str
    detail: str
    address: str

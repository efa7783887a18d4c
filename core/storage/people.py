"""The accounts and teams."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from core.errors import InputError
from core.model.dataset import Profile
from core.model.person import Person, Role, Team
from core.storage.access_schema import PERSON, TEAM, TEAM_MEMBER
from core.storage.upsert import insert_missing

_COLUMNS = [column for column in PERSON.c if column.name != "password"]


class EmailTaken(InputError):
    """Another person has that address."""

    code = "email-taken"
    hint = "Each address has one account: invite the person again, or disable the other account first."


@dataclass(frozen=True, slots=True)
class People:
    """The accounts, inside a transaction (``write_durably`` where one is changed)."""

    tx: Connection

    def add(
        self,
        email: str,
        *,
        name: str = "",
        roles: Collection[Role] = (),
        datasets: Collection[str] = (),
        profile: Profile = Profile.PUBLIC,
        subject: str = "",
        at: datetime,
    ) -> Person:
        """A new account, without a password.

        Raises:
            EmailTaken: another account has the address.
        """
        known = self.by_email(email)
        if known is not None:
            raise EmailTaken(f"{email} has an account already")
        row = {
            "name": name,
            "email": folded_email(email),
            "subject": subject or None,
            "roles": sorted(roles),
            "datasets": sorted(datasets),
            "profile": profile.value,
            "created_at": at,
        }
        made = self.tx.execute(insert(PERSON).values(**row).returning(*_COLUMNS)).mappings().one()
        return _person(made)

    def get(self, person: int) -> Person | None:
        """The person of that number."""
        return self._one(PERSON.c.id == person)

    def by_email(self, email: str) -> Person | None:
        """The person with that address, whatever its case."""
        return self._one(PERSON.c.email == folded_email(email))

    def by_subject(self, subject: str) -> Person | None:
        """The person whom an identity provider names so."""
        return self._one(PERSON.c.subject == subject) if subject else None

    def all(self) -> list[Person]:
        """Everyone, by name."""
        query = select(*_COLUMNS).order_by(func.lower(PERSON.c.name), PERSON.c.id)
        return [_person(row) for row in self.tx.execute(query).mappings()]

    def password(self, person: int) -> str | None:
        """What Argon2id made of the password; None where there is none."""
        return self.tx.execute(select(PERSON.c.password).where(PERSON.c.id == person)).scalar()

    def set_password(self, person: int, hashed: str) -> None:
        """Store what Argon2id made of a new password."""
        self._set(person, password=hashed)

    def set_identity(self, person: int, name: str, email: str) -> None:
        """Change name and address.

        Raises:
            EmailTaken: another account has the address.
        """
        known = self.by_email(email)
        if known is not None and known.id != person:
            raise EmailTaken(f"{email} has an account already")
        self._set(person, name=name, email=folded_email(email))

    def set_subject(self, person: int, subject: str) -> None:
        """Tie an account to an identity provider."""
        self._set(person, subject=subject)

    def set_rights(
        self, person: int, roles: Collection[Role], datasets: Collection[str], profile: Profile
    ) -> None:
        """Change what a person may do and see."""
        self._set(person, roles=sorted(roles), datasets=sorted(datasets), profile=profile.value)

    def disable(self, person: int, at: datetime | None) -> None:
        """Close an account, or open it again with None; nothing it did is forgotten."""
        self._set(person, disabled_at=at)

    def has_administrator(self) -> bool:
        """Whether somebody can sign in and run the installation."""
        able = or_(PERSON.c.password.is_not(None), PERSON.c.subject.is_not(None))
        query = select(PERSON.c.roles).where(able, PERSON.c.disabled_at.is_(None))
        return any(Role.ADMINISTRATOR in roles for roles in self.tx.execute(query).scalars())

    def _one(self, where: Any) -> Person | None:
        row = self.tx.execute(select(*_COLUMNS).where(where)).mappings().first()
        return _person(row) if row else None

    def _set(self, person: int, **values: Any) -> None:
        self.tx.execute(update(PERSON).where(PERSON.c.id == person).values(**values))


@dataclass(frozen=True, slots=True)
class Teams:
    """The teams, inside a transaction."""

    tx: Connection

    def add(self, name: str) -> Team:
        """The team of that name, made where there is none."""
        insert_missing(self.tx, TEAM, [{"name": name}], key=("name",))
        made = self.tx.execute(select(TEAM.c.id).where(TEAM.c.name == name)).scalar_one()
        return Team(made, name)

    def all(self) -> list[Team]:
        """Every team with its members, by name."""
        members: dict[int, set[int]] = {}
        for row in self.tx.execute(select(TEAM_MEMBER)):
            members.setdefault(row.team, set()).add(row.person)
        teams = self.tx.execute(select(TEAM).order_by(func.lower(TEAM.c.name)))
        return [Team(row.id, row.name, frozenset(members.get(row.id, ()))) for row in teams]

    def of(self, person: int) -> frozenset[int]:
        """The numbers of a person's teams."""
        query = select(TEAM_MEMBER.c.team).where(TEAM_MEMBER.c.person == person)
        return frozenset(self.tx.execute(query).scalars())

    def set_members(self, team: int, people: Collection[int]) -> None:
        """Who belongs to a team from now on."""
        self.tx.execute(delete(TEAM_MEMBER).where(TEAM_MEMBER.c.team == team))
        insert_missing(self.tx, TEAM_MEMBER, [{"team": team, "person": each} for each in sorted(set(people))])


def folded_email(email: str) -> str:
    """The form in which addresses are compared."""
    return email.strip().casefold()


def _person(row: Mapping[Any, Any]) -> Person:
    return Person(
        id=row["id"],
        name=row["name"],
        email=row["email"],
        roles=frozenset(Role(each) for each in row["roles"]),
        datasets=frozenset(row["datasets"]),
        profile=Profile(row["profile"]),
        created_at=row["created_at"],
        subject=row["subject"] or "",
        disabled_at=row["disabled_at"],
    )

"""``veille people``: accounts from the command line, for who has the machine and no account yet."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from console.cli.author import author_or_me
from console.cli.output import print_json, tell_nothing
from console.web.access.people_page import INVITED_FOR
from core.clock import utc_now
from core.errors import InputError
from core.model.dataset import Profile
from core.model.person import Person, Role
from core.settings import get_settings
from core.storage.audit import Audit
from core.storage.credentials import Invitations
from core.storage.database import Database, open_database
from core.storage.leaving import close_account
from core.storage.people import People
from normalizers.datasets import dataset as dataset_of
from normalizers.datasets import datasets

app = typer.Typer(
    help="Who may sign in to the console: add, list, invite again, close.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Email = Annotated[str, typer.Argument(help="The address of the person.")]


@app.command()
def add(
    email: Email,
    name: Annotated[str, typer.Option(help="How the person signs decisions.")] = "",
    role: Annotated[list[Role] | None, typer.Option(help="What the person may do.")] = None,
    dataset: Annotated[list[str] | None, typer.Option(help="Datasets of a data owner; * for all.")] = None,
    profile: Annotated[Profile, typer.Option(help="What the person sees.")] = Profile.PUBLIC,
) -> None:
    """Open an account; prints a link to set its password, good for seven days, once."""
    if "@" not in email.strip("@"):
        raise InputError(f"{email!r} is no address", hint="Write name@example.org.")
    owned = [each if each == "*" else dataset_of(each).name for each in dataset or ()]
    now = utc_now()
    with _database() as db, db.write_durably() as tx:
        made = People(tx).add(email, name=name, roles=role or (), datasets=owned, profile=profile, at=now)
        Audit(tx).add(author_or_me(""), "person added", made.email, now, detail="command line")
        secret = Invitations(tx).add(made.id, now, INVITED_FOR)
    print(_link(secret))


@app.command()
def invite(email: Email) -> None:
    """Print a new link to set a password; the one before is void."""
    now = utc_now()
    with _database() as db, db.write_durably() as tx:
        one = _known(People(tx), email)
        Audit(tx).add(author_or_me(""), "person invited", one.email, now, detail="command line")
        secret = Invitations(tx).add(one.id, now, INVITED_FOR)
    print(_link(secret))


@app.command()
def close(email: Email) -> None:
    """Close an account, sign it out everywhere and pause its own watches; the audit log keeps what it did."""
    now = utc_now()
    with _database() as db, db.write_durably() as tx:
        one = _known(People(tx), email)
        paused = close_account(tx, one.id, now)
        Audit(tx).add(author_or_me(""), "account closed", one.email, now, detail="command line")
    print(f"{one.email} : compte fermé", file=sys.stderr)
    for name in paused:
        print(f"veille en pause, adresses privées fermées : {name}", file=sys.stderr)


@app.command("list")
def list_people(as_json: Annotated[bool, typer.Option("--json", help="Machine-readable.")] = False) -> None:
    """Who has an account, with which roles."""
    with _database() as db, db.read() as tx:
        everyone = People(tx).all()
    if not everyone:
        tell_nothing("aucun compte : veille people add")
    for one in everyone:
        if as_json:
            print_json(
                {
                    "email": one.email,
                    "name": one.name,
                    "roles": sorted(one.roles),
                    "datasets": sorted(one.datasets),
                    "profile": one.profile,
                    "closed": one.disabled_at is not None,
                }
            )
        else:
            state = "  (fermé)" if one.disabled_at else ""
            print(f"{one.email or '—'}  {one.name}  {', '.join(sorted(one.roles)) or 'viewer'}{state}")


def _known(people: People, email: str) -> Person:
    found = people.by_email(email)
    if found is None:
        raise InputError(f"{email} has no account", hint="See `veille people list`.")
    return found


def _link(secret: str) -> str:
    return f"{get_settings().base_url}/bienvenue/{secret}"


def _database() -> Database:
    return open_database(get_settings().database_address, datasets().values())

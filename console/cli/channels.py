"""``veille watch channel …``, ``token``, ``deliveries``, ``replay``, ``test``, ``send``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, cast

import typer
from rich.table import Table

from console.cli.output import console_of_stdout, print_json
from console.web.messages import Messages
from core.clock import paris, utc_now
from core.errors import InputError
from core.model.channel import Channel, ChannelKind, Language, Rhythm
from core.model.watch import Watch
from core.settings import get_settings
from core.storage.channels import Channels
from core.storage.database import Database, open_database
from core.storage.deliveries import Deliveries, Delivery
from core.storage.feed_tokens import FeedTokens, new_token
from core.storage.outbox import Message, Outbox
from core.storage.watches import Watches
from normalizers.datasets import datasets
from workers.delivery.health import host_of
from workers.delivery.opening import open_channel, rotated
from workers.delivery.prepare import prepare, replay
from workers.delivery.resuming import Unsubscribed, resume
from workers.delivery.testing import test_message, try_now

_SAY = Messages("fr")

channel = typer.Typer(
    help="Where a watch sends to: add, list, remove, enable, secret.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

Name = Annotated[str, typer.Argument(help="The watch, by name or id.")]
Number = Annotated[str, typer.Argument(help="The channel, by the beginning of its id.")]
Mail = Annotated[list[str] | None, typer.Option(help="Send mails to this address.")]
Digest = Annotated[Rhythm, typer.Option(help="When mails are sent.")]
Webhook = Annotated[list[str] | None, typer.Option(help="Send signed webhooks to this address.")]
Slack = Annotated[list[str] | None, typer.Option(help="Write to this incoming webhook of Slack.")]
Teams = Annotated[list[str] | None, typer.Option(help="Write to this workflow of Teams.")]
Push = Annotated[list[str] | None, typer.Option(help="Push rows to this portal: …/push/?pushkey=KEY.")]
Lang = Annotated[str, typer.Option("--language", help="Of what is sent: fr or en.")]


@channel.command("add")
def add_channels(  # noqa: PLR0917 - typer reads the options off the parameters
    name: Name,
    mail: Mail = None,
    digest: Digest = Rhythm.INSTANT,
    webhook: Webhook = None,
    slack: Slack = None,
    teams: Teams = None,
    push: Push = None,
    language: Lang = "fr",
) -> None:
    """Attach channels; prints the secret of each webhook. What matched before is not sent."""
    targets = targets_of(mail, webhook, slack, teams, push)
    if not targets:
        raise InputError("no channel is given", hint="Give --mail, --webhook, --slack, --teams or --push.")
    database = _database()
    with database.read() as tx:
        watch = watch_named(Watches(tx).all(), name)
    attach(database, watch, targets, digest, language)


@channel.command("list")
def list_channels(name: Name, as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """The channels of a watch, and how they fare."""
    with _database().read() as tx:
        watch = watch_named(Watches(tx).all(), name)
        channels = Channels(tx).of(watch.id)
        addresses = FeedTokens(tx).count(watch.id)
    if as_json:
        for each in channels:
            print_json({"id": each.id, "kind": each.kind, "to": host_of(each), "state": _state(each)})
        return
    table = Table("canal", "sorte", "vers", "rythme", "état")
    for each in channels:
        rhythm = _SAY(f"channels.rhythm_{each.rhythm.value}")
        table.add_row(each.id, _kind(each), host_of(each), rhythm, _state(each))
    console_of_stdout().print(table)
    print(f"{addresses} adresse(s) privée(s) de flux")


@channel.command("remove")
def remove_channel(number: Number) -> None:
    """Remove a channel; what it is owed is sent to nobody."""
    with _database().write_durably() as tx:
        found = _channel(Channels(tx).all(), number)
        if found.unsubscribed:
            raise Unsubscribed("the address has unsubscribed, and stays listed so that nobody adds it again")
        Channels(tx).remove(found.id)
    print(f"{_kind(found)} {host_of(found)} : retiré")


@channel.command("enable")
def enable_channel(number: Number) -> None:
    """Send again to a channel that was paused or disabled, also what it was owed meanwhile.

    An address that unsubscribed is not taken up again but by its owner.
    """
    with _database().write_durably() as tx:
        found = _channel(Channels(tx).all(), number)
        count = resume(tx, found, utc_now())
    print(f"{_kind(found)} {host_of(found)} : actif, {count} message(s) à envoyer")


@channel.command("secret")
def rotate_secret(number: Number) -> None:
    """Give a webhook a new secret; for a day messages are signed with the old one as well."""
    with _database().write_durably() as tx:
        found = _channel(Channels(tx).all(), number)
        if found.kind is not ChannelKind.WEBHOOK:
            raise InputError("only webhooks are signed")
        secrets = rotated(found, utc_now())
        Channels(tx).secrets(found.id, secrets)
    print(secrets[0].value)


def token(
    name: Name,
    revoke: Annotated[bool, typer.Option(help="Close all private addresses of the watch.")] = False,
) -> None:
    """Make a private address of the feed, told this once; or close all there are."""
    with _database().write_durably() as tx:
        watch = watch_named(Watches(tx).all(), name)
        if revoke:
            print(f"{FeedTokens(tx).revoke(watch.id, utc_now())} adresse(s) fermée(s)")
            return
        made = new_token()
        FeedTokens(tx).add(made, watch.id, utc_now())
    print(f"{get_settings().base_url}/veilles/{made}.atom")


def deliveries(
    name: Name,
    limit: Annotated[int, typer.Option(help="How many lines, the latest.")] = 50,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """What was sent, what waits and what failed, and each attempt with its answer."""
    with _database().read() as tx:
        watch = watch_named(Watches(tx).all(), name)
        for each in Channels(tx).of(watch.id):
            owed = Deliveries(tx).latest(each.id, limit)
            messages = {one.message: Outbox(tx).get(one.message) for one in owed if one.message is not None}
            attempts = Deliveries(tx).attempts(each.id, limit)
            if as_json:
                for one in owed:
                    print_json(_line(each, one, messages.get(one.message or 0)))
                continue
            print(f"{_kind(each)} {host_of(each)} ({each.id}) : {_state(each)}")
            for one in owed:
                what = f"{one.match.record} v{one.match.version}"
                print(f"  {_SAY(f'deliveries.state_{one.state}'):12} {what}  message {one.message or '—'}")
            for tried in attempts:
                when = f"{paris(tried.at):%d/%m %H:%M:%S}"
                told = tried.error or tried.answer
                print(f"  {when} message {tried.message} {tried.milliseconds} ms {told}")


def replay_messages(
    name: Name,
    message: Annotated[list[int] | None, typer.Option(help="Only these messages.")] = None,
    failed: Annotated[bool, typer.Option(help="Only those nobody tries any more.")] = False,
) -> None:
    """Send messages once more, under the same numbers, newly signed."""
    states = ["dead"] if failed else ["dead", "sent", "pending"]
    with _database().write_durably() as tx:
        watch = watch_named(Watches(tx).all(), name)
        found = [each for one in Channels(tx).of(watch.id) for each in Outbox(tx).of(one.id, states)]
        wanted = [each for each in found if message is None or each.id in message]
        count = replay(tx, wanted, utc_now())
    print(f"{count} message(s) à envoyer")


def test(name: Name) -> None:
    """Send a test to each channel of the watch, now, and tell what it answers."""
    database, settings = _database(), get_settings()
    with database.write_durably() as tx:
        watch = watch_named(Watches(tx).all(), name)
        made = [(each, test_message(tx, each, watch, utc_now())) for each in Channels(tx).of(watch.id)]
    worst = 0
    for each, one in made:
        answer, taken = try_now(database, settings, one)
        worst = max(worst, 0 if taken else 1)
        print(f"{_kind(each)} {host_of(each)} : {'reçu' if taken else 'refusé'}, {answer}")
    raise typer.Exit(worst)


def send() -> None:
    """Make the messages and digests that are due; workers send them. A scheduler does this by itself."""
    with _database().write_durably() as tx:
        print(f"{prepare(tx, utc_now())} message(s) à envoyer")


def targets_of(
    mail: Sequence[str] | None,
    webhook: Sequence[str] | None,
    slack: Sequence[str] | None,
    teams: Sequence[str] | None,
    push: Sequence[str] | None,
) -> list[tuple[ChannelKind, str]]:
    """The options as kinds and targets."""
    given = zip(
        (ChannelKind.MAIL, ChannelKind.WEBHOOK, ChannelKind.SLACK, ChannelKind.TEAMS, ChannelKind.PUSH),
        (mail, webhook, slack, teams, push),
        strict=True,
    )
    return [(kind, target) for kind, targets in given for target in targets or ()]


def check(targets: Sequence[tuple[ChannelKind, str]], language: str) -> None:
    """See to it that these can be channels, before anything is stored.

    Raises:
        InputError: one is none of its kind, or the language is none of ours.
    """
    if language not in ("fr", "en"):
        raise InputError(f"{language!r} is no language we write", hint="Give fr or en.")
    for kind, target in targets:
        open_channel("", kind, target, utc_now())


def attach(
    database: Database,
    watch: Watch,
    targets: Sequence[tuple[ChannelKind, str]],
    rhythm: Rhythm,
    language: str,
) -> None:
    """Store channels; one that the watch has already is changed, not doubled."""
    check(targets, language)
    spoken = cast(Language, language)
    with database.write_durably() as tx:
        for kind, target in targets:
            made = open_channel(watch.id, kind, target, utc_now(), rhythm=rhythm, language=spoken)
            known = [one for one in Channels(tx).of(watch.id) if (one.kind, one.target) == (kind, target)]
            for one in known:
                Channels(tx).change(one.id, made.rhythm, made.language, made.due_at)
            if not known:
                Channels(tx).put(made)
            shown = f" secret {made.secrets[0].value}" if kind is ChannelKind.WEBHOOK and not known else ""
            stands = (known or [made])[0]
            silent = f" : {_state(stands)}" if stands.disabled_at is not None else ""
            print(f"canal {stands.id} {_kind(made)} {host_of(made)}{shown}{silent}")


def watch_named(watches: Sequence[Watch], name: str) -> Watch:
    """The watch of a name or an id.

    Raises:
        InputError: there is none, or several have that name.
    """
    found = [each for each in watches if name in (each.id, each.name)]
    if len(found) != 1:
        told = "no watch is" if not found else f"{len(found)} watches are"
        raise InputError(f"{told} called {name!r}", hint="See: veille watch list.")
    return found[0]


def _channel(channels: Sequence[Channel], number: str) -> Channel:
    found = [each for each in channels if each.id.startswith(number)]
    if len(found) != 1 or not number:
        raise InputError(
            f"{len(found)} channels begin with {number!r}", hint="See: veille watch channel list."
        )
    return found[0]


def _kind(each: Channel) -> str:
    return _SAY(f"channels.kind_{each.kind.value}")


def _state(each: Channel) -> str:
    if each.unconfirmed:
        return "en attente de l'accord de la personne"
    if each.disabled_at is not None:
        return f"désactivé : {each.disabled_for}"
    if each.failing_since is not None:
        warned = ", bientôt désactivé" if each.warned_at else ""
        return f"en échec depuis le {paris(each.failing_since):%d/%m/%Y %H:%M}{warned}"
    return "actif"


def _line(each: Channel, one: Delivery, message: Message | None) -> dict[str, object]:
    return {
        "channel": each.id,
        "kind": each.kind,
        "dataset": one.match.dataset,
        "record": one.match.record,
        "version": one.match.version,
        "state": one.state,
        "message": one.message,
        "attempts": message.attempts if message else 0,
        "error": message.last_error if message else None,
    }


def _database() -> Database:
    return open_database(get_settings().database_address, datasets().values())

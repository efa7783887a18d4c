"""The channels of a watch: add, test, pause, take up again, another secret, another rhythm, remove."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.web.access.entering import noted
from console.web.access.forms import text
from console.web.access.gates import signed_in
from console.web.language import LANGUAGES
from console.web.render import page
from console.web.site import base_site
from console.web.watches.rights import own_watch
from console.web.watches.ways import ways_of
from core.errors import InputError
from core.model.channel import PAUSED, Channel, ChannelKind, Language, Rhythm
from core.model.person import Person
from core.model.watch import Watch
from core.storage.channels import Channels
from core.storage.feed_tokens import FeedTokens
from workers.delivery.confirming import AskedOften, Refused, ask, unconfirmed
from workers.delivery.health import host_of
from workers.delivery.opening import open_channel, rotated
from workers.delivery.resuming import Unconfirmed, Unsubscribed, resume, subscribe_again
from workers.delivery.rhythms import next_digest
from workers.delivery.testing import test_message

_DONE = "fait"
_TOLD = (
    "ajoute",
    "attente",
    "demande",
    "cree",
    "demandee",
    "webhook",
    "essai",
    "pause",
    "reprise",
    "change",
    "retire",
    "adresses",
)
_REFUSED = 400
NOT_ASKED = {AskedOften.code: "channels.asked_often", Refused.code: "channels.refused"}
"""The sentence for each reason why the owner of an address is not asked."""

Deed = Callable[[Request, Connection, Watch, Channel, FormData], str]
"""Does what a button says; gives back what is told of it, or the new secret of a webhook."""


def channels(request: Request) -> Response:
    """Answer ``/veilles/{watch}/canaux``."""
    return channels_page(request)


def add(request: Request, form: FormData) -> Response:
    """Attach a channel; the secret of a webhook is shown in this answer and never again."""
    site = base_site(request)
    try:
        with site.database.write_durably() as tx:
            watch = own_watch(request, tx)
            channel = channel_asked(watch.id, form, site.now())
            known = channel is not None and any(_same(each, channel) for each in Channels(tx).of(watch.id))
            if channel is not None and not known:
                channel = keep_channel(request, tx, watch, channel)
                _note(request, tx, "channel added", watch, channel)
    except (AskedOften, Refused) as error:
        return channels_page(request, wrong=NOT_ASKED[error.code])
    if channel is None or known:
        wrong = "channels.known" if known else "channels.no_target"
        return channels_page(request, wrong=wrong, target=text(form, "vers", 2000))
    if channel.kind is ChannelKind.WEBHOOK:
        return channels_page(request, secret=channel.secrets[0].value)
    return _back(request, watch, "attente" if channel.unconfirmed else "ajoute")


def keep_channel(request: Request, tx: Connection, watch: Watch, channel: Channel) -> Channel:
    """The channel as it is stored: the address of somebody else is asked before anything is sent to it."""
    person, now = signed_in(request).person, base_site(request).now()
    if asks(request, channel):
        channel = unconfirmed(channel, now)
        Channels(tx).put(channel)
        ask(tx, channel, watch, person.name or person.email if person else watch.name, now)
    else:
        Channels(tx).put(channel)
    return channel


def change(request: Request, form: FormData) -> Response:
    """Answer ``POST /veilles/{watch}/canaux/{channel}``: the button pressed says what is done."""
    deed = _DEEDS.get(text(form, "geste", 20))
    if deed is None:
        raise HTTPException(_REFUSED)
    try:
        with base_site(request).database.write_durably() as tx:
            watch = own_watch(request, tx)
            channel = Channels(tx).get(request.path_params["channel"])
            if channel is None or channel.watch != watch.id:
                raise HTTPException(404)
            told = deed(request, tx, watch, channel, form)
    except Unsubscribed:
        return channels_page(request, wrong="channels.consent")
    except Unconfirmed:
        return channels_page(request, wrong="channels.unconfirmed")
    except (AskedOften, Refused) as error:
        return channels_page(request, wrong=NOT_ASKED[error.code])
    return _back(request, watch, told) if told in _TOLD else channels_page(request, secret=told)


def channel_asked(watch: str, form: FormData, now: datetime) -> Channel | None:
    """The channel that a form describes; None where its target is none of its kind."""
    kind, (rhythm, language) = text(form, "sorte", 20), _shape(form)
    if kind not in list(ChannelKind):
        raise HTTPException(_REFUSED)
    target = text(form, "vers", 2000)
    try:
        return open_channel(watch, ChannelKind(kind), target, now, rhythm=rhythm, language=language)
    except InputError:
        return None


def channels_page(
    request: Request, *, wrong: str = "", secret: str = "", target: str = "", address: str = ""
) -> Response:
    """The page of a watch's channels and of the private addresses of its feed."""
    done = request.query_params.get(_DONE, "")
    with base_site(request).database.read() as tx:
        watch = own_watch(request, tx)
        ways, addresses = ways_of(tx, watch), FeedTokens(tx).of(watch.id)
    person = signed_in(request).person
    response = page(
        request,
        "watches/channels.html",
        _REFUSED if wrong else 200,
        watch=watch,
        ways=ways,
        addresses=addresses,
        kinds=list(ChannelKind),
        rhythms=list(Rhythm),
        languages=LANGUAGES,
        target=target or (person.email if person and not ways else ""),
        done=done if done in _TOLD and not wrong else "",
        wrong=wrong,
        secret=secret,
        address=address,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _shape(form: FormData) -> tuple[Rhythm, Language]:
    rhythm, language = text(form, "rythme", 20) or Rhythm.INSTANT.value, text(form, "langue", 5) or "fr"
    if rhythm not in list(Rhythm) or language not in LANGUAGES:
        raise HTTPException(_REFUSED)
    return Rhythm(rhythm), language


def _test(request: Request, tx: Connection, watch: Watch, channel: Channel, _form: FormData) -> str:
    test_message(tx, channel, watch, base_site(request).now())
    return "essai"


def _pause(request: Request, tx: Connection, watch: Watch, channel: Channel, _form: FormData) -> str:
    if channel.disabled_at is None:
        Channels(tx).disable(channel.id, base_site(request).now(), PAUSED)
        _note(request, tx, "channel paused", watch, channel)
    return "pause"


def _resume(request: Request, tx: Connection, watch: Watch, channel: Channel, _form: FormData) -> str:
    """The owner of an address consents by asking for it himself."""
    now, person = base_site(request).now(), signed_in(request).person
    if (channel.unsubscribed or channel.unconfirmed) and _own(person, channel):
        subscribe_again(tx, channel, now)
    else:
        resume(tx, channel, now)
    _note(request, tx, "channel resumed", watch, channel)
    return "reprise"


def _ask_again(request: Request, tx: Connection, watch: Watch, channel: Channel, _form: FormData) -> str:
    if not channel.unconfirmed:
        raise HTTPException(_REFUSED)
    person = signed_in(request).person
    ask(tx, channel, watch, person.name or person.email if person else watch.name, base_site(request).now())
    _note(request, tx, "consent asked", watch, channel)
    return "demande"


def _rotate(request: Request, tx: Connection, watch: Watch, channel: Channel, _form: FormData) -> str:
    if channel.kind is not ChannelKind.WEBHOOK:
        raise HTTPException(_REFUSED)
    secrets = rotated(channel, base_site(request).now())
    Channels(tx).secrets(channel.id, secrets)
    _note(request, tx, "secret changed", watch, channel)
    return secrets[0].value


def _reshape(request: Request, tx: Connection, watch: Watch, channel: Channel, form: FormData) -> str:
    rhythm, language = _shape(form)
    rhythm = rhythm if channel.kind is ChannelKind.MAIL else Rhythm.INSTANT
    Channels(tx).change(channel.id, rhythm, language, next_digest(rhythm, base_site(request).now()))
    _note(request, tx, "channel changed", watch, channel)
    return "change"


def _remove(request: Request, tx: Connection, watch: Watch, channel: Channel, _form: FormData) -> str:
    """An address that unsubscribed stays in the list: removed, it could be added again unasked."""
    if channel.unsubscribed:
        raise Unsubscribed("the address has unsubscribed")
    Channels(tx).remove(channel.id)
    _note(request, tx, "channel removed", watch, channel)
    return "retire"


_DEEDS: dict[str, Deed] = {
    "essai": _test,
    "demande": _ask_again,
    "pause": _pause,
    "reprise": _resume,
    "secret": _rotate,
    "change": _reshape,
    "retrait": _remove,
}


def asks(request: Request, channel: Channel) -> bool:
    """Whether the owner of the address is asked first: mails to oneself need no question."""
    return channel.kind is ChannelKind.MAIL and not _own(signed_in(request).person, channel)


def _same(one: Channel, other: Channel) -> bool:
    """An address of mail is the same in small and large letters, one of the web is not."""
    if one.kind is ChannelKind.MAIL:
        return other.kind is one.kind and one.target.casefold() == other.target.casefold()
    return (one.kind, one.target) == (other.kind, other.target)


def _own(person: Person | None, channel: Channel) -> bool:
    return person is not None and person.email == channel.target.casefold()


def _note(request: Request, tx: Connection, action: str, watch: Watch, channel: Channel) -> None:
    person = signed_in(request).person
    told = f"{watch.name}: {channel.kind.value} {host_of(channel)}"
    noted(request, tx, person.email if person else "", action, watch.id, told)


def _back(request: Request, watch: Watch, told: str) -> Response:
    root = request.scope.get("root_path", "")
    return RedirectResponse(f"{root}/veilles/{watch.id}/canaux?{_DONE}={told}", 303)

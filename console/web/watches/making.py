"""Make a watch of a question, or change one: the form, its preview, and what is stored."""

from __future__ import annotations

import secrets
import string
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.web.access.entering import noted
from console.web.access.forms import text
from console.web.access.gates import signed_in
from console.web.access.visitor import visitor_of
from console.web.language import LANGUAGES, language_of
from console.web.messages import Messages
from console.web.refusal import BadAddress
from console.web.render import page
from console.web.site import base_site, site_of
from console.web.watches.channels import NOT_ASKED, asks, channel_asked, keep_channel
from console.web.watches.draft import Draft, draft_of, draft_of_watch, seen_catalogue
from console.web.watches.preview import Preview, preview
from console.web.watches.rights import may_change, own_watch
from core.errors import InputError
from core.model.channel import Channel, ChannelKind, Rhythm
from core.model.person import Role
from core.model.watch import Match, Watch
from core.storage.ledger import Ledger
from core.storage.ownership import NOBODY, Owner, Ownership
from core.storage.people import Teams
from core.storage.watches import Watches
from workers.delivery.confirming import AskedOften, Refused
from workers.feeds.telling import Teller
from workers.matching.trial import Trial

_ID_LETTERS = 16
_MINE, _EVERYONE = "", "tous"
_CHANNEL = ("sorte", "vers", "rythme", "langue")


@dataclass(frozen=True, slots=True)
class Shown:
    """The form as it is shown: what it says, whose the watch is to be, its channel, what is wrong with it."""

    draft: Draft
    key: str
    watch: Watch | None = None
    owner: str = _MINE
    wrong: str = ""
    told: str = ""
    channel: Mapping[str, str] = field(default_factory=dict)


def new(request: Request) -> Response:
    """Answer ``/veilles/nouvelle?…``: the form, with the question of the address."""
    return _form(request, Shown(draft_of(site_of(request), request.query_params), secrets.token_hex(8)))


def make(request: Request, form: FormData) -> Response:
    """Answer its form: the preview, or the watch, which is made once however often the form is sent."""
    site, key = site_of(request), text(form, "cle", _ID_LETTERS)
    if len(key) != _ID_LETTERS or not set(key) <= set(string.hexdigits):
        raise HTTPException(400)
    shown = _sent(request, form, key)
    if shown.wrong or shown.told or text(form, "geste", 20) != "enregistrer":
        return _form(request, shown)
    channel = channel_asked(key, form, site.now()) if text(form, "sorte", 20) else None
    if text(form, "sorte", 20) and channel is None:
        return _form(request, replace(shown, wrong="channels.no_target"))
    try:
        watch = shown.draft.watch(site, key, site.now())
        looked = _looked(request, watch) if text(form, "rappel", 5) else None
    except InputError as error:
        return _form(request, replace(shown, told=_told(request, error)))
    try:
        with site.database.write_durably() as tx:
            known = Watches(tx).get(key)
            if known is not None and not may_change(visitor_of(request), Ownership(tx).of(key)):
                raise HTTPException(404)
            if known is None:
                _store(request, tx, watch, shown.owner, channel, looked.trial if looked else None)
    except (AskedOften, Refused) as error:
        return _form(request, replace(shown, wrong=NOT_ASKED[error.code]))
    told = "webhook" if channel and channel.kind is ChannelKind.WEBHOOK else "cree"
    told = "demandee" if channel and asks(request, channel) else told
    return _to(request, f"/veilles/{key}/canaux?fait={told}")


def edit(request: Request) -> Response:
    """Answer ``/veilles/{watch}/modifier``; ``?exclure=…`` proposes to exclude something more."""
    with base_site(request).database.read() as tx:
        watch, owner = own_watch(request, tx), _owner_of(request, tx)
    return _form(request, Shown(draft_of_watch(watch), watch.id, watch, owner))


def change(request: Request, form: FormData) -> Response:
    """Answer its form: the preview, the change, a pause or the end of the watch."""
    site, deed = site_of(request), text(form, "geste", 20)
    with site.database.read() as tx:
        watch = own_watch(request, tx)
    if deed in ("pause", "reprise", "supprimer"):
        return _ended(request, deed)
    shown = replace(_sent(request, form, watch.id), watch=watch)
    if shown.wrong or shown.told or deed != "enregistrer":
        return _form(request, shown)
    try:
        made = shown.draft.watch(site, watch.id, watch.created_at or site.now())
    except InputError as error:
        return _form(request, replace(shown, told=_told(request, error)))
    with site.database.write_durably() as tx:
        now = own_watch(request, tx)
        Watches(tx).put(replace(made, paused_at=now.paused_at), site.now())
        _share(request, tx, now.id, shown.owner)
        _note(request, tx, "watch changed", made)
    return _to(request, f"/veilles/{watch.id}")


def _ended(request: Request, deed: str) -> Response:
    site = base_site(request)
    with site.database.write_durably() as tx:
        watch = own_watch(request, tx)
        if deed == "supprimer":
            Watches(tx).remove(watch.id)
            _note(request, tx, "watch deleted", watch)
            return _to(request, "/veilles")
        Watches(tx).pause(watch.id, site.now() if deed == "pause" else None)
        _note(request, tx, "watch paused" if deed == "pause" else "watch resumed", watch)
    return _to(request, f"/veilles/{watch.id}")


def _sent(request: Request, form: FormData, key: str) -> Shown:
    """The form as it was sent, one more thing excluded if that button was pressed."""
    try:
        draft = draft_of(site_of(request), form)
    except InputError as error:
        return Shown(Draft(), key, told=_told(request, error))
    excluded = text(form, "exclure", 300)
    if excluded:
        draft = replace(draft, words=f"{draft.words} NON {excluded}".strip())
    wrong = "" if draft.name or text(form, "geste", 20) != "enregistrer" else "making.unnamed"
    channel = {name: text(form, name, 2000) for name in _CHANNEL if name in form}
    return Shown(draft, key, owner=text(form, "partage", 20), wrong=wrong, channel=channel)


def _form(request: Request, shown: Shown) -> Response:
    site, person = site_of(request), signed_in(request).person
    found, told = None, shown.told
    if shown.draft.says_something and not told:
        try:
            found = _looked(request, shown.draft.watch(site, shown.key, site.now()))
        except InputError as error:
            told = _told(request, error)
    with site.database.read() as tx:
        teams = [each for each in Teams(tx).all() if person and person.id in each.members]
    response = page(
        request,
        "watches/making.html",
        400 if shown.wrong or told else 200,
        shown=shown,
        draft=shown.draft,
        watch=shown.watch,
        preview=found,
        told=told,
        teams=teams,
        datasets=site.datasets,
        columns={column.name: column for each in site.datasets.values() for column in each.columns},
        kinds=list(ChannelKind),
        rhythms=list(Rhythm),
        languages=LANGUAGES,
        person=person,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _looked(request: Request, watch: Watch) -> Preview:
    """Matching three months of rows costs seconds on a large store: two at a time, the others wait."""
    site = site_of(request)
    teller = Teller(site.datasets, "", site.authority, language_of(request))
    with request.app.state.makers.place(), site.database.read() as tx:
        return preview(
            tx, seen_catalogue(site), watch, site.now(), most_a_week=site.broad_watch_a_week, teller=teller
        )


def _store(  # noqa: PLR0917 - a watch has many parts
    request: Request, tx: Connection, watch: Watch, owner: str, channel: Channel | None, tried: Trial | None
) -> None:
    now = base_site(request).now()
    Watches(tx).put(watch, now)
    _share(request, tx, watch.id, owner)
    if tried:
        items = reversed(tried.items)
        Ledger(tx).backfill(
            [Match(watch.id, each.dataset, each.record, each.version, now, each.reasons) for each in items]
        )
    if channel is not None:
        keep_channel(request, tx, watch, channel)
    _note(request, tx, "watch made", watch)


def _share(request: Request, tx: Connection, watch: str, owner: str) -> None:
    """Whose it is: one's own, also a team's one belongs to, or everyone's if an administrator says so."""
    visitor, before = visitor_of(request), Ownership(tx).of(watch)
    if owner == _EVERYONE:
        if not visitor.may(Role.ADMINISTRATOR):
            raise HTTPException(400)
        Ownership(tx).put(watch, NOBODY)
        return
    team = int(owner) if owner.isdecimal() and len(owner) < _ID_LETTERS else None
    if team is not None and team not in visitor.teams and team != before.team:
        raise HTTPException(400)
    me = visitor.person.id if visitor.person else None
    Ownership(tx).put(watch, Owner(before.person or me, team))


def _owner_of(request: Request, tx: Connection) -> str:
    owner = Ownership(tx).of(request.path_params["watch"])
    return _EVERYONE if not owner.private else str(owner.team or _MINE)


def _told(request: Request, error: InputError) -> str:
    language = language_of(request)
    return error.told(language) if isinstance(error, BadAddress) else Messages(language)("making.cannot")


def _note(request: Request, tx: Connection, action: str, watch: Watch) -> None:
    person = signed_in(request).person
    noted(request, tx, person.email if person else "", action, watch.id, watch.name)


def _to(request: Request, path: str) -> Response:
    return RedirectResponse(request.scope.get("root_path", "") + path, 303)

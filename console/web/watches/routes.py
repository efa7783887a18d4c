"""The addresses of this room."""

from __future__ import annotations

from starlette.routing import Route

from console.web.access.forms import posted
from console.web.access.gates import needs
from console.web.watches.addresses import change_addresses
from console.web.watches.channels import add, change, channels
from console.web.watches.confirm import agreed, question, refused
from console.web.watches.deliveries import deliveries, send_again
from console.web.watches.feed import FORMS, feed
from console.web.watches.making import change as change_watch
from console.web.watches.making import edit, make, new
from console.web.watches.opml import opml, private_opml
from console.web.watches.overview import overview
from console.web.watches.page import watch, watches
from console.web.watches.silence import silence
from console.web.watches.trial import trial
from console.web.watches.unsubscribe import asked, ended, taken_up
from console.web.watches.why import narrow, reasons
from core.model.person import Role

UNSUBSCRIBE, CONFIRM = "/desabonnement/{token}", "/confirmation/{token}"
_SUBSCRIBER = Role.SUBSCRIBER
_POST = ["POST"]

ENTRY = (
    Route(UNSUBSCRIBE, asked),
    Route(UNSUBSCRIBE, ended, methods=_POST),
    Route(f"{UNSUBSCRIBE}/reprise", posted(taken_up), methods=_POST),
    Route(CONFIRM, question),
    Route(CONFIRM, posted(agreed), methods=_POST),
    Route(f"{CONFIRM}/refus", posted(refused), methods=_POST),
)
"""Open also where reading is not: who receives a mail need not have an account."""

_WATCH = "/veilles/{watch}"

ROUTES = (
    *ENTRY,
    Route("/canaux", needs(_SUBSCRIBER, overview)),
    Route("/veilles", watches),
    Route("/veilles.opml", opml),
    Route("/veilles.opml", posted(private_opml), methods=_POST),
    *(Route(f"{_WATCH}.{form}", feed) for form in FORMS),
    Route("/veilles/nouvelle", needs(_SUBSCRIBER, new)),
    Route("/veilles/nouvelle", needs(_SUBSCRIBER, posted(make)), methods=_POST),
    Route(f"{_WATCH}/modifier", needs(_SUBSCRIBER, edit)),
    Route(f"{_WATCH}/modifier", needs(_SUBSCRIBER, posted(change_watch)), methods=_POST),
    Route(f"{_WATCH}/pourquoi", needs(_SUBSCRIBER, reasons)),
    Route(f"{_WATCH}/pourquoi", needs(_SUBSCRIBER, posted(narrow)), methods=_POST),
    Route(f"{_WATCH}/silence", silence),
    Route(f"{_WATCH}/canaux", needs(_SUBSCRIBER, channels)),
    Route(f"{_WATCH}/canaux", needs(_SUBSCRIBER, posted(add)), methods=_POST),
    Route(f"{_WATCH}/canaux/{{channel}}", needs(_SUBSCRIBER, posted(change)), methods=_POST),
    Route(f"{_WATCH}/canaux/{{channel}}/essai", posted(trial), methods=_POST),
    Route(f"{_WATCH}/adresses", needs(_SUBSCRIBER, posted(change_addresses)), methods=_POST),
    Route(f"{_WATCH}/envois", needs(_SUBSCRIBER, deliveries)),
    Route(f"{_WATCH}/envois/{{message:int}}", needs(_SUBSCRIBER, posted(send_again)), methods=_POST),
    Route(_WATCH, watch),
)

"""The addresses of this room."""

from __future__ import annotations

from starlette.routing import Route

from console.web.access.forms import posted
from console.web.watches.feed import FORMS, feed
from console.web.watches.opml import opml, private_opml
from console.web.watches.page import watch, watches
from console.web.watches.trial import trial
from console.web.watches.unsubscribe import asked, ended

UNSUBSCRIBE = "/desabonnement/{token}"
_POST = ["POST"]

ENTRY = (Route(UNSUBSCRIBE, asked), Route(UNSUBSCRIBE, ended, methods=_POST))
"""Open also where reading is not: who receives a mail need not have an account."""

ROUTES = (
    *ENTRY,
    Route("/veilles", watches),
    Route("/veilles.opml", opml),
    Route("/veilles.opml", posted(private_opml), methods=_POST),
    *(Route(f"/veilles/{{watch}}.{form}", feed) for form in FORMS),
    Route("/veilles/{watch}/canaux/{channel}/essai", posted(trial), methods=_POST),
    Route("/veilles/{watch}", watch),
)

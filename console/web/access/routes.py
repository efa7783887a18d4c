"""The addresses of this room."""

from __future__ import annotations

from starlette.routing import Route

from console.web.access import account, people_page, sign_in, sign_on, welcome
from console.web.access.audit_page import audit
from console.web.access.forms import posted
from console.web.access.gates import SIGN_IN, needs
from core.model.person import Role

_ADMINISTRATOR, _VIEWER = Role.ADMINISTRATOR, Role.VIEWER
_POST = ["POST"]

ENTRY = (
    Route(SIGN_IN, sign_in.sign_in_page),
    Route(SIGN_IN, posted(sign_in.sign_in), methods=_POST),
    Route("/connexion/fournisseur", sign_on.begin),
    Route(sign_on.RETURN, sign_on.come_back),
    Route("/deconnexion", posted(sign_in.sign_out), methods=_POST),
    Route("/bienvenue/{secret}", welcome.welcome_page),
    Route("/bienvenue/{secret}", posted(welcome.welcome), methods=_POST),
)
"""Open also where reading is not."""

ROUTES = (
    *ENTRY,
    Route("/compte", needs(_VIEWER, account.account)),
    Route("/compte/mot-de-passe", needs(_VIEWER, posted(account.change_password)), methods=_POST),
    Route("/compte/sessions", needs(_VIEWER, posted(account.end_sessions)), methods=_POST),
    Route("/compte/cles", needs(Role.SUBSCRIBER, posted(account.make_key)), methods=_POST),
    Route("/compte/cles/fin", needs(_VIEWER, posted(account.revoke_key)), methods=_POST),
    Route("/acces", needs(_ADMINISTRATOR, people_page.people)),
    Route("/acces", needs(_ADMINISTRATOR, posted(people_page.invite)), methods=_POST),
    Route("/acces/equipes", needs(_ADMINISTRATOR, posted(people_page.change_team)), methods=_POST),
    Route("/acces/journal", needs(_ADMINISTRATOR, audit)),
    Route("/acces/personnes/{person:int}", needs(_ADMINISTRATOR, people_page.person)),
    Route("/acces/personnes/{person:int}", needs(_ADMINISTRATOR, posted(people_page.change)), methods=_POST),
)

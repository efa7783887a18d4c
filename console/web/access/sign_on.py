"""Sign-in by an OpenID Connect provider: authorization code with PKCE (RFC 7636), state and nonce.

An account is found by the provider's name of the person; the first time by an address that the provider says
it has verified. Nobody gets an account by an address that anybody could have typed.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.web.access import cookies
from console.web.access.entering import entered, noted
from console.web.access.forms import token_of
from console.web.access.gates import THEN, local_path
from console.web.site import SignOn, base_site
from core.model.person import Person, Role
from core.storage.credentials import Handshakes
from core.storage.people import People

RETURN = "/connexion/retour"
_LASTING = timedelta(minutes=10)
_ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
_TIMEOUT = 10.0


class NotRecognised(HTTPException):
    """The provider's answer opens no account here."""

    def __init__(self) -> None:
        super().__init__(403, "sign_on")


@dataclass(frozen=True, slots=True)
class _Provider:
    """What the provider says of itself (OpenID Connect Discovery 1.0)."""

    authorize: str
    token: str
    keys: str


def begin(request: Request) -> Response:
    """Answer ``/connexion/fournisseur``: lead the browser to the provider."""
    site, given = base_site(request), _sign_on(request)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    with _client() as client:
        provider = _discovered(client, given)
    address = prepare_grant_uri(
        provider.authorize,
        given.client_id,
        "code",
        redirect_uri=_return(request),
        scope="openid email profile",
        state=state,
        nonce=nonce,
        code_challenge=create_s256_code_challenge(verifier),
        code_challenge_method="S256",
    )
    response = RedirectResponse(address, 303, headers={"Cache-Control": "no-store"})
    tie = _tie(request, response)
    remembered = {
        "nonce": nonce,
        "verifier": verifier,
        "tie": tie,
        "then": local_path(request.query_params.get(THEN, "/")),
    }
    with site.database.write() as tx:
        Handshakes(tx).add(state, remembered, site.now(), _LASTING)
    return response


def come_back(request: Request) -> Response:
    """Answer ``/connexion/retour``: check what the provider says, then sign in."""
    site, given = base_site(request), _sign_on(request)
    with site.database.write() as tx:
        remembered = Handshakes(tx).take(request.query_params.get("state", ""), site.now())
    code = request.query_params.get("code", "")
    if remembered is None or not code or remembered["tie"] != token_of(request):
        raise NotRecognised
    claims = _claims(request, given, code, remembered)
    with site.database.write_durably() as tx:
        person = _person(request, tx, given, claims)
        if person is not None:
            return entered(request, tx, person, "provider", remembered["then"])
        noted(request, tx, str(claims.get("email", claims["sub"])), "sign-in refused", given.issuer)
    raise NotRecognised


def _claims(request: Request, given: SignOn, code: str, remembered: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the signed token says, once it is checked as OpenID Connect Core 3.1.3.7 asks."""
    try:
        with _client() as client:
            provider = _discovered(client, given)
            asked = {
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": _return(request),
                "code_verifier": remembered["verifier"],
            }
            who = (quote(given.client_id, safe=""), quote(given.client_secret, safe=""))  # RFC 6749, 2.3.1
            token = client.post(provider.token, data=asked, auth=who).raise_for_status().json()
            keys = KeySet.import_key_set(client.get(provider.keys).raise_for_status().json())
        claims = jwt.decode(token["id_token"], keys, algorithms=_ALGORITHMS).claims
        registry = jwt.JWTClaimsRegistry(
            now=lambda: int(base_site(request).now().timestamp()),
            leeway=60,
            iss={"essential": True, "value": given.issuer},
            aud={"essential": True, "value": given.client_id},
            exp={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": remembered["nonce"]},
        )
        registry.validate(claims)
    except (JoseError, httpx.HTTPError, ValueError, KeyError, TypeError) as error:
        raise NotRecognised from error
    return claims


def _person(request: Request, tx: Connection, given: SignOn, claims: Mapping[str, Any]) -> Person | None:
    people, subject = People(tx), f"{given.issuer}|{claims['sub']}"
    person = people.by_subject(subject)
    email = claims.get("email")
    if person is None and isinstance(email, str) and email and claims.get("email_verified") is True:
        person = people.by_email(email)
        if person is not None and person.subject:
            return None  # the address belongs to another person of the provider
        if person is None and given.opens:
            name = str(claims.get("name") or "")[:200]
            person = people.add(email, name=name, roles=(Role.SUBSCRIBER,), at=base_site(request).now())
            noted(request, tx, given.issuer, "person added", email)
        if person is not None:
            people.set_subject(person.id, subject)
    return person if person is not None and person.disabled_at is None else None


def _client() -> httpx.Client:
    return httpx.Client(timeout=_TIMEOUT, follow_redirects=False, trust_env=False)


def _return(request: Request) -> str:
    return f"{base_site(request).address(request)}{RETURN}"


def _discovered(client: httpx.Client, given: SignOn) -> _Provider:
    try:
        answer = client.get(f"{given.issuer}/.well-known/openid-configuration")
        said = answer.raise_for_status().json()
        if said["issuer"] != given.issuer:
            raise ValueError("the provider calls itself otherwise")
        return _Provider(said["authorization_endpoint"], said["token_endpoint"], said["jwks_uri"])
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
        raise HTTPException(503, "sign_on") from error


def _sign_on(request: Request) -> SignOn:
    given = base_site(request).access.sign_on
    if given is None:
        raise HTTPException(404)
    return given


def _tie(request: Request, response: Response) -> str:
    """What ties the answer of the provider to the browser that asked."""
    made = token_of(request)
    secret = getattr(request.state, "form_secret", "")
    if secret:
        cookies.write(request, response, cookies.FORM, secret)
    return made

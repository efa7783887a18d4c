"""A small OpenID Connect provider of the tests, on this machine."""

from __future__ import annotations

import json
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.local_server import serving

CLIENT, SECRET = "veille", "le secret du client"


@dataclass
class Provider:
    """``claims`` go into the token; ``asked`` is what the last browser was sent with, by its code."""

    claims: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048))
    signing: RSAKey | None = None
    issuer: str = ""

    def discovery(self, request: Request) -> Response:
        self.issuer = str(request.base_url).rstrip("/")
        parts = {"authorization_endpoint": "/go", "token_endpoint": "/token", "jwks_uri": "/keys"}
        said = {name: f"{self.issuer}{path}" for name, path in parts.items()}
        return JSONResponse({"issuer": self.issuer, **said})

    def keys(self, request: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def token(self, request: Request) -> Response:
        given = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        who = b64decode(request.headers["authorization"].partition(" ")[2]).decode()
        challenge = self.asked["code_challenge"]
        if who != f"{CLIENT}:le%20secret%20du%20client" or _s256(given["code_verifier"]) != challenge:
            return JSONResponse({"error": "invalid_grant"}, 400)
        claims = {"iss": self.issuer, "aud": CLIENT, "nonce": self.asked["nonce"], **self.claims}
        signed = jwt.encode({"alg": "RS256"}, claims, self.signing or self.key)
        return Response(json.dumps({"access_token": "x", "token_type": "Bearer", "id_token": signed}))


@contextmanager
def provider() -> Iterator[tuple[Provider, str]]:
    """A provider and its address."""
    made = Provider()
    routes = [
        Route("/.well-known/openid-configuration", made.discovery),
        Route("/keys", made.keys),
        Route("/token", made.token, methods=["POST"]),
    ]
    with serving(Starlette(routes=routes)) as address:
        yield made, address


def _s256(verifier: str) -> str:
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()

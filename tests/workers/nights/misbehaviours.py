"""Everything a publisher's server may do in place of answering."""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

import orjson

from tools.replayed_origin import MODIFIED, Behaviour, Exchange, behave, send, tag

BOMB = gzip.compress(bytes(40_000_000))
MAINTENANCE = (
    "<!DOCTYPE html><html lang='fr'><head><title>Site en maintenance</title></head>"
    "<body><h1>Site en maintenance</h1><p>Nous revenons bientôt. <a href='/contact'>Contact</a></p>"
    "</body></html>"
).encode()
ERROR_PAGE = (
    b"<html><head><title>Erreur</title></head><body><h1>Une erreur est survenue</h1><p>ORA-00942</p>"
    b"</body></html>"
)
CAPTCHA = (
    b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><p>Verify you are human</p>"
    b"<a href='https://www.cloudflare.com/privacy'>Privacy</a>"
    b"<script src='/cdn-cgi/challenge-platform/h/b/orchestrate.js'></script></body></html>"
)


@dataclass(frozen=True, slots=True)
class Misbehaviour:
    """``told``: the run must say that something went wrong. ``listing``: only listings can do it.

    ``rounds``: 2 where bytes reach the reader, so that it matters whether there were good ones before.
    """

    name: str
    act: Behaviour
    told: bool = True
    listing: bool = False
    rounds: int = 1


def status(code: int, **headers: str) -> Behaviour:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda exchange: send(exchange.handler, code, b"", named)


def quota_spent(exchange: Exchange) -> None:
    """As Opendatasoft says it: when the day's calls come back stands in the body, not in Retry-After."""
    body = {
        "errorcode": 10002,
        "error": "Too many requests on the domain. Please contact the domain administrator.",
        "reset_time": "2026-03-16T00:00:00Z",
        "limit_time_unit": "day",
        "call_limit": 50000,
    }
    headers = {"Content-Type": "application/json", "X-RateLimit-Limit": "50000", "X-RateLimit-Remaining": "0"}
    send(exchange.handler, 429, orjson.dumps(body), headers)


def once(act: Behaviour) -> Behaviour:
    """Then good."""
    return lambda exchange: act(exchange) if exchange.times == 1 else behave(exchange)


def page(body: bytes, **headers: str) -> Behaviour:
    """A page with status 200, under the validators of what should have come."""

    def act(exchange: Exchange) -> None:
        right = exchange.answer.body if exchange.answer else b""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        validators = {"ETag": tag(right), "Last-Modified": MODIFIED}
        send(exchange.handler, 200, body, {"Content-Type": "text/html", **validators, **named})

    return act


def altered(change: Callable[[bytes], bytes], **headers: str) -> Behaviour:
    """Another body than the right one, as if it were the right one."""

    def act(exchange: Exchange) -> None:
        right = exchange.answer.body if exchange.answer else b""
        page(change(right), **headers)(exchange)

    return act


def stall(exchange: Exchange) -> None:
    time.sleep(0.6)
    behave(exchange)


def truncated(exchange: Exchange) -> None:
    body = exchange.answer.body if exchange.answer else b"x"
    send(exchange.handler, 200, body[: len(body) // 2], {"Content-Length": str(len(body))})
    exchange.handler.close_connection = True


def cut_chunks(exchange: Exchange) -> None:
    body = (exchange.answer.body if exchange.answer else b"xx")[:100]
    handler = exchange.handler
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(f"{len(body):x}\r\n".encode() + body + b"\r\n")
    handler.close_connection = True


def silent_cut(exchange: Exchange) -> None:
    """No length, half the body, and the validators of the whole."""
    body = exchange.answer.body if exchange.answer else b""
    handler = exchange.handler
    handler.send_response(200)
    for name, value in {"ETag": tag(body), "Connection": "close"}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2])
    handler.close_connection = True


def hang_up(exchange: Exchange) -> None:
    exchange.handler.close_connection = True


def redirect_to_itself(exchange: Exchange) -> None:
    send(exchange.handler, 302, b"", {"Location": exchange.handler.path})


def emptied(body: bytes) -> bytes:
    """A listing without its items."""
    if body.lstrip().startswith(b"{"):
        known = orjson.loads(body)
        empty = {"notices": [], "totalNoticeCount": 0, "total_count": 0, "iterationNextToken": None}
        return orjson.dumps({name: empty.get(name, value) for name, value in known.items()})
    return _ITEM.sub(b"", body)


def doubled(body: bytes) -> bytes:
    """A listing that names each item twice, in the other order the second time."""
    if body.lstrip().startswith(b"{"):
        known = orjson.loads(body)
        notices = known.get("notices", [])
        return orjson.dumps({**known, "notices": [*notices, *reversed(notices)]} if notices else known)
    items = [match[0] for match in _ITEM.finditer(body)]
    return body.replace(items[0], b"".join(items) + b"".join(reversed(items)), 1) if items else body


_ITEM = re.compile(
    rb"<a [^>]*href=[\"'](?!\?C=|/\"|/OPENDATA|/\?page=entreprise.EntrepriseAccueil)[^>]*>.*?</a>",
    re.DOTALL,
)

ALL = (
    Misbehaviour("500-once", once(status(500)), told=False),
    Misbehaviour("502-once", once(status(502)), told=False),
    Misbehaviour("503-once", once(status(503, Retry_After="30")), told=False),
    Misbehaviour("429-once", once(status(429, Retry_After="7")), told=False),
    Misbehaviour("429-for-a-day", status(429, Retry_After="86400")),
    Misbehaviour("quota-of-the-day", quota_spent),
    Misbehaviour("500-all-night", status(500)),
    Misbehaviour("403", status(403)),
    Misbehaviour("404", status(404), rounds=2),
    Misbehaviour("304-unasked", status(304), rounds=2),
    Misbehaviour("stall-once", once(stall), told=False),
    Misbehaviour("truncated", truncated),
    Misbehaviour("cut-chunks", cut_chunks),
    Misbehaviour("silent-cut", silent_cut, told=False, rounds=2),
    Misbehaviour("hang-up", hang_up),
    Misbehaviour("wrong-type", altered(bytes, Content_Type="application/octet-stream"), told=False, rounds=2),
    Misbehaviour("error-page", page(ERROR_PAGE), rounds=2),
    Misbehaviour("maintenance-page", page(MAINTENANCE), rounds=2),
    Misbehaviour("captcha-page", page(CAPTCHA), rounds=2),
    Misbehaviour("empty-body", page(b""), rounds=2),
    Misbehaviour("redirect-loop", redirect_to_itself),
    Misbehaviour("redirect-inside", status(302, Location="http://10.0.0.1/secret")),
    Misbehaviour("gzip-bomb", page(BOMB, Content_Encoding="gzip")),
    Misbehaviour("damaged-gzip", page(b"\x1f\x8bnothing", Content_Encoding="gzip")),
    Misbehaviour("empty-listing", altered(emptied), listing=True, rounds=2),
    Misbehaviour("doubled-listing", altered(doubled), told=False, listing=True, rounds=2),
)

"""Templates: everything is escaped, a missing name is an error, words and figures follow the reader."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from console.web.access.forms import keep_token, token_of
from console.web.access.visitor import visitor_of
from console.web.declared import declared_name
from console.web.language import LANGUAGES, language_of, remember
from console.web.marks import shown
from console.web.messages import Messages
from console.web.subjects.links import subject_of
from console.web.translated import address_in
from console.web.typography import french
from console.web.values import DEFAULT_TONE, TONES, bounds_in, is_notable
from normalizers.codes.names import label_of, name_of
from normalizers.meanings import meaning_en
from workers.feeds.figures import Figures

HERE = Path(__file__).parent
STATIC = HERE / "static"


@cache
def environment() -> Environment:
    """The templates."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["segment"] = lambda text: quote(str(text), safe="")
    made.filters["web_address"] = web_address
    made.filters["french"] = french
    made.filters["tone"] = lambda term: TONES.get(str(term), DEFAULT_TONE)
    made.filters["is_notable"] = is_notable
    made.globals["asset"] = asset
    made.globals["subject_of"] = subject_of
    made.globals["words"] = shown
    made.globals["names"] = name_of
    made.globals["code_label"] = label_of
    made.globals["bounds"] = bounds_in
    made.globals["meaning_en"] = meaning_en
    made.globals["declared"] = declared_name
    return made


def page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A page for a reader: the template with its context, in the reader's language."""
    language = language_of(request)
    body = (
        environment()
        .get_template(template)
        .render(
            t=Messages(language),
            f=Figures(language),
            language=language,
            root=request.scope.get("root_path", ""),
            path=request.url.path,
            visitor=visitor_of(request),
            csrf=_Token(request),
            other_languages=[(other, address_in(request, other)) for other in LANGUAGES if other != language],
            **context,
        )
    )
    headers = {"Content-Language": language, "Vary": "Cookie", "Cache-Control": "no-cache"}
    response = HTMLResponse(body, status, headers=headers)
    remember(request, response)
    keep_token(request, response)
    return response


class _Token:
    """The token of the forms of a page, made where the page has a form: others set no cookie."""

    def __init__(self, request: Request) -> None:
        self._request = request

    def __html__(self) -> str:
        return token_of(self._request)


def web_address(text: object) -> str:
    """The text if it is an address that a browser may follow, else nothing: documents can say anything."""
    try:
        parts = urlsplit(str(text))
    except ValueError:
        return ""
    return str(text) if parts.scheme in ("http", "https") and parts.netloc else ""


@cache
def asset(name: str) -> str:
    """The address of a file of ours, which changes with its content."""
    digest = sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"

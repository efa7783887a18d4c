"""The addresses of this room; they come before those of the records, whose ids may look like anything."""

from __future__ import annotations

from starlette.routing import Route

from console.web.access.forms import posted
from console.web.reports.page import report, report_page

_PATH = "/datasets/{dataset}/{record:path}/signaler"

ROUTES = (Route(_PATH, report_page), Route(_PATH, posted(report), methods=["POST"]))

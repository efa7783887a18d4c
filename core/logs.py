"""What the program says of itself while it runs, on stderr: lines for people, or JSON for machines."""

from __future__ import annotations

import logging
import sys

import structlog
from structlog.typing import Processor

from core.settings import Settings


def configure_logs(settings: Settings, **bound: object) -> None:
    """Send our events and those of the libraries through one form; ``bound`` is told with each of them.

    A step binds ``work``, ``stage``, ``subject`` and ``source``, so that every event tells its document.
    """
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        _constant(bound),
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    last: list[Processor] = (
        [structlog.processors.dict_tracebacks, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if settings.log_format == "json"
        else [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
    )
    structlog.configure(
        processors=[*shared, *last],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=_to_stderr,
        cache_logger_on_first_use=False,
    )
    handler = _Stderr()
    strip = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(processors=[strip, *last], foreign_pre_chain=shared)
    )
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)


def _to_stderr(*_arguments: object) -> structlog.PrintLogger:
    """Writes to what stderr is now: whoever runs us inside a program of theirs may have put another there."""
    return structlog.PrintLogger(sys.stderr)


class _Stderr(logging.Handler):
    """The same for what libraries log."""

    def emit(self, record: logging.LogRecord) -> None:
        print(self.format(record), file=sys.stderr, flush=True)


def _constant(bound: dict[str, object]) -> Processor:
    return lambda _logger, _method, event: {**bound, **event}

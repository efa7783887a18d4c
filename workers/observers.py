"""Others that may watch the steps: OpenTelemetry and Sentry, where the operator names them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from core.errors import InputError, VeilleError
from core.settings import Settings
from core.storage.work import Work

_LACKING = "Install the extra: pip install 'veille[telemetry]'; or unset the variable."

Span = Callable[[Work], AbstractContextManager[object]]
_spans: list[Span] = []
_reports: list[Callable[[BaseException], object]] = []
_flushes: list[Callable[[], object]] = []


def observe(settings: Settings, service: str) -> None:
    """Tell of the steps of this process to those that the settings name; to nobody by default.

    Raises:
        InputError: a setting asks for a package that is not installed.
    """
    flush()
    for each in (_spans, _reports, _flushes):
        each.clear()
    if settings.otlp_endpoint:
        _spans.append(_opentelemetry(settings.otlp_endpoint, service))
    if settings.sentry_dsn:
        _reports.append(_sentry(settings.sentry_dsn.get_secret_value(), service))


def watched(work: Work) -> AbstractContextManager[object]:
    """The span of a step."""
    return _spans[0](work) if _spans else nullcontext()


def report(error: BaseException) -> None:
    """Tell of an error that is a defect of ours: those with a name are expected and told elsewhere."""
    if not isinstance(error, VeilleError):
        for each in _reports:
            each(error)


def flush() -> None:
    """Send what waits to be sent."""
    for each in _flushes:
        each()


def _opentelemetry(endpoint: str, service: str) -> Span:
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
    except ImportError as error:
        raise InputError(f"VEILLE_OTLP_ENDPOINT needs {error.name}", hint=_LACKING) from error
    provider = TracerProvider(resource=Resource.create({"service.name": f"veille-{service}"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint)))
    _flushes.append(provider.force_flush)
    tracer = provider.get_tracer("veille")

    def span(work: Work) -> AbstractContextManager[object]:
        told: dict[str, str | int] = {
            "veille.work": work.id,
            "veille.subject": work.subject,
            "veille.source": work.source,
            "veille.attempt": work.attempts,
        }
        return tracer.start_as_current_span(work.stage, attributes=told)

    return span


def _sentry(dsn: str, service: str) -> Callable[[BaseException], object]:
    try:
        import sentry_sdk  # noqa: PLC0415
    except ImportError as error:
        raise InputError(f"VEILLE_SENTRY_DSN needs {error.name}", hint=_LACKING) from error
    # Neither local variables nor addresses: they may hold what documents say of persons.
    sentry_sdk.init(dsn, server_name=service, include_local_variables=False)
    _flushes.append(sentry_sdk.flush)
    return sentry_sdk.capture_exception

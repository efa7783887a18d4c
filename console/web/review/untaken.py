"""Why a value is not taken, in the reader's language."""

from __future__ import annotations

from console.corrections.untaken import Untaken
from console.web.language import Language
from console.web.messages import Messages
from core.errors import InputError

_LONGEST = 80


def told(error: InputError, language: Language) -> str:
    """The sentence for who typed the value; what no value is to blame for stays as it was said."""
    if not isinstance(error, Untaken):
        return str(error)
    say = Messages(language)
    parts = {name: say.quoted(_short(part)) if name != "who" else part for name, part in error.parts.items()}
    wrong = say.semicolon.join(_within(say.warning(code)) for code in error.warnings)
    return f"{parts['typed']}{say.colon}{wrong}" if wrong else say(f"untaken.{error.why}", **parts)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _within(label: str) -> str:
    """A label inside a sentence: ``code CPV illisible``, but ``SIRET illisible``."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]

"""Named errors: what went wrong, where, and what to do about it."""

from __future__ import annotations


class VeilleError(Exception):
    """Base of every error with a name.

    ``code`` is stable and machine-readable; the message says what and where; ``hint`` says what to do.
    """

    code = "error"
    hint = ""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint or type(self).hint


class InputError(VeilleError):
    """The call was wrong: a missing file, an unknown source, an option that does not exist."""

    code = "bad-call"


class DocumentError(VeilleError):
    """A document cannot be read; the document is kept and the rest of the run goes on."""

    code = "unreadable"


class EmptyDocument(DocumentError):
    """The document has no bytes."""

    code = "empty"
    hint = "Fetch the document again; if it is empty at the publisher, there is nothing to read."


class WrongFormat(DocumentError):
    """The bytes are of another format than the name or the source says."""

    code = "wrong-format"
    hint = "Check that the file is complete and is what its name says."


class CorruptDocument(DocumentError):
    """The bytes are cut or damaged."""

    code = "corrupt"
    hint = "Fetch the document again; if it stays damaged, tell the publisher."


class HostileDocument(DocumentError):
    """The document does what no honest document does: external entities, bombs, escaping paths."""

    code = "hostile"
    hint = "Do not open it elsewhere. It is kept in the archive for inspection."


class LimitExceeded(DocumentError):
    """Reading passed a limit of memory, time, pages or output.

    ``limit`` names the one for which the reading process was ended: time, output, silence,
    memory, cpu, system.
    """

    code = "limit"
    hint = "If the document is legitimate, raise the limit in the settings and retry it."

    def __init__(self, message: str, *, hint: str = "", limit: str = "") -> None:
        super().__init__(message, hint=hint)
        self.limit = limit


class UnknownForm(DocumentError):
    """No form of the source recognises the document."""

    code = "unknown-form"
    hint = "Check the source given; if it is right, the publisher has a form that we do not read yet."


class StructureChanged(DocumentError):
    """The publisher has changed the structure: reading on would guess."""

    code = "structure-changed"
    hint = "Compare the document with the nominal fixture of its source and adapt the source module."


class ScannedDocument(DocumentError):
    """The pages are pictures without text and no OCR engine is installed."""

    code = "scanned"
    hint = "Install the Debian packages tesseract-ocr and tesseract-ocr-fra, then retry the document."


class ProtectedText(DocumentError):
    """The law forbids to index this text (CRPA L221-14, R221-15); it is counted and not read."""

    code = "protected"
    hint = "Nothing to do: the refusal is wanted."


def document_hint(code: str) -> str:
    """What to do about a document that was refused with that code; empty for a code that says no more."""
    return next((each.hint for each in DocumentError.__subclasses__() if each.code == code), "")


class FetchError(VeilleError):
    """An answer could not be fetched."""

    code = "fetch"
    hint = "The run tries again by itself; see `veille sources` if it lasts."


class TooManyRequests(FetchError):
    """The publisher counts what it is asked, and has been asked enough for now (429, RFC 6585)."""

    code = "too-many-requests"
    hint = "The next run goes on; ask the publisher for a larger quota if it lasts."


class MissingCredentials(FetchError):
    """A publisher answers only to the registered, and the installation has no credentials for it."""

    code = "missing-credentials"
    hint = (
        "Register an application on piste.gouv.fr, subscribe it to the Légifrance API, and set "
        "VEILLE_PISTE_CLIENT_ID and VEILLE_PISTE_CLIENT_SECRET."
    )


class ForbiddenAddress(FetchError):
    """The address is not a public one (SSRF guard) or robots.txt forbids it."""

    code = "forbidden-address"
    hint = "Allow the host by name with VEILLE_ALLOWED_HOSTS if it is one of yours."


class FilesRefused(VeilleError):
    """The system refuses a file or a folder: it is not there, is not ours, or the disk is full."""

    code = "files"
    hint = "Check the path and VEILLE_HOME: a folder that exists, may be written to and has room."


class DatabaseDown(VeilleError):
    """The database cannot be opened."""

    code = "database"
    hint = "Check VEILLE_DATABASE_URL, that the server runs, and that VEILLE_HOME can be written."


class ArchiveDown(VeilleError):
    """The archive of documents does not answer, or refuses."""

    code = "archive"
    hint = "Check VEILLE_BLOBS_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY; no work is lost meanwhile."


class GuardRefused(VeilleError):
    """A guard refused to publish; yesterday's data stands."""

    code = "guard"
    hint = "See `veille sources` for the floor that was missed; `veille run` tries again."


class Unprotected(VeilleError):
    """A secret cell of an aggregated table that cannot be hidden; nothing new is told of that table."""

    code = "secrecy"
    hint = (
        "What was published of that year stands. Correct the awards of the cell if one is wrong, then call "
        "`veille statistics --year` again; the other years are not concerned."
    )


class RowsStay(GuardRefused):
    """The rows of a restricted dataset were asked for: only registered computations leave it."""

    code = "restricted"
    hint = "Ask for a registered computation: veille compute."

"""What can be wrong with a file that is handed in."""

from __future__ import annotations

import enum

from hankehaku.errors import UsageError


class Trouble(enum.StrEnum):
    """Why a form or a file cannot be used; interfaces tell each with its cure."""

    FORM = "form"
    TOO_LARGE = "too_large"
    EMPTY = "empty"
    KIND = "kind"
    OLD_KIND = "old_kind"
    LOCKED = "locked"
    BROKEN = "broken"
    NO_TEXT = "no_text"
    TOO_HEAVY = "too_heavy"


_SAID = {
    Trouble.FORM: ("the form cannot be read", "Send it again"),
    Trouble.TOO_LARGE: ("the file is too large", "Send at most 2 MB or paste the text"),
    Trouble.EMPTY: ("the file is empty", "Choose a file with text"),
    Trouble.KIND: ("the file is no text, Word or PDF document", "Save it as docx, pdf or txt"),
    Trouble.OLD_KIND: ("the file is of a format that is not read", "Save it as docx or pdf"),
    Trouble.LOCKED: ("the file is protected by a password", "Take the protection away"),
    Trouble.BROKEN: ("the file is damaged", "Save it again or paste the text"),
    Trouble.NO_TEXT: ("the file has no text, only pictures perhaps", "Paste the text"),
    Trouble.TOO_HEAVY: ("reading the file takes too much time or memory", "Paste the text"),
}


class UploadError(UsageError):
    """A form or file that cannot be used: `trouble` tells why, the message never quotes it."""

    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble
        what, cure = _SAID[trouble]
        super().__init__(what, cure=cure)

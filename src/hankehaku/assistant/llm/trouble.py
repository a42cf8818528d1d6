"""What can go wrong with a language model; none of it leaves the assistant as an exception."""

from __future__ import annotations

import enum


class Trouble(enum.StrEnum):
    """Why a plain answer stands."""

    SLOW = "slow"
    UNREACHABLE = "unreachable"
    UNUSABLE = "unusable"
    UNVERIFIED = "unverified"


class ModelTrouble(Exception):  # noqa: N818 - never leaves the assistant
    """The model gave nothing to use. `detail` has nothing of what was sent or received.

    `refused` tells that the server did not accept the request as it was made.
    """

    def __init__(self, kind: Trouble, detail: str, *, refused: bool = False) -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind, self.detail, self.refused = kind, detail, refused

"""Errors that a person can act on.

An error knows its permanent kebab-case ``code``, the values for its sentence and the exit
code; it knows no printer and no language. ``cli`` looks up ``error.<code>.message`` and
``error.<code>.hint`` and is the only place that shows one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from gosupport_cli.core.model import Message, Receipt


class GosupportError(Exception):
    """What happened; ``values`` fill the sentence that the person sees."""

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


class UsageError(GosupportError):
    """Wrong usage, or an answer is missing and there is no terminal."""

    exit_code = 2


class ChecklistError(GosupportError):
    """The checklist has errors."""

    exit_code = 3


class DeclarationError(GosupportError):
    """Settings or templates are wrong; ``file`` and ``line`` are always among the values."""

    exit_code = 4


class StorageError(GosupportError):
    """The journal or another file of the person's own cannot be read or written."""

    exit_code = 1


class DeliveryError(GosupportError):
    """A delivery that did not end well; with a receipt once the attempt stands in the ledger."""

    receipt: Receipt | None = None
    about: Message | None = None  # None: the request itself


class NotDelivered(DeliveryError):
    """Not delivered, kept, can be retried."""

    exit_code = 5


class OutcomeUnknown(DeliveryError):
    """The outcome of a delivery is unknown."""

    exit_code = 6


class NoSuchRequest(GosupportError):
    """No such request, or the id is ambiguous."""

    exit_code = 7


class Interrupted(GosupportError):
    """The person stopped; everything typed is kept."""

    exit_code = 130

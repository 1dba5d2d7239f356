"""Who carries a message out of the house: files, a mail server, an operator's way for text messages."""

from typing import Protocol

from perspektiv.records.letters.models import Message


class NotNow(Exception):
    """It surely did not go out, and may go later: the other side was busy, or not there."""


class Never(Exception):
    """It surely did not go out, and will not: the other side refused it."""


class Unknown(Exception):
    """It may have gone out: the connection broke after it was handed over."""


class Carrier(Protocol):
    """One way out. Sending the same message twice by an idempotent one has the same effect as once."""

    @property
    def name(self) -> str: ...

    @property
    def idempotent(self) -> bool: ...

    def carry(self, message: Message) -> None:
        """Returns when it went out; raises NotNow, Never or Unknown."""

    def close(self) -> None: ...


class Unfit(Exception):
    """A message could not even be made ready."""

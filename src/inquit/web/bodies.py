"""Bodies of requests, within a limit whatever their headers say."""

from __future__ import annotations

from starlette.types import Message, Receive


class BodyTooLargeError(Exception):
    """A body went on for longer than it may."""


class Body:
    """The body of a request, given up where it is longer than it may be.

    Attributes:
        most: Bytes that it may have.
        seen: Bytes that came.
    """

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self.most = most
        self.seen = 0

    @property
    def too_large(self) -> bool:
        """Whether more came than may."""
        return self.seen > self.most

    async def receive(self) -> Message:
        """The next part."""
        message = await self._receive()
        if message["type"] == "http.request":
            self.seen += len(message.get("body", b""))
            if self.too_large:
                raise BodyTooLargeError
        return message

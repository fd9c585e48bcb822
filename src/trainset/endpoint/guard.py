"""Who may talk to the endpoint: this machine alone, and pages that the endpoint itself served.

A page of another origin must not reach a server on the loopback interface, neither straight (`Origin`) nor under a name of its own
that it points at this machine (`Host`; DNS rebinding). Requests come as JSON, which no plain form can send.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.responses import JSONResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


class Guard:
    """Refuses foreign hosts and origins, bodies that are no JSON, and bodies that are too large."""

    def __init__(self, app: ASGIApp, body_bytes: int) -> None:
        self._app = app
        self._body_bytes = body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a refused request; pass the others on with their whole body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        refused = _foreign(headers) or _not_json(scope["method"], headers)
        if refused:
            status, message = refused
            await _answer(status, message, "FORBIDDEN" if status == 403 else "BAD_REQUEST")(
                scope, receive, send
            )
            return
        body = await _read(receive, self._body_bytes)
        if body is None:
            message = f"The request is larger than {self._body_bytes} bytes."
            await _answer(413, message, "LIMIT", limit="body_bytes")(scope, receive, send)
            return
        if scope["method"] == "POST" and (fault := _malformed(body)):
            await _answer(400, fault, "BAD_REQUEST")(scope, receive, send)
            return
        await self._app(scope, _again(body), send)


def _malformed(body: bytes) -> str:
    """What keeps a body from being an operation; empty if nothing does."""
    try:
        value = json.loads(body)
    except ValueError as error:
        return f"The request is no JSON: {error}."
    except RecursionError:
        return "The request is nested too deeply."
    if not isinstance(value, dict) or not isinstance(value.get("query"), str):
        return 'The request is an object with the operation as the text "query".'
    if not isinstance(value.get("variables") or {}, dict):
        return "variables is an object."
    return ""


def _foreign(headers: dict[str, str]) -> tuple[int, str] | None:
    host = headers.get("host", "")
    if _name(f"//{host}") not in _LOCAL:
        return 403, f"This endpoint answers to 127.0.0.1 and localhost, not to {host!r}."
    origin = headers.get("origin")
    if origin is not None and (urlsplit(origin).netloc != host or _name(origin) not in _LOCAL):
        return 403, f"This endpoint does not answer to pages of {origin!r}."
    return None


def _name(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _not_json(method: str, headers: dict[str, str]) -> tuple[int, str] | None:
    kind = headers.get("content-type", "").split(";")[0].strip().lower()
    if method == "POST" and kind not in {"application/json", "application/graphql-response+json"}:
        return 415, "Send the operation as JSON, with Content-Type: application/json."
    return None


async def _read(receive: Receive, most: int) -> bytes | None:
    """The whole body; None if it is larger than allowed."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b""
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > most:
            return None
        if not message.get("more_body"):
            return b"".join(parts)


def _again(body: bytes) -> Receive:
    """A body that was read already, to be read once more."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop() if messages else {"type": "http.disconnect"}

    return receive


def _answer(status: int, message: str, code: str, **more: str) -> JSONResponse:
    error = {"message": message, "extensions": {"code": code, **more}}
    return JSONResponse({"errors": [error]}, status_code=status)

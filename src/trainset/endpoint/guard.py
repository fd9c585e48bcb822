"""Who may talk to the endpoint: this machine alone, and pages that the endpoint itself served.

A page of another origin must not reach a server on the loopback interface, neither straight (`Origin`) nor under a name of its own
that it points at this machine (`Host`; DNS rebinding). Operations come as JSON in a POST, which no plain form can send.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOCAL = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?", re.IGNORECASE | re.ASCII)
# The escape of a half may be one of a whole pair: where there is one, it is looked at closely.
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
OPERATIONS = "/graphql"


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
        headers: dict[str, list[str]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
        refused = _foreign(headers) or _no_operation(scope["method"], scope["path"], headers)
        if refused:
            status, message = refused
            code = "FORBIDDEN" if status == 403 else "BAD_REQUEST"
            await _answer(status, message, code)(scope, receive, send)
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
    if _HALF.search(body) and not _is_unicode(value):
        return "The request has half of a surrogate pair, which is no Unicode."
    if not isinstance(value, dict) or not isinstance(value.get("query"), str):
        return 'The request is an object with the operation as the text "query".'
    if not isinstance(value.get("variables") or {}, dict):
        return "variables is an object."
    return ""


def _is_unicode(value: object) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _foreign(headers: Mapping[str, list[str]]) -> tuple[int, str] | None:
    hosts = headers.get("host", [])
    if len(hosts) != 1 or not _LOCAL.fullmatch(hosts[0]):
        return 403, f"This endpoint answers to 127.0.0.1 and localhost, not to {', '.join(hosts)!r}."
    for origin in headers.get("origin", []):
        # The host was held to be plain: an origin that is made of it is plain too.
        if origin.lower() != f"http://{hosts[0].lower()}":
            return 403, f"This endpoint does not answer to pages of {origin!r}."
    return None


def _no_operation(method: str, path: str, headers: Mapping[str, list[str]]) -> tuple[int, str] | None:
    if path == OPERATIONS and method != "POST":
        return 405, "Send operations with POST; the page to type them into is at /."
    kind = ", ".join(headers.get("content-type", [])).split(";")[0].strip().lower()
    if method == "POST" and kind != "application/json":
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

"""The endpoint over HTTP on this machine, with a page to type queries into. It needs no network.

Actions change a working copy of the world; the file it came from stays as it was.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

from ariadne import unwrap_graphql_error
from ariadne.asgi import GraphQL
from graphql import parse
from graphql.error import GraphQLError, GraphQLSyntaxError
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trainset.endpoint.guard import OPERATIONS, Guard
from trainset.endpoint.limits import Limits, limit_rule, refusal
from trainset.errors import TrainsetError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from graphql import DocumentNode
    from starlette.requests import Request

    from trainset.endpoint.execute import Endpoint
    from trainset.world.database import World

_PAGE = {
    "": ("index.html", "text/html"),
    "page.css": ("page.css", "text/css"),
    "page.js": ("page.js", "text/javascript"),
}
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src data:; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
# What a client did wrong is told to the client, and not to the log.
_LOGGER = logging.getLogger("trainset.endpoint")
_LOGGER.addFilter(lambda record: not (record.exc_info and _is_answered(record.exc_info[1])))
# What the parser says of the limits that it holds itself.
_PARSING = {"depth": "is nested too deeply", "tokens": "contains more than"}
# So many steps of SQLite's machine between two looks at the clock.
_STEPS = 20_000


@dataclass(slots=True)
class Deadline:
    """The time at which the operation under way must end, held by SQLite itself."""

    seconds: float
    monotonic: Callable[[], float]
    end: float = 0.0

    def begin(self) -> None:
        """Give the operation that begins now its time."""
        self.end = self.monotonic() + self.seconds

    def passed(self) -> bool:
        """True stops the statement that runs."""
        return self.monotonic() > self.end

    def hold(self, connection: sqlite3.Connection) -> None:
        """Let a connection look at the clock."""
        connection.set_progress_handler(self.passed, _STEPS)


def make_app(
    endpoint: Endpoint,
    world: World,
    examples: Sequence[Mapping[str, str]],
    monotonic: Callable[[], float],
    limits: Limits | None = None,
) -> Guard:
    """The ASGI application: `/` the page, `/graphql` the endpoint.

    `examples` are objects with `say` and `query`, offered on the page; `monotonic` is a clock in seconds.
    """
    held = limits or Limits()
    deadline = Deadline(held.seconds, monotonic)
    deadline.hold(world.connection)

    def context(_request: object, _data: object = None) -> World:
        deadline.begin()
        return world

    def parser(_context: object, data: Mapping[str, Any]) -> DocumentNode:
        try:
            return parse(data["query"], max_tokens=held.tokens)
        except GraphQLSyntaxError as error:
            for limit, words in _PARSING.items():
                if error.message.startswith(f"Syntax Error: Document {words}"):
                    most = getattr(held, limit)
                    raise refusal(limit, f"This operation has {limit} of more than {most}.") from None
            raise

    graphql = GraphQL(
        endpoint.schema.graphql,
        context_value=context,
        query_parser=parser,
        validation_rules=[limit_rule(held)],
        error_formatter=_formatted,
        explorer=None,
        logger=_LOGGER,
    )

    def offered(_request: Request) -> Response:
        return JSONResponse([dict(example) for example in examples])

    routes = [
        Route("/examples.json", offered),
        *(Route(f"/{path}", _page) for path in _PAGE),
        Route(OPERATIONS, graphql, methods=["POST"]),
    ]
    return Guard(Starlette(routes=routes), held.body_bytes)


def _page(request: Request) -> Response:
    file, kind = _PAGE[request.url.path.lstrip("/")]
    text = resources.files(__package__).joinpath("page", file).read_text("utf-8")
    return Response(text, media_type=kind, headers=_HEADERS)


def _formatted(error: GraphQLError, _debug: bool = False) -> dict[str, Any]:
    """An error as it is answered: message, place, path, and a stable code; never the inside of the program."""
    formatted: dict[str, Any] = dict(error.formatted)
    cause = unwrap_graphql_error(error)
    extensions = dict(formatted.get("extensions") or {})
    if isinstance(cause, sqlite3.OperationalError) and "interrupted" in str(cause):
        formatted["message"] = "This operation takes too long."
        extensions |= {"code": "LIMIT", "limit": "seconds"}
    elif cause is not None and not isinstance(cause, GraphQLError | TrainsetError):
        formatted["message"] = "The endpoint failed; this is a bug."
        extensions["code"] = "INTERNAL"
    elif isinstance(error, GraphQLSyntaxError):
        extensions.setdefault("code", "SYNTAX")
    extensions.setdefault("code", "INVALID")
    return {**formatted, "extensions": extensions}


def _is_answered(error: BaseException | None) -> bool:
    cause = unwrap_graphql_error(error) if isinstance(error, GraphQLError) else error
    return cause is None or isinstance(cause, GraphQLError | TrainsetError) or "interrupted" in str(cause)


def load_examples(text: str) -> tuple[dict[str, str], ...]:
    """The examples of a JSON text: objects with `say` and `query`."""
    return tuple({"say": str(item["say"]), "query": str(item["query"])} for item in json.loads(text))

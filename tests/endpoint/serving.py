"""The endpoint as it is served, for tests that ask it over HTTP."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import httpx
import uvicorn

from tests.endpoint.spacedrive import fresh, pack
from trainset.endpoint.execute import Endpoint
from trainset.endpoint.load_actions import load_actions
from trainset.endpoint.server import load_examples, make_app
from trainset.semantics.schema import load_schema
from trainset.values import load_values
from trainset.world.database import copy_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from trainset.endpoint.guard import Guard
    from trainset.endpoint.limits import Limits
    from trainset.world.database import World

HERE = "http://127.0.0.1:8000"


class InProcess(httpx.BaseTransport):
    """Hands requests to an application in this process; a fault of the server comes out as a 500."""

    def __init__(self, app: Guard) -> None:
        self._transport = httpx.ASGITransport(app, raise_app_exceptions=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer to a request."""
        return asyncio.run(self._handle(request))

    async def _handle(self, request: httpx.Request) -> httpx.Response:
        response = await self._transport.handle_async_request(request)
        return httpx.Response(
            response.status_code, headers=response.headers, content=await response.aread(), request=request
        )


@cache
def served_endpoint(*, scrutinized: bool = True) -> Endpoint:
    """An endpoint as `trainset serve` has it, or one that takes searches for what is not there."""
    schema = load_schema(pack().path("schema.graphql").read_text("utf-8"), "schema.graphql")
    actions = load_actions(pack().path("actions.toml"), schema, pack().clock)
    known = load_values(pack().path("values.toml")) if scrutinized else None
    return Endpoint(schema, pack().implicit, known, actions)


def app_of(
    world: World, limits: Limits | None = None, monotonic: Callable[[], float] = time.monotonic
) -> Guard:
    """The application over a world."""
    examples = load_examples(pack().path("examples.json").read_text("utf-8"))
    return make_app(served_endpoint(), world, examples, monotonic, limits)


def client_of(
    world: World | None = None, limits: Limits | None = None, monotonic: Callable[[], float] = time.monotonic
) -> httpx.Client:
    """A client in this process."""
    app = app_of(world or fresh(), limits, monotonic)
    return httpx.Client(transport=InProcess(app), base_url=HERE, trust_env=False)


def ask(client: httpx.Client, query: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
    """The whole answer to an operation."""
    response = client.post("/graphql", json={"query": query, "variables": variables})
    assert response.status_code < 500, response.text
    assert response.headers["content-type"].startswith("application/json")
    return dict(response.json())


def data_of(client: httpx.Client, query: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
    """The data of an answer without errors."""
    answer = ask(client, query, variables)
    assert "errors" not in answer, answer["errors"]
    return dict(answer["data"])


def error_of(client: httpx.Client, query: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
    """The first error of an answer, with its code among its own keys."""
    error = ask(client, query, variables)["errors"][0]
    return {**error, **error["extensions"]}


def shared(name: str = "photographer") -> World:
    """A copy of a world that threads may share."""
    return copy_of(fresh(name))


@contextmanager
def listening(world: World) -> Iterator[str]:
    """A server of a world that threads may share, on a loopback port in a thread; its address."""
    place = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app_of(world), log_level="error", server_header=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [place]}, daemon=True)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        yield f"http://127.0.0.1:{place.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        place.close()

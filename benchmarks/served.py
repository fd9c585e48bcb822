"""The endpoint on a loopback port, and the queries that are typical of it."""

from __future__ import annotations

import json
import socket
import threading
import time
import urllib.request
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

import uvicorn

from trainset.endpoint.server import make_app

if TYPE_CHECKING:
    from trainset.dataset.tools import Tools
    from trainset.world.database import World

_PAGE = "{ edges { node { id name size modifiedAt } } pageInfo { hasNextPage endCursor } }"
QUERIES = {
    "large videos, newest first": 'searchEntries(filter: { contentKind: { eq: "video" }, size: { gt: 1073741824 } },'
    f" sortBy: {{ field: modifiedAt, direction: DESC }}, first: 50) {_PAGE}",
    "changed since a day": f'searchEntries(filter: {{ modifiedAt: {{ gte: "2025-08-27T00:00:00Z" }} }}, first: 50) {_PAGE}',
    "the largest files": f"searchEntries(sortBy: {{ field: size, direction: DESC }}, first: 20) {_PAGE}",
    "a part of a name": f'searchEntries(filter: {{ name: {{ contains: "invoice" }} }}, first: 50) {_PAGE}',
    "below a folder": f'searchEntries(filter: {{ path: {{ under: "/Users/maya/Pictures" }} }}, first: 50) {_PAGE}',
    "by a tag": f'searchEntries(filter: {{ tags: {{ any: ["Vacation"] }} }}, first: 50) {_PAGE}',
    "on a device": f'searchEntries(filter: {{ device: {{ eq: "Pixel 8" }} }}, first: 50) {_PAGE}',
    "favourites": f"searchEntries(filter: {{ favorite: {{ eq: true }} }}, first: 50) {_PAGE}",
    "the most wasteful duplicates": "contentIdentities(filter: { copies: { gt: 1 } },"
    " sortBy: { field: wastedSize, direction: DESC }, first: 10) { edges { node { name copies wastedSize } } }",
    "failed jobs": 'jobs(filter: { status: { eq: "failed" } }, first: 10) { edges { node { name errorMessage } } }',
    "free space by volume": "volumes(sortBy: { field: availableSpace, direction: ASC }) { edges { node { name availableSpace } } }",
    "how many images": 'entryTotals(filter: { contentKind: { eq: "image" } }) { count size }',
}


class Served:
    """A server in a thread of this process, so that its time counts."""

    def __init__(self, tools: Tools, world: World) -> None:
        self._place = socket.create_server(("127.0.0.1", 0))
        app = make_app(replace(tools.endpoint, known=tools.values), world, (), time.monotonic)
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._place]}, daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(10)
        self._place.close()

    def ask(self, field: str) -> dict[str, Any]:
        """The data of one query field; an error is a fault of the benchmark."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self._place.getsockname()[1]}/graphql",
            json.dumps({"query": f"{{ {field} }}"}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request) as response:
            answer = json.load(response)
        if "errors" in answer:
            raise ValueError(answer["errors"])
        return dict(answer["data"])

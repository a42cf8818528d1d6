"""The tools served in both ways, as an assistant meets them."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp_process import STDIO

from hankehaku.facade import Hankehaku
from hankehaku.interfaces.mcp.server import server


@pytest.fixture(scope="session")
def stdio(seed_index: Path) -> Any:
    """How a client starts a server that speaks over standard input and output."""
    from mcp import StdioServerParameters

    return StdioServerParameters(
        command=sys.executable, args=["-c", STDIO, str(seed_index)], env=dict(os.environ)
    )


@pytest.fixture(scope="session")
def http(hankehaku: Hankehaku) -> Iterator[str]:
    """The address of a server in this process, below an application as the service is."""
    import uvicorn
    from fastapi import FastAPI
    from starlette.routing import Mount, Route

    served = server(lambda: hankehaku)
    app = FastAPI(lifespan=served.running)
    app.router.routes += [Route("/mcp", endpoint=served), Mount("/", app=FastAPI())]
    with socket.create_server(("127.0.0.1", 0)) as listening:
        running = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="on"))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]})
        thread.start()
        while not running.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/mcp"
        running.should_exit = True
        thread.join(timeout=20)

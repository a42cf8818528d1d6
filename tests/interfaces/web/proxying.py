"""A small reverse proxy, as municipalities have before their services."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_HOP = ("connection", "keep-alive", "transfer-encoding", "host")


@contextmanager
def proxied(target: str, root: str, *, strips: bool) -> Iterator[str]:
    """Offer a service below `root`, which the proxy takes away or leaves; give the address."""
    place = urlsplit(target)

    class Handler(BaseHTTPRequestHandler):
        def forward(self) -> None:
            if not f"{self.path}/".startswith((f"{root}/", f"{root}?")):
                self.send_error(404)
                return
            path = (self.path[len(root) :] if strips else self.path) or "/"
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {k: v for k, v in self.headers.items() if k.lower() not in _HOP}
            headers["Host"] = "sisainen.kunta.example"
            headers["X-Forwarded-For"] = f"203.0.113.7, {self.client_address[0]}"
            headers["X-Forwarded-Host"] = self.headers["Host"]
            headers["X-Forwarded-Proto"] = "http"
            inner = http.client.HTTPConnection(place.hostname or "", place.port or 80, timeout=30)
            try:
                inner.request(self.command, path, body, headers)
                answer = inner.getresponse()
                self.send_response_only(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in _HOP:
                        self.send_header(name, value)
                self.end_headers()
                while part := answer.read1(65_536):
                    self.wfile.write(part)
                    self.wfile.flush()
            except OSError:
                pass  # the browser has gone, or the service has
            finally:
                inner.close()

        do_GET = do_POST = do_HEAD = forward  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{root}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

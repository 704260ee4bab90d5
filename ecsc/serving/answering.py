"""HTTP on the loopback interface: GET and HEAD of what is held in memory, to whoever asks this machine by name.

A page elsewhere may make a browser ask this address under a name of its own (DNS rebinding), so the name in the
request must be one of this machine's, with the port (RFC 9110, 7.2 and 7.4).
"""

from __future__ import annotations

import json
import socketserver
import sys
import threading
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit

from ecsc.serving.site import SHUT, Answer, Site, Stage

ADDRESS: Final = "127.0.0.1"
NAMES: Final = ("localhost", "127.0.0.1", "[::1]")
EVENTS: Final = "/events"
PATIENCE: Final = 15.0
"""Seconds between signs of life in a stream of events, by which a browser that went away is noticed."""

MOST_STREAMS: Final = 64
"""Streams of events at a time; each takes a thread."""


class Server(ThreadingHTTPServer):
    """Shows a stage on `port` of 127.0.0.1, 0 for any free one. Raises `OSError` where the port cannot be had."""

    daemon_threads = True
    request_queue_size = 64
    # On Windows the option would let two programs share the port.
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, stage: Stage, port: int) -> None:
        self.stage = stage
        self._started = False
        self.streams = threading.BoundedSemaphore(MOST_STREAMS)
        super().__init__((ADDRESS, port), _Request)

    def server_bind(self) -> None:
        """Bind, without asking name servers what this machine is called."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = ADDRESS, int(self.server_address[1])

    @property
    def address(self) -> str:
        """Return the address to open."""
        return f"http://{ADDRESS}:{self.server_port}/"

    def start(self) -> None:
        """Begin to answer, in another thread."""
        self._started = True
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """End all streams and stop answering."""
        self.stage.close()
        if self._started:  # else there is nothing whose end could be waited for
            self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Pass over a browser that went away in the middle; tell anything else."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Request(BaseHTTPRequestHandler):
    """One request. The path is looked up among the answers and means nothing else."""

    server: Server
    server_version = "ecsc"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        """Answer with what is shown at the path."""
        self._answer()

    def do_HEAD(self) -> None:
        """Answer as to GET, without content."""
        self._answer()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse in one line of plain text; the words of the request are not repeated."""
        del message, explain
        if code == HTTPStatus.NOT_IMPLEMENTED:  # any method that is not above
            code = HTTPStatus.METHOD_NOT_ALLOWED
        headers = {"Allow": "GET, HEAD"} if code == HTTPStatus.METHOD_NOT_ALLOWED else {}
        status = HTTPStatus(code)
        said = Answer(f"{status.value} {status.phrase}\n".encode(), "text/plain; charset=utf-8")
        self._send(status, said, headers)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server's name
        """Log nothing: the terminal is for the strategy."""

    def _answer(self) -> None:
        if not self._is_for_us():
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        path = unquote(urlsplit(self.path).path)
        if path == EVENTS:
            self._stream()
            return
        site = self.server.stage.site
        answer = site.answers.get(path)
        if answer is not None:
            self._send(HTTPStatus.OK, answer)
        elif f"{path}/" in site.answers:
            self._send(HTTPStatus.FOUND, Answer(b""), {"Location": quote(f"{path}/")})
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _is_for_us(self) -> bool:
        """Return whether the request names this machine and this port, once."""
        hosts = self.headers.get_all("Host", [])
        port = self.server.server_port
        allowed = {f"{name}:{port}" for name in NAMES} | (set(NAMES) if port == 80 else set())
        return len(hosts) == 1 and hosts[0].strip().lower() in allowed

    def _send(self, status: HTTPStatus, answer: Answer, extra: dict[str, str] | None = None) -> None:
        self._head(status, answer, extra or {}, {"Content-Length": str(len(answer.content))})
        if self.command != "HEAD":
            self.wfile.write(answer.content)

    def _head(self, status: HTTPStatus, answer: Answer, *more: dict[str, str]) -> None:
        self.close_connection = True
        self.send_response(status)
        headers = {
            "Content-Type": answer.kind,
            "Content-Security-Policy": answer.policy,
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
            "Connection": "close",
        }
        for each in (headers, *more):
            for name, value in each.items():
                self.send_header(name, value)
        self.end_headers()

    def _stream(self) -> None:
        """Send the stamps of all pages now and whenever one changes (server-sent events, HTML 9.2)."""
        answer = Answer(b"", "text/event-stream; charset=utf-8", SHUT)
        if not self.server.streams.acquire(blocking=False):
            self.send_error(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        try:
            self._head(HTTPStatus.OK, answer)
            if self.command == "HEAD":
                return
            # The reader of a stream may be gone at any time; that is how streams end.
            with suppress(OSError):
                self._events()
        finally:
            self.server.streams.release()

    def _events(self) -> None:
        stage, seen = self.server.stage, -1
        self.wfile.write(b"retry: 500\n\n")
        while not stage.closed:
            turn, site = stage.after(seen, PATIENCE)
            self.wfile.write(b": here\n\n" if turn == seen else _event(site))
            seen = turn


def _event(site: Site) -> bytes:
    return f"data: {json.dumps(dict(site.stamps), sort_keys=True)}\n\n".encode()

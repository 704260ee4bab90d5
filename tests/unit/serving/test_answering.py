"""The server: who is answered, with what, and that no path leads anywhere but to what is shown."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from ecsc.serving import Answer, Server, Site, Stage
from ecsc.serving.answering import MOST_STREAMS

PAGE = Answer(b"<!doctype html>plan", policy="default-src 'none'; connect-src 'self'")
SITE = Site(
    {"/": PAGE, "/plan.json": Answer(b"{}", "application/json"), "/\u8ba1\u5212/": PAGE}, {"/": "one"}
)


@pytest.fixture
def server() -> Iterator[Server]:
    stage = Stage()
    stage.show(SITE)
    server = Server(stage, 0)
    server.start()
    yield server
    server.stop()


def ask(server: Server, path: str = "/", method: str = "GET", host: str | None = None) -> SimpleNamespace:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{server.server_port}")
    connection.endheaders()
    answer = connection.getresponse()
    return SimpleNamespace(status=answer.status, headers=answer.headers, content=answer.read())


def raw(server: Server, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=5) as wire:
        wire.sendall(request)
        wire.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: wire.recv(65536), b""))


def test_only_this_machine_can_reach_it(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert server.address == f"http://127.0.0.1:{server.server_port}/"


def test_a_page_and_its_headers(server: Server) -> None:
    answer = ask(server)
    assert (answer.status, answer.content) == (200, PAGE.content)
    headers = answer.headers
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Content-Security-Policy"] == PAGE.policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers
    assert "Python" not in headers["Server"]


def test_what_is_no_page_may_do_nothing(server: Server) -> None:
    answer = ask(server, "/plan.json?x=1")
    assert (answer.status, answer.content) == (200, b"{}")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_head_has_the_headers_alone(server: Server) -> None:
    answer = ask(server, method="HEAD")
    assert (answer.status, answer.content) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(PAGE.content))
    assert ask(server, "/events", "HEAD").status == 200


@pytest.mark.parametrize("name", ["localhost", "LOCALHOST", "127.0.0.1", "[::1]"])
def test_names_of_this_machine(server: Server, name: str) -> None:
    assert ask(server, host=f"{name}:{server.server_port}").status == 200


@pytest.mark.parametrize(
    "name",
    [
        "evil.example:{port}", "evil.example", "127.0.0.1", "localhost", "localhost:1",
        "127.0.0.1.evil.example:{port}", "localhost.:{port}", "127.1:{port}", "0.0.0.0:{port}",
        "127.0.0.1:{port}@evil.example", "127.0.0.1:{port}, evil.example",
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/events", "/plan.json", "/nothing"])
def test_any_other_name_is_sent_away(server: Server, name: str, path: str) -> None:
    answer = ask(server, path, host=name.format(port=server.server_port))
    assert answer.status == 421
    assert b"evil" not in answer.content


def test_no_name_and_two_names_are_sent_away(server: Server) -> None:
    assert raw(server, b"GET / HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.1 421")
    host = f"Host: 127.0.0.1:{server.server_port}\r\n".encode()
    assert raw(server, b"GET / HTTP/1.1\r\n" + host + b"Host: evil.example\r\n\r\n").startswith(
        b"HTTP/1.1 421"
    )


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW"])
def test_other_methods(server: Server, method: str) -> None:
    answer = ask(server, method=method)
    assert answer.status == 405
    assert answer.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "path",
    [
        "/nothing", "/../pyproject.toml", "/%2e%2e/pyproject.toml", "/..%2fpyproject.toml", "/.%00", "//etc/passwd",
        "/plan.json/", "/PLAN.JSON", "/%ff", "/\\..\\pyproject.toml", "http://127.0.0.1/pyproject.toml", "/<script>",
    ],
)  # fmt: skip
def test_no_path_reaches_the_disk(server: Server, path: str) -> None:
    answer = ask(server, path)
    assert (answer.status, answer.content) == (404, b"404 Not Found\n")


def test_a_folder_without_its_slash(server: Server) -> None:
    answer = ask(server, "/%E8%AE%A1%E5%88%92")
    assert (answer.status, answer.headers["Location"]) == (302, "/%E8%AE%A1%E5%88%92/")
    assert ask(server, "/%E8%AE%A1%E5%88%92/").status == 200


def test_what_is_no_http_ends_in_one_line(server: Server) -> None:
    for request in (
        b"\x16\x03\x01\x02\x00\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /" + b"x" * 70_000,
    ):
        said = raw(server, request)
        assert b"<" not in said
        assert b"Traceback" not in said
    assert ask(server).status == 200


def stream(server: Server) -> tuple[socket.socket, Iterator[dict[str, str]]]:
    wire = socket.create_connection(("127.0.0.1", server.server_port), timeout=5)
    wire.sendall(f"GET /events HTTP/1.1\r\nHost: localhost:{server.server_port}\r\n\r\n".encode())
    lines = wire.makefile("rb")
    return wire, (json.loads(line[6:]) for line in lines if line.startswith(b"data: "))


def test_a_stream_tells_what_is_shown_and_every_change(server: Server) -> None:
    wire, events = stream(server)
    with wire:
        assert next(events) == {"/": "one"}
        server.stage.show(Site({"/": PAGE}, {"/": "one"}))  # the same pages: nothing to tell
        server.stage.show(Site({"/": PAGE}, {"/": "two"}))
        assert next(events) == {"/": "two"}


def test_streams_end_with_the_server(server: Server) -> None:
    wire, events = stream(server)
    with wire:
        next(events)
        begun = time.monotonic()
        ended = threading.Thread(target=lambda: list(events))
        ended.start()
        server.stop()
        ended.join(5)
        assert not ended.is_alive()
        assert time.monotonic() - begun < 1
    server.server_close()


def test_too_many_streams_are_refused_and_the_page_is_not(server: Server) -> None:
    open_ones = [stream(server) for _ in range(MOST_STREAMS)]
    for _, events in open_ones:
        next(events)
    assert ask(server, "/events").status == 503
    assert ask(server).status == 200
    for wire, _ in open_ones:
        wire.close()


def test_a_port_that_is_taken(server: Server) -> None:
    with pytest.raises(OSError, match="in use"):
        Server(Stage(), server.server_port)

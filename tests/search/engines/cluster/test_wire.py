"""The client of a cluster: addresses, and the error of each kind of failure."""

import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured

from search.engines.base import EngineUnavailableError, IndexMissingError
from search.engines.cluster.wire import Address, connect, parse

PRODUCTS = ("opensearch", "elasticsearch")


def test_shortest_address():
    assert parse("opensearch://localhost") == Address("opensearch", (("localhost", 9200),), "extranet")


def test_longest_address():
    url = "elasticsearchs://search%40site:p%2Fw%3A1@one.example.org:9201,[::1]:9202/lot_46?ca=/etc/ssl/lot.pem"
    assert parse(url) == Address(
        product="elasticsearch",
        hosts=(("one.example.org", 9201), ("::1", 9202)),
        prefix="lot_46",
        tls=True,
        authority="/etc/ssl/lot.pem",
        account=("search@site", "p/w:1"),
    )


@pytest.mark.parametrize(
    ("url", "message"),
    [
        pytest.param("http://localhost:9200", "une adresse commence par", id="protocol instead of a product"),
        pytest.param("opensearch://", "nom d’une machine", id="no host"),
        pytest.param("opensearch://one,,two", "nom d’une machine", id="an empty host"),
        pytest.param("opensearch://localhost:port", "nom d’une machine", id="port that is no number"),
        pytest.param("opensearch://localhost/Extranet", "préfixe", id="capital in the prefix"),
        pytest.param("opensearch://localhost/a/b", "préfixe", id="path in the prefix"),
        pytest.param("opensearch://localhost/*", "préfixe", id="prefix of all indexes"),
    ],
)
def test_wrong_address_is_refused(url, message):
    with pytest.raises(ImproperlyConfigured, match=message):
        parse(url)


@pytest.mark.parametrize("url", ["sphinx://someone:secret@localhost", "opensearch://someone:secret@localhost/A"])
def test_password_is_not_shown(url):
    with pytest.raises(ImproperlyConfigured) as refusal:
        parse(url)
    assert "secret" not in str(refusal.value)


def test_tls_trusts_the_machine_or_the_authority_given(tmp_path):
    assert parse("opensearch://localhost").trust is None
    assert parse("opensearchs://localhost").trust.verify_mode == ssl.CERT_REQUIRED
    with pytest.raises(OSError, match="No such file"):
        connect(parse(f"opensearchs://localhost?ca={tmp_path}/absent.pem"))


@contextmanager
def answering(status: int = 200, body: object = None, *, wait: float = 0, **headers) -> Iterator[ThreadingHTTPServer]:
    """A server that always returns the same answer, and keeps the requests in `asked`."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.server.requests.append((self.path, dict(self.headers)))
            self.rfile.read(int(self.headers.get("content-length", 0)))
            time.sleep(wait)
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            for name, value in {"content-type": "application/json", **headers}.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_) -> None:
            """Log nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.requests = []
    server.handle_error = lambda *_: None  # a client that waits no longer
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def ask(product: str, *servers, account: str = "") -> dict:
    hosts = ",".join(f"127.0.0.1:{server.server_address[1]}" for server in servers)
    return connect(parse(f"{product}://{account}{hosts}")).call("POST", "/some/_search", body={})


REAL = {"x_elastic_product": "Elasticsearch"}


@pytest.mark.parametrize("product", PRODUCTS)
def test_answer_is_returned(product):
    with answering(200, {"hits": 3}, **REAL) as server:
        assert ask(product, server) == {"hits": 3}


@pytest.mark.parametrize("product", PRODUCTS)
@pytest.mark.parametrize(
    ("status", "body", "error", "message"),
    [
        pytest.param(
            404,
            {"error": {"type": "index_not_found_exception", "reason": "no such index"}},
            IndexMissingError,
            "rebuild_index.*no such index",
            id="no index",
        ),
        pytest.param(404, {"error": "alias [x] missing"}, IndexMissingError, "alias", id="no alias"),
        pytest.param(
            503,
            {"error": {"type": "cluster_block_exception", "reason": "no master"}},
            EngineUnavailableError,
            "503.*no master",
            id="cluster without a head",
        ),
        pytest.param(401, {"error": "who are you"}, EngineUnavailableError, "401.*who are you", id="unknown account"),
        pytest.param(429, {}, EngineUnavailableError, "429", id="too much at once"),
        pytest.param(502, b"<p>Bad gateway", EngineUnavailableError, "502|Bad gateway", id="proxy before it"),
        pytest.param(200, b"{", EngineUnavailableError, "réponse", id="answer cut short"),
    ],
)
def test_refusal_is_translated(product, status, body, error, message):
    with answering(status, body, **REAL) as server, pytest.raises(error, match=message):
        ask(product, server)


def test_elasticsearch_url_of_an_opensearch_node_explains_what_to_write():
    for status in (200, 406):
        with answering(status, {}) as server, pytest.raises(EngineUnavailableError, match="essayer opensearch://"):
            ask("elasticsearch", server)


@pytest.mark.parametrize("product", PRODUCTS)
def test_silent_server_times_out(product):
    with answering(200, {}, wait=1) as server, pytest.raises(EngineUnavailableError):
        connect(parse(f"{product}://127.0.0.1:{server.server_address[1]}")).call(
            "POST", "/some/_search", body={}, patience=0.2
        )


@pytest.mark.parametrize("product", PRODUCTS)
def test_other_node_answers_when_one_is_down(product):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with answering(200, {"hits": 3}, **REAL) as server:
        wire = connect(parse(f"{product}://127.0.0.1:{port},127.0.0.1:{server.server_address[1]}"))
        assert [wire.call("POST", "/some/_search", body={}) for _ in range(3)] == [{"hits": 3}] * 3


@pytest.mark.parametrize("product", PRODUCTS)
def test_credentials_are_sent_with_each_request(product):
    with answering(200, {}, **REAL) as server:
        ask(product, server, account="someone:secret@")
    ((path, headers),) = server.requests
    assert (path, headers.get("Authorization") or headers.get("authorization")) == (
        "/some/_search",
        "Basic c29tZW9uZTpzZWNyZXQ=",
    )

"""The client of a search cluster: it parses `SEARCH_URL` and calls Elasticsearch and OpenSearch in one way."""

import logging
import re
import ssl
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

import elasticsearch
import opensearchpy
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from urllib3 import Timeout

from search.engines.base import EngineUnavailableError, IndexMissingError
from search.engines.cluster.breaker import Breaker, NoProbe

ELASTICSEARCH, OPENSEARCH = "elasticsearch", "opensearch"
# Like `redis` and `rediss`: with an s, over TLS.
SCHEMES = {
    ELASTICSEARCH: (ELASTICSEARCH, False),
    f"{ELASTICSEARCH}s": (ELASTICSEARCH, True),
    OPENSEARCH: (OPENSEARCH, False),
    f"{OPENSEARCH}s": (OPENSEARCH, True),
}
DEFAULT_PORT = 9200
DEFAULT_PREFIX = "extranet"
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")

# Seconds to connect to a node, and to receive its response: a person waits less (`SEARCH_PATIENCE`) than a job that
# reads, and that one less than one that writes.
CONNECT = 1.0
READING = 5.0
WRITING = 60.0
# Suggestions come while one types, or not at all: that part of the wait for a question.
WHILE_TYPING = 0.3

# Where the two clients log failures.
for logger in ("opensearch", "elastic_transport.node", "elastic_transport.node_pool", "elastic_transport.transport"):
    logging.getLogger(logger).addFilter(NoProbe())

# OpenSearch does not support the content type that Elasticsearch's client sends.
UNKNOWN_CONTENT_TYPE = 406
OTHER_PRODUCT = "ce n’est pas Elasticsearch 8 ou 9 qui répond ; essayer opensearch:// dans SEARCH_URL"

JSON = {"accept": "application/json", "content-type": "application/json"}
LINES = {"accept": "application/json", "content-type": "application/x-ndjson"}


@dataclass(frozen=True, slots=True)
class Address:
    """A cluster: its product, its nodes, and the prefix of our indexes."""

    product: str
    hosts: tuple[tuple[str, int], ...]
    prefix: str = DEFAULT_PREFIX
    tls: bool = False
    authority: str = ""
    account: tuple[str, str] | None = None

    @property
    def trust(self) -> ssl.SSLContext | None:
        """The TLS context: the given authority, else those of the machine."""
        return ssl.create_default_context(cafile=self.authority or None) if self.tls else None


def parse(url: str) -> Address:
    """Parse `opensearch://user:password@node1:9200,node2:9200/prefix?ca=/path/ca.pem`; `opensearchs://` for TLS."""
    parts = urlsplit(url)
    account, _, hosts = parts.netloc.rpartition("@")
    # The password must not appear in a message.
    shown_url = f"SEARCH_URL={parts.scheme}://{hosts}{parts.path}"
    if parts.scheme not in SCHEMES:
        raise ImproperlyConfigured(f"{shown_url} : une adresse commence par {', '.join(f'{s}://' for s in SCHEMES)}.")
    product, tls = SCHEMES[parts.scheme]
    prefix = parts.path.strip("/") or DEFAULT_PREFIX
    if not _PREFIX.fullmatch(prefix):
        raise ImproperlyConfigured(f"{shown_url} : le préfixe des index n’a que des minuscules, des chiffres, - et _.")
    user, _, password = account.partition(":")
    return Address(
        product=product,
        hosts=tuple(_host(host, shown_url) for host in hosts.split(",")),
        prefix=prefix,
        tls=tls,
        authority=parse_qs(parts.query).get("ca", [""])[0],
        account=(unquote(user), unquote(password)) if account else None,
    )


def _host(text: str, shown_url: str) -> tuple[str, int]:
    try:
        host = urlsplit(f"//{text}")
        name, port = host.hostname, host.port or DEFAULT_PORT
    except ValueError:
        name, port = None, 0
    if not name:
        raise ImproperlyConfigured(f"{shown_url} : il manque le nom d’une machine, ou son port n’est pas un nombre.")
    return name, port


class NoAnswerError(EngineUnavailableError):
    """The cluster does not answer, or not in time."""


class Wire(ABC):
    """Calls one cluster. Any failure raises `EngineUnavailableError`; a missing index, `IndexMissingError`; a cluster
    that does not answer, `NoAnswerError`, at once from the third time on, until it answers again.
    """

    def __init__(self, address: Address) -> None:
        self._breaker = Breaker(self._answers)
        self._connect(address)

    @abstractmethod
    def _connect(self, address: Address) -> None: ...

    def call(
        self,
        method: str,
        path: str,
        *,
        body: Mapping | str | None = None,
        params: Mapping[str, str] | None = None,
        patience: float | None = None,
    ) -> dict:
        """Send a request and return its answer; a text body is lines of JSON, as `_bulk` takes them.

        `patience`: seconds to wait for the answer, else as long as a person waits.
        """
        seconds = settings.SEARCH_PATIENCE if patience is None else patience
        # What is written is kept until it is: it may wait for a cluster that is slow.
        if self._breaker.is_open and seconds < WRITING:
            raise NoAnswerError("le moteur ne répond plus ; il est appelé de nouveau toutes les deux secondes")
        headers = LINES if isinstance(body, str) else JSON
        try:
            answer = self._send(method, path, dict(params or {}), headers, body, Timeout(connect=CONNECT, read=seconds))
        except NoAnswerError:
            # A suggestion that is late says little of the cluster.
            if seconds >= settings.SEARCH_PATIENCE:
                self._breaker.note_failure()
            raise
        except EngineUnavailableError:
            self._breaker.note_answer()
            raise
        self._breaker.note_answer()
        return answer

    def _answers(self) -> bool:
        try:
            self._send("GET", "/", {}, JSON, None, Timeout(connect=CONNECT, read=settings.SEARCH_PATIENCE))
        except NoAnswerError:
            return False
        except EngineUnavailableError:
            return True
        return True

    @abstractmethod
    def _send(self, method, path, params, headers, body, timeout: Timeout) -> dict: ...


class ElasticsearchWire(Wire):
    def _connect(self, address: Address) -> None:
        scheme = "https" if address.tls else "http"
        self._client = elasticsearch.Elasticsearch(
            [{"scheme": scheme, "host": host, "port": port} for host, port in address.hosts],
            basic_auth=address.account,
            ssl_context=address.trust,
            # Another node may be tried, but not the same one again.
            max_retries=len(address.hosts) - 1,
            retry_on_timeout=False,
        )

    def _send(self, method, path, params, headers, body, timeout: Timeout) -> dict:
        client = self._client.options(request_timeout=timeout)
        try:
            return client.perform_request(method, path, params=params, headers=headers, body=body).body
        except elasticsearch.UnsupportedProductError as error:
            raise EngineUnavailableError(OTHER_PRODUCT) from error
        except elasticsearch.ApiError as error:
            if error.status_code == UNKNOWN_CONTENT_TYPE:
                raise EngineUnavailableError(OTHER_PRODUCT) from error
            raise refusal(error.status_code, error.body) from error
        except (elasticsearch.TransportError, elasticsearch.SerializationError) as error:
            raise NoAnswerError(f"pas de réponse d’Elasticsearch : {error}") from error


class OpenSearchWire(Wire):
    def _connect(self, address: Address) -> None:
        self._client = opensearchpy.OpenSearch(
            [{"host": host, "port": port} for host, port in address.hosts],
            http_auth=address.account,
            use_ssl=address.tls,
            ssl_context=address.trust,
            max_retries=len(address.hosts) - 1,
            retry_on_timeout=False,
        )

    def _send(self, method, path, params, headers, body, timeout: Timeout) -> dict:
        transport = self._client.transport
        try:
            return transport.perform_request(method, path, params, body, timeout=timeout, headers=headers)
        except opensearchpy.ConnectionError as error:
            raise NoAnswerError(f"pas de réponse d’OpenSearch : {error.error}") from error
        except opensearchpy.TransportError as error:
            raise refusal(error.status_code, error.info) from error
        except opensearchpy.SerializationError as error:
            raise EngineUnavailableError(f"réponse illisible d’OpenSearch : {error}") from error


def refusal(status: int, body: object) -> EngineUnavailableError:
    """Return the error of ours for a refusal by the cluster."""
    error = body.get("error", body) if isinstance(body, Mapping) else body
    cause = f"{error.get('type')} : {error.get('reason')}" if isinstance(error, Mapping) else str(error)
    if status == 404:
        return IndexMissingError(f"aucun index lisible ; lancer « manage.py rebuild_index » ({cause[:200]})")
    return EngineUnavailableError(f"le moteur refuse (code {status}) : {cause[:500]}")


def connect(address: Address) -> Wire:
    """Return the client of that product; nothing is sent yet."""
    return {ELASTICSEARCH: ElasticsearchWire, OPENSEARCH: OpenSearchWire}[address.product](address)

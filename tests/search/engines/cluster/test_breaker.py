"""A cluster that answers no more costs two waits, then none, until it answers again."""

import logging
from threading import Event, Thread

import pytest

from search.engines.base import EngineUnavailableError, IndexMissingError
from search.engines.cluster import breaker as breaker_module
from search.engines.cluster.breaker import PROBE, Breaker
from search.engines.cluster.wire import WRITING, NoAnswerError, OpenSearchWire, parse


class Cluster(OpenSearchWire):
    """A cluster whose state the test sets; it notes what reaches it."""

    def __init__(self) -> None:
        super().__init__(parse("opensearch://127.0.0.1"))
        self.error: EngineUnavailableError | None = None
        self.waits: list[float] = []
        self.probed = Event()

    def _send(self, method, path, params, headers, body, timeout) -> dict:
        if method == "GET":
            self.probed.set()
        else:
            self.waits.append(timeout.read_timeout)
        if self.error:
            raise self.error
        return {}

    def ask(self, **options) -> bool:
        """Whether it answers."""
        try:
            self.call("POST", "/some/_search", **options)
        except NoAnswerError:
            return False
        return True


@pytest.fixture
def cluster(monkeypatch, settings):
    monkeypatch.setattr(breaker_module, "EVERY", 0.01)
    settings.SEARCH_PATIENCE = 1.0
    cluster = Cluster()
    yield cluster
    cluster.error = None


def wait_until_closed(cluster: Cluster) -> None:
    for _ in range(500):
        if not cluster._breaker.is_open:
            return
        Event().wait(0.01)
    raise AssertionError("it stays open")


def test_frozen_cluster_costs_two_waits(cluster):
    cluster.error = NoAnswerError("frozen")
    assert [cluster.ask() for _ in range(5)] == [False] * 5
    assert cluster.waits == [1.0, 1.0]
    assert cluster.probed.wait(5)
    cluster.error = None
    wait_until_closed(cluster)
    assert cluster.ask()


def test_one_failure_between_answers_is_forgotten(cluster):
    for error in (NoAnswerError("slow"), None) * 4:
        cluster.error = error
        cluster.ask()
    assert len(cluster.waits) == 8


def test_late_suggestions_do_not_open_it(cluster):
    cluster.error = NoAnswerError("slow")
    assert [cluster.ask(patience=0.3) for _ in range(5)] == [False] * 5
    assert len(cluster.waits) == 5


def test_refusal_is_an_answer(cluster):
    cluster.error = IndexMissingError("none")
    for _ in range(5):
        with pytest.raises(IndexMissingError):
            cluster.ask()
    assert len(cluster.waits) == 5


def test_probe_that_is_refused_closes_it(cluster):
    cluster.error = NoAnswerError("frozen")
    cluster.ask(), cluster.ask()
    cluster.error = EngineUnavailableError("401")
    wait_until_closed(cluster)


def test_writes_pass_and_close_it(cluster, monkeypatch):
    monkeypatch.setattr(breaker_module, "EVERY", 60)
    cluster.error = NoAnswerError("frozen")
    assert [cluster.ask() for _ in range(3)] == [False] * 3
    cluster.error = None
    assert (cluster.ask(), cluster.ask(patience=WRITING), cluster.ask()) == (False, True, True)


def test_without_a_probe_it_tries_again_by_itself(monkeypatch):
    monkeypatch.setattr(breaker_module, "LONGEST", 0.05)
    monkeypatch.setattr(breaker_module, "EVERY", 0.01)
    breaker = Breaker(lambda: False)
    breaker.note_failure()
    assert not breaker.is_open
    breaker.note_failure()
    assert breaker.is_open
    Event().wait(0.06)
    assert not breaker.is_open


@pytest.mark.parametrize("client", ["opensearch", "elastic_transport.node_pool"])
def test_probes_that_fail_are_not_logged(caplog, client):
    for name in (PROBE, "another"):
        thread = Thread(target=logging.getLogger(client).warning, args=[name], name=name)
        thread.start()
        thread.join()
    assert [record.message for record in caplog.records] == ["another"]

"""The search part of the benchmark on a handful of documents: every figure is printed, none is checked."""

import pytest

from bench import cluster, embedded_reads, embedded_writes
from bench.cluster import compare, node_to_measure
from bench.embedded_reads import answer
from bench.embedded_writes import fill
from bench.questions import VISITOR, beginnings, questions
from bench.search import SearchRun, answered, compared
from search.engines.base import SearchQuery
from tests.search.servers import free_port, running_emulator

COUNT = 150


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bench")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(embedded_writes, "COMMITS", 2)
        return folder, fill(folder, COUNT)


def test_filling_reports_times_and_sizes(filled):
    _, report = filled
    made = {figure.name: figure for figure in SearchRun(COUNT).written(report)}
    assert set(made) == {"search.rebuild", "search.indexing", "search.commit", "search.batch", "search.size"}
    assert all(figure.value > 0 and figure.baseline > 0 for figure in made.values())


def test_queries_report_latencies_and_memory(filled, monkeypatch):
    monkeypatch.setattr(embedded_reads, "ROUNDS", 1)
    folder, _ = filled
    report = answer(folder / "index")
    assert (len(report.engine), len(report.suggestions)) == (len(questions()), len(beginnings()))
    assert len(report.straight) == len(report.engine)
    made = {figure.name: figure for figure in answered(report)}
    assert (made["search.p95.goal"].baseline, made["suggestions.p95.goal"].baseline) == (30, 15)
    assert made["search.p95"].value == made["search.p95.goal"].value


def test_cluster_is_compared_with_its_node(filled, tmp_path, monkeypatch):
    """The emulator replaces the node: the code is run, the figures have no value."""
    _, report = filled
    monkeypatch.setattr(cluster, "WARM_UPS", 0)
    monkeypatch.setattr(cluster, "ROUNDS", 2)
    monkeypatch.setattr(cluster, "beginnings", lambda: beginnings()[:3])
    in_vain = SearchQuery("photo vacances dromadaire", VISITOR)
    monkeypatch.setattr(cluster, "questions", lambda: (*questions()[:4], in_vain))
    with running_emulator(tmp_path, free_port()) as (url, _):
        both = compare(url, 20)
    assert (len(both.engine), len(both.straight), len(both.suggestions)) == (10, 10, 6)
    made = {figure.name: figure.unit for figure in compared(both, report)}
    assert made == {
        "search.cluster.rebuild": "s",
        "search.cluster.p50": "ms",
        "search.cluster.p95": "ms",
        "suggestions.cluster.p95": "ms",
    }


def test_node_that_requires_more_than_the_bare_client_supports_is_not_measured(monkeypatch):
    monkeypatch.setenv("SEARCH_URL", "opensearchs://somebody:secret@node:9200")
    with node_to_measure() as (url, lacking):
        assert (url, "TLS" in lacking) == ("", True)
    monkeypatch.setenv("SEARCH_URL", "opensearch://node:9200")
    with node_to_measure() as (url, lacking):
        assert (url, lacking) == ("opensearch://node:9200", "")

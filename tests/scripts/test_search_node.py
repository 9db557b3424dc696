"""The command that starts a search node: its choices, and its messages when something is missing."""

import socket
from pathlib import Path

import pytest

from scripts import search_node
from scripts.java import Java
from scripts.refusal import RefusalError
from scripts.search_node import RELEASES, Node, check_port, choose, node_for_tests, read_arguments


@pytest.fixture
def javas(monkeypatch):
    """`javas(21, 17)`: give this machine these versions."""

    def have(*versions: int) -> None:
        monkeypatch.setattr(search_node, "find_javas", lambda: [Java(Path(f"/java-{v}"), v) for v in versions])

    return have


@pytest.mark.parametrize(
    ("installed", "release", "java"),
    [
        pytest.param((25, 17), "3", 25, id="both"),
        pytest.param((17, 25), "3", 25, id="the one chosen is too old for the newest release"),
        pytest.param((17,), "2", 17, id="old Java, old release"),
    ],
)
def test_newest_release_for_the_available_java_is_chosen(javas, installed, release, java):
    javas(*installed)
    chosen, with_java = choose()
    assert (chosen, with_java.version) == (RELEASES[release], java)


def test_release_may_be_chosen(javas):
    javas(25, 17)
    assert choose("2")[0] == RELEASES["2"]


@pytest.mark.parametrize(
    ("installed", "wanted", "message"),
    [
        pytest.param((), None, "2.19.1 demande Java 11 ou plus récent ; cette machine n’en a pas", id="no Java"),
        pytest.param((8,), None, "2.19.1 demande Java 11 ou plus récent ; cette machine a Java 8", id="too old"),
        pytest.param((17,), "3", "3.8.0 demande Java 21 ou plus récent ; cette machine a Java 17", id="for that one"),
    ],
)
def test_missing_java_is_reported(javas, installed, wanted, message):
    javas(*installed)
    with pytest.raises(RefusalError, match=message):
        choose(wanted)


def test_taken_port_is_reported():
    for port in range(9290, 9200, -1):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            probe.listen()
            with pytest.raises(RefusalError, match=f"Le port {port} est déjà pris"):
                check_port(port)
        check_port(port)
        return


@pytest.mark.parametrize("port", [80, 9300, 70_000])
def test_port_refused_by_the_node_is_reported(port):
    with pytest.raises(RefusalError, match="entre 1024 et 9299"):
        check_port(port)


def test_port_is_read_from_the_log(tmp_path):
    node = Node(RELEASES["3"], Java(Path("/java"), 25), tmp_path)
    node.journal.write_text(
        "[INFO ][o.o.t.TransportService   ] publish_address {127.0.0.1:9300}, bound_addresses {127.0.0.1:9300}\n"
    )
    assert node.listening_port() == 0
    with node.journal.open("a") as journal:
        journal.write("[INFO ][o.o.h.AbstractHttpServerTransport] publish_address {127.0.0.1:41234}, bound…\n")
    assert node.listening_port() == 41234


def test_node_that_does_not_start_shows_the_end_of_its_log(tmp_path):
    java = tmp_path / "java" / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text("#!/bin/sh\necho no room for the heap\n")
    java.chmod(0o755)
    with pytest.raises(RefusalError, match=r"no room for the heap\nOpenSearch ne démarre pas"):
        Node(RELEASES["3"], Java(java.parents[1], 25), tmp_path).__enter__()


def test_tests_use_the_configured_node(monkeypatch):
    monkeypatch.setenv("SEARCH_URL_TEST_NODE", "opensearch://search.example.org")
    with node_for_tests() as found:
        assert found == ("opensearch://search.example.org", "")


def test_tests_get_the_reason_for_a_missing_node(monkeypatch, javas):
    monkeypatch.delenv("SEARCH_URL_TEST_NODE", raising=False)
    javas()
    with node_for_tests() as (address, lacking):
        assert (address, "cette machine n’en a pas" in lacking) == ("", True)


def test_options_of_the_command_are_parsed():
    asked = read_arguments(["--port", "9210", "--data", "var/node", "--heap", "2g", "--release", "2"])
    assert (asked.port, asked.data, asked.heap, asked.release) == (9210, Path("var/node"), "2g", "2")

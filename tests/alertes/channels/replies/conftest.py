"""Readers of mails in the process of the test, without limits: `test_limits_of_readers` has the real ones."""

import pytest

from alertes.channels.replies import body_parser, header_parser, incoming_message
from reseau.documents.extraction.confinement import answer_or_problem
from reseau.documents.extraction.problems import FileProblemError

READERS = {
    incoming_message.HEADER_PARSER: header_parser.examine_headers,
    incoming_message.BODY_PARSER: body_parser.examine_mail,
}


@pytest.fixture(autouse=True)
def _readers_here(request, monkeypatch):
    """A process takes a third of a second to start."""
    if "own_processes" not in request.fixturenames:
        monkeypatch.setattr(incoming_message, "run_program", run_here)


@pytest.fixture
def own_processes():
    """Readers run as in production."""


def run_here(program: str, *arguments: str, file) -> dict:
    answer = answer_or_problem(READERS[program], file, list(arguments))
    if problem := answer.get("problem"):
        raise FileProblemError(problem, answer["detail"])
    return answer

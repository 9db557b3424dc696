"""Work ahead: done once, by the thread or by whoever asks first."""

import io
import threading

import pytest

from extranet.demo.files.work_ahead import WORK_AHEAD, WorkAhead
from reseau.documents.extraction import reader
from reseau.documents.extraction.problems import FileProblemError
from tests.reseau.documents.files.documents import PROGRAM

HERE = threading.current_thread


def test_work_begun_is_done_by_the_thread_and_once():
    ahead, done = WorkAhead(), threading.Event()

    def work():
        done.set()
        return HERE()

    with ahead.running():
        ahead.begin("kit", work)
        assert done.wait(60)
        results = [ahead.result("kit", HERE) for _ in range(2)]

    assert results[0] is results[1] is not HERE()


def test_work_that_the_thread_has_not_come_to_is_done_by_whoever_asks():
    ahead, go_on = WorkAhead(), threading.Event()

    with ahead.running():
        ahead.begin("long", lambda: go_on.wait(60))
        ahead.begin("kit", HERE)
        results = [ahead.result("kit", HERE), ahead.result("kit", threading.Thread)]
        go_on.set()

    assert results == [HERE(), HERE()]
    assert ahead.unasked == {"long"}


def test_error_of_the_thread_is_raised_where_the_result_is_asked():
    ahead = WorkAhead()

    with ahead.running():
        ahead.begin("kit", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            ahead.result("kit", HERE)


def test_nothing_is_kept_outside_the_block():
    ahead = WorkAhead()
    with ahead.running():
        ahead.result("kit", lambda: "inside")
    ahead.begin("kit", lambda: "after")

    assert ahead.result("kit", lambda: "outside") == "outside"


def test_file_is_read_once_where_answers_are_kept(monkeypatch):
    """The second answer comes without a process: there is no Python to run any more."""
    token = reader.ANSWER_KEEPER.set(WORK_AHEAD.result)
    try:
        with WORK_AHEAD.running():
            assert reader.identify(io.BytesIO(b"Bonjour")) == "txt"
            monkeypatch.setattr(reader.sys, "executable", "/nowhere/python")
            assert reader.identify(io.BytesIO(b"Bonjour")) == "txt"
            with pytest.raises(FileNotFoundError):
                reader.identify(io.BytesIO(b"Bonsoir"))
    finally:
        reader.ANSWER_KEEPER.reset(token)


def test_refused_file_is_refused_each_time_where_answers_are_kept():
    token = reader.ANSWER_KEEPER.set(WORK_AHEAD.result)
    try:
        with WORK_AHEAD.running():
            for _ in range(2):
                with pytest.raises(FileProblemError):
                    reader.identify(io.BytesIO(PROGRAM))
    finally:
        reader.ANSWER_KEEPER.reset(token)

"""The tests of views once more, while services refuse: does each refusal reach the person? (`--replay-refusals`)

A request of the test client is sent several times. First, a service that may refuse does refuse, with two texts, once
for each call in the code and each address: the page, the answer in JSON, or the page after the redirect must show both,
and the page of a form what was typed. That is undone, then the request is sent for good, and the test goes on to other
calls; whether the test itself passes is not judged here. A call to which no test comes is a failure at the end.
(docs/adr/0029-refusals.md)
"""

import copy
import functools
import html
import importlib
import json
import sys
from contextlib import nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import FakePayload
from django.urls import resolve

from tests.call_graph import Call, calls_to_replay

TESTS = Path(__file__).parent
TEXTS = ("Refus d’essai.", "Second refus d’essai.")
# What no page gives back.
SECRETS = {"csrfmiddlewaretoken", "secret", "password", "new_password1", "new_password2"}


@dataclass
class Attempt:
    """A request of the test client; `refused_at`: the call by which it came to a refusal."""

    path: str
    refused_at: str = ""

    @property
    def address(self) -> str:
        return resolve(self.path).view_name


@dataclass
class Replay:
    """What one process replays. `done`: address and call of each refusal; `faults`: those of the current test."""

    calls: dict[tuple[str, str], list[Call]] = field(default_factory=dict)
    done: set[tuple[str, str]] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    is_on: bool = False
    attempt: ContextVar[Attempt | None] = field(default_factory=lambda: ContextVar("attempt", default=None))

    def add(self, call: Call) -> None:
        for target in call.targets:
            self.calls.setdefault((call.caller.module, target), []).append(call)

    def install(self) -> None:
        for call in calls_to_replay():
            self.add(call)
        for target in {target for _, target in self.calls}:
            self._replace(target, {module for module, called in self.calls if called == target})
        send = Client.request
        Client.request = lambda client, **environ: self.request(send, client, environ)

    def _replace(self, target: str, callers: set[str]) -> None:
        """Put a service that may refuse in the place of the true one, where it is defined and where it is called."""
        home, _, name = target.rpartition(".")
        service = getattr(importlib.import_module(home), name)

        @functools.wraps(service)
        def refusing_service(*args, **kwargs):
            caller = sys._getframe(1)
            self.refuse(caller.f_globals["__name__"], caller.f_lineno, target)
            return service(*args, **kwargs)

        for module in map(importlib.import_module, {home, *callers}):
            for alias in [alias for alias, value in vars(module).items() if value is service]:
                setattr(module, alias, refusing_service)

    def refuse(self, module: str, line: int, target: str) -> None:
        """Refuse if an attempt comes here, as the first of its address."""
        attempt = self.attempt.get()
        if attempt is None or attempt.refused_at:
            return
        for call in self.calls.get((module, target), []):
            is_here = call.node.lineno <= line <= call.node.end_lineno
            if is_here and (attempt.address, call.place) not in self.done:
                self.done.add((attempt.address, call.place))
                attempt.refused_at = call.place
                raise ValidationError(list(TEXTS))

    def request(self, send, client: Client, environ: dict) -> HttpResponse:
        """Send a request until nothing refuses any more; return the last response."""
        can_be_undone = connection.in_atomic_block  # not in a test with real transactions
        if self.attempt.get() or not self.is_on or not can_be_undone:
            return send(client, **environ)
        writes = "wsgi.input" in environ
        body = environ["wsgi.input"].read() if writes else b""
        cookies, mails = copy.deepcopy(client.cookies), len(mail.outbox)
        while True:
            environ |= {"wsgi.input": FakePayload(body)} if writes else {}
            attempt = Attempt(environ["PATH_INFO"])
            token = self.attempt.set(attempt)
            try:
                with transaction.atomic() if writes else nullcontext():
                    response = send(client, **environ)
                    if not attempt.refused_at:
                        return response
                    fault = fault_of(client, response)
                    if writes:
                        transaction.set_rollback(True)
            except ValidationError:
                if not attempt.refused_at:
                    raise
                fault = "nobody catches it"
            finally:
                self.attempt.reset(token)
            if fault:
                self.faults.append(f"{attempt.address}, refusal at {attempt.refused_at}: {fault}")
            client.cookies = copy.deepcopy(cookies)
            del mail.outbox[mails:]


def fault_of(client: Client, response: HttpResponse) -> str:
    """Return why the refusal does not reach the person who sent the request, an empty string if it does."""
    if response.status_code >= 500:
        return f"page {response.status_code}"
    is_redirect = 300 <= response.status_code < 400
    page = client.get(response.url, follow=True) if is_redirect else response
    text = text_of(page)
    if lacking := [each for each in TEXTS if each not in text]:
        return f"the page ({page.status_code}) does not show {' '.join(lacking)}"
    if is_redirect or not text.lstrip().startswith("<"):
        return ""
    typed = [(name, value) for name, values in response.wsgi_request.POST.lists() for value in values]
    asked = [(name, value) for name, value in typed if f'name="{name}"' in text and name not in SECRETS]
    lost = [f"{name}={value}" for name, value in asked if value not in text]
    return f"the form loses {', '.join(lost)}" if lost else ""


def text_of(response: HttpResponse) -> str:
    text = response.content.decode()
    if response.headers.get("Content-Type", "").startswith("application/json"):
        return json.dumps(json.loads(text), ensure_ascii=False)
    return html.unescape(text)


replay = Replay()


def pytest_collection_modifyitems(config, items) -> None:
    """Keep the tests that send something."""
    left = {item for item in items if "post" not in item.path.read_text(encoding="utf-8")}
    config.hook.pytest_deselected(items=list(left))
    items[:] = [item for item in items if item not in left]


def pytest_collection_finish() -> None:
    replay.install()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call():
    replay.faults.clear()
    replay.is_on = True
    try:
        yield
    except (AssertionError, pytest.fail.Exception):  # the usual run of the test judges it
        pass
    finally:
        replay.is_on = False
    if replay.faults:
        pytest.fail("\n".join(replay.faults), pytrace=False)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node) -> None:
    """Gather what a process of xdist has done."""
    replay.done |= {tuple(each) for each in node.workeroutput.get("replayed", [])}


def missing(config) -> list[str]:
    """Return the calls, of what the tests of this run are about, at which no service was made to refuse."""
    folders = [Path(argument.partition("::")[0]).resolve() for argument in config.args]
    done = {place for _, place in replay.done}
    calls = {call.place: TESTS.joinpath(*call.caller.module.split(".")) for call in calls_to_replay()}
    return sorted(
        place for place, home in calls.items() if place not in done and any(each in home.parents for each in folders)
    )


def pytest_sessionfinish(session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["replayed"] = sorted(replay.done)
    elif missing(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config) -> None:
    terminalreporter.section("refusals", sep="-")
    addresses, places = ({each[rank] for each in replay.done} for rank in (0, 1))
    terminalreporter.write_line(f"{len(places)} calls refused, through {len(addresses)} addresses")
    for place in missing(config):
        terminalreporter.write_line(f"no test comes to {place}")

"""Logins pass one at a time in a process; nobody else waits for them."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.http import HttpResponse
from django.urls import reverse

from extranet.access.accounts.login_queue import DOORS, LoginQueueMiddleware

PATIENCE = 10


class Site:
    """A site whose logins last until they are released; it counts those that are inside."""

    def __init__(self) -> None:
        self.release = threading.Event()
        self.inside, self.most = 0, 0

    def __call__(self, request) -> HttpResponse:
        if request.method == "POST" and request.path_info in DOORS:
            self.inside += 1
            self.most = max(self.most, self.inside)
            self.release.wait(PATIENCE)
            self.inside -= 1
        return HttpResponse(request.method)


def test_doors_are_the_two_logins():
    assert {reverse("account_login"), reverse("b2i:card_login")} == set(DOORS)


def test_logins_pass_one_at_a_time_and_pages_at_once(rf):
    site = Site()
    queue = LoginQueueMiddleware(site)
    with ThreadPoolExecutor(8) as pool:
        logins = [pool.submit(queue, rf.post(DOORS[rank % 2], {"login": "a"})) for rank in range(8)]
        try:
            others = [queue(rf.get(DOORS[0])), queue(rf.post("/contact/")), queue(rf.get("/"))]
        finally:
            site.release.set()
    assert [answer.content for answer in others] == [b"GET", b"POST", b"GET"]
    assert [login.result().content for login in logins] == [b"POST"] * 8
    assert site.most == 1


def test_failed_login_leaves_its_turn(rf):
    def fail(request):
        raise ZeroDivisionError

    queue = LoginQueueMiddleware(fail)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            queue(rf.post(DOORS[0]))


def test_body_is_read_before_the_turn(rf):
    """A client that sends its form slowly must not hold the turn meanwhile."""
    request = rf.post(DOORS[0], {"login": "a"})

    def read(received):
        assert hasattr(received, "_body")
        return HttpResponse()

    assert LoginQueueMiddleware(read)(request).status_code == 200

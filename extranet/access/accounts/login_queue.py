"""The queue at the doors: who logs in waits for who came before, and nobody else waits for them.

Each process admits one login at a time; the others wait on their thread, before they touch the session, the database or
a limit of tries. A whole room may so press the button at once: none of them counts as a wrong password of their shared
address, and a thread is left for the other pages (docs/adr/0038-doors.md).
"""

from contextlib import suppress
from threading import Lock

from django.http import HttpRequest, HttpResponse, UnreadablePostError

# Pages that hash what somebody types before they are known.
DOORS = ("/connexion/", "/carte/")


class LoginQueueMiddleware:
    def __init__(self, get_response) -> None:
        self.get_response = get_response
        self._turn = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or request.path_info not in DOORS:
            return self.get_response(request)
        with suppress(UnreadablePostError):  # the view meets it again, and answers
            _ = request.body  # read first: a slow line keeps nobody else waiting
        with self._turn:
            return self.get_response(request)

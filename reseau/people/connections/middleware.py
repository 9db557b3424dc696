"""Keeps the connection of a person open while they are there.

A page that is opened and a form that is sent are signs of a person. What a page asks for by itself is none (saves of a
draft, a progress bar, what waited for the network): it would keep a connection open for ever in an empty room. Scripts
tell the site when the person typed or moved (`static/js/idle-warning.js`).
"""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from reseau.people.computers.recognition import registered_computer, renew_recognition
from reseau.people.connections.browser_names import browser_name
from reseau.people.connections.services import note_presence


class ConnectionMiddleware:
    """Notes the presence of the person, at most once a minute. The session was read before, or is of nobody."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.session.read_origin = lambda: read_origin(request)
        connection = request.session.connection
        computer = None
        if connection and connection.member_id and connection.is_to_be_noted and is_sign_of_person(request):
            computer = registered_computer(request)
            note_presence(connection=connection, computer=computer, at=timezone.now())
        response = self.get_response(request)
        if computer is not None:
            renew_recognition(response, computer)
        return response


def read_origin(request: HttpRequest) -> dict:
    """Return the columns of a new connection that its request tells."""
    return {
        "browser": browser_name(request.headers.get("User-Agent", "")),
        "computer": registered_computer(request),
    }


def is_sign_of_person(request: HttpRequest) -> bool:
    """Whether somebody opened this page or sent this form, as opposed to a script, an image or a feed.

    Older browsers do not say what a request is for; they ask for a page by its type.
    """
    if purpose := request.headers.get("Sec-Fetch-Mode"):
        return purpose == "navigate"
    accepted = request.headers.get("Accept")
    return not request.headers.get("HX-Request") and (accepted is None or "text/html" in accepted)

"""The connections of a member, to read and to end; and what an open page asks and tells about its own."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import ListView

from reseau.people.computers.recognition import registered_computer
from reseau.people.connections.limits import LONGEST
from reseau.people.connections.models import Connection
from reseau.people.connections.services import close_unused, end_connections, note_presence
from reseau.permissions import network_required

DIGITS = 9


class ConnectionsView(ListView):
    template_name = "reseau/people/connections/connections.html"
    context_object_name = "connections"

    def get_queryset(self) -> QuerySet[Connection]:
        return Connection.objects.visible_to(self.request.user).open().select_related("computer__epm")

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(this_key=self.request.session.session_key, **kwargs)


@require_POST
@network_required
def connection_end(request: HttpRequest, reference: str) -> HttpResponse:
    """End another connection of the member; their own ends with “Se déconnecter”."""
    others = Connection.objects.visible_to(request.user).exclude(pk=request.session.session_key)
    connection = next((other for other in others if other.reference == reference), None)
    if connection is None:
        raise Http404
    end_connections(member=request.user, only=connection.pk)
    messages.success(request, f"Cette connexion est fermée\u00a0: {connection.browser}.")
    return redirect("reseau:connections")


@require_POST
@network_required
def connections_end(request: HttpRequest) -> HttpResponse:
    """End every connection of the member but this one."""
    end_connections(member=request.user, but=request.session.session_key)
    messages.success(request, "Vos autres connexions sont fermées.")
    return redirect("reseau:connections")


@require_http_methods(["GET", "POST"])
def stay_connected(request: HttpRequest) -> HttpResponse:
    """Answer the seconds that the connection has left, and a token for the page that asks.

    POST: the person was there `age` seconds ago; or, with `end`, nobody was and the connection closes.
    """
    connection = request.session.connection
    if request.method == "POST" and "end" in request.POST:
        return JsonResponse({"closed": close_unused(connection=connection), "left": connection.seconds_left})
    if request.method == "POST":
        at = timezone.now() - timedelta(seconds=read_age(request))
        note_presence(connection=connection, computer=registered_computer(request), at=at)
    return JsonResponse({"left": connection.seconds_left, "token": get_token(request)})


def read_age(request: HttpRequest) -> int:
    """Return how many seconds ago the person was there; an age that cannot be is taken for the oldest."""
    age = request.POST.get("age", "0")
    oldest = int(LONGEST.total_seconds())
    return min(int(age), oldest) if age.isascii() and age.isdecimal() and len(age) < DIGITS else oldest

"""The button « Voter » of a poll."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from forums.threads.polls import services
from forums.threads.polls.models import MOST_CHOICES, Poll
from reseau.permissions import network_required
from reseau.texts.wording import day_in_full
from reseau.web.refusals import refusals_as_messages

ANCHOR = "#sondage"


@require_POST
@network_required
def vote(request: HttpRequest, pk: int, **former_place) -> HttpResponse:
    """Count a vote. `former_place`: where the topic stood when its page was read."""
    poll = get_object_or_404(Poll.objects.visible_to(request.user).select_related("topic__forum"), pk=pk)
    keys = [key for key in request.POST.getlist("choix") if key.isdecimal() and len(key) < 18][: MOST_CHOICES + 1]
    with refusals_as_messages(request):
        services.vote(poll=poll, member=request.user, choices=list(map(int, keys)))
        messages.success(
            request, f"Votre vote est compté. Vous pouvez le changer jusqu’au {day_in_full(poll.closes)} compris."
        )
    return redirect(f"{poll.topic.get_absolute_url()}{ANCHOR}")

"""People found while one types @ in a message: those who see its forum."""

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from forums.threads.forums.models import Forum
from reseau.people.members.models.member import Member
from reseau.permissions import network_required
from reseau.texts.accent_folding import words_to_find
from reseau.web.queries.list_facets import query_value

SHOWN = 6


@require_safe
@network_required
def people(request: HttpRequest, forum: str) -> JsonResponse:
    """A JSON list of {name, detail, url}."""
    readers = get_object_or_404(Forum.objects.visible_to(request.user), slug=forum).readers()
    words = query_value(request, "q")
    members = Member.objects.visible_to(request.user).filter(pk__in=readers.values("pk")).exclude(pk=request.user.pk)
    found = members.matching(words).with_live_positions()[:SHOWN] if words_to_find(words) else ()
    return JsonResponse(
        [
            {"name": str(member), "detail": str(member.main_position or ""), "url": member.get_absolute_url()}
            for member in found
        ],
        safe=False,
    )

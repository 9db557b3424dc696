"""People found while one types a name in a form (`reseau.members.forms.people`)."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from reseau.accent_folding import words_to_find
from reseau.list_facets import query_value
from reseau.members.models.member import Member
from reseau.permissions import network_required

SHOWN = 8


@network_required
@require_safe
def people(request: HttpRequest) -> JsonResponse:
    """A JSON list of {key, name, detail}: members of the network with each word in their name or their place."""
    words = query_value(request, "q")
    members = Member.objects.visible_to(request.user).matching(words).with_live_positions()
    found = [
        {"key": member.pk, "name": str(member), "detail": str(member.main_position or "")}
        for member in (members[:SHOWN] if words_to_find(words) else ())
    ]
    return JsonResponse(found, safe=False)

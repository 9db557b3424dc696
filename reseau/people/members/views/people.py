"""People found while one types a name in a form (`reseau.people.members.forms.people`)."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from reseau.people.members.forms.people import is_key
from reseau.people.members.models.member import Member
from reseau.permissions import network_required
from reseau.texts.accent_folding import words_to_find
from reseau.web.queries.list_facets import query_value

SHOWN = 8
CHOSEN, MOST_CHOSEN = "sauf", 200


@network_required
@require_safe
def people(request: HttpRequest) -> JsonResponse:
    """A JSON list of {key, name, detail}: members of the network with each word in their name or their place.

    Those whose keys are in `sauf` are chosen already.
    """
    words, chosen_keys = query_value(request, "q"), filter(is_key, request.GET.getlist(CHOSEN)[:MOST_CHOSEN])
    members = Member.objects.visible_to(request.user).matching(words).exclude(pk__in=list(chosen_keys))
    members = members.with_live_positions()
    found = [
        {"key": member.pk, "name": str(member), "detail": str(member.main_position or "")}
        for member in (members[:SHOWN] if words_to_find(words) else ())
    ]
    return JsonResponse(found, safe=False)

"""The button that follows the search of a page of results: `{% load saved_searches %}{% follow_search %}`."""

from django import template
from django.http import HttpRequest

from alertes.occasions.saved_searches.models import SavedSearch, signature_of
from alertes.occasions.saved_searches.search_params import parse_search
from reseau.permissions import is_network_member

register = template.Library()


@register.inclusion_tag("alertes/occasions/saved_searches/_follow_search.html", takes_context=True)
def follow_search(context) -> dict:
    """Read the search from the address; if a misspelt text was corrected (`found`), the corrected text is followed.

    One query for a member of the network; no query and no button for others.
    """
    request: HttpRequest = context["request"]
    text, filters = parse_search(request.GET)
    if not text or not is_network_member(request.user):
        return {"q": ""}
    text = getattr(context.get("found"), "corrected", "") or text
    followed = SavedSearch.objects.visible_to(request.user).filter(signature=signature_of(text, filters))
    return {
        "q": text,
        "filters": [(name, value) for name, values in filters.items() for value in sorted(values)],
        "followed": followed.values_list("pk", flat=True).first(),
    }

"""Pages of saved searches: follow one from its results, and the list of those of a member."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from alertes.occasions.saved_searches import services as saved_searches
from alertes.occasions.saved_searches.models import SavedSearch
from alertes.occasions.saved_searches.search_params import parse_search
from alertes.occasions.saved_searches.wording import confirmation_text, filter_words
from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages
from search.questions.results.search_facets import address


@method_decorator(network_required, name="dispatch")
class SavedSearchesView(ListView):
    template_name = "alertes/occasions/saved_searches/searches.html"
    paginate_by = 20

    def get_queryset(self):
        return SavedSearch.objects.visible_to(self.request.user).defer("known")

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        searches = list(context["page_obj"])
        return context | {"rows": list(zip(searches, filter_words(searches), strict=True))}


@require_POST
@network_required
def follow_search(request):
    text, filters = parse_search(request.POST)
    with refusals_as_messages(request):
        saved_search = saved_searches.follow_search(member=request.user, text=text, filters=filters)
        messages.success(request, confirmation_text(saved_search))
    return redirect(address(text, filters))


@require_POST
@network_required
def unfollow_search(request, pk: int):
    """Return to the results if the button stands there (`from_results`), to the list of searches otherwise."""
    saved_search = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    saved_searches.unfollow_search(saved_search=saved_search)
    messages.success(request, f"Vous ne suivez plus la recherche «\u00a0{saved_search.text}\u00a0».")
    return redirect(saved_search.get_absolute_url() if "from_results" in request.POST else "alertes:searches")

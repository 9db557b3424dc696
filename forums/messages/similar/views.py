"""Titles like the one being typed, for the script of the page of a new topic; the same by a button without it."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from forums.messages.similar.finding import find_similar
from reseau.permissions import network_required

# Name of the button that looks for topics and sheets like the title, and saves nothing.
SIMILAR = "semblables"


@require_safe
@network_required
def similar(request):
    found = find_similar(request.user, request.GET.get("titre", ""))
    return render(request, "forums/messages/similar/_similar.html", {"similar": found})


class SimilarMixin:
    """A form of a topic with a button « Voir si la question a déjà été posée »."""

    def post(self, request, *args, **kwargs):
        if SIMILAR not in request.POST:
            return super().post(request, *args, **kwargs)
        typed = request.POST.dict()
        form = self.form_class(**(self.get_form_kwargs() | {"data": None, "files": None, "initial": typed}))
        found = find_similar(request.user, typed.get("title", ""))
        return self.render_to_response(self.get_context_data(form=form, similar=found, looked=True))

"""The visits of an EPM: those that one may read, the form that notes one, the form that corrects it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import ListView

from reseau.directory.place_visits.forms import PlaceVisitForm
from reseau.directory.place_visits.models import PlaceVisit
from reseau.directory.place_visits.permissions import may_correct_visit, may_note_visit, may_read_visits
from reseau.directory.place_visits.services import correct_visit, note_visit, take_back_visit
from reseau.permissions import network_required
from reseau.places.models.epm import EPM
from reseau.web.refusals import refusals_in


@method_decorator(network_required, name="dispatch")
class PlaceVisitsView(ListView):
    """Visits of a place, the last first; who watches over the territory notes the next one there."""

    template_name = "reseau/directory/place_visits/visits.html"
    context_object_name = "visits"
    paginate_by = 20

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.form = None

    def get_queryset(self):
        user = self.request.user
        self.epm = get_object_or_404(EPM.objects.visible_to(user).with_place(), slug=self.kwargs["slug"])
        if not may_read_visits(user, self.epm):
            raise Http404
        return PlaceVisit.objects.visible_to(user).of(self.epm).select_related("visitor")

    def get_context_data(self, **kwargs) -> dict:
        may_note = may_note_visit(self.request.user, self.epm)
        form = (self.form or PlaceVisitForm()) if may_note else None
        return super().get_context_data(epm=self.epm, form=form, may_note=may_note, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.object_list = self.get_queryset()
        if not may_note_visit(request.user, self.epm):
            raise Http404
        self.form = PlaceVisitForm(request.POST)
        if self.form.is_valid():
            with refusals_in(self.form):
                note_visit(epm=self.epm, by=request.user, **self.form.cleaned_data)
                messages.success(request, "La visite est notée.")
                return redirect("reseau:place_visits", self.epm.slug)
        return self.render_to_response(self.get_context_data())


@require_http_methods(["GET", "HEAD", "POST"])
@network_required
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    visit = own_visit(request, pk)
    form = PlaceVisitForm(request.POST or None, instance=visit)
    if form.is_bound and form.is_valid():
        with refusals_in(form):
            correct_visit(visit=visit, **form.cleaned_data)
            messages.success(request, "La note est à jour.")
            return redirect(visit)
    return render(
        request, "reseau/directory/place_visits/visit_form.html", {"visit": visit, "epm": visit.epm, "form": form}
    )


@require_POST
@network_required
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    visit = own_visit(request, pk)
    take_back_visit(visit=visit)
    messages.success(request, "La note est effacée.")
    return redirect("reseau:place_visits", visit.epm.slug)


def own_visit(request: HttpRequest, pk: int) -> PlaceVisit:
    """Return a visit that the user may correct, or raise a 404."""
    visits = PlaceVisit.objects.visible_to(request.user).select_related("epm__commune")
    visit = get_object_or_404(visits, pk=pk)
    if not may_correct_visit(request.user, visit):
        raise Http404
    return visit

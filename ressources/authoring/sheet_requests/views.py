"""Requests for sheets: the list, the form, the voices, and the button that takes one up."""

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import ListView
from django.views.generic.edit import FormMixin

from reseau.permissions import coordinator_required, network_required
from reseau.web.refusals import refusals_as_messages, refusals_in
from ressources.authoring.sheet_requests import services
from ressources.authoring.sheet_requests.forms import SheetRequestForm
from ressources.authoring.sheet_requests.map_cell import MapCell
from ressources.authoring.sheet_requests.models import SheetRequest
from ressources.authoring.sheet_requests.permissions import may_give_back
from ressources.permissions import epms_to_write_from
from search.questions.journal.models import SearchTally
from search.questions.journal.tallies import settle, text_key
from search.questions.synonyms.permissions import may_edit_synonyms

LIST = "ressources:sheet_requests"


@method_decorator(network_required, name="dispatch")
class SheetRequestsView(FormMixin, ListView):
    """Open requests, the most wanted first, and the form that makes one.

    An address that names a cell of the coverage map shows its requests alone; a request made there is for that cell.
    """

    template_name = "ressources/authoring/sheet_requests/sheet_requests.html"
    context_object_name = "sheet_requests"
    form_class = SheetRequestForm
    paginate_by = 20

    @cached_property
    def cell(self) -> MapCell | None:
        return MapCell.of_query(self.request.GET)

    def get_queryset(self):
        user = self.request.user
        requests = SheetRequest.objects.visible_to(user).open().with_supporters(user)
        return requests.of_cell(self.cell) if self.cell else requests

    def get_initial(self) -> dict:
        return {"words": self.cell.subject if self.cell else ""}

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.get_form()
        if form.is_valid():
            with refusals_in(form, "words"):
                sheet_request = services.request_sheet(
                    words=form.cleaned_data["words"], by=request.user, cell=self.cell
                )
                messages.success(
                    request, f"La fiche «\u00a0{sheet_request}\u00a0» est demandée, votre voix est comptée."
                )
                return redirect(LIST)
        self.object_list = self.get_queryset()
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs) -> dict:
        context, user = super().get_context_data(cell=self.cell, **kwargs), self.request.user
        for sheet_request in context["sheet_requests"]:
            sheet_request.may_give_back = may_give_back(user, sheet_request)
        return context


@network_required
@require_POST
def request_searched_sheet(request: HttpRequest) -> HttpResponse:
    """Request the sheet that a search did not find; whoever looks after searches goes back to those that wait."""
    text = request.POST.get("text", "")
    tallies = SearchTally.objects.recent().filter(key=text_key(text))
    searches = tallies.aggregate(times=Sum("fruitless", default=0))["times"]
    is_editor = may_edit_synonyms(request.user)
    with refusals_as_messages(request):
        sheet_request = services.request_sheet(words=text, by=request.user, searches=searches)
        if is_editor:
            settle(texts=[text])
        count = sheet_request.supporters.count()
        voices = f"{count}\u00a0personnes la veulent" if count > 1 else "les membres du réseau peuvent l’écrire"
        messages.success(request, f"La fiche «\u00a0{sheet_request}\u00a0» est demandée\u00a0: {voices}.")
    return redirect("search:queue" if is_editor and "file" in request.POST else LIST)


def _open_request(request: HttpRequest, pk: int) -> SheetRequest:
    return get_object_or_404(SheetRequest.objects.visible_to(request.user).open(), pk=pk)


@network_required
@require_POST
def support(request: HttpRequest, pk: int) -> HttpResponse:
    is_wanted = request.POST.get("voix") == "oui"
    services.set_support(sheet_request=_open_request(request, pk), by=request.user, is_wanted=is_wanted)
    messages.success(request, "Votre voix est comptée." if is_wanted else "Votre voix est retirée.")
    return redirect("ressources:coverage" if "map" in request.POST else LIST)


@network_required
@require_POST
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Take up a request: a draft of the user, in their EPM."""
    epm = request.user.main_position.epm or epms_to_write_from(request.user).first()
    if epm is None:
        raise Http404
    with refusals_as_messages(request):
        sheet = services.take_up(sheet_request=_open_request(request, pk), by=request.user, epm=epm)
        messages.success(request, "Votre brouillon est prêt, sous le titre demandé. Changez tout ce qu’il faut.")
        return redirect("ressources:edit", sheet.pk)
    return redirect(LIST)


@network_required
@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    sheet_request = _open_request(request, pk)
    if not may_give_back(request.user, sheet_request):
        raise Http404
    services.give_back(sheet_request=sheet_request)
    messages.success(request, "La demande est à nouveau ouverte. Le brouillon reste dans les fiches de son auteur.")
    return redirect(LIST)


@coordinator_required
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    sheet_request = _open_request(request, pk)
    services.close(sheet_request=sheet_request)
    messages.success(request, f"La demande «\u00a0{sheet_request}\u00a0» est close.")
    return redirect(LIST)

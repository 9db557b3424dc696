"""Dossiers of sessions: choose sessions, follow progress, download."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import DetailView, FormView, ListView

from formation.offer.annual_plan.models import has_page
from formation.proof.dossiers.enums import PieceKind
from formation.proof.dossiers.forms import DossierForm
from formation.proof.dossiers.models import SessionDossier
from formation.proof.dossiers.services import ask_for_dossier
from formation.proof.dossiers.tasks import make_soon
from formation.proof.permissions import sessions_to_file
from formation.sessions.models.session import Session
from reseau.documents.dossiers.dossier_build import restart_dossier
from reseau.documents.files.serving import ServedFile, send
from reseau.permissions import coordinator_required, network_required
from reseau.web.refusals import refusals_as_messages, refusals_in

EVERY = "toutes"


@network_required
@require_POST
def ask_session_dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """Request the dossier of one session, for coordinators and its trainers."""
    session = get_object_or_404(sessions_to_file(request.user), pk=pk)
    with refusals_as_messages(request):
        return _request_dossier(request, [session])
    return redirect(session)


def _request_dossier(request: HttpRequest, sessions: list[Session] | QuerySet[Session]) -> HttpResponse:
    dossier = ask_for_dossier(sessions=sessions, by=request.user)
    make_soon(dossier)
    return redirect(dossier)


@method_decorator(coordinator_required, name="dispatch")
class DossierChoiceView(FormView):
    """Choose several sessions of a year. `?toutes` ticks every box."""

    template_name = "formation/proof/dossiers/dossier_choice.html"
    form_class = DossierForm

    def dispatch(self, request, *args, **kwargs):
        self.year = kwargs["year"]
        if not has_page(self.year):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        sessions = sessions_to_file(self.request.user).of_year(self.year).with_dates().with_place()
        return super().get_form_kwargs() | {"sessions": sessions.order_by("first_day", "pk")}

    def get_initial(self) -> dict:
        if EVERY not in self.request.GET:
            return {}
        return {"sessions": list(sessions_to_file(self.request.user).of_year(self.year).values_list("pk", flat=True))}

    def form_valid(self, form):
        with refusals_in(form, "sessions"):
            return _request_dossier(self.request, form.cleaned_data["sessions"])
        return self.form_invalid(form)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(year=self.year, kinds=PieceKind.choices, **kwargs)


@method_decorator(network_required, name="dispatch")
class DossiersView(ListView):
    """Dossiers that are still kept."""

    template_name = "formation/proof/dossiers/dossiers.html"
    context_object_name = "dossiers"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[SessionDossier]:
        visible = SessionDossier.objects.visible_to(self.request.user).select_related("asked_by")
        return visible.prefetch_related("sessions__training")


@method_decorator(network_required, name="dispatch")
class DossierView(DetailView):
    """Progress of a dossier, then its content and its download."""

    template_name = "formation/proof/dossiers/dossier.html"
    context_object_name = "dossier"

    def get_queryset(self) -> QuerySet[SessionDossier]:
        return SessionDossier.objects.visible_to(self.request.user).select_related("asked_by")

    def get_context_data(self, **kwargs) -> dict:
        count = self.object.sessions.count()
        return super().get_context_data(kinds=PieceKind.labels, session_count=count, **kwargs)


@network_required
@require_safe
def dossier_zip(request: HttpRequest, pk: int) -> HttpResponseBase:
    dossier = get_object_or_404(SessionDossier.objects.visible_to(request.user), pk=pk)
    if not dossier.is_ready:
        raise Http404
    return send(request, ServedFile(dossier.file, dossier.file_name, "application/zip", dossier.finished))


@network_required
@require_POST
def make_dossier_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Start a failed dossier again."""
    dossier = get_object_or_404(SessionDossier.objects.visible_to(request.user), pk=pk)
    if restart_dossier(dossier):
        dossier.refresh_from_db()
        make_soon(dossier)
    else:
        messages.info(request, "Ce dossier n’est pas à recommencer.")
    return redirect(dossier)

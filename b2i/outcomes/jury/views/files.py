"""Files for the jury: PDF or ZIP of one learner, list of a session, archive made in the background."""

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import DetailView

from b2i.outcomes.enums import FrozenPaperKind
from b2i.outcomes.jury.jury_archive import archive_of
from b2i.outcomes.jury.jury_file import JuryFile, build_jury_file
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.models.frozen_paper import FrozenPaper
from b2i.outcomes.jury.models.session import JuryDossier, JurySession
from b2i.outcomes.jury.paper import jury_paper
from b2i.outcomes.jury.paper_freezing import frozen_file, note_readings
from b2i.outcomes.jury.services import request_files
from b2i.outcomes.jury.session_list import candidates_of, session_list_paper
from b2i.outcomes.jury.tasks import enqueue_files
from b2i.people.accesses.journal import note_access, note_accesses
from b2i.people.enums import AccessKind
from b2i.people.learners.learner_lookup import found_by
from b2i.people.permissions import follower_required
from b2i.records.models import Record
from b2i.records.record_lookup import followed_record
from reseau.documents.dossiers.dossier_build import restart_dossier
from reseau.documents.files.serving import ServedFile, send
from reseau.documents.papers.responses import paper_response
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_as_messages


def paper_of(request: HttpRequest, file: JuryFile) -> HttpResponse:
    return paper_response(request, jury_paper(file), name=f"dossier-jury-{file.learner.card_number}.pdf")


def zip_of(file: JuryFile, *, sent: FrozenPaper | None = None) -> HttpResponseBase:
    name = f"dossier-jury-{file.learner.card_number}.zip"
    return FileResponse(archive_of(file, sent=sent), as_attachment=True, filename=name, content_type="application/zip")


@follower_required
@never_cache
@require_safe
@found_by(followed_record, kind=AccessKind.COPIED)
def record_paper(request: HttpRequest, record: Record) -> HttpResponse:
    return paper_of(request, build_jury_file(record))


@follower_required
@never_cache
@require_safe
@found_by(followed_record, kind=AccessKind.COPIED)
def record_zip(request: HttpRequest, record: Record) -> HttpResponseBase:
    return zip_of(build_jury_file(record))


def candidate_file(request: HttpRequest, pk: int) -> JuryFile:
    """Return the file of a candidacy, which a coordinator takes away. Raises Http404 otherwise."""
    candidacy = get_object_or_404(Candidacy.objects.visible_to(request.user).standing(), pk=pk)
    record = Record.objects.with_learner().get(pk=candidacy.record_id)
    note_access(request, record.learner, AccessKind.COPIED)
    return build_jury_file(record, candidacy=candidacy)


@coordinator_required
@never_cache
@require_safe
def candidate_paper(request: HttpRequest, pk: int) -> HttpResponse:
    return paper_of(request, candidate_file(request, pk))


@coordinator_required
@never_cache
@require_safe
def candidate_zip(request: HttpRequest, pk: int) -> HttpResponseBase:
    file = candidate_file(request, pk)
    note_readings_of_files(request, Candidacy.objects.filter(pk=pk))
    return zip_of(file, sent=frozen_file(file.candidacy))


def note_readings_of_files(request: HttpRequest, candidacies: QuerySet[Candidacy]) -> None:
    """Note that the reader takes away the frozen files of `candidacies`, which their ZIP holds."""
    files = FrozenPaper.objects.visible_to(request.user).filter(kind=FrozenPaperKind.FILE)
    note_readings(papers=files.filter(candidacy__in=candidacies, jury=F("candidacy__jury")), reader=request.user)


@coordinator_required
@never_cache
@require_safe
def session_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the list that the jury signs."""
    jury = get_object_or_404(JurySession.objects.visible_to(request.user).select_related("framework"), pk=pk)
    files = candidates_of(jury, request.user)
    note_accesses(request, [file.learner for file in files], AccessKind.COPIED)
    return paper_response(request, session_list_paper(jury, files), name=f"liste-jury-{jury.held_on:%Y-%m-%d}.pdf")


@coordinator_required
@require_POST
def files_ask(request: HttpRequest, pk: int) -> HttpResponse:
    jury = get_object_or_404(JurySession.objects.visible_to(request.user), pk=pk)
    with refusals_as_messages(request):
        dossier = request_files(jury=jury, by=request.user)
        enqueue_files(dossier)
        return redirect(dossier)
    return redirect(jury)


@method_decorator(coordinator_required, name="dispatch")
class JuryDossierView(DetailView):
    """Progress of an archive, then its report and its download."""

    template_name = "b2i/outcomes/jury/jury_dossier.html"
    context_object_name = "dossier"

    def get_queryset(self):
        return JuryDossier.objects.visible_to(self.request.user).select_related("asked_by", "jury")

    def get_context_data(self, **kwargs) -> dict:
        note_accesses(self.request, self.object.learners(), AccessKind.LISTED)
        return super().get_context_data(**kwargs)


def visible_dossier(request: HttpRequest, pk: int) -> JuryDossier:
    return get_object_or_404(JuryDossier.objects.visible_to(request.user).select_related("jury"), pk=pk)


@coordinator_required
@require_safe
def dossier_zip(request: HttpRequest, pk: int) -> HttpResponseBase:
    dossier = visible_dossier(request, pk)
    if not dossier.is_ready:
        raise Http404
    note_accesses(request, dossier.learners(), AccessKind.COPIED)
    note_readings_of_files(request, Candidacy.objects.filter(jury=dossier.jury, record__in=dossier.records))
    return send(request, ServedFile(dossier.file, dossier.file_name, "application/zip", dossier.finished))


@coordinator_required
@require_POST
def dossier_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Retry an archive that failed."""
    dossier = visible_dossier(request, pk)
    if restart_dossier(dossier):
        dossier.refresh_from_db()
        enqueue_files(dossier)
    else:
        messages.info(request, "Ces dossiers ne sont pas à recommencer.")
    return redirect(dossier)

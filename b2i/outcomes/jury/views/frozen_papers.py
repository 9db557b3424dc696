"""Frozen papers for coordinators: « la liste est partie », and reading what left."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from b2i.outcomes.jury.forms import SentListForm
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.models.frozen_paper import FrozenPaper
from b2i.outcomes.jury.models.session import JurySession
from b2i.outcomes.jury.paper_freezing import CHANGED, note_readings
from b2i.people.accesses.journal import note_accesses
from b2i.people.enums import AccessKind
from reseau.documents.papers.responses import respond_unless_cached
from reseau.permissions import coordinator_required
from reseau.web.refusals import refusals_as_messages


@coordinator_required
@require_POST
def list_send(request: HttpRequest, pk: int) -> HttpResponse:
    jury = get_object_or_404(JurySession.objects.visible_to(request.user).select_related("framework"), pk=pk)
    candidacies = Candidacy.objects.visible_to(request.user).standing().filter(jury=jury)
    learners = [candidacy.learner for candidacy in candidacies.select_related("record__learner")]
    note_accesses(request, learners, AccessKind.COPIED)  # a refusal names people too
    form = SentListForm(request.POST)
    if not form.is_valid():
        messages.error(request, CHANGED)
        return redirect(jury)
    with refusals_as_messages(request):
        sent_list = form.save(jury, by=request.user)
        messages.success(
            request, f"La liste est partie, version {sent_list.version}\u00a0: elle et ses dossiers ne changent plus."
        )
    return redirect(jury)


@coordinator_required
@never_cache
@require_safe
def frozen_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the bytes that were frozen. Raises Http404 once they are destroyed."""
    papers = FrozenPaper.objects.visible_to(request.user).filter(pk=pk)
    paper = get_object_or_404(papers.select_related("jury"))
    note_accesses(request, paper.learners(), AccessKind.COPIED)
    note_readings(papers=papers, reader=request.user)
    headers = {"Content-Disposition": f'inline; filename="{paper.file_name}"'}
    return respond_unless_cached(
        request,
        paper.sha256,
        lambda: HttpResponse(bytes(paper.content), content_type="application/pdf", headers=headers),
    )

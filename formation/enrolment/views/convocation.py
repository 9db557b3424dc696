"""The convocation of who has a place, on paper: the same as the one that is mailed, as things stand today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from formation.enrolment.convocation_paper import FILE_NAME, convocation_paper
from formation.enrolment.models.enrolment import Enrolment
from formation.sessions.models.session import Session
from reseau.papers.responses import paper_response
from reseau.permissions import network_required


@network_required
@require_safe
def convocation(request: HttpRequest, pk: int) -> HttpResponse:
    mine = Enrolment.objects.confirmed().of(request.user).values("session")
    sessions = Session.objects.visible_to(request.user).announced().filter(pk__in=mine)
    joined = sessions.select_related("training", "epm__commune", "commune", "created_by")
    session = get_object_or_404(joined.prefetch_related("half_days", "trainers__member"), pk=pk)
    return paper_response(request, convocation_paper(session, request.user, day=timezone.localdate()), name=FILE_NAME)

"""The record in large type on paper: for the learner herself, for the animators of her EPM."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from b2i.access_log import note_access
from b2i.permissions import follower_required, learner_required
from b2i.progress.booklet_paper import booklet_paper
from b2i.progress.record_sheet import read_record
from b2i.progress.views.my_record import own_record
from b2i.progress.views.records import followed_record
from b2i.records.models.record import Record
from reseau.papers.responses import paper_response


@follower_required
@require_safe
def booklet(request: HttpRequest, pk: int) -> HttpResponse:
    record = followed_record(request.user, pk)
    note_access(request, record.learner, what="read")
    return answer(request, record)


@learner_required
@require_safe
def my_booklet(request: HttpRequest) -> HttpResponse:
    record = own_record(request)
    record.learner = request.learner  # read already, with her name and her EPM
    return answer(request, record)


def answer(request: HttpRequest, record: Record) -> HttpResponse:
    name = f"livret-{record.learner.card_number}.pdf"
    return paper_response(request, booklet_paper(read_record(record)), name=name)

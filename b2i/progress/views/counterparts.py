"""A record in another framework, for those who may read the record: animators of her EPM, the learner herself."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from b2i.access_log import note_access
from b2i.frameworks.models.crosswalk import Crosswalk
from b2i.permissions import follower_required, learner_required
from b2i.progress.counterparts import read_elsewhere
from b2i.progress.record_sheet import read_record
from b2i.progress.views.my_record import own_record
from b2i.progress.views.records import followed_record
from b2i.records.models.record import Record


@follower_required
@require_safe
def record_elsewhere(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    record = followed_record(request.user, pk)
    note_access(request, record.learner, what="read")
    return elsewhere(request, record, slug, is_own=False)


@learner_required
@require_safe
def my_record_elsewhere(request: HttpRequest, slug: str = "") -> HttpResponse:
    record = own_record(request)
    record.learner = request.learner  # read already, with her name
    return elsewhere(request, record, slug, is_own=True)


def elsewhere(request: HttpRequest, record: Record, slug: str, *, is_own: bool) -> HttpResponse:
    """Without `slug`, leads to the first framework that a crosswalk reaches from that of the record."""
    crosswalks = list(
        Crosswalk.objects.latest().filter(source=record.framework_id).select_related("target").order_by("target__name")
    )
    if not crosswalks:
        raise Http404
    if not slug:
        return redirect(request.path + f"{crosswalks[0].target.slug}/")
    crosswalk = next((each for each in crosswalks if each.target.slug == slug), None)
    if crosswalk is None:
        raise Http404
    context = {
        "record": record,
        "is_own": is_own,
        "crosswalk": crosswalk,
        "crosswalks": crosswalks,
        "domains": read_elsewhere(read_record(record), crosswalk),
    }
    return render(request, "b2i/progress/record_elsewhere.html", context)

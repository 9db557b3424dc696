"""Pages of the passage to a new version: preview and passage, of one learner or of an EPM; the former record."""

from collections import Counter

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from b2i.outcomes.adoption.models import ProposedVersion
from b2i.outcomes.renewals.fates import read_passage
from b2i.outcomes.renewals.models import Renewal
from b2i.outcomes.renewals.services import (
    check_nothing_awaited,
    crosswalk_to_base,
    crosswalks_to_base,
    renew_record,
    renewable_records,
)
from b2i.people.accesses.journal import note_accesses
from b2i.people.enums import AccessKind
from b2i.people.learners.learner_lookup import found_by, kept_learner
from b2i.people.learners.models.learner import Learner
from b2i.people.permissions import follower_required, learner_required
from b2i.records.models import Record
from b2i.records.progress.record_sheet import build_record_sheet
from b2i.records.record_lookup import followed_record, own_record
from reseau.web.refusals import refusal_texts, refusals_as_messages


@follower_required
@require_http_methods(["GET", "HEAD", "POST"])
@found_by(kept_learner)
def renewal(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Show what becomes of each skill of a record; POST opens the new one."""
    record = get_object_or_404(Record.objects.on_base().with_learner(), learner=learner)
    with refusals_as_messages(request):
        crosswalk = crosswalk_to_base(framework=record.framework)
        if request.method == "POST":
            renew_record(record=record, by=request.user)
            messages.success(request, "Le nouveau livret est ouvert. Celui d’avant reste lisible.")
            return redirect(learner)
        with refusal_texts() as waits:
            check_nothing_awaited(record=record)
        passage = read_passage(crosswalk, sheet=build_record_sheet(record))
        context = {"learner": learner, "passage": passage, "waits": waits}
        return render(request, "b2i/outcomes/renewals/renewal.html", context)
    return redirect(learner)


@follower_required
@require_http_methods(["GET", "HEAD", "POST"])
def renewals(request: HttpRequest) -> HttpResponse:
    """Show the records that the EPM of the user keep on a former version; POST passes them all."""
    kept_learners = Learner.objects.visible_to(request.user).kept_by(request.user)
    records = list(renewable_records().filter(learner__in=kept_learners).with_learner().order_by("pk"))
    if request.method == "POST":
        note_accesses(request, [record.learner for record in records], AccessKind.CHANGED)
        _pass_all(request, records)
        return redirect("b2i:renewals")
    note_accesses(request, [record.learner for record in records], AccessKind.LISTED)
    crosswalks = crosswalks_to_base(frameworks={record.framework_id for record in records})
    passages = [read_passage(crosswalk) for crosswalk in crosswalks]
    proposed = None if records else ProposedVersion.objects.awaiting().first()
    context = {"records": records, "passages": passages, "proposed": proposed}
    return render(request, "b2i/outcomes/renewals/renewals.html", context)


def _pass_all(request: HttpRequest, records: list[Record]) -> None:
    """Pass each record on its own: one that must wait does not hold back the others."""
    passed, reasons = 0, Counter()
    for record in records:
        with refusal_texts() as texts:
            renew_record(record=record, by=request.user)
        passed += not texts
        reasons.update(texts)
    if passed:
        messages.success(request, f"{passed} livret{'s' if passed > 1 else ''} sur la nouvelle version.")
    for reason, number in reasons.items():
        messages.warning(request, f"{number} livret{'s' if number > 1 else ''}\u00a0: {reason}")


@follower_required
@require_safe
@found_by(followed_record)
def former_record(request: HttpRequest, record: Record) -> HttpResponse:
    return _former_record(request, record, is_own=False)


@learner_required
@require_safe
def my_former_record(request: HttpRequest) -> HttpResponse:
    record = own_record(request)
    record.learner = request.learner  # already loaded, with the name
    return _former_record(request, record, is_own=True)


def _former_record(request: HttpRequest, record: Record, *, is_own: bool) -> HttpResponse:
    """Render the record that `record` cites, with what each of its skills became."""
    relations = "former__framework", "crosswalk__source", "crosswalk__target"
    renewal = Renewal.objects.filter(record=record).select_related(*relations).first()
    if renewal is None:
        raise Http404
    sheet = build_record_sheet(renewal.former)
    context = {
        "learner": record.learner,
        "renewal": renewal,
        "sheet": sheet,
        "passage": read_passage(renewal.crosswalk, sheet=sheet),
        "statements": renewal.former.statements.order_by("-pk"),
        "is_own": is_own,
    }
    return render(request, "b2i/outcomes/renewals/former_record.html", context)

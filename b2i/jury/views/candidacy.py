"""The jury on the pages of a learner, for their animators: progress, file, candidacy, withdrawal."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from b2i.jury.forms import AskForJuryForm
from b2i.jury.jury_file import build_jury_file
from b2i.jury.models import Candidacy
from b2i.jury.services import apply_for_jury, withdraw_candidacy
from b2i.learners.learner_lookup import found_by
from b2i.permissions import follower_required
from b2i.records.models import Record
from b2i.records.record_lookup import followed_record
from reseau.refusals import refusals_as_messages


@follower_required
@require_safe
@found_by(followed_record)
def candidacy(request: HttpRequest, record: Record) -> HttpResponse:
    return candidacy_page(request, record)


def candidacy_page(request: HttpRequest, record: Record, *, form: AskForJuryForm | None = None) -> HttpResponse:
    file = build_jury_file(record)
    context = {"learner": record.learner, "file": file, "form": form or AskForJuryForm()}
    return render(request, "b2i/jury/candidacy.html", context, status=422 if form else 200)


@follower_required
@require_POST
@found_by(followed_record)
def candidacy_ask(request: HttpRequest, record: Record) -> HttpResponse:
    form = AskForJuryForm(request.POST)
    if form.is_valid():
        with refusals_as_messages(request):
            apply_for_jury(record=record, noted_by=request.user)
            messages.success(request, "La demande est notée\u00a0: la coordination choisira une session de jury.")
        return redirect("b2i:candidacy", record.learner_id)
    return candidacy_page(request, record, form=form)


@follower_required
@require_POST
@found_by(followed_record)
def candidacy_withdraw(request: HttpRequest, record: Record) -> HttpResponse:
    candidacy = get_object_or_404(Candidacy.objects.visible_to(request.user).open(), record=record)
    with refusals_as_messages(request):
        withdraw_candidacy(candidacy=candidacy, by=request.user)
        messages.success(request, "La demande est retirée\u00a0: la coordination ne lit plus ce dossier.")
    return redirect("b2i:candidacy", record.learner_id)

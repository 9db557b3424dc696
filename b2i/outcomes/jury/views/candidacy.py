"""Candidacy of a learner, for their animators: progress, request, civil identity, opinion of the centre, withdrawal."""

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from b2i.outcomes.jury.forms import AskForJuryForm, CivilIdentityForm, OpinionForm
from b2i.outcomes.jury.jury_file import build_jury_file
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.paper_freezing import sent_files
from b2i.outcomes.jury.services import apply_for_jury, withdraw_candidacy
from b2i.people.learners.learner_lookup import found_by
from b2i.people.permissions import follower_required
from b2i.records.models import Record
from b2i.records.record_lookup import followed_record
from reseau.web.refusals import refusals_as_messages, refusals_in

SENT = (
    "La liste de ce jury est déjà partie\u00a0: elle ne dit pas ce que vous venez de noter. Prévenez la "
    "coordination, qui peut en faire partir une autre."
)


@follower_required
@require_safe
@found_by(followed_record)
def candidacy(request: HttpRequest, record: Record) -> HttpResponse:
    return candidacy_page(request, record)


def candidacy_page(request: HttpRequest, record: Record, *, form: AskForJuryForm | None = None) -> HttpResponse:
    file = build_jury_file(record, with_files=False)
    context = {"learner": record.learner, "file": file, "form": form or AskForJuryForm()}
    return render(request, "b2i/outcomes/jury/candidacy.html", context, status=422 if form else 200)


@follower_required
@require_POST
@found_by(followed_record)
def candidacy_ask(request: HttpRequest, record: Record) -> HttpResponse:
    form = AskForJuryForm(request.POST)
    if form.is_valid():
        with refusals_as_messages(request):
            apply_for_jury(record=record, noted_by=request.user)
            messages.success(
                request, "La demande est notée. Le dossier demande encore l’état civil et l’avis du centre."
            )
        return redirect("b2i:candidacy", record.learner_id)
    return candidacy_page(request, record, form=form)


@follower_required
@require_POST
@found_by(followed_record)
def candidacy_withdraw(request: HttpRequest, record: Record) -> HttpResponse:
    candidacy = get_object_or_404(Candidacy.objects.visible_to(request.user).open(), record=record)
    with refusals_as_messages(request):
        withdraw_candidacy(candidacy=candidacy, by=request.user)
        messages.success(
            request,
            "La demande est retirée\u00a0: le dossier et l’état civil sont détruits, la coordination ne lit plus rien.",
        )
    return redirect("b2i:candidacy", record.learner_id)


def open_candidacy(request: HttpRequest, record: Record) -> Candidacy:
    """Return the candidacy whose file is being made. Raises Http404 without one, or once it is decided."""
    candidacies = Candidacy.objects.visible_to(request.user).open()
    return get_object_or_404(
        candidacies.select_related("record", "civil_identity", "centre_opinion", "jury"), record=record
    )


@follower_required
@never_cache
@require_http_methods(["GET", "POST"])
@found_by(followed_record)
def civil_identity(request: HttpRequest, record: Record) -> HttpResponse:
    candidacy = open_candidacy(request, record)
    form = CivilIdentityForm(request.POST or None, initial=_noted(candidacy, "civil_identity"))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            identity = form.save(candidacy, by=request.user)
            messages.success(request, "L’état civil est noté. Il sera détruit avec le dossier.")
            _warn_if_sent(request, candidacy)
            if record.learner.birth_year not in (None, identity.born_on.year):
                messages.warning(request, f"Le livret dit\u00a0: naissance en {record.learner.birth_year}. Relisez.")
            return redirect("b2i:candidacy", record.learner_id)
    context = {"learner": record.learner, "form": form}
    return render(request, "b2i/outcomes/jury/civil_identity.html", context, status=422 if form.errors else 200)


@follower_required
@require_http_methods(["GET", "POST"])
@found_by(followed_record)
def centre_opinion(request: HttpRequest, record: Record) -> HttpResponse:
    candidacy = open_candidacy(request, record)
    initial = _noted(candidacy, "centre_opinion")
    form = OpinionForm(request.POST or None, initial=initial, record=record)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            form.save(candidacy, by=request.user)
            messages.success(request, "L’avis du centre est noté.")
            _warn_if_sent(request, candidacy)
            return redirect("b2i:candidacy", record.learner_id)
    context = {"learner": record.learner, "form": form}
    return render(request, "b2i/outcomes/jury/centre_opinion.html", context, status=422 if form.errors else 200)


def _warn_if_sent(request: HttpRequest, candidacy: Candidacy) -> None:
    """Say that what was noted is not on the list that left."""
    if sent_files(candidacy).exists():
        messages.warning(request, SENT)


def _noted(candidacy: Candidacy, name: str) -> dict:
    """Return what was noted, as the form takes it; nothing at first."""
    noted = getattr(candidacy, name, None)
    return model_to_dict(noted, exclude=["candidacy", "noted_by"]) if noted else {}

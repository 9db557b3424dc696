"""Follow a subject, stop following it; the page of all that a member follows."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from alertes.choices.subscriptions import services
from alertes.choices.subscriptions.forms import RHYTHMS, FollowForm
from alertes.choices.subscriptions.models import SUBJECT_LENGTH, Subscription
from alertes.choices.subscriptions.subjects import (
    FollowedObject,
    SubjectKind,
    declared_subject_kinds,
    split_subject,
    visible_subjects,
)
from reseau.permissions import network_required


@dataclass(frozen=True, slots=True)
class FollowedRow:
    """A line of the page: `found` is None for what the member may no longer read."""

    subscription: Subscription
    kind: SubjectKind
    found: FollowedObject | None


@method_decorator(network_required, name="dispatch")
class FollowedView(ListView):
    template_name = "alertes/choices/subscriptions/followed.html"
    paginate_by = 30

    def get_queryset(self):
        # The subject begins with its kind: rows of one kind stand together.
        declared = "|".join(declared_subject_kinds())
        subscriptions = Subscription.objects.visible_to(self.request.user)
        return subscriptions.filter(subject__regex=f"^({declared}):").order_by("subject")

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        subscriptions = list(context["page_obj"])
        found = visible_subjects(self.request.user, [one.subject for one in subscriptions])
        kinds = declared_subject_kinds()
        rows = [FollowedRow(one, kinds[split_subject(one.subject)[0]], found.get(one.subject)) for one in subscriptions]
        return context | {"rows": rows, "rhythms": RHYTHMS}


@require_POST
@network_required
def follow(request: HttpRequest) -> HttpResponse:
    """Follow a subject that the member may read, or change the rhythm of its mails."""
    if "sujet" not in request.POST:
        return _ask_for_a_subject(request)
    subject = _subject(request)
    found = visible_subjects(request.user, [subject]).get(subject)
    if found is None:
        raise Http404
    form = FollowForm(request.POST)
    if form.is_valid():
        rhythm = form.cleaned_data["rythme"] if "rythme" in request.POST else None
        services.follow(member=request.user, subject=subject, rhythm=rhythm)
        news = declared_subject_kinds()[split_subject(subject)[0]].news
        words = "C’est noté." if rhythm is not None else f"Vous suivez «\u00a0{found.title}\u00a0»\u00a0: {news}."
        messages.success(request, words)
    else:
        messages.error(request, form.errors["rythme"][0])
    return _back(request, found.url)


@require_POST
@network_required
def unfollow(request: HttpRequest) -> HttpResponse:
    """Stop following a subject, even one that the member may no longer read."""
    if "sujet" not in request.POST:
        return _ask_for_a_subject(request)
    subject = _subject(request)
    found = visible_subjects(request.user, [subject]).get(subject)
    if found is None and not Subscription.objects.visible_to(request.user).about(subject).exists():
        raise Http404
    services.unfollow(member=request.user, subject=subject)
    messages.success(request, f"Vous ne suivez plus «\u00a0{found.title}\u00a0»." if found else "C’est noté.")
    return _back(request, found.url if found else "alertes:followed")


def _ask_for_a_subject(request: HttpRequest) -> HttpResponse:
    messages.error(request, "Choisissez ce que vous voulez suivre, ou ne plus suivre.")
    return redirect("alertes:followed")


def _subject(request: HttpRequest) -> str:
    subject = request.POST.get("sujet", "")
    if len(subject) > SUBJECT_LENGTH or not services.SUBJECT.fullmatch(subject):
        raise Http404
    return subject


def _back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """Return to the page where the button stands."""
    page = request.POST.get("retour", "")
    is_ours = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return redirect(page if is_ours else otherwise)

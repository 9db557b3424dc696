"""Who reads a learner's record, for the learner: add an EPM, end a following."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from b2i.people.enums import ConsentGiver, ConsentMeans
from b2i.people.learners import services
from b2i.people.learners.consent_texts import is_under_age, may_be_under_age
from b2i.people.learners.forms import InviteForm
from b2i.people.learners.models.learner import Learner
from b2i.people.permissions import learner_required
from reseau.texts.elision import the_place
from reseau.web.refusals import refusals_as_messages, refusals_in


def needs_parent(learner: Learner) -> bool:
    """Whether the learner is, or may be, under fifteen and cannot decide alone; without a year, as last agreed."""
    if learner.birth_year is None:
        last_consent = learner.consents.first()
        return last_consent is not None and last_consent.giver == ConsentGiver.PARENT
    today = timezone.localdate()
    return is_under_age(learner.birth_year, today=today) or may_be_under_age(learner.birth_year, today=today)


@require_safe
@learner_required
def my_followers(request):
    return my_followers_page(request, InviteForm(learner=request.learner))


def my_followers_page(request, form: InviteForm, *, status: int = 200):
    learner = request.learner
    context = {
        "learner": learner,
        "followings": learner.followings.live().select_related("epm"),
        "former": learner.followings.filter(until__isnull=False).select_related("epm"),
        "consents": learner.consents.select_related("epm"),
        "form": None if needs_parent(learner) else form,
    }
    return render(request, "b2i/people/learners/my_followers.html", context, status=status)


@require_POST
@learner_required
def invite(request):
    """Let a further EPM read the record. Under fifteen, a parent does it at the counter instead."""
    learner = request.learner
    if needs_parent(learner):
        return redirect("b2i:my_followers")
    form = InviteForm(request.POST, learner=learner)
    if form.is_valid():
        epm = form.cleaned_data["epm"]
        with refusals_in(form, "epm"):
            services.follow(learner=learner, epm=epm, noted_by=learner.member, means=ConsentMeans.ONLINE)
            messages.success(request, f"C’est fait\u00a0: {epm} peut lire votre livret.")
            return redirect("b2i:my_followers")
    return my_followers_page(request, form, status=422)


@require_POST
@learner_required
def dismiss(request, following_pk: int):
    """End a following."""
    following = get_object_or_404(request.learner.followings.live().select_related("epm"), pk=following_pk)
    with refusals_as_messages(request):
        services.end_following(following=following, ended_by=request.user)
        messages.success(request, f"C’est fait\u00a0: {the_place(following.epm)} ne lit plus votre livret.")
    return redirect("b2i:my_followers")

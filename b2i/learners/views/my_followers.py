"""Who reads a learner's record, for herself: she lets a further EPM in, and ends it when she wants."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from b2i.enums import ConsentMeans
from b2i.learners.consent_texts import is_under_age, may_be_under_age
from b2i.learners.forms.following import InviteForm
from b2i.learners.models.learner import Learner
from b2i.learners.services import followings
from b2i.permissions import learner_required
from reseau.elision import the_place


def needs_parent(learner: Learner) -> bool:
    """Under fifteen, or perhaps: she does not say alone who reads her record."""
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
    return render(request, "b2i/learners/my_followers.html", context, status=status)


@require_POST
@learner_required
def invite(request):
    """She lets a further EPM read her record; under fifteen, a parent says so at the counter."""
    learner = request.learner
    if needs_parent(learner):
        return redirect("b2i:my_followers")
    form = InviteForm(request.POST, learner=learner)
    if not form.is_valid():
        return my_followers_page(request, form, status=422)
    try:
        followings.follow(
            learner=learner, epm=form.cleaned_data["epm"], noted_by=learner.member, means=ConsentMeans.ONLINE
        )
    except ValidationError as refusal:
        form.add_error("epm", refusal.messages)
        return my_followers_page(request, form, status=422)
    messages.success(request, f"C’est fait\u00a0: {form.cleaned_data['epm']} peut lire votre livret.")
    return redirect("b2i:my_followers")


@require_POST
@learner_required
def dismiss(request, following_pk: int):
    following = get_object_or_404(request.learner.followings.live().select_related("epm"), pk=following_pk)
    followings.end_following(following=following, ended_by=request.user)
    messages.success(request, f"C’est fait\u00a0: {the_place(following.epm)} ne lit plus votre livret.")
    return redirect("b2i:my_followers")

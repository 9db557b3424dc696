"""EPM that follow a learner, with their consents, for the animators of those EPM."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from b2i.people.accesses.journal import note_access
from b2i.people.card_locks.limits import TOO_MANY_MESSAGE, consume_card_try
from b2i.people.card_locks.origin import origin_of
from b2i.people.learners import services
from b2i.people.learners.consent_texts import CONSENT_VERSION
from b2i.people.learners.forms import ConsentForm, HandOverForm, JoinForm
from b2i.people.learners.learner_lookup import followed_learner, found_by, kept_learner
from b2i.people.learners.models.following import Following
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.paper import blank_consent_paper
from b2i.people.learners.permissions import ends_following, keeps_record, reads_paper
from b2i.people.learners.services import note_consent
from b2i.people.permissions import follower_required
from reseau.documents.files.serving import ServedFile, send
from reseau.documents.papers.responses import paper_response
from reseau.texts.elision import of, the_place
from reseau.web.refusals import refusals_as_messages, refusals_in


@require_http_methods(["GET", "POST"])
@follower_required
@never_cache
@sensitive_post_parameters("secret")
def join(request):
    """« Cette personne vient aussi chez nous »: follow a learner who types their card number and secret.

    Tries count with those of the login by card. The refusal does not reveal whether the card exists.
    """
    if request.method != "POST":
        form = JoinForm(user=request.user, initial={"number": request.GET.get("n", "")[:30]})
        return render(request, "b2i/people/learners/join.html", {"form": form})
    form, learner = JoinForm(request.POST, request.FILES, user=request.user), None
    if form.is_valid():
        usage = consume_card_try(request)
        if usage is None:
            form.add_error(None, TOO_MANY_MESSAGE)
            return render(request, "b2i/people/learners/join.html", {"form": form}, status=429)
        learner = form.save(origin=origin_of(request))
    if learner is None:
        return render(request, "b2i/people/learners/join.html", {"form": form}, status=422)
    usage.rollback()
    note_access(request, learner)
    messages.success(request, f"{capfirst(the_place(form.chosen_epm))} suit maintenant {learner}, avec son accord.")
    return redirect(learner)


@require_safe
@follower_required
@never_cache
@found_by(followed_learner)
def followers(request, learner: Learner):
    return followers_page(request, learner)


def followers_page(request, learner: Learner, **forms):
    """Render the EPM and the consents, with a refused form if there is one."""
    followings = list(learner.followings.live().select_related("epm", "consent"))
    consents = list(learner.consents.select_related("epm", "noted_by"))
    is_keeper = keeps_record(request.user, learner)
    for following in followings:
        following.may_be_ended = ends_following(request.user, following, learner)
    for consent in consents:
        consent.has_readable_paper = bool(consent.paper) and reads_paper(request.user, consent, learner)
    context = {
        "learner": learner,
        "followings": followings,
        "consents": consents,
        "is_current": bool(consents) and consents[0].version == CONSENT_VERSION,
        "is_keeper": is_keeper,
        "consent_form": ConsentForm(birth_year=learner.birth_year),
        "hand_over_form": HandOverForm(learner=learner) if is_keeper and followings else None,
        **forms,
    }
    return render(request, "b2i/people/learners/followers.html", context, status=422 if forms else 200)


@require_POST
@follower_required
@found_by(followed_learner)
def consent_add(request, learner: Learner):
    """Note that the learner agrees to the current text, for the EPM where the animator meets them."""
    form = ConsentForm(request.POST, request.FILES, birth_year=learner.birth_year)
    if form.is_valid():
        with refusals_in(form):
            note_consent(
                learner=learner,
                epm=learner.shared_epm(request.user),
                noted_by=request.user,
                means=form.cleaned_data["means"],
                giver=form.cleaned_data["giver"],
                signature=form.signature,
            )
            messages.success(request, "L’accord est noté.")
            return redirect("b2i:followers", learner.pk)
    return followers_page(request, learner, consent_form=form)


@require_safe
@follower_required
@found_by(followed_learner)
def consent_paper(request, learner: Learner, consent_pk: int):
    """Serve the paper that a parent signed, to the EPM for which they signed and to the one that keeps the record."""
    consent = get_object_or_404(learner.consents.exclude(paper="").select_related("epm"), pk=consent_pk)
    if not reads_paper(request.user, consent, learner):
        raise Http404
    return send(request, ServedFile(consent.paper, consent.paper_name, consent.paper_media_type, consent.given_at))


@require_safe
@follower_required
def blank_consent(request):
    """Return the paper that a parent signs, with the text of consent and no name."""
    return paper_response(request, blank_consent_paper(), name="accord.pdf")


@require_POST
@follower_required
@found_by(followed_learner)
def following_end(request, learner: Learner, following_pk: int):
    following = get_object_or_404(learner.followings.live().select_related("epm"), pk=following_pk)
    with refusals_as_messages(request):
        services.end_following(following=following, ended_by=request.user)
        messages.success(
            request, f"{capfirst(the_place(following.epm))} ne suit plus {learner}\u00a0: son livret n’y est plus lu."
        )
    is_still_visible = Learner.objects.visible_to(request.user).filter(pk=learner.pk).exists()
    return redirect("b2i:followers", learner.pk) if is_still_visible else redirect("b2i:records")


@require_POST
@follower_required
@found_by(kept_learner)
def hand_over(request, learner: Learner):
    form = HandOverForm(request.POST, learner=learner)
    if form.is_valid():
        following: Following = form.cleaned_data["following"]
        with refusals_in(form):
            services.hand_over(following=following, handed_by=request.user, stays=form.cleaned_data["stays"])
            messages.success(request, f"{capfirst(the_place(following.epm))} tient maintenant le livret {of(learner)}.")
            return redirect("b2i:records")
    return followers_page(request, learner, hand_over_form=form)

"""The card of a learner, for their animators: secret shown once, print, new secret, card opened again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from b2i.people.card_locks.services import lock_of
from b2i.people.enums import AccessKind
from b2i.people.learners import services
from b2i.people.learners.card import grouped_secret
from b2i.people.learners.learner_lookup import followed_learner, found_by, kept_learner
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.paper import LearnerCard, cards_paper
from b2i.people.learners.permissions import keeps_record
from b2i.people.learners.secret_cookie import delete_secret_cookie, read_secret_cookie, set_secret_cookie
from b2i.people.permissions import follower_required
from reseau.documents.papers.qr import qr_svg
from reseau.texts.elision import of
from reseau.web.refusals import refusals_as_messages

EVENTS_SHOWN = 5


def login_url(request, learner: Learner) -> str:
    return request.build_absolute_uri(reverse("b2i:card_login", query={"n": learner.card_number}))


@follower_required
@never_cache
@require_safe
@found_by(followed_learner)
def card(request, learner: Learner):
    url = login_url(request, learner)
    secret = read_secret_cookie(request, learner)
    context = {
        "learner": learner,
        "secret": secret,
        "grouped_secret": grouped_secret(secret),
        "qr": qr_svg(url, title="Code QR qui ouvre la page de connexion par carte"),
        "address": url.partition("://")[2].partition("?")[0],
        "keeps": keeps_record(request.user, learner),
        "lock": lock_of(number=learner.card_number),
        "events": learner.card_events.select_related("by", "epm")[:EVENTS_SHOWN],
    }
    return render(request, "b2i/people/learners/card.html", context)


@follower_required
@never_cache
@require_safe
@found_by(followed_learner, kind=AccessKind.COPIED)
def card_pdf(request, learner: Learner):
    secret = read_secret_cookie(request, learner)
    pdf = cards_paper([LearnerCard(learner, login_url(request, learner), secret)]).pdf()
    disposition = f'inline; filename="carte-{learner.card_number}.pdf"'
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": disposition})


@follower_required
@require_POST
@found_by(kept_learner)
def secret_reset(request, learner: Learner):
    with refusals_as_messages(request):
        secret = services.reset_secret(learner=learner, by=request.user)
        messages.success(
            request, "Nouveau code secret\u00a0: l’ancien ne marche plus. Notez-le ou imprimez la carte maintenant."
        )
        response = redirect("b2i:card", learner.pk)
        return set_secret_cookie(response, request=request, learner=learner, secret=secret)
    return redirect("b2i:card", learner.pk)


@follower_required
@require_POST
@found_by(kept_learner)
def card_reopen(request, learner: Learner):
    with refusals_as_messages(request):
        services.reopen_card(learner=learner, by=request.user)
        messages.success(request, f"La carte {of(learner)} est ouverte de nouveau, avec le même code secret.")
    return redirect("b2i:card", learner.pk)


@follower_required
@require_POST
@found_by(kept_learner)
def card_given(request, learner: Learner):
    """Hide the secret once the learner has the card."""
    messages.success(request, f"La carte {of(learner)} est remise. Son code secret ne s’affiche plus.")
    return delete_secret_cookie(redirect("b2i:record", learner.pk), learner=learner)

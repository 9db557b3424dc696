"""The card of a learner, for their animators: secret shown once, print, new secret."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from b2i.accesses.enums import AccessKind
from b2i.learners import services
from b2i.learners.learner_lookup import followed_learner
from b2i.learners.models.learner import Learner
from b2i.learners.paper import LearnerCard, cards_paper
from b2i.learners.secret_cookie import delete_secret_cookie, read_secret_cookie, set_secret_cookie
from b2i.permissions import follower_required
from reseau.elision import of
from reseau.papers.qr import qr_svg


def login_url(request, learner: Learner) -> str:
    return request.build_absolute_uri(reverse("b2i:card_login", query={"n": learner.card_number}))


@follower_required
@never_cache
@require_safe
def card(request, pk: int):
    learner = followed_learner(request, pk)
    url = login_url(request, learner)
    context = {
        "learner": learner,
        "secret": read_secret_cookie(request, learner),
        "qr": qr_svg(url, title="Code QR qui ouvre la page de connexion par carte"),
        "address": url.partition("://")[2].partition("?")[0],
    }
    return render(request, "b2i/learners/card.html", context)


@follower_required
@never_cache
@require_safe
def card_pdf(request, pk: int):
    learner = followed_learner(request, pk, kind=AccessKind.COPIED)
    secret = read_secret_cookie(request, learner)
    pdf = cards_paper([LearnerCard(learner, login_url(request, learner), secret)]).pdf()
    disposition = f'inline; filename="carte-{learner.card_number}.pdf"'
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": disposition})


@follower_required
@require_POST
def secret_reset(request, pk: int):
    learner = followed_learner(request, pk)
    secret = services.reset_secret(learner=learner)
    messages.success(
        request, "Nouveau code secret\u00a0: l’ancien ne marche plus. Notez-le ou imprimez la carte maintenant."
    )
    return set_secret_cookie(redirect("b2i:card", pk), request=request, learner=learner, secret=secret)


@follower_required
@require_POST
def card_given(request, pk: int):
    """Hide the secret once the learner has the card."""
    learner = followed_learner(request, pk)
    messages.success(request, f"La carte {of(learner)} est remise. Son code secret ne s’affiche plus.")
    return delete_secret_cookie(redirect("b2i:record", pk), learner=learner)

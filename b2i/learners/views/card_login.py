"""Login of a learner with the number and the secret of her card."""

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from b2i.learners.card_numbers import read_card_number
from b2i.learners.forms.card_login import CardLoginForm
from b2i.learners.services.cards import CardRefusedError, login_with_card
from b2i.retention.services.retention import forget_dormancy

BACKEND = "b2i.backends.CardBackend"
# Refused tries from one address: an EPM has one address for all its computers, a robot tries thousands of cards.
LIMITS = {"card_login": "20/15m/ip,100/d/ip"}
TOO_MANY_MESSAGE = "Trop d’erreurs ici. Attendez 15\u00a0minutes ou demandez de l’aide."

BACK_MESSAGE = (
    "Vous n’avez pas ouvert cette page depuis 2\u00a0ans. Nous allions effacer votre livret. Nous le gardons."
)


@require_http_methods(["GET", "POST"])
@login_not_required
@never_cache
@sensitive_post_parameters("secret")
def card_login(request):
    """`?n=` comes from the QR of a card. Somebody who is connected already is told so, not disconnected."""
    typed = request.GET.get("n", "")[:30]
    if request.user.is_authenticated:
        is_own = request.learner and read_card_number(typed) in ("", request.learner.card_number)
        return redirect("b2i:my_record") if is_own else render(request, "b2i/learners/card_connected.html")
    if request.method != "POST":
        return render(request, "b2i/learners/card_login.html", {"form": CardLoginForm(initial={"number": typed})})
    form = CardLoginForm(request.POST)
    status = 200
    if form.is_valid():
        usage = ratelimit.consume(request, app="b2i", action="card_login", config=LIMITS)
        if usage is None:
            form.add_error(None, TOO_MANY_MESSAGE)
            status = 429
        elif opened(request, form):
            usage.rollback()
            return redirect("b2i:my_record")
    return render(request, "b2i/learners/card_login.html", {"form": form}, status=status)


def opened(request, form: CardLoginForm) -> bool:
    """Connects the learner, or says in the form why the card was refused."""
    try:
        learner = login_with_card(number=form.cleaned_data["number"], secret=form.cleaned_data["secret"])
    except CardRefusedError as refusal:
        form.add_error(None, str(refusal))
        return False
    login(request, learner.member, backend=BACKEND)
    if forget_dormancy(learner=learner):
        messages.info(request, BACK_MESSAGE)
    return True

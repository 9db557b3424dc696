"""Login of a learner with the number and the secret of their card."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from b2i.people.card_locks.limits import TOO_MANY_MESSAGE, consume_card_try
from b2i.people.card_locks.origin import origin_of
from b2i.people.learners.card import read_card_number
from b2i.people.learners.forms import CardLoginForm
from b2i.people.learners.services import login_with_card
from b2i.privacy.retention.rule import RULE
from b2i.privacy.retention.services import end_dormancy
from reseau.web.refusals import refusals_in

BACKEND = "b2i.backends.CardBackend"
BACK_MESSAGE = (
    f"Vous n’avez pas ouvert cette page depuis {RULE.silence}. Nous allions effacer votre livret. Nous le gardons."
)


@require_http_methods(["GET", "POST"])
@login_not_required
@never_cache
@sensitive_post_parameters("secret")
def card_login(request):
    """Show and process the form. `?n=` comes from the QR code of a card.

    A user who is logged in already is told so and stays logged in.
    """
    number = request.GET.get("n", "")[:30]
    if request.user.is_authenticated:
        is_own = request.learner and read_card_number(number) in ("", request.learner.card_number)
        return redirect("b2i:my_record") if is_own else render(request, "b2i/login/card_connected.html")
    if request.method != "POST":
        return render_card_login(request, CardLoginForm(initial={"number": number}))
    form = CardLoginForm(request.POST)
    status = 200
    if form.is_valid():
        usage = consume_card_try(request)
        if usage is None:
            form.add_error(None, TOO_MANY_MESSAGE)
            status = 429
        elif log_in(request, form):
            usage.rollback()
            return redirect(page_to_return_to(request) or "b2i:my_record")
    return render_card_login(request, form, status=status)


def render_card_login(request, form: CardLoginForm, *, status: int = 200) -> HttpResponse:
    page = page_to_return_to(request)
    context = {
        "form": form,
        "here": reverse("b2i:card_login", query={"next": page} if page else None),
        "is_closed": form.has_error(NON_FIELD_ERRORS, code="closed"),
    }
    return render(request, "b2i/login/card_login.html", context, status=status)


def page_to_return_to(request) -> str:
    """Return the page of the site that the learner was reading when their connection closed, or an empty string."""
    page = request.GET.get("next", "")
    return page if url_has_allowed_host_and_scheme(page, allowed_hosts=None) else ""


def log_in(request, form: CardLoginForm) -> bool:
    """Log the learner in; return False, with the reason in the form, if the card is refused."""
    with refusals_in(form):
        data = form.cleaned_data
        learner = login_with_card(number=data["number"], secret=data["secret"], origin=origin_of(request))
        last_login = learner.member.last_login
        login(request, learner.member, backend=BACKEND)
        for event in learner.card_events.since(last_login):
            messages.info(request, event.words)
        if end_dormancy(learner=learner):
            messages.info(request, BACK_MESSAGE)
        return True
    return False

"""Pages of mails: the choices of a member, and the link that stops mails without login."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.unsubscribe_links import parse_token
from alertes.channels.push.section import devices_section
from alertes.channels.refusals.models import RefusedAddress
from alertes.choices.kinds import always_sent_to
from alertes.choices.preferences.forms import PreferencesForm
from alertes.choices.preferences.hours import quiet_hours
from alertes.choices.preferences.rhythms import chosen_rhythms
from alertes.choices.preferences.services import choose_kinds, choose_quiet_hours, stop_everything
from alertes.enums import Rhythm
from reseau.permissions import network_required
from reseau.web.refusals import refusals_in

LATEST = 30
NOTHING = "C’est noté\u00a0: vous ne recevrez plus de courriel. Vos alertes restent dans le site."


@method_decorator(network_required, name="dispatch")
class MailsView(View):
    """The choices of the member."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        if "nothing" in request.POST:
            stop_everything(member=request.user)
            messages.success(request, NOTHING)
            return redirect("alertes:mails")
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form)
        with refusals_in(form), transaction.atomic():
            choose_kinds(member=request.user, choices=form.choices)
            if set(form.changed_data) & {"quiet_begin", "quiet_end"}:
                begin, end = form.hours
                choose_quiet_hours(member=request.user, begin=begin, end=end)
            is_silent = all(rhythm is Rhythm.NEVER for rhythm, _ in form.choices.values())
            messages.success(request, NOTHING if is_silent else "Vos choix sont enregistrés.")
            return redirect("alertes:mails")
        return self.page(form)

    def form(self, data=None) -> PreferencesForm:
        user = self.request.user
        return PreferencesForm(data, rhythms=chosen_rhythms(user), hours=quiet_hours([user.pk])[user.pk])

    def page(self, form: PreferencesForm) -> HttpResponse:
        user = self.request.user
        refusal = RefusedAddress.objects.of(user.email).first()
        context = {"form": form, "always_sent": always_sent_to(user), "refusal": refusal}
        context |= {"push": devices_section(self.request)}
        return render(self.request, "alertes/channels/mails/mails.html", context)


@network_required
@require_safe
def received_mails(request: HttpRequest) -> HttpResponse:
    """Show the latest mails of the member, and what became of them."""
    latest = Mail.objects.visible_to(request.user).defer("text")[:LATEST]
    return render(request, "alertes/channels/mails/received.html", {"latest": latest})


@csrf_exempt  # mail software posts without a page of the site; the address itself is the secret
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mails(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the link stops; a POST, from the page or from mail software, stops it. Safe to repeat."""
    unsubscription = parse_token(token)
    is_everything = "everything" in request.POST
    if request.method == "POST":
        if is_everything:
            stop_everything(member=unsubscription.member)
        else:
            unsubscription.stop()
    context = {
        "words": unsubscription.words,
        "is_followed": unsubscription.is_followed,
        "is_done": request.method == "POST",
        "is_everything": is_everything,
    }
    return render(request, "alertes/channels/mails/stop_mails.html", context)

"""Pages of mails: the choices of a member, and the link that stops mails without login."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from alertes.enums import Rhythm
from alertes.kinds.registry import always_sent_to
from alertes.mails.models.mail import Mail
from alertes.mails.models.refused_address import RefusedAddress
from alertes.mails.permissions import may_mend_address
from alertes.mails.refusals import try_address_again
from alertes.mails.unsubscribe_links import parse_token
from alertes.preferences.forms import PreferencesForm
from alertes.preferences.hours import quiet_hours
from alertes.preferences.rhythms import chosen_rhythms
from alertes.preferences.services import choose_kinds, choose_quiet_hours, stop_everything
from reseau.members.models.member import Member
from reseau.permissions import network_required

LATEST = 10
NOTHING = "C’est noté\u00a0: vous ne recevrez plus de courriel. Vos alertes restent dans le site."


@method_decorator(network_required, name="dispatch")
class MailsView(View):
    """The choices of the member, then the log of the mails they received."""

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
        with transaction.atomic():
            choose_kinds(member=request.user, choices=form.choices)
            if set(form.changed_data) & {"quiet_begin", "quiet_end"}:
                begin, end = form.hours
                choose_quiet_hours(member=request.user, begin=begin, end=end)
        is_silent = all(rhythm is Rhythm.NEVER for rhythm, _ in form.choices.values())
        messages.success(request, NOTHING if is_silent else "Vos choix sont enregistrés.")
        return redirect("alertes:mails")

    def form(self, data=None) -> PreferencesForm:
        user = self.request.user
        return PreferencesForm(data, rhythms=chosen_rhythms(user), hours=quiet_hours([user.pk])[user.pk])

    def page(self, form: PreferencesForm) -> HttpResponse:
        user = self.request.user
        context = {
            "form": form,
            "latest": Mail.objects.visible_to(user).defer("text")[:LATEST],
            "always_sent": always_sent_to(user),
            "refusal": RefusedAddress.objects.of(user.email).first(),
        }
        return render(self.request, "alertes/mails/mails.html", context)


@require_POST
@network_required
def try_address(request: HttpRequest, pk: int) -> HttpResponse:
    """Send again to the address of a member that refused mails."""
    member = get_object_or_404(Member.objects.visible_to(request.user), pk=pk)
    if not may_mend_address(request.user, member) or not member.email:
        raise Http404
    try_address_again(address=member.email)
    messages.success(request, "C’est noté\u00a0: les prochains courriels partiront.")
    return redirect(member)


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
        "is_done": request.method == "POST",
        "is_everything": is_everything,
    }
    return render(request, "alertes/mails/stop_mails.html", context)

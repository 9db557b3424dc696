"""Pages of mails: the choices of a member, and the link that stops mails without login."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from alertes.enums import Matter
from alertes.mails import services as mails
from alertes.mails.forms import MailsForm
from alertes.mails.models.mail import Mail
from alertes.mails.models.mail_choice import mailed_matters
from alertes.mails.unsubscribe_links import parse_token
from reseau.permissions import network_required

LATEST = 10


@method_decorator(network_required, name="dispatch")
class MailsView(View):
    """The choices of the member, then the log of the mails they received."""

    def get(self, request: HttpRequest) -> HttpResponse:
        initial = dict.fromkeys(mailed_matters(request.user), True)
        return self.page(MailsForm(matters=self.matters, initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = MailsForm(request.POST, matters=self.matters)
        if not form.is_valid():
            return self.page(form)
        mails.choose_mails(member=request.user, matters=form.chosen_matters)
        messages.success(request, self.confirmation(form.chosen_matters))
        return redirect("alertes:mails")

    def page(self, form: MailsForm) -> HttpResponse:
        latest_mails = Mail.objects.visible_to(self.request.user).defer("text")[:LATEST]
        return render(self.request, "alertes/mails/mails.html", {"form": form, "latest": latest_mails})

    @property
    def matters(self) -> list[Matter]:
        return Matter.of(self.request.user)

    def confirmation(self, matters: set[Matter]) -> str:
        if not matters:
            return "C’est noté\u00a0: vous ne recevrez plus de courriel. Vos alertes restent dans le site."
        return "Vos choix sont enregistrés."


@csrf_exempt  # mail software posts without a page of the site; the address itself is the secret
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mails(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the link stops; a POST, from the page or from mail software, stops it. Safe to repeat."""
    member, matter = parse_token(token)
    is_everything = "everything" in request.POST
    if request.method == "POST":
        mails.stop_mails(member=member, matters=Matter if is_everything else [matter])
    context = {"matter": matter, "is_done": request.method == "POST", "is_everything": is_everything}
    return render(request, "alertes/mails/stop_mails.html", context)

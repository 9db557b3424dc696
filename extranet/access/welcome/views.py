"""Pages of the first login. They may be opened again at any time: each step is also a page of the site."""

from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from alertes.choices.preferences.forms import MailsForm
from alertes.choices.preferences.rhythms import mailed_matters
from alertes.choices.preferences.services import choose_mails
from alertes.enums import Matter
from extranet.access.welcome.forms import PlaceForm
from extranet.access.welcome.services import close_welcome, take_step
from reseau.people.members.forms.member import MemberForm
from reseau.people.members.models.member import Member
from reseau.permissions import network_required
from reseau.places.models.epm import EPM

WHO, PLACE, NEWS = STEPS = (1, 2, 3)
TITLES = {WHO: "Qui vous êtes", PLACE: "Votre lieu", NEWS: "Ce que vous voulez recevoir"}


@require_safe
@network_required
def welcome(request: HttpRequest) -> HttpResponse:
    """Lead to the step where the member stopped."""
    return redirect("welcome_step", request.user.welcome_step or WHO)


@require_POST
@network_required
def welcome_close(request: HttpRequest) -> HttpResponse:
    close_welcome(member=request.user)
    messages.success(request, "C’est noté. Votre fiche et vos courriels se règlent depuis le menu de votre prénom.")
    return redirect("home")


@method_decorator(network_required, name="dispatch")
class WelcomeStepView(View):
    """One step. « Continuer » and « Finir plus tard » keep what is written; passing a step over is a link."""

    def setup(self, request: HttpRequest, step: int) -> None:
        super().setup(request, step=step)
        if step not in STEPS:
            raise Http404
        self.step = step

    def get(self, request: HttpRequest, step: int) -> HttpResponse:
        return self.page(self.form())

    def post(self, request: HttpRequest, step: int) -> HttpResponse:
        form = self.form(request.POST)
        if form and not form.is_valid():
            return self.page(form)
        with transaction.atomic():
            self.keep(form)
            take_step(member=request.user, step=step, last=NEWS)
        if "later" in request.POST:
            messages.success(request, "Ce que vous avez écrit est gardé. La suite vous attend ici.")
            return redirect("home")
        if step == NEWS:
            messages.success(request, "Vous voilà chez vous. Tout se change depuis le menu de votre prénom.")
            return redirect("home")
        return redirect("welcome_step", step + 1)

    def form(self, data=None) -> BaseForm | None:
        """Return the form of the step; None for the place of somebody who works in none."""
        user = self.request.user
        match self.step:
            case 1:
                # A copy: a refused form leaves its values in the object, and the page greets the member by name.
                return MemberForm(data, instance=Member.objects.get(pk=user.pk))
            case 2:
                return PlaceForm(data, instance=self.epm) if self.epm else None
            case _:
                initial = dict.fromkeys(mailed_matters(user), True)
                return MailsForm(data, matters=Matter.of(user), initial=initial)

    def keep(self, form: BaseForm | None) -> None:
        match self.step:
            case 1:
                form.save()
                self.request.user.refresh_from_db(fields=form.Meta.fields)
            case 2 if form:
                form.save()
            case 3:
                choose_mails(member=self.request.user, matters=form.chosen_matters)

    @property
    def epm(self) -> EPM | None:
        position = self.request.user.main_position
        return EPM.objects.with_place().get(pk=position.epm_id) if position.epm_id else None

    def page(self, form: BaseForm | None) -> HttpResponse:
        context = {
            "form": form,
            "titles": TITLES,
            "step": self.step,
            "following": self.step + 1 if self.step < NEWS else None,
            "position": self.request.user.main_position,
        }
        return render(self.request, "extranet/access/welcome/step.html", context)

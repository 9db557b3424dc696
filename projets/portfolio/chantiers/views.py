"""The words of a chantier, changed by the coordination."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.generic import UpdateView

from projets.portfolio.chantiers.forms import ChantierForm
from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.chantiers.permissions import may_change_chantier
from projets.portfolio.chantiers.services import change_chantier
from reseau.permissions import required
from reseau.web.refusals import refusals_in


@method_decorator(required(may_change_chantier), name="dispatch")
class ChantierEditView(UpdateView):
    template_name = "projets/portfolio/chantiers/chantier_form.html"
    model = Chantier
    form_class = ChantierForm

    def form_valid(self, form: ChantierForm) -> HttpResponse:
        with refusals_in(form):
            chantier = change_chantier(chantier=form.instance, **form.cleaned_data)
            messages.success(self.request, f"C’est noté pour le chantier {chantier.rank}.")
            return redirect("projets:projects")
        return self.form_invalid(form)

    def form_invalid(self, form: ChantierForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

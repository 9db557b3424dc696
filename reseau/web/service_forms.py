"""A page with one form, which a service saves or refuses."""

from django.http import HttpResponse
from django.views.generic import FormView

from reseau.web.refusals import refusals_in


class ServiceFormView(FormView):
    """`done` saves the form and returns where to go; what its service refuses is shown in the form, with all that was
    typed.

    `refused_field`: the field beside which a refusal stands that names none; above the form without one.
    """

    refused_field: str | None = None

    def done(self, form) -> HttpResponse:
        raise NotImplementedError

    def form_valid(self, form) -> HttpResponse:
        with refusals_in(form, self.refused_field):
            return self.done(form)
        return self.form_invalid(form)

    def form_invalid(self, form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

"""The page of an employer, behind the link of the mail: the request and two buttons. No account."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from formation.sessions.enrolment.forms import AgreementForm
from formation.sessions.enrolment.models.agreement import EmployerAgreement
from formation.sessions.enrolment.services.agreements import answer_agreement
from reseau.web.refusals import refusals_in
from reseau.web.signed_links import row_behind


@method_decorator([login_not_required, never_cache], name="dispatch")
class AgreementView(FormView):
    template_name = "formation/sessions/agreement.html"
    form_class = AgreementForm

    def dispatch(self, request, *args, **kwargs):
        agreements = EmployerAgreement.objects.select_related(
            "enrolment__member",
            "enrolment__session__training",
            "enrolment__session__epm__commune",
            "enrolment__session__commune",
        )
        self.agreement = row_behind(agreements, kwargs["token"])
        if self.agreement is None:
            raise Http404
        response = super().dispatch(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "no-referrer"
        return response

    def get_context_data(self, **kwargs) -> dict:
        session = self.agreement.enrolment.session
        is_open = self.agreement.enrolment.is_requested and session.is_open and not session.has_begun()
        context = {"agreement": self.agreement, "session": session, "half_days": session.half_days.all()}
        return super().get_context_data(is_open=is_open, **context, **kwargs)

    def form_valid(self, form):
        """The first answer stands: a second click shows it."""
        with refusals_in(form):
            answer_agreement(
                agreement=self.agreement,
                is_agreed=self.request.POST.get("reponse") == "oui",
                comment=form.cleaned_data["comment"],
            )
            return redirect(self.agreement)
        self.agreement.refresh_from_db()
        return self.form_invalid(form)

"""Pages of the second factor: one's own, the removal of a lost one, the journal of removals."""

from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.generic import FormView, ListView

from extranet.access.accounts.adapters import has_account_pages
from extranet.access.second_factor.forms import RemovalForm
from extranet.access.second_factor.models import SecondFactorRemoval
from extranet.access.second_factor.permissions import may_remove_second_factor, must_have_second_factor
from extranet.access.second_factor.services import remove_second_factor
from reseau.people.members.models.member import Member
from reseau.permissions import required, watches_any_territory
from reseau.texts.elision import of
from reseau.web.refusals import refusals_in


@method_decorator(required(has_account_pages), name="dispatch")
class SecondFactorView(IndexView):
    """What the person has, and an invitation for those who have nothing yet."""

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(is_required=must_have_second_factor(self.request.user), **kwargs)


@method_decorator(required(watches_any_territory), name="dispatch")
class RemovalListView(ListView):
    template_name = "extranet/access/second_factor/removals.html"
    context_object_name = "removals"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[SecondFactorRemoval]:
        return SecondFactorRemoval.objects.visible_to(self.request.user).select_related("member", "by")


@method_decorator(required(watches_any_territory), name="dispatch")
class RemovalView(FormView):
    form_class = RemovalForm
    template_name = "extranet/access/second_factor/removal.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        members = Member.objects.visible_to(request.user).with_live_positions()
        self.member = get_object_or_404(members, pk=kwargs["pk"])
        has_one = Authenticator.objects.filter(user=self.member).exists()
        if not has_one or not may_remove_second_factor(request.user, self.member):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(member=self.member, **kwargs)

    def form_valid(self, form: RemovalForm) -> HttpResponse:
        with refusals_in(form):
            remove_second_factor(member=self.member, by=self.request.user, note=form.cleaned_data["note"])
            messages.success(
                self.request,
                f"La double authentification {of(self.member)} est retirée. Un courriel l’en prévient\u00a0; "
                "son mot de passe n’a pas changé.",
            )
            return redirect(self.member)
        return self.form_invalid(form)

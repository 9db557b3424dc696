"""Pages of invitations: list, create, send again, cancel; and the page that the link opens."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django.views.generic import CreateView, FormView, ListView

from reseau.enums import InvitationState
from reseau.people.invitations.forms import AcceptForm, InvitationForm
from reseau.people.invitations.models import Invitation
from reseau.people.invitations.permissions import may_invite
from reseau.people.invitations.services import accept, cancel, resend
from reseau.permissions import required
from reseau.texts.elision import of
from reseau.web.queries.list_facets import query_value
from reseau.web.refusals import refusal_texts, refusals_as_messages, refusals_in
from reseau.web.signed_links import row_behind

NOT_SENT_MESSAGE = (
    "L’invitation est enregistrée, mais le message n’a pas pu partir. "
    "Renvoyez-la dans quelques minutes depuis cette page."
)


def site_url(request: HttpRequest) -> str:
    return request.build_absolute_uri("/")


@method_decorator(required(may_invite), name="dispatch")
class InvitationListView(ListView):
    """`?etat=` filters by state."""

    template_name = "reseau/people/invitations/invitation_list.html"
    context_object_name = "invitations"
    paginate_by = 20

    def get_queryset(self):
        invitations = Invitation.objects.visible_to(self.request.user).with_place()
        return invitations.in_state(self.request.GET.get("etat", ""))

    def get_context_data(self, **kwargs) -> dict:
        state = self.request.GET.get("etat", "")
        return super().get_context_data(states=InvitationState, chosen=state, **kwargs)


@method_decorator(required(may_invite), name="dispatch")
class InvitationCreateView(CreateView):
    form_class = InvitationForm
    template_name = "reseau/people/invitations/invitation_form.html"
    success_url = reverse_lazy("reseau:invitations")

    def get_initial(self) -> dict:
        """`?epm=` chooses the EPM, from the page of its team."""
        key = query_value(self.request, "epm")
        return {"epm": key} if key.isascii() and key.isdigit() and len(key) < 10 else {}

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"by": self.request.user, "site_url": site_url(self.request)}

    def form_valid(self, form: InvitationForm) -> HttpResponse:
        with refusals_in(form):
            try:
                form.save()
                messages.success(self.request, f"L’invitation est partie à {form.instance.email}.")
            except OSError:
                messages.warning(self.request, NOT_SENT_MESSAGE)
            return redirect(self.success_url)
        return self.form_invalid(form)


@require_POST
@required(may_invite)
def invitation_resend(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk)
    with refusals_as_messages(request):
        try:
            resend(invitation=invitation, by=request.user, site_url=site_url(request))
            messages.success(request, f"L’invitation est repartie à {invitation.email}.")
        except OSError:
            messages.warning(request, NOT_SENT_MESSAGE)
    return redirect("reseau:invitations")


@require_POST
@required(may_invite)
def invitation_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user).open(), pk=pk)
    with refusals_as_messages(request):
        cancel(invitation=invitation, by=request.user)
        messages.success(request, f"L’invitation {of(invitation.full_name)} est annulée : le lien ne sert plus.")
    return redirect("reseau:invitations")


@method_decorator([login_not_required, never_cache, sensitive_post_parameters()], name="dispatch")
class InvitationAcceptView(FormView):
    """The page that the link of the mail opens: 404 for an unknown link, 410 for one that is no longer usable."""

    form_class = AcceptForm
    template_name = "reseau/people/invitations/invitation_accept.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.invitation = row_behind(Invitation.objects.with_place(), kwargs["token"])
        if self.invitation is None or not self.invitation.is_usable:
            return self.render_closed()
        return super().dispatch(request, *args, **kwargs)

    def render_closed(self, refusal: str = "") -> HttpResponse:
        status = 404 if self.invitation is None else 410
        context = {"invitation": self.invitation, "refusal": refusal}
        return render(self.request, "reseau/people/invitations/invitation_closed.html", context, status=status)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"invitation": self.invitation}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(invitation=self.invitation, **kwargs)

    def form_valid(self, form: AcceptForm) -> HttpResponse:
        try:
            with refusal_texts() as refusals:
                member = accept(token=self.invitation.token, password=form.cleaned_data["new_password1"])
        except Invitation.DoesNotExist:
            self.invitation = None
            return self.render_closed()
        if refusals:
            return self.render_closed(" ".join(refusals))
        messages.success(self.request, f"Bienvenue, {member.first_name} : votre compte est ouvert.")
        return perform_login(self.request, member, redirect_url=reverse("welcome"))

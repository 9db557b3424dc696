"""Where tickets are taken, for members; approvals given and ended by the coordination."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import DetailView, FormView, ListView

from accueil.declic.bodies.forms import ApprovalEndForm, ApprovalForm, TicketBodyForm
from accueil.declic.bodies.models import BodyApproval, TicketBody
from accueil.declic.bodies.permissions import may_approve
from reseau.permissions import network_required, required
from reseau.texts.wording import day_in_full
from reseau.web.refusals import refusals_in

approval_required = required(may_approve)


@method_decorator(network_required, name="dispatch")
class TicketBodiesView(ListView):
    """Bodies that take tickets today first, then those that did."""

    template_name = "accueil/declic/bodies/bodies.html"
    context_object_name = "bodies"
    paginate_by = 40

    def get_queryset(self) -> QuerySet[TicketBody]:
        return TicketBody.objects.visible_to(self.request.user).with_place().with_state()

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(may_approve=may_approve(self.request.user), **kwargs)


@method_decorator(network_required, name="dispatch")
class TicketBodyView(DetailView):
    """One body, and its approvals over time."""

    template_name = "accueil/declic/bodies/body.html"
    context_object_name = "body"

    def get_object(self) -> TicketBody:
        return get_object_or_404(TicketBody.objects.visible_to(self.request.user).with_place(), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs) -> dict:
        approvals = list(self.object.approvals.select_related("approved_by"))
        return super().get_context_data(
            approvals=approvals,
            open_approval=next((each for each in approvals if not each.is_over), None),
            may_approve=may_approve(self.request.user),
            **kwargs,
        )


class ApprovalFormView(FormView):
    """A form of the coordination about approvals."""

    def form_invalid(self, form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


@method_decorator(approval_required, name="dispatch")
class TicketBodyAddView(ApprovalFormView):
    """Approve a body that is not in the list."""

    template_name = "accueil/declic/bodies/body_new.html"
    form_class = TicketBodyForm

    def form_valid(self, form: TicketBodyForm) -> HttpResponse:
        with refusals_in(form):
            body = form.save(by=self.request.user)
            messages.success(self.request, f"C’est noté\u00a0: {body} accepte les tickets. Son équipe est prévenue.")
            return redirect(body)
        return self.form_invalid(form)


@method_decorator(approval_required, name="dispatch")
class BodyApproveView(ApprovalFormView):
    """Approve again a body whose approval is over, or for a period to come."""

    template_name = "accueil/declic/bodies/approve.html"
    form_class = ApprovalForm

    @cached_property
    def body(self) -> TicketBody:
        return get_object_or_404(TicketBody.objects.with_place(), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"body": self.body}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(body=self.body, **kwargs)

    def form_valid(self, form: ApprovalForm) -> HttpResponse:
        with refusals_in(form):
            body = form.save(by=self.request.user)
            messages.success(self.request, f"C’est noté\u00a0: {body} est agréé. Son équipe est prévenue.")
            return redirect(body)
        return self.form_invalid(form)


@method_decorator(approval_required, name="dispatch")
class ApprovalEndView(ApprovalFormView):
    """End an approval that is in force or to come."""

    template_name = "accueil/declic/bodies/approval_end.html"
    form_class = ApprovalEndForm

    @cached_property
    def approval(self) -> BodyApproval:
        approvals = BodyApproval.objects.not_over().select_related("body__epm")
        return get_object_or_404(approvals, pk=self.kwargs["pk"])

    def get_initial(self) -> dict:
        return {"ends_on": max(timezone.localdate(), self.approval.starts_on)}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(approval=self.approval, body=self.approval.body, **kwargs)

    def form_valid(self, form: ApprovalEndForm) -> HttpResponse:
        with refusals_in(form):
            approval = form.save(approval=self.approval, by=self.request.user)
            last = day_in_full(approval.ends_on)
            messages.success(self.request, f"L’agrément finit le {last}. L’équipe est prévenue.")
            return redirect(approval.body)
        return self.form_invalid(form)

"""A session: its record, opening, changing and cancelling it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, FormView

from formation.forms import CancelForm, SessionForm
from formation.models import Session, TrainingPage
from reseau.permissions import coordinator_required, network_required

ADD_ROW = "ajouter"


@method_decorator(network_required, name="dispatch")
class SessionView(DetailView):
    template_name = "formation/session.html"
    context_object_name = "session"

    def get_queryset(self):
        visible = Session.objects.visible_to(self.request.user)
        return (
            visible.with_dates().with_places().select_related("training", "epm__commune").prefetch_related("half_days")
        )

    def get_context_data(self, **kwargs) -> dict:
        enrolments = self.object.enrolments.active().visible_to(self.request.user).with_rank().select_related("member")
        enrolments = list(enrolments.order_by("requested_at", "pk"))
        mine = next((enrolment for enrolment in enrolments if enrolment.member_id == self.request.user.pk), None)
        confirmed = [enrolment for enrolment in enrolments if enrolment.is_confirmed]
        return super().get_context_data(
            mine=mine,
            participants=sorted(confirmed, key=lambda enrolment: enrolment.member.search_name),
            waiting=[enrolment for enrolment in enrolments if enrolment.is_waiting],
            has_begun=self.object.has_begun(),
            **kwargs,
        )


class SessionFormView(FormView):
    """One form for opening and changing. « Ajouter une demi-journée » sends the page back with a row more."""

    template_name = "formation/session_form.html"
    form_class = SessionForm
    done = ""

    def get_form_kwargs(self) -> dict:
        return {"data": self.request.POST if self.request.method == "POST" else None}

    def post(self, request, *args, **kwargs):
        if ADD_ROW in request.POST:
            form = SessionForm.with_one_more_row(request.POST, session=self.get_form_kwargs().get("session"))
            return self.render_to_response(self.get_context_data(form=form, is_row_added=True))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        session = form.save(by=self.request.user)
        if session is None:
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect(session)


@method_decorator(coordinator_required, name="dispatch")
class SessionOpenView(SessionFormView):
    done = "La session est ouverte\u00a0: les animateurs peuvent s’inscrire."

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"training": self.preselected()}

    def preselected(self) -> TrainingPage | None:
        """The training of `?formation=`, if there is such a one."""
        pk = self.request.GET.get("formation", "")
        if not (pk.isascii() and pk.isdigit() and len(pk) < 10):
            return None
        return TrainingPage.objects.visible_to(self.request.user).filter(pk=pk).first()


@method_decorator(coordinator_required, name="dispatch")
class SessionChangeView(SessionFormView):
    done = "La session est modifiée. Les personnes inscrites sont prévenues de ce qui change pour elles."

    def dispatch(self, request, *args, **kwargs):
        held = Session.objects.visible_to(request.user).held().with_places().select_related("training")
        self.session = get_object_or_404(held.prefetch_related("half_days"), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"session": self.session}

    def get_context_data(self, **kwargs) -> dict:
        closed = [half_day for half_day in self.session.half_days.all() if half_day.is_closed]
        return super().get_context_data(session=self.session, closed=closed, **kwargs)


@method_decorator(coordinator_required, name="dispatch")
class SessionCancelView(FormView):
    """Shows who will be told before anything is done."""

    template_name = "formation/session_cancel.html"
    form_class = CancelForm

    def dispatch(self, request, *args, **kwargs):
        held = Session.objects.visible_to(request.user).held().with_dates().select_related("training", "epm__commune")
        self.session = get_object_or_404(held, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        told = self.session.enrolments.active().exclude(member=self.request.user).select_related("member")
        return super().get_context_data(session=self.session, told=told.order_by("status", "requested_at"), **kwargs)

    def form_valid(self, form):
        session = form.save(session=self.session, by=self.request.user)
        if session is None:
            return self.form_invalid(form)
        messages.success(self.request, "La session est annulée et les personnes inscrites sont prévenues.")
        return redirect(session)

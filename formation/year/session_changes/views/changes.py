"""Change and cancel a session. Nothing is saved before a page shows the changes and the people to notify."""

import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import FormView

from formation.sessions.models.session import Session
from formation.year.session_changes.change_preview import ChangePreview, preview_cancellation_notices
from formation.year.session_changes.forms.half_days import filled_rows
from formation.year.session_changes.forms.prefill import month_in, slots_in_month
from formation.year.session_changes.forms.session import CancelForm, SessionForm
from formation.year.session_changes.views.sessions import SessionFormView
from reseau.permissions import coordinator_required
from reseau.web.sent_forms.form_key import PAGE_FIELDS

CONFIRM, BACK = "confirmer", "corriger"


@method_decorator(coordinator_required, name="dispatch")
class SessionChangeView(SessionFormView):
    """Submitted values go from page to page until they are saved, without a copy on the server."""

    success_message = "La session est modifiée. Les personnes concernées sont prévenues de ce qui change pour elles."

    def dispatch(self, request, *args, **kwargs):
        sessions = Session.objects.visible_to(request.user).planned().with_dates().with_places().with_place()
        sessions = sessions.select_related("waiver")
        self.session = get_object_or_404(sessions.prefetch_related("half_days"), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if BACK in request.POST:
            return self.render_to_response(self.get_context_data(form=self.get_form()))
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"session": self.session, "rows": self.moved_rows}

    @cached_property
    def month(self) -> datetime.date | None:
        """The month to which the board of the year moves the session."""
        return month_in(self.request.GET.get("vers", "")) if self.request.method == "GET" else None

    @cached_property
    def moved_rows(self) -> list[dict] | None:
        """Rows of the half-days in that month, which nothing saves yet; None where they stay."""
        slots = [half_day.slot for half_day in self.session.half_days.all() if not half_day.is_closed]
        moved = slots_in_month(slots, self.month, today=timezone.localdate()) if self.month else []
        return filled_rows(moved) if moved else None

    def get_context_data(self, **kwargs) -> dict:
        kwargs |= {"month": self.month, "is_moved": self.moved_rows is not None}
        closed_half_days = [half_day for half_day in self.session.half_days.all() if half_day.is_closed]
        return super().get_context_data(session=self.session, closed=closed_half_days, **kwargs)

    def form_valid(self, form: SessionForm) -> HttpResponse:
        """Save if nobody is to be notified, or once the list of recipients is confirmed."""
        preview = form.preview_change(by=self.request.user)
        if preview is None:
            return self.form_invalid(form)
        if not preview.differences and "anyway" not in form.changed_data:
            messages.info(self.request, "Rien n’a changé\u00a0: rien n’est enregistré, aucune alerte ne part.")
            return redirect(self.session)
        if preview.notifications and self.request.POST.get(CONFIRM) != preview.digest:
            return self.ask_confirmation(preview, form.engagements)
        return super().form_valid(form)

    def ask_confirmation(self, preview: ChangePreview, engagements: list[str]) -> HttpResponse:
        posted_values = [
            (name, value)
            for name, values in self.request.POST.lists()
            for value in values
            if name not in {*PAGE_FIELDS, CONFIRM, BACK}
        ]
        context = {
            "session": self.session,
            "preview": preview,
            "engagements": engagements,
            "posted": posted_values,
            "confirm": CONFIRM,
            "back": BACK,
        }
        context["has_moved"] = CONFIRM in self.request.POST
        return render(self.request, "formation/year/session_changes/session_change.html", context)


@method_decorator(coordinator_required, name="dispatch")
class SessionCancelView(FormView):
    """Show the people to notify before the cancellation."""

    template_name = "formation/year/session_changes/session_cancel.html"
    form_class = CancelForm

    def dispatch(self, request, *args, **kwargs):
        sessions = (
            Session.objects.visible_to(request.user)
            .planned()
            .with_beginning()
            .select_related("training", "epm__commune", "commune")
        )
        self.session = get_object_or_404(sessions, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        # Nobody knows of a draft.
        notifications = (
            [] if self.session.is_draft else preview_cancellation_notices(self.session, by=self.request.user)
        )
        return super().get_context_data(session=self.session, notifications=notifications, **kwargs)

    def form_valid(self, form):
        session = form.save(session=self.session, by=self.request.user)
        if session is None:
            return self.form_invalid(form)
        messages.success(self.request, "La session est annulée et les personnes inscrites sont prévenues.")
        return redirect(session)

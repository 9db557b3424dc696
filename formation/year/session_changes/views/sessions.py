"""Pages of a session: its record, its form, its message log."""

import datetime

from django.contrib import messages
from django.db.models import OuterRef, Prefetch, QuerySet, prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, FormView, ListView

from formation.offer.catalogue.models.kit_file import KitFile
from formation.offer.catalogue.models.training import ProgrammeHalfDay
from formation.permissions import may_call_replacement, may_propose_session
from formation.proof.certificates.views import certificates_of
from formation.proof.evaluation.access import evaluation_path, moment_due
from formation.proof.permissions import may_read_evaluations
from formation.proof.travel.kilometres import travellers
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.enrolment.permissions import may_join_meeting
from formation.sessions.enrolment.waiting_list import ordered_waiting_list, with_ranking_facts
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import SessionTrainer, TerritoryQuota
from formation.year.planning.breaches import breaches_of_session
from formation.year.session_changes.forms.prefill import Preselection
from formation.year.session_changes.forms.session import DRAFT, SessionForm
from formation.year.session_changes.message_log import mail_counts, messages_about
from reseau.people.members.forms.people import SEARCH
from reseau.people.members.models.member import Member
from reseau.permissions import coordinator_required, network_required, required
from reseau.web.queries.compiled_query import CompiledQuery
from reseau.web.queries.json_rows import instances_of_rows

ADD_ROW, REPEAT = "ajouter", "repeter"

PROPOSED = "C’est proposé\u00a0: la coordination le voit, complète la session et l’annonce."
DRAFTED = "Le brouillon est enregistré\u00a0: la coordination seule le voit."


def session_to_read(reader: Member, key: int) -> QuerySet[Session]:
    files = KitFile.objects.filter(training__live=True).of_readers(OuterRef("training"))
    sessions = Session.objects.visible_to(reader).with_dates().with_places().filter(pk=key)
    return sessions.annotate(kit_file_rows=files).select_related("training", "epm__commune", "commune", "waiver__by")


def enrolments_in(reader: Member, session: Session, day: datetime.date) -> QuerySet[Enrolment]:
    enrolments = Enrolment.objects.active().visible_to(reader).filter(session=session).select_related("member")
    return with_ranking_facts(enrolments, day)


SESSIONS = CompiledQuery(session_to_read)
ENROLMENTS = CompiledQuery(enrolments_in)


@method_decorator(network_required, name="dispatch")
class SessionView(DetailView):
    template_name = "formation/year/session_changes/session.html"
    context_object_name = "session"

    def get_object(self, queryset=None) -> Session:
        session = SESSIONS.row(reader=self.request.user, key=self.kwargs["pk"])
        if session is None:
            raise Http404
        trainers = Prefetch("trainers", SessionTrainer.objects.select_related("member"))
        quotas = Prefetch("quotas", TerritoryQuota.objects.select_related("territory"))
        prefetch_related_objects([session], "half_days", trainers, quotas)
        return session

    def get_context_data(self, **kwargs) -> dict:
        user, session = self.request.user, self.object
        today = timezone.localdate()
        enrolments = ENROLMENTS.rows(reader=user, session=session, day=today)
        own_enrolment = next((enrolment for enrolment in enrolments if enrolment.member_id == user.pk), None)
        waiting_list = ordered_waiting_list(session, enrolments, session.quotas.all(), today)
        confirmed_enrolments = [enrolment for enrolment in enrolments if enrolment.is_confirmed]
        is_trainer = any(trainer.member_id == user.pk for trainer in session.trainers.all())
        return super().get_context_data(
            mine=own_enrolment,
            my_turn=next(
                (turn for turn in waiting_list if own_enrolment and turn.enrolment.pk == own_enrolment.pk), None
            ),
            participants=sorted(confirmed_enrolments, key=lambda enrolment: enrolment.member.search_name),
            offered=[enrolment for enrolment in enrolments if enrolment.is_offered],
            requested=[enrolment for enrolment in enrolments if enrolment.is_requested],
            waiting_list=waiting_list,
            has_begun=session.has_begun(),
            is_coming=session.is_open and not session.has_begun(),
            mails=mail_counts(session) if user.is_coordinator else None,
            certificates=certificates_of(session, user),
            may_read_evaluations=may_read_evaluations(user, session),
            is_trainer=is_trainer,
            may_call_replacement=session.is_open and not session.is_over and may_call_replacement(user, session),
            may_join_meeting=may_join_meeting(user, enrolment=own_enrolment, is_trainer=is_trainer),
            opinion_path=self.opinion_path(own_enrolment),
            steps=self.steps(),
            kit_files=instances_of_rows(KitFile, session.kit_file_rows),
            due=next((half_day for half_day in session.half_days.all() if not half_day.is_closed), None),
            **self.organiser_context(confirmed_enrolments, is_trainer=is_trainer),
            **kwargs,
        )

    def steps(self) -> list[tuple]:
        """Each half-day with its part of the programme, None if the session does not follow it.

        Coordinators, whose page shows much else, read the programme on the page of the training.
        """
        half_days = list(self.object.half_days.all())
        is_read = not self.request.user.is_coordinator
        programme = ProgrammeHalfDay.objects.filter(page=self.object.training_id) if is_read else []
        follows = len(half_days) == len(programme)
        return list(zip(half_days, programme if follows else [None] * len(half_days), strict=True))

    def opinion_path(self, enrolment) -> str:
        """Return the URL of the evaluation that the user may give, or an empty string. One more query on its days."""
        if not (enrolment and enrolment.is_confirmed and self.object.has_begun()):
            return ""
        moment = moment_due(enrolment, self.object.last_day, timezone.localdate())
        return evaluation_path(self.object, moment) if moment else ""

    def organiser_context(self, enrolments: list, *, is_trainer: bool) -> dict:
        """Distances for trainers (coordinators have them on another page), breaches of rules for coordinators."""
        session, is_planner = self.object, self.request.user.is_coordinator
        return {
            "travellers": travellers(session, enrolments, session.first_day) if is_trainer else [],
            "breaches": breaches_of_session(session) if is_planner and not session.is_cancelled else [],
        }


# Buttons that show the form again, as it was sent.
UNCHECKED_FORMS = {
    ADD_ROW: SessionForm.with_one_more_row,
    REPEAT: SessionForm.with_repeated_rows,
    f"trainers_{SEARCH}": SessionForm.with_people_found,
}


class SessionFormView(FormView):
    """Form to open or change. « Ajouter une demi-journée » renders it again with one more row."""

    template_name = "formation/year/session_changes/session_form.html"
    form_class = SessionForm
    success_message = ""

    def get_form_kwargs(self) -> dict:
        return {"data": self.request.POST if self.request.method == "POST" else None}

    def post(self, request, *args, **kwargs):
        for button, unchecked_form in UNCHECKED_FORMS.items():
            if button in request.POST:
                form = unchecked_form(request.POST, session=self.get_form_kwargs().get("session"))
                is_row_added = button in (ADD_ROW, REPEAT)
                return self.render_to_response(self.get_context_data(form=form, is_row_added=is_row_added))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        session = self.save_form(form)
        if session is None:
            return self.form_invalid(form)
        drafted = DRAFTED if self.request.user.is_coordinator else PROPOSED
        messages.success(self.request, drafted if session.is_draft else self.success_message)
        for sentence in form.engagements:
            messages.warning(self.request, sentence)
        return redirect(session)

    def save_form(self, form) -> Session | None:
        return form.save(by=self.request.user)


@method_decorator(required(may_propose_session), name="dispatch")
class SessionOpenView(SessionFormView):
    success_message = "La session est ouverte\u00a0: les membres du réseau peuvent s’inscrire."

    def setup(self, request, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.preselection = Preselection(request.GET, request.user)

    def get_form_kwargs(self) -> dict:
        preselection = self.preselection
        return super().get_form_kwargs() | {
            "training": preselection.training,
            "initial": preselection.initial,
            "rows": preselection.rows,
        }

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            wish=self.preselection.wish, date_refusal=self.preselection.date_refusal, **kwargs
        )

    def save_form(self, form) -> Session | None:
        return form.save(by=self.request.user, is_draft=DRAFT in self.request.POST, wish=self.preselection.wish)


@method_decorator(coordinator_required, name="dispatch")
class SessionMessagesView(ListView):
    template_name = "formation/year/session_changes/session_messages.html"
    context_object_name = "entries"
    paginate_by = 50

    def get_queryset(self):
        visible = Session.objects.visible_to(self.request.user).with_beginning()
        visible = visible.select_related("training", "epm__commune", "commune")
        self.session = get_object_or_404(visible, pk=self.kwargs["pk"])
        return messages_about(self.session)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(session=self.session, **kwargs)

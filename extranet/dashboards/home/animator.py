"""The dashboard of an animator of an EPM."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from b2i.people.learners.learner_counts import FOLLOWED_HERE
from b2i.people.learners.models.learner import Learner
from b2i.records.validation.models.validation import Proposal
from extranet.dashboards.home.dashboard import (
    SHOWN,
    ComingTraining,
    Dashboard,
    DashboardFigure,
    WaitingItem,
    figure,
    pending,
)
from extranet.dashboards.home.lists import attendances_to_close, messages_to_moderate, to_moderate, unanswered_topics
from extranet.dashboards.home.urgency import SOON, due_in_words
from extranet.dashboards.steering.query_counts import counted_words, counts_of
from formation.enums import EnrolmentStatus
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.records.training_record import half_days_followed
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.models.half_day import HalfDay
from formation.sessions.wording import moment_in_words
from qualite.activity.activity_month.waiting_months import places_to_confirm
from qualite.labelling.visits.models import Visit
from qualite.lending.loans.models.loan import Loan
from reseau.people.members.models.member import Member
from reseau.web.queries.compiled_query import CompiledQuery
from ressources.authoring.sheet_requests.models import SheetRequest
from ressources.library.collections.models import Collection
from ressources.library.readers.models import Favourite
from ressources.sheets.enums import SheetState
from ressources.sheets.models.authorship import OWN_SHEETS, written_by
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop

# Class of the state of an enrolment.
TONES = {EnrolmentStatus.CONFIRMED: "good", EnrolmentStatus.WAITING: "wait", EnrolmentStatus.OFFERED: "deadline"}


def counted_for(reader: Member) -> QuerySet:
    """Return one row of numbers by name: what the member did this year, what waits for them."""
    today = timezone.localdate()
    return counts_of(
        reader,
        learners=Learner.objects.visible_to(reader),
        half_days=Attendance.objects.followed_by(reader).filter(half_day__date__year=today.year),
        sheets=Sheet.objects.live().filter(written_by(reader)),
        kept_sheets=Favourite.objects.visible_to(reader),
        own_collections=Collection.objects.visible_to(reader),
        to_validate=Proposal.objects.decidable_by(reader),
        requested_sheets=SheetRequest.objects.to_take_up(),
        **to_moderate(reader),
        charter_visits=Visit.objects.planned().of_visitor(reader),
        overdue_loans=Loan.objects.overdue().of_places(reader.epm_ids),
        months_to_confirm=places_to_confirm(reader, today),
        to_close=HalfDay.objects.to_close().filter(session__trainers__member=reader),
    )


FIGURES = CompiledQuery(counted_for)
UPCOMING_ENROLMENTS = CompiledQuery(lambda reader: Enrolment.objects.of(reader).upcoming()[:SHOWN])


def animator_dashboard(user: Member) -> Dashboard:
    year = timezone.localdate().year
    enrolments = UPCOMING_ENROLMENTS.rows(reader=user)
    figures = FIGURES.row(reader=user)
    return Dashboard(
        role=str(user.main_position),
        action_label="Proposer une fiche",
        action_url=reverse("ressources:propose"),
        action_icon="plus",
        nothing_waits="Rien à faire pour l’instant.",
        topics_title="Questions sans réponse",
        waiting=own_tasks(user, figures=figures, enrolments=enrolments),
        own_trainings=[own_training(enrolment) for enrolment in enrolments],
        workshop=next_workshop(user),
        favourites=favourites_in_words(favourites=figures["kept_sheets"], collections=figures["own_collections"]),
        topics=unanswered_topics(user),
        figures=own_figures(figures, year),
    )


def own_figures(counts: dict[str, int], year: int) -> list[DashboardFigure]:
    """Return what the member did, each with the gesture that begins it."""
    return [
        figure(
            counts["learners"],
            FOLLOWED_HERE,
            reverse("b2i:records"),
            first=("Ouvrir un premier livret", "b2i:learner_new"),
        ),
        figure(
            counts["half_days"],
            half_days_followed(year),
            reverse("formation:mine"),
            first=("Choisir une formation", "formation:catalogue"),
        ),
        figure(
            counts["sheets"],
            OWN_SHEETS,
            reverse("ressources:mine"),
            first=("Proposer une première fiche", "ressources:propose"),
        ),
    ]


def own_tasks(user: Member, *, figures: dict[str, int], enrolments: list[Enrolment]) -> list[WaitingItem]:
    return [
        # Few members are trainers: the others need no query for this list.
        *(attendances_to_close(by=user) if figures["to_close"] else ()),
        *offered_places(enrolments),
        *messages_to_moderate(figures),
        *pending(figures["to_validate"], "compétence à valider", "compétences à valider", "b2i:to_validate", "check"),
        *pending(
            figures["overdue_loans"],
            "matériel prêté en retard",
            "matériels prêtés en retard",
            "qualite:loans",
            "package",
        ),
        *own_sheets(user),
        *pending(
            figures["charter_visits"], "visite de la charte", "visites de la charte", "qualite:files", "shield-check"
        ),
        *pending(
            figures["months_to_confirm"], "mois à confirmer", "mois à confirmer", "qualite:activity", "calendar-days"
        ),
        *pending(
            figures["requested_sheets"],
            "fiche demandée par le réseau",
            "fiches demandées par le réseau",
            "ressources:sheet_requests",
            "plus",
        ),
    ]


def favourites_in_words(*, favourites: int, collections: int) -> str:
    """« 12 fiches gardées et 2 collections »; empty for a member who keeps nothing."""
    parts = [
        counted_words(favourites, "fiche gardée", "fiches gardées") if favourites else "",
        counted_words(collections, "collection", "collections") if collections else "",
    ]
    return " et ".join(part for part in parts if part)


def next_workshop(user: Member) -> OpenWorkshop | None:
    """Return the next workshop announced in an EPM of the member, with the cover of its sheet."""
    workshop = NEXT_WORKSHOPS.row(reader=user)
    if workshop is not None:
        workshop.sheet = WorkshopPage.objects.with_kind().with_cover().get(pk=workshop.sheet_id)
    return workshop


def coming_workshops(reader: Member) -> QuerySet[OpenWorkshop]:
    workshops = OpenWorkshop.objects.visible_to(reader).to_come().filter(epm__in=reader.epm_ids)
    return workshops.select_related("epm__commune")[:1]


NEXT_WORKSHOPS = CompiledQuery(coming_workshops)


def offered_places(enrolments: list[Enrolment]) -> list[WaitingItem]:
    """Places kept for the member until a moment, after which the next one on the waiting list gets them."""
    return [
        WaitingItem(
            text=f"Une place vous est proposée\u00a0: «\u00a0{enrolment.session.training.title}\u00a0»",
            url=enrolment.session.get_absolute_url(),
            detail=f"Elle est gardée jusqu’au {moment_in_words(enrolment.offered_until)}",
            icon="hand",
            **due_in_words(timezone.localdate(enrolment.offered_until)),
        )
        for enrolment in enrolments
        if enrolment.is_offered and not enrolment.session.is_cancelled
    ]


def own_training(enrolment: Enrolment) -> ComingTraining:
    session = enrolment.session
    return ComingTraining(
        title=session.training.title,
        url=session.get_absolute_url(),
        day=enrolment.first_day,
        place=session.place,
        state="Session annulée" if session.is_cancelled else enrolment.get_status_display(),
        tone="bad" if session.is_cancelled else TONES.get(EnrolmentStatus(enrolment.status), ""),
    )


def own_sheets(user: Member) -> list[WaitingItem]:
    """Sheets to correct or to finish, each with its state."""
    details = {SheetState.CHANGES_ASKED: "Modifications demandées", SheetState.DRAFT: "Brouillon à terminer"}
    return [
        WaitingItem(
            text=sheet.draft_title,
            url=reverse("ressources:edit", args=[sheet.pk]),
            detail=details.get(sheet.state, "Nouvelle version à envoyer"),
            icon="pencil",
            urgency=SOON if sheet.state == SheetState.CHANGES_ASKED else "",
            badge="À corriger" if sheet.state == SheetState.CHANGES_ASKED else "",
        )
        for sheet in DRAFTS.rows(reader=user)
    ]


def unfinished_sheets(reader: Member) -> QuerySet[Sheet]:
    drafts = Sheet.objects.drafts_of(reader).select_related(None)
    columns = ("draft_title", "live", "first_published_at", "last_published_at", "latest_revision_created_at")
    return drafts.only(*columns)[:SHOWN]


DRAFTS = CompiledQuery(unfinished_sheets)

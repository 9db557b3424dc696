"""The dashboard of an animator of an EPM."""

from django.urls import reverse
from django.utils import timezone

from b2i.learners.models.learner import Learner
from b2i.validation.models.validation import Proposal
from extranet.home.dashboard import SHOWN, Dashboard, WaitingItem, figure, pending
from extranet.home.lists import attendances_to_close, unanswered_topics
from extranet.home.query_counts import count_rows, counted_words
from formation.attendance.models.attendance import Attendance
from formation.enrolment.models.enrolment import Enrolment
from formation.sessions.models.half_day import HalfDay
from reseau.members.models.member import Member
from reseau.wording import day_in_full
from ressources.collections.models import Collection
from ressources.enums import SheetState
from ressources.readers.models.favourite import Favourite
from ressources.sheets.models.authorship import written_by
from ressources.sheets.models.sheet import Sheet


def animator_dashboard(user: Member) -> Dashboard:
    year = timezone.localdate().year
    figures = count_rows(
        user,
        learners=Learner.objects.visible_to(user),
        half_days=Attendance.objects.present().filter(enrolment__member=user, half_day__date__year=year),
        sheets=Sheet.objects.live().filter(written_by(user)),
        kept_sheets=Favourite.objects.visible_to(user),
        own_collections=Collection.objects.visible_to(user),
        to_validate=Proposal.objects.decidable_by(user),
        to_close=HalfDay.objects.to_close().filter(session__trainers__member=user),
    )
    return Dashboard(
        role=str(user.main_position),
        action_label="Proposer une fiche",
        action_url=reverse("ressources:propose"),
        nothing_waits="Rien à faire pour l’instant.",
        topics_title="Questions sans réponse",
        waiting=[
            # Few members are trainers: the others need no query for this list.
            *(attendances_to_close(by=user) if figures["to_close"] else ()),
            *own_trainings(user),
            *pending(figures["to_validate"], "compétence à valider", "compétences à valider", "b2i:to_validate"),
            *own_sheets(user),
        ],
        favourites=favourites_in_words(favourites=figures["kept_sheets"], collections=figures["own_collections"]),
        topics=unanswered_topics(user),
        figures=[
            figure(figures["learners"], "personne suivie par mon EPM", "personnes suivies par mon EPM", "b2i:records"),
            figure(
                figures["half_days"],
                f"demi-journée suivie en {year}",
                f"demi-journées suivies en {year}",
                "formation:mine",
            ),
            figure(figures["sheets"], "fiche publiée", "fiches publiées", "ressources:mine"),
        ],
    )


def favourites_in_words(*, favourites: int, collections: int) -> str:
    """« 12 fiches gardées et 2 collections »; empty for a member who keeps nothing."""
    parts = [
        counted_words(favourites, "fiche gardée", "fiches gardées") if favourites else "",
        counted_words(collections, "collection", "collections") if collections else "",
    ]
    return " et ".join(part for part in parts if part)


def own_trainings(user: Member) -> list[WaitingItem]:
    return [
        WaitingItem(
            text=enrolment.session.training.title,
            url=enrolment.session.get_absolute_url(),
            detail=(
                f"{day_in_full(enrolment.first_day).capitalize()}, {enrolment.session.place} – "
                f"{enrolment.get_status_display().lower()}"
            ),
        )
        for enrolment in Enrolment.objects.of(user).upcoming()[:SHOWN]
    ]


def own_sheets(user: Member) -> list[WaitingItem]:
    """Sheets to correct or to finish, each with its state."""
    drafts = Sheet.objects.drafts_of(user).select_related(None)
    drafts = drafts.only("draft_title", "live", "first_published_at", "last_published_at", "latest_revision_created_at")
    details = {SheetState.CHANGES_ASKED: "Modifications demandées", SheetState.DRAFT: "Brouillon à terminer"}
    return [
        WaitingItem(
            text=sheet.draft_title,
            url=reverse("ressources:edit", args=[sheet.pk]),
            detail=details.get(sheet.state, "Nouvelle version à envoyer"),
        )
        for sheet in drafts[:SHOWN]
    ]

"""What each role reads first: today, what waits for me, three figures. Built from every app, hence here.

A dashboard is a plain object that one template draws; each builder below belongs to one role.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import IntegerField, Min, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from b2i.anonymity import shown
from b2i.learners.models.learner import Learner
from b2i.validation.models.validation import Proposal
from extranet.home.wording import counted_words
from formation.attendance.models.attendance import Attendance
from formation.enrolment.models.enrolment import Enrolment
from formation.needs.demand import ripe_wishes
from formation.planning.year_plan import plan_figures
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from forums.models import Topic
from reseau.enums import Role
from reseau.invitations.models import Invitation
from reseau.members.models.member import Member
from reseau.members.models.position import Position
from reseau.places.models.epm import EPM
from reseau.wording import day_in_full
from ressources.collections.models import Collection
from ressources.enums import SheetState
from ressources.readers.models.favourite import Favourite
from ressources.sheets.models.authorship import written_by
from ressources.sheets.models.sheet import Sheet

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that matters to the role: `value` as shown, `label` after it, `url` where it is detailed."""

    value: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for the person: one line, where to deal with it, and a detail under it."""

    text: str
    url: str
    detail: str = ""


@dataclass(slots=True)
class Dashboard:
    """`action_label` and `action_url` are what the role most likely wants to do; `shelf`: what she keeps, in words."""

    role: str
    action_label: str
    action_url: str
    nothing_waits: str
    topics_title: str
    waiting: list[Waiting] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    sessions: Sequence[Session] = ()
    sheets: Sequence[Sheet] = ()
    topics: Sequence[Topic] = ()
    shelf: str = ""


def dashboard_of(user: Member) -> Dashboard:
    """The dashboard of the member's main role."""
    builders = {
        Role.COORDINATOR: coordinator_dashboard,
        Role.TERRITORIAL: territorial_dashboard,
        Role.ANIMATOR: animator_dashboard,
    }
    dashboard = builders[user.main_position.role](user)
    dashboard.sessions = next_sessions()
    dashboard.sheets = latest_sheets(user)
    return dashboard


# The lists below name the columns that a line shows: it is the length of a query, more than its rows, that costs here.
def next_sessions() -> QuerySet[Session]:
    """Those of `upcoming`, with their first day alone."""
    dated = Session.objects.held().annotate(first_day=Min("half_days__date"))
    found = dated.filter(first_day__gte=timezone.localdate()).order_by("first_day", "pk")
    return found.select_related("training", "epm").only("training__title", "epm__name")[:SHOWN]


def unanswered_topics(user: Member) -> QuerySet[Topic]:
    found = Topic.objects.visible_to(user).unanswered().select_related("forum")
    return found.only("title", "slug", "created", "forum__title", "forum__slug")[:SHOWN]


def latest_sheets(user) -> QuerySet[Sheet]:
    found = Sheet.objects.visible_to(user).in_use().with_kind()
    return found.order_by("-first_published_at", "-pk")[:SHOWN]


def animator_dashboard(user: Member) -> Dashboard:
    year = timezone.localdate().year
    figures = counted(
        user,
        learners=Learner.objects.visible_to(user),
        half_days=Attendance.objects.present().filter(enrolment__member=user, half_day__date__year=year),
        sheets=Sheet.objects.live().filter(written_by(user)),
        kept_sheets=Favourite.objects.visible_to(user),
        own_collections=Collection.objects.visible_to(user),
        to_validate=Proposal.objects.before(user),
        to_close=HalfDay.objects.to_close().filter(session__trainers__member=user),
    )
    return Dashboard(
        role=str(user.main_position),
        action_label="Proposer une fiche",
        action_url=reverse("ressources:propose"),
        nothing_waits="Rien ne vous attend. Une idée d’atelier à partager, peut-être ?",
        topics_title="Questions sans réponse",
        waiting=[
            # Few give a training: the others do not pay for the list.
            *(attendances_to_close(by=user) if figures["to_close"] else ()),
            *own_trainings(user),
            *pending(figures["to_validate"], "compétence à valider", "compétences à valider", "b2i:to_validate"),
            *own_sheets(user),
        ],
        shelf=shelf_in_words(favourites=figures["kept_sheets"], collections=figures["own_collections"]),
        topics=unanswered_topics(user),
        figures=[
            figure(figures["learners"], "apprenant suivi par mon EPM", "apprenants suivis par mon EPM", "b2i:records"),
            figure(
                figures["half_days"],
                f"demi-journée suivie en {year}",
                f"demi-journées suivies en {year}",
                "formation:mine",
            ),
            figure(figures["sheets"], "fiche publiée", "fiches publiées", "ressources:mine"),
        ],
    )


def shelf_in_words(*, favourites: int, collections: int) -> str:
    """« 12 fiches gardées et 2 collections »; nothing while she keeps nothing."""
    parts = [
        counted_words(favourites, "fiche gardée", "fiches gardées") if favourites else "",
        counted_words(collections, "collection", "collections") if collections else "",
    ]
    return " et ".join(part for part in parts if part)


def own_trainings(user: Member) -> list[Waiting]:
    return [
        Waiting(
            text=enrolment.session.training.title,
            url=enrolment.session.get_absolute_url(),
            detail=(
                f"{day_in_full(enrolment.first_day).capitalize()}, {enrolment.session.place} – "
                f"{enrolment.get_status_display().lower()}"
            ),
        )
        for enrolment in Enrolment.objects.of(user).coming()[:SHOWN]
    ]


def own_sheets(user: Member) -> list[Waiting]:
    """Sheets to correct or to finish, with what the reviewer asked."""
    found = Sheet.objects.drafts_of(user).select_related(None)
    shown = found.only("draft_title", "live", "first_published_at", "last_published_at", "latest_revision_created_at")
    details = {SheetState.CHANGES_ASKED: "Modifications demandées", SheetState.DRAFT: "Brouillon à terminer"}
    return [
        Waiting(
            text=sheet.draft_title,
            url=reverse("ressources:edit", args=[sheet.pk]),
            detail=details.get(sheet.state, "Nouvelle version à envoyer"),
        )
        for sheet in shown[:SHOWN]
    ]


def territorial_dashboard(user: Member) -> Dashboard:
    territories = user.watched_territory_ids
    positions = Position.objects.live().filter(epm__commune__territory__in=territories)
    figures = counted(
        user,
        epms=EPM.objects.open().filter(commune__territory__in=territories),
        animators=Member.objects.filter(pk__in=positions.values("member")),
        learners=Learner.objects.followed_by(EPM.objects.filter(commune__territory__in=territories)),
    )
    return Dashboard(
        role=str(user.main_position),
        action_label="Relire les fiches",
        action_url=reverse("ressources:review_queue"),
        nothing_waits="Aucune fiche à relire dans votre territoire.",
        topics_title="Sans réponse dans vos forums",
        waiting=sheets_to_review(user),
        topics=unanswered_topics(user),
        figures=[
            figure(figures["epms"], "EPM ouvert", "EPM ouverts", "reseau:directory"),
            figure(figures["animators"], "animateur en poste", "animateurs en poste", "reseau:members"),
            people(figures["learners"], "apprenant suivi", "apprenants suivis", "b2i:records"),
        ],
    )


def sheets_to_review(user: Member) -> list[Waiting]:
    found = Sheet.objects.waiting_for(user).select_related(None).select_related("epm", "owner")
    shown = found.only("draft_title", "epm__name", "owner__first_name", "owner__last_name")
    return [
        Waiting(
            text=f"À relire\u00a0: {sheet.draft_title}",
            url=reverse("ressources:review", args=[sheet.pk]),
            detail=f"{sheet.owner}, {sheet.epm}, depuis le {day_in_full(timezone.localdate(sheet.waiting_since))}",
        )
        for sheet in shown[:SHOWN]
    ]


def coordinator_dashboard(user: Member) -> Dashboard:
    year = timezone.localdate().year
    plan = plan_figures(year)
    plan_url = reverse("formation:plan", args=[year])
    figures = counted(
        user,
        animators=Member.objects.filter(pk__in=Position.objects.live().filter(role=Role.ANIMATOR).values("member")),
        learners=Learner.objects.all(),
        reviews=Sheet.objects.waiting_for(user),
        invitations=Invitation.objects.pending(),
    )
    return Dashboard(
        role=str(user.main_position),
        action_label="Ouvrir une session",
        action_url=reverse("formation:session_new"),
        nothing_waits="Rien ne vous attend : émargements clos, fiches relues.",
        topics_title="Sans réponse dans les forums",
        waiting=[
            *attendances_to_close(),
            *needs_ripe_for_a_session(plan.enough_voices),
            *pending(figures["reviews"], "fiche en relecture", "fiches en relecture", "ressources:review_queue"),
            *pending(
                figures["invitations"], "invitation sans réponse", "invitations sans réponse", "reseau:invitations"
            ),
        ],
        topics=unanswered_topics(user),
        figures=[
            Figure(f"{plan.delivered} / {plan.target}", f"demi-journées réalisées en {year}", plan_url),
            figure(figures["animators"], "animateur en poste", "animateurs en poste", "reseau:members"),
            people(figures["learners"], "apprenant suivi", "apprenants suivis", "b2i:records"),
        ],
    )


def attendances_to_close(*, by: Member | None = None) -> list[Waiting]:
    """Of all sessions, or of those that one trainer gives."""
    of_whom = HalfDay.objects.to_close().filter(session__trainers__member=by) if by else HalfDay.objects.to_close()
    found = of_whom.select_related("session__training", "session__epm__commune", "session__commune")
    place = ("place_kind", "elsewhere", "epm__name", "epm__commune__name", "commune__name")
    shown = found.only("date", "part", "session__training__title", *(f"session__{name}" for name in place))
    return [
        Waiting(
            text=f"Émargement à clore\u00a0: {half_day.session.training.title}",
            url=reverse("formation:attendance", args=[half_day.session_id, half_day.pk]),
            detail=(
                f"{day_in_full(half_day.date).capitalize()}, {half_day.get_part_display()}, {half_day.session.place}"
            ),
        )
        for half_day in shown[:SHOWN]
    ]


def needs_ripe_for_a_session(enough: int) -> list[Waiting]:
    """What enough people of one territory want, and no session to come answers."""
    return [
        Waiting(
            text=f"Ouvrir une session\u00a0? «\u00a0{ripe.subject}\u00a0»",
            url=ripe.get_absolute_url(),
            detail=f"{ripe.voices}\u00a0personnes du territoire de {ripe.territory} l’attendent",
        )
        for ripe in ripe_wishes(enough=enough)[:SHOWN]
    ]


def pending(count: int, singular: str, plural: str, url_name: str) -> list[Waiting]:
    return [Waiting(text=counted_words(count, singular, plural), url=reverse(url_name))] if count else []


def figure(count: int, singular: str, plural: str, url_name: str) -> Figure:
    return Figure(str(count), plural if count > 1 else singular, reverse(url_name))


def people(count: int, singular: str, plural: str, url_name: str) -> Figure:
    """Of people whom the reader does not know: « moins de 5 »."""
    return Figure(shown(count), plural if count > 1 else singular, reverse(url_name))


class CountOf(Subquery):
    """The number of rows of a queryset, as one column of another."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def counted(user: Member, **querysets: QuerySet) -> dict[str, int]:
    """How many rows each queryset has, all in one query (one row, that of `user`)."""
    columns = {name: CountOf(queryset.order_by().values("pk")) for name, queryset in querysets.items()}
    return Member.objects.filter(pk=user.pk).values(**columns).get()

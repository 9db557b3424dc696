"""The demo's training year: twelve trainings, sixteen days for this year, the first dates of the next one."""

import random
from datetime import date, timedelta

from django.utils import timezone

from b2i.frameworks.models.framework import Skill
from extranet.demo.content import read_folder
from extranet.demo.training.attendance import bring_paper, correct_one, take_attendance, tick_late
from extranet.demo.training.past_sessions import build_past_years, write_session
from extranet.demo.training.training_days import LONG, SHORT, TrainingCalendar, TrainingDays, moment, slots_from
from formation.offer.annual_plan.models import AnnualPlan
from formation.offer.catalogue.models.catalogue import CataloguePage
from formation.offer.catalogue.models.training import KitSheet, ProgrammeHalfDay, TrainingPage
from formation.proof.signatories.models import INSURANCE, LEGAL_BASIS, Signatory
from formation.proof.signatories.services import name_signatory
from formation.sessions.enrolment.services.enrolments import enrol
from formation.sessions.enums import PlaceKind
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from formation.sessions.session_data import Place, SessionData
from formation.year.session_changes.services import open_session
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.commune import Commune, Territory
from reseau.places.models.epm import EPM
from ressources.sheets.models.workshop import WorkshopPage

# Sessions whose whole file the demo keeps: sheets, mails, certificates, evaluations. Older ones are past years.
LATEST = 6
# Promised budgets, from the year before last to the next one.
BUDGETS = (13_000, 13_800, 14_500, 14_500)
ABSENCE_RATE = 0.1
# One of the latest sessions is signed on paper.
ON_PAPER = 2
# Another is ticked two days later, for a reason.
TICKED_LATE = 1
# Animators who also give trainings.
TRAINERS = slice(4, 10)
# Requests for each coming session, as a share of its places: above 1, some members wait.
ASKED = [1.4, 0.7, 0.85, 0.6, 1.25, 0.4]
ACCESSIBILITY_CONTACT = "la coordination, coordination@example.org"


def build_trainings(*, skills: dict[str, Skill]) -> list[TrainingPage]:
    catalogue, sheets = CataloguePage.objects.get(), sheets_by_file()
    trainings = []
    for content in read_folder("trainings"):
        training = TrainingPage(
            **{
                name: content[name]
                for name in (
                    "title", "slug", "aim", "introduction", "audience_text", "prerequisites", "capacity",
                    "trainer_profile", "accessibility", "week_after",
                )
            },
            aims="\n".join(content["aims"]),
            accessibility_contact=ACCESSIBILITY_CONTACT,
            kit="\n".join(content["kit"]),
            sources="\n".join(content.get("sources", ())),
            screens=content.get("screens", ""),
            verified_on=min(content["verified"], timezone.localdate()) if "verified" in content else None,
        )  # fmt: skip
        training.programme = [
            ProgrammeHalfDay(sort_order=order, title=part["title"], items="\n".join(part["items"]))
            for order, part in enumerate(content["programme"])
        ]
        training.kit_sheets = [
            KitSheet(sort_order=order, sheet=sheets[slug]) for order, slug in enumerate(content["sheets"])
        ]
        training.skills = [skills[code] for code in content["skills"]]
        catalogue.add_child(instance=training)
        training.tags.add(*content["tags"])
        training.save_revision().publish()
        trainings.append(training)
    return trainings


def sheets_by_file() -> dict[str, WorkshopPage]:
    """Return the sheets of the demo by the name of their content file."""
    by_title = {sheet.title: sheet for sheet in WorkshopPage.objects.all()}
    return {content["slug"]: by_title[content["title"]] for content in read_folder("sheets")}


class TrainingYear:
    """Open sessions and fill them, with the same draw from one run to the next."""

    def __init__(
        self,
        *,
        trainings: list[TrainingPage],
        epms: list[EPM],
        animators: list[Member],
        coordinator: Member,
        draw: random.Random,
    ):
        self.trainings = {
            length: [training for training in trainings if training.programme.count() == 2 * length]
            for length in (SHORT, LONG)
        }
        # Sessions take place in rooms for a dozen people, in the larger places of each territory.
        self.rooms = [epm for epm in epms if epm.seats >= 12]
        self.animators, self.trainers = animators, animators[TRAINERS]
        self.first_days = dict(Position.objects.filter(member__in=animators).values_list("member", "start"))
        self.coordinator = coordinator
        self.draw = draw
        self.opened = 0

    def session_data(self, training: TrainingPage, **session_data) -> SessionData:
        """Return the usual data, except the given ones: a room, a trainer and the recommended places."""
        room = self.rooms[self.opened * 7 % len(self.rooms)]
        trainer = self.trainers[self.opened % len(self.trainers)]
        self.opened += 1
        usual = {"place": Place(epm=room), "capacity": min(training.capacity, room.seats), "trainers": (trainer,)}
        return SessionData(**usual | session_data)

    def training_of(self, days: TrainingDays) -> TrainingPage:
        return self.trainings[days.length][days.rank]

    def write_past_session(self, days: TrainingDays) -> list[HalfDay]:
        training = self.training_of(days)
        return write_session(
            training=training,
            data=self.session_data(training),
            first_day=days.first,
            half_day_count=training.programme.count(),
            by=self.coordinator,
        )

    def open(self, days: TrainingDays, **session_data) -> Session:
        training = self.training_of(days)
        return open_session(
            training=training,
            session_data=self.session_data(training, **session_data),
            half_days=slots_from(days.first, training.programme.count()),
            by=self.coordinator,
            at=moment(days.first - timedelta(days=60)),
        )

    def fill(self, session: Session, *, first_day: date, share: float, regulars: list[Member]) -> None:
        """Enrol regulars, then others until `share` of the places is asked for; above 1, some wait."""
        request_count = max(1, round(session.capacity * share))
        day = first_day - timedelta(days=45)
        other_members = [
            member
            for member in self.animators
            if member not in (*regulars, *self.trainers) and self.first_days[member.pk] <= day
        ]
        for rank, member in enumerate([*regulars, *self.draw.sample(other_members, request_count)][:request_count]):
            enrol(session=session, member=member, at=moment(day) + timedelta(minutes=rank))

    def deliver(self, session: Session, *, on_paper: bool, is_late: bool) -> None:
        trainer = session.trainers.first().member
        enrolments = list(session.enrolments.confirmed())
        for half_day in session.half_days.all():
            # The animator of the demo attends every day: the demo shows their record and their requests.
            present = [
                enrolment
                for enrolment in enrolments
                if self.draw.random() > ABSENCE_RATE or enrolment.member == self.animators[0]
            ]
            if is_late:
                tick_late(half_day, present, trainer=trainer)
            else:
                take_attendance(half_day, present, trainer=trainer, on_paper=on_paper)


def build_year(
    *, trainings: list[TrainingPage], epms: list[EPM], animators: list[Member], coordinator: Member, draw: random.Random
) -> None:
    """Build the past years, this one (32 half-days) and the first dates of the next, with `animateur1` enrolled."""
    calendar = TrainingCalendar(timezone.localdate())
    years = range(calendar.today.year - 2, calendar.today.year + 2)
    AnnualPlan.objects.bulk_create(
        AnnualPlan(year=number, budget=budget) for number, budget in zip(years, BUDGETS, strict=True)
    )
    name_signatory(signatory=fictitious_signatory())
    year = TrainingYear(trainings=trainings, epms=epms, animators=animators, coordinator=coordinator, draw=draw)
    build_past_years([year.write_past_session(days) for days in calendar.past[:-LATEST]], animators=animators)
    for rank, days in enumerate(calendar.past[-LATEST:]):
        session = year.open(days)
        year.fill(session, first_day=days.first, share=draw.uniform(0.7, 1), regulars=animators[:3])
        year.deliver(session, on_paper=rank == ON_PAPER, is_late=rank == TICKED_LATE)
        if rank == ON_PAPER:
            bring_paper(session, trainer=session.trainers.first().member)
    correct_one(coordinator=coordinator)
    around = sorted(calendar.around, key=lambda days: (-days.length, days.first))
    for rank, (days, session_data) in enumerate(zip(around, terms_to_come(around[3].first), strict=True)):
        session = year.open(days, **session_data)
        year.fill(session, first_day=days.first, share=ASKED[rank], regulars=animators[rank % 2 : rank % 2 + 3])
    for days in calendar.later:
        year.open(days)


def fictitious_signatory() -> Signatory:
    """Return who signs the papers of the demo; each word says that it is fictitious. The key of the SIRET is right."""
    return Signatory(
        since=date(timezone.localdate().year - 2, 1, 1),
        organisation="Collectivité fictive de démonstration",
        siret="12345678200002",
        name="Dominique Exemple",
        quality="Direction générale adjointe (fictive)",
        delegation="Arrêté fictif de démonstration du 2 janvier, par délégation de la présidence",
        payer="Budget fictif de démonstration, service du numérique",
        legal_basis=LEGAL_BASIS.replace("délibération du … n° … sur", "délibération fictive de démonstration sur"),
        insurance=INSURANCE,
    )


def terms_to_come(first_day: date) -> list[dict]:
    """Return unusual settings of the sessions around today: a minimum, another place, places kept for a territory until
    four days before `first_day`, a remote one.
    """
    hall = Place(
        kind=PlaceKind.ELSEWHERE,
        elsewhere="Salle du Foirail (lieu fictif), 1 place du Foirail",
        commune=Commune.objects.get(name="Luzech"),
    )
    remote = Place(kind=PlaceKind.REMOTE, link="https://visio.example.org/formation-fictive")
    quotas = {Territory.objects.get(name="Gourdon"): 3}
    return [
        {"minimum": 4},
        {"place": hall, "capacity": 10},
        {},
        {"quotas": quotas, "quotas_until": first_day - timedelta(days=4)},
        {"place": remote, "capacity": 8},
        {"minimum": 3},
    ]

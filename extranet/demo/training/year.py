"""The demo's training year: twelve trainings, 16 days planned for 2026, half of them delivered, first dates of 2027."""

import random
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from b2i.frameworks.models.framework import Skill
from extranet.demo.content import read_folder
from extranet.demo.training.attendance import bring_paper, correct_one, take_attendance
from formation.annual_plan.models import AnnualPlan
from formation.catalogue.models.catalogue import CataloguePage
from formation.catalogue.models.training import KitSheet, ProgrammeHalfDay, TrainingPage
from formation.enrolment.services.enrolments import enrol
from formation.enums import DayPart
from formation.scheduling.services import open_session
from formation.sessions.enums import PlaceKind
from formation.sessions.half_day_data import Slot
from formation.sessions.models.session import Session
from formation.sessions.session_data import Place, SessionData
from reseau.members.models.member import Member
from reseau.places.models.commune import Commune, Territory
from reseau.places.models.epm import EPM
from ressources.sheets.models.workshop import WorkshopPage

# First day of each session of 2026, trainings in the order of their files; a long one continues the next day.
DELIVERED_LONG = [date(2026, 2, 5), date(2026, 6, 11)]
DELIVERED_SHORT = [date(2026, 1, 20), date(2026, 3, 17), date(2026, 5, 19), date(2026, 10, 13)]
PLANNED_LONG = [date(2026, 12, 3), date(2026, 12, 10)]
PLANNED_SHORT = [date(2026, 11, 26), date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 15)]
NEXT_YEAR_SHORT = [date(2027, 2, 2), date(2027, 3, 16)]
ABSENCE_RATE = 0.1
# One of the sessions is signed on paper.
ON_PAPER = DELIVERED_SHORT[1]
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
                    "trainer_profile", "accessibility",
                )
            },
            aims="\n".join(content["aims"]),
            accessibility_contact=ACCESSIBILITY_CONTACT,
            kit="\n".join(content["kit"]),
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


def slots_from(first_day: date, half_days: int) -> list[Slot]:
    parts = [DayPart.MORNING, DayPart.AFTERNOON]
    return [Slot.usual(first_day + timedelta(days=index // 2), parts[index % 2]) for index in range(half_days)]


def moment(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


class TrainingYear:
    """Open sessions and fill them, with the same draw from one run to the next."""

    def __init__(self, *, epms: list[EPM], animators: list[Member], coordinator: Member, draw: random.Random):
        # Sessions take place in rooms for a dozen people, in the larger places of each territory.
        self.rooms = [epm for epm in epms if epm.seats >= 12]
        self.animators, self.trainers = animators, animators[TRAINERS]
        self.coordinator = coordinator
        self.draw = draw
        self.opened = 0

    def open(self, training: TrainingPage, first_day: date, **session_data) -> Session:
        """Open a session with the usual data, except the given ones: a room, a trainer and the recommended places."""
        room = self.rooms[self.opened * 7 % len(self.rooms)]
        trainer = self.trainers[self.opened % len(self.trainers)]
        self.opened += 1
        usual = {"place": Place(epm=room), "capacity": min(training.capacity, room.seats), "trainers": (trainer,)}
        return open_session(
            training=training,
            session_data=SessionData(**usual | session_data),
            half_days=slots_from(first_day, training.programme.count()),
            by=self.coordinator,
            at=moment(first_day - timedelta(days=60)),
        )

    def fill(self, session: Session, *, first_day: date, share: float, regulars: list[Member]) -> None:
        """Enrol regulars, then others until `share` of the places is asked for; above 1, some wait."""
        request_count = max(1, round(session.capacity * share))
        other_members = [member for member in self.animators if member not in (*regulars, *self.trainers)]
        for rank, member in enumerate([*regulars, *self.draw.sample(other_members, request_count)][:request_count]):
            enrol(session=session, member=member, at=moment(first_day - timedelta(days=45)) + timedelta(hours=rank))

    def deliver(self, session: Session, *, on_paper: bool) -> None:
        trainer = session.trainers.first().member
        enrolments = list(session.enrolments.confirmed())
        for half_day in session.half_days.all():
            # The animator of the demo attends every day: the demo shows their record and their requests.
            present = [
                enrolment
                for enrolment in enrolments
                if self.draw.random() > ABSENCE_RATE or enrolment.member == self.animators[0]
            ]
            take_attendance(half_day, present, trainer=trainer, on_paper=on_paper)


def build_year(
    *, trainings: list[TrainingPage], epms: list[EPM], animators: list[Member], coordinator: Member, draw: random.Random
) -> None:
    """Build 2026 (32 half-days planned, 16 delivered) and the first dates of 2027, with `animateur1` enrolled."""
    AnnualPlan.objects.bulk_create([AnnualPlan(year=2026), AnnualPlan(year=2027)], ignore_conflicts=True)
    year = TrainingYear(epms=epms, animators=animators, coordinator=coordinator, draw=draw)
    long_trainings = [training for training in trainings if training.programme.count() == 4]
    short_trainings = [training for training in trainings if training.programme.count() == 2]
    past_dates = [
        *zip(long_trainings, DELIVERED_LONG, strict=False),
        *zip(short_trainings, DELIVERED_SHORT, strict=False),
    ]
    coming_dates = [
        *zip(long_trainings[2:], PLANNED_LONG, strict=True),
        *zip(short_trainings[4:], PLANNED_SHORT, strict=True),
    ]
    for training, first_day in past_dates:
        session = year.open(training, first_day)
        year.fill(session, first_day=first_day, share=draw.uniform(0.7, 1), regulars=animators[:3])
        year.deliver(session, on_paper=first_day == ON_PAPER)
        if first_day == ON_PAPER:
            bring_paper(session, trainer=session.trainers.first().member)
    correct_one(coordinator=coordinator)
    for rank, ((training, first_day), session_data) in enumerate(zip(coming_dates, terms_to_come(), strict=True)):
        session = year.open(training, first_day, **session_data)
        year.fill(session, first_day=first_day, share=ASKED[rank], regulars=animators[rank % 2 : rank % 2 + 3])
    for training, first_day in zip(short_trainings, NEXT_YEAR_SHORT, strict=False):
        year.open(training, first_day)


def terms_to_come() -> list[dict]:
    """Return unusual settings of coming sessions: a minimum, another place, places kept for a territory, remote."""
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
        {"quotas": quotas, "quotas_until": date(2026, 11, 27)},
        {"place": remote, "capacity": 8},
        {"minimum": 3},
    ]

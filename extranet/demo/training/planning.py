"""The demo's planning: needs, trainers and their days, two drafts, market days (invented)."""

import random
from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from b2i.frameworks.models.framework import Domain
from extranet.demo.content import read_file
from extranet.demo.training.training_days import TrainingCalendar, slots_from
from formation.offer.catalogue.models.training import TrainingPage
from formation.offer.needs.services import add_wish, support_wish, want_training
from formation.sessions.session_data import SessionData
from formation.year.planning.services import note_absence, set_trainings_of, set_weekdays_of
from formation.year.session_changes.services import open_session
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.places.models.commune import Commune, Territory
from reseau.places.models.epm import EPM
from reseau.places.services import note_market_days

PREFERRED = [(), (), (1,), (3,), (1, 3), (0, 1), (4,)]


def build_planning(*, animators: list[Member], coordinator: Member, draw: random.Random) -> None:
    content, today = read_file("planning"), timezone.localdate()
    for name, weekdays in content["market_days"].items():
        note_market_days(commune=Commune.objects.get(name=name), weekdays=weekdays)
    trainings = {training.slug: training for training in TrainingPage.objects.all()}
    _build_wishes(content, trainings, Voices(animators, draw))
    _build_trainers(content, trainings, animators)
    calendar = TrainingCalendar(today)
    for draft in content["drafts"]:
        training, room = trainings[draft["slug"]], EPM.objects.get(slug=draft["place"])
        trainer = animators[draft["trainer"] - 1]
        open_session(
            training=training,
            session_data=SessionData.in_epm(room, capacity=min(training.capacity, room.seats), trainers=(trainer,)),
            half_days=slots_from(
                calendar.free_day(today + timedelta(days=draft["in_days"])), training.programme.count()
            ),
            by=coordinator,
            is_draft=True,
        )


class Voices:
    """People of each territory, in an order drawn once for each need; the first regulars of the demo have no need."""

    def __init__(self, animators: list[Member], draw: random.Random) -> None:
        self.draw, self.people = draw, {}
        territories = dict(
            Position.objects.filter(member__in=animators).values_list("member", "epm__commune__territory")
        )
        for territory in Territory.objects.order_by("name"):
            self.people[territory.pk] = [
                animator for animator in animators[30:] if territories[animator.pk] == territory.pk
            ]

    def of(self, counts: list[int]) -> Iterable[tuple[Member, dict]]:
        """Return that number of members of each territory, each with their preferred days."""
        for people, count in zip(self.people.values(), counts, strict=True):
            for member in self.draw.sample(people, min(count, len(people))):
                yield member, {"weekdays": self.draw.choice(PREFERRED)}


def _build_wishes(content: dict, trainings: dict[str, TrainingPage], voices: Voices) -> None:
    themes = {domain.order: domain for domain in Domain.objects.filter(framework__is_record_base=True)}
    for wish in content["words"]:
        (author, preferences), *supporters = voices.of(wish["voices"])
        shared_wish = add_wish(words=wish["text"], domain=themes.get(wish.get("theme")), by=author, **preferences)
        for member, preferences in supporters:
            support_wish(wish=shared_wish, by=member, **preferences)
    for training_wish in content["waiting"]:
        for member, preferences in voices.of(training_wish["voices"]):
            want_training(training=trainings[training_wish["slug"]], by=member, **preferences)


def _build_trainers(content: dict, trainings: dict[str, TrainingPage], animators: list[Member]) -> None:
    today = timezone.localdate()
    for trainer in content["trainers"]:
        member = animators[trainer["animator"] - 1]
        profile = set_trainings_of(member=member, trainings=[trainings[slug] for slug in trainer["trainings"]])
        set_weekdays_of(profile=profile, weekdays=trainer.get("weekdays", ()))
        for first, last, reason in trainer.get("absences", ()):
            days = {"first": today + timedelta(days=first), "last": today + timedelta(days=last)}
            note_absence(profile=profile, reason=reason, **days)

"""What is kept beside the rows: counted again by `manage.py repair`, equal to its rows after any sequence of acts."""

from datetime import date, timedelta
from io import StringIO

import hypothesis.strategies as st
import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from forums.enums import TopicKind
from forums.messages.posts.models import Post
from forums.messages.posts.services import answer
from forums.moderation.services.arrangement import merge, split
from forums.threads.topics.models import Topic
from jobs.derived_columns import declared_columns
from projets.portfolio.pooling.models import Pooling
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.deliveries.models.delivery_tally import DeliveryTally
from ressources.workshops.deliveries.services import change_delivery, note_delivery, remove_delivery
from ressources.workshops.enums import Again
from ressources.workshops.open_workshops.models.booking import Booking
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from ressources.workshops.open_workshops.services.bookings import enrol, give_back
from tests.clock import freeze_time
from tests.factories.deliveries import DeliveryFactory
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.factories.projets import PoolingFactory
from tests.factories.reseau import PositionFactory
from tests.factories.ressources import SheetFactory
from tests.random_runs import random_steps

pytestmark = pytest.mark.django_db
NOW = "2026-10-05 12:00"
few = st.integers(0, 5)


def repaired(*options: str) -> list[str]:
    output = StringIO()
    call_command("repair", *options, stdout=output)
    return output.getvalue().splitlines()


@pytest.fixture
def wrong_columns(site_tree) -> None:
    """One wrong column of each kind, beside a right one."""
    with freeze_time(NOW):
        for title in ("Créer une adresse", "Trier ses photos"):
            PostFactory(topic=TopicFactory(title=title))
            delivery = DeliveryFactory()
            workshop = OpenWorkshopFactory()
            enrol(workshop=workshop, name="Camille B.", by=workshop.announced_by)
        Topic.objects.filter(title="Trier ses photos").update(post_count=9)
        DeliveryTally.objects.filter(sheet=delivery.sheet).update(times=3, people=7)
        OpenWorkshop.objects.filter(pk=workshop.pk).update(taken=4)
        Pooling.objects.filter(pk=PoolingFactory(title="Six tablettes").pk).update(taken=5)
        PoolingFactory()


@pytest.mark.usefixtures("wrong_columns")
@freeze_time(NOW)
def test_repair_says_what_differed_and_mends_it():
    workshop, tally = OpenWorkshop.objects.get(taken=4), DeliveryTally.objects.get(times=3)

    assert repaired() == [
        "Parts prises des mutualisations\u00a0: 1 à réparer, réparé",
        "  Six tablettes\u00a0: parts prises 5 au lieu de 0",
        "Décomptes des ateliers animés\u00a0: 1 à réparer, réparé",
        f"  {tally.sheet.title}\u00a0: fois animé 3 au lieu de 1, personnes en tout 7 au lieu de 6",
        "Places prises des ateliers ouverts à tous\u00a0: 1 à réparer, réparé",
        f"  {workshop}\u00a0: places prises 4 au lieu de 1",
        "Messages des sujets\u00a0: 1 à réparer, réparé",
        "  Trier ses photos\u00a0: messages 9 au lieu de 2",
    ]
    assert repaired() == [f"{column.name}\u00a0: tout est juste" for column in declared_columns()]
    assert sorted(Topic.objects.values_list("post_count", flat=True)) == [2, 2]
    assert list(OpenWorkshop.objects.values_list("taken", flat=True)) == [1, 1]
    assert list(Pooling.objects.values_list("taken", flat=True)) == [0, 0]


@pytest.mark.usefixtures("wrong_columns")
@freeze_time(NOW)
def test_check_says_what_differs_and_leaves_it():
    first, again = repaired("--check"), repaired("--check")

    assert (first == again, [line for line in first if line.endswith("à réparer")]) == (
        True,
        [f"{column.name}\u00a0: 1 à réparer" for column in declared_columns()],
    )


def test_sheet_whose_tally_is_lost_or_left_over_is_repaired(site_tree):
    with freeze_time(NOW):
        lost, left_over = DeliveryFactory(), DeliveryFactory()
        DeliveryTally.objects.filter(sheet=lost.sheet).delete()
        Delivery.objects.filter(pk=left_over.pk).delete()
        repaired()

    assert list(DeliveryTally.objects.values_list("sheet", "times")) == [(lost.sheet.pk, 1)]


class KeptFactsMachine(RuleBasedStateMachine):
    """Messages, workshops run and bookings, by the services; a refusal changes nothing."""

    @initialize()
    def begin(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.clock = freeze_time(NOW)
        self.frozen = self.clock.start()
        self.people = [PositionFactory().member for _ in range(3)]
        self.coordinator = PositionFactory(coordinator=True).member
        self.sheets = [SheetFactory(), SheetFactory()]
        self.workshops = [OpenWorkshopFactory(places=2), OpenWorkshopFactory(places=1)]
        self.forum = ForumFactory()

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            self.clock.stop()
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def attempt(self, act, **arguments) -> None:
        try:
            with transaction.atomic():
                act(**arguments)
        except ValidationError:
            pass
        self.frozen.shift(timedelta(minutes=7))

    @staticmethod
    def one_of(queryset, number: int):
        found = list(queryset.order_by("pk"))
        return found[number % len(found)] if found else None

    @rule(who=few)
    def ask(self, who: int) -> None:
        self.attempt(TopicFactory, forum=self.forum, author=self.people[who % 3])

    @rule(who=few, which=few)
    def reply(self, who: int, which: int) -> None:
        if topic := self.one_of(Topic.objects, which):
            body = f"Essayez encore, réponse {Post.objects.count()}."
            self.attempt(answer, topic=topic, author=self.people[who % 3], body=body, notify=False)

    @rule(which=few, other=few)
    def merge_topics(self, which: int, other: int) -> None:
        topic, into = self.one_of(Topic.objects, which), self.one_of(Topic.objects, other)
        if topic and topic != into:
            self.attempt(merge, topic=topic, other=into, by=self.coordinator, reason="La même question.")

    @rule(which=few, number=few)
    def split_topic(self, which: int, number: int) -> None:
        topic = self.one_of(Topic.objects, which)
        if topic and (post := self.one_of(topic.posts, number)):
            options = {"title": "Une autre question", "kind": TopicKind.QUESTION, "reason": "Une autre question."}
            self.attempt(split, topic=topic, posts=[post], forum=self.forum, by=self.coordinator, **options)

    @rule(
        which=few, who=few, day=st.integers(1, 3), people=st.integers(1, 20), again=st.sampled_from(["", *Again.values])
    )
    def note(self, which: int, who: int, day: int, people: int, again: str) -> None:
        member = self.people[who % 3]
        facts = {"date": date(2026, 10, day), "headcount": people, "minutes": 60 + people, "again": again}
        epm = member.positions.get().epm
        delivery = Delivery(sheet=self.sheets[which % 2], epm=epm, member=member, **facts)
        self.attempt(note_delivery, delivery=delivery)

    @rule(number=few, people=st.integers(1, 20))
    def correct(self, number: int, people: int) -> None:
        if delivery := self.one_of(Delivery.objects, number):
            delivery.headcount = people
            self.attempt(change_delivery, delivery=delivery)

    @rule(number=few)
    def remove(self, number: int) -> None:
        if delivery := self.one_of(Delivery.objects, number):
            self.attempt(remove_delivery, delivery=delivery, by=self.coordinator)

    @rule(which=few, name=st.sampled_from("ABCDEF"))
    def book(self, which: int, name: str) -> None:
        workshop = self.workshops[which % 2]
        self.attempt(enrol, workshop=workshop, name=f"Camille {name}.", by=workshop.announced_by)

    @rule(number=few)
    def cancel_booking(self, number: int) -> None:
        if booking := self.one_of(Booking.objects, number):
            self.attempt(give_back, booking=booking)

    @invariant()
    def what_is_kept_is_what_is_counted(self) -> None:
        if hasattr(self, "atomic"):
            assert [str(wrong) for column in declared_columns() for wrong in column.differences()] == []


@pytest.mark.usefixtures("site_tree")
def test_any_sequence_of_acts_leaves_what_is_kept_equal_to_what_is_counted():
    run_state_machine_as_test(KeptFactsMachine, settings=random_steps(runs=6, steps=25))

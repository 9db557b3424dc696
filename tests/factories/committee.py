"""The steering committee and its meetings, made by the services of the site."""

import datetime

import factory
from django.utils import timezone

from projets.steering.committee.models import CommitteePosition
from projets.steering.committee.services import save_position
from projets.steering.decisions.models import SteeringDecision
from projets.steering.decisions.services import note_decision
from projets.steering.enums import SteeringState
from projets.steering.meetings.models.meeting import SteeringMeeting
from projets.steering.meetings.services.agenda import save_item
from tests.factories.reseau import MemberFactory


class CommitteePositionFactory(factory.Factory):
    class Meta:
        model = CommitteePosition

    name = factory.Sequence(lambda n: f"Partenaire {n}")
    kind = "partner"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return save_position(**kwargs)


class DecisionFactory(factory.Factory):
    """A decision of a meeting that was held a week ago, for somebody without account."""

    class Meta:
        model = SteeringDecision

    item = factory.LazyFunction(lambda: SteeringMeetingFactory(held=True).items.get())
    text = factory.Sequence(lambda n: f"Ouvrir {n} lieux de plus.")
    outsider = "Claude"
    by = factory.SubFactory(MemberFactory, coordinator=True)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return note_decision(**kwargs)


class SteeringMeetingFactory(factory.django.DjangoModelFactory):
    """A meeting in a week with one item; `held`: it took place a week ago."""

    class Meta:
        model = SteeringMeeting
        skip_postgeneration_save = True

    class Params:
        held = factory.Trait(
            state=SteeringState.HELD,
            date=factory.LazyFunction(lambda: timezone.localdate() - datetime.timedelta(days=7)),
            convened_at=factory.LazyFunction(timezone.now),
        )
        convened = factory.Trait(state=SteeringState.CONVENED, convened_at=factory.LazyFunction(timezone.now))

    date = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=7))
    start = datetime.time(9, 30)
    end = datetime.time(12)
    place = "Hôtel du Département"

    @factory.post_generation
    def item(meeting, create, extracted, **kwargs):  # noqa: N805 - factory_boy gives the object itself
        """Add the item `item="Titre"`; nothing with `item=""`."""
        title = "Où en est le réseau" if extracted is None else extracted
        if create and title and meeting.is_writable:
            save_item(meeting=meeting, title=title)

"""Approvals of bodies: given, ended, given again; what the database refuses."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accueil.declic.bodies.models import BodyApproval, TicketBody
from accueil.declic.bodies.services import add_body, approve_body, end_approval
from accueil.declic.enums import BodyKind
from alertes.channels.notices.models import Notice
from tests.factories.tickets import TicketBodyFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def body(epm):
    return TicketBodyFactory(epm=epm)


def approved(day: datetime.date) -> list[TicketBody]:
    return list(TicketBody.objects.approved_on(day))


def test_body_takes_tickets_on_the_first_and_the_last_day_and_not_outside(epm):
    today = timezone.localdate()
    body = TicketBodyFactory(epm=epm, starts_on=today, ends_on=today + DAY)

    found = [approved(today + count * DAY) for count in (-1, 0, 1, 2)]

    assert found == [[], [body], [body], []]


def test_team_is_told_that_it_is_approved_and_that_it_ends(epm, animator, coordinator):
    today = timezone.localdate()
    body = add_body(kind=BodyKind.EPM, epm=epm, starts_on=today, by=coordinator)
    end_approval(approval=body.approvals.get(), ends_on=today, by=coordinator)

    texts = list(Notice.objects.filter(member=animator).order_by("pk").values_list("text", flat=True))
    assert [text.partition(" tickets")[0] for text in texts] == [
        "EPM de Gramat accepte les",
        "EPM de Gramat n’acceptera plus les",
    ]


def test_approval_without_an_end_leaves_no_room_for_another(body):
    with pytest.raises(ValidationError) as refusal:
        approve_body(body=body, starts_on=timezone.localdate())

    assert list(refusal.value.message_dict) == ["starts_on"]
    with pytest.raises(IntegrityError), transaction.atomic():
        BodyApproval.objects.create(body=body, starts_on=timezone.localdate())


def test_body_is_approved_again_after_the_end_and_keeps_its_history(body, coordinator):
    today = timezone.localdate()
    end_approval(approval=body.approvals.get(), ends_on=today, by=coordinator)

    approve_body(body=body, starts_on=today + DAY, by=coordinator)

    assert next((each.starts_on, each.approved_by) for each in body.approvals.all()) == (today + DAY, coordinator)
    assert body.approvals.count() == 2


def test_period_before_another_may_not_reach_into_it(epm):
    today = timezone.localdate()
    body = TicketBodyFactory(epm=epm, starts_on=today + 10 * DAY)

    approve_body(body=body, starts_on=today, ends_on=today + 9 * DAY)

    with pytest.raises(ValidationError):
        approve_body(body=body, starts_on=today - 20 * DAY, ends_on=today)


def test_end_before_the_start_is_refused(body):
    approval = body.approvals.get()

    with pytest.raises(ValidationError) as refusal:
        end_approval(approval=approval, ends_on=approval.starts_on - DAY)

    assert list(refusal.value.message_dict) == ["ends_on"]


def test_place_is_in_the_list_once_and_takes_training_bodies_besides(body, epm):
    with pytest.raises(ValidationError):
        TicketBodyFactory(epm=epm)
    with pytest.raises(ValidationError):
        TicketBodyFactory(epm=epm, kind=BodyKind.TRAINING)

    training = TicketBodyFactory(epm=epm, kind=BodyKind.TRAINING, name="Organisme du Causse")

    assert (str(body), str(training)) == ("EPM de Gramat", "Organisme du Causse")

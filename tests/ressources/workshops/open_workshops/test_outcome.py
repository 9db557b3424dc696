"""A workshop that took place becomes the delivery of its sheet: once, prefilled with who came."""

import pytest
from django.core.exceptions import ValidationError

from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.deliveries.models.delivery_tally import DeliveryTally
from ressources.workshops.deliveries.services import remove_delivery
from ressources.workshops.open_workshops.services.announcements import cancel_workshop
from ressources.workshops.open_workshops.services.bookings import enrol
from ressources.workshops.open_workshops.services.outcome import note_who_came
from tests.clock import freeze_time
from tests.factories.open_workshops import OpenWorkshopFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(epm, animator):
    workshop = OpenWorkshopFactory(epm=epm, announced_by=animator, places=2)
    for name in ("Odile R.", "Yves M.", "Fatoumata D."):
        enrol(workshop=workshop, name=name, by=animator)
    return workshop


@pytest.fixture
def _after(workshop):
    with freeze_time(workshop.ends_at):
        yield


def keys(workshop, *names) -> list[int]:
    return list(workshop.bookings.filter(name__in=names).values_list("pk", flat=True))


@pytest.mark.usefixtures("_after")
def test_one_press_notes_those_who_were_ticked_and_others(client_of, animator, workshop):
    client, address = client_of(animator), workshop.get_absolute_url()
    page = client.get(address).content.decode()
    assert page.count("Qui est venu\u00a0?") == 1
    form = client.get(address).context["came"]
    assert set(form.fields["came"].initial) == set(workshop.bookings.seated())

    data = {"came": keys(workshop, "Odile R.", "Fatoumata D."), "others": "3"}
    response = client.post(f"{address}venus/", data)
    delivery = Delivery.objects.get()
    assert response["Location"] == f"/ressources/animations/{delivery.pk}/modifier/"
    assert (delivery.headcount, delivery.minutes, delivery.member, delivery.epm, delivery.date) == (
        5,
        workshop.minutes,
        animator,
        workshop.epm,
        workshop.date,
    )
    assert [booking.came for booking in workshop.bookings.order_by("pk")] == [True, False, True]
    assert DeliveryTally.objects.get().times == 1
    assert client.get(address).content.decode().count("Qui est venu") == 0


@pytest.mark.usefixtures("_after")
def test_noted_again_or_by_a_colleague_it_stays_one_delivery(workshop, animator, colleague):
    first = note_who_came(workshop=workshop, came=(), others=3, by=animator)
    assert note_who_came(workshop=workshop, came=(), others=9, by=colleague) == first
    assert (Delivery.objects.count(), Delivery.objects.get().headcount) == (1, 3)
    remove_delivery(delivery=first, by=animator)
    assert note_who_came(workshop=workshop, came=(), others=4, by=colleague).member == colleague


@pytest.mark.usefixtures("_after")
def test_a_delivery_noted_from_the_sheet_becomes_that_of_the_workshop(workshop, animator):
    noted = Delivery.objects.create(
        sheet=workshop.sheet, member=animator, epm=workshop.epm, date=workshop.date, headcount=6, minutes=60
    )
    assert note_who_came(workshop=workshop, came=(), others=3, by=animator) == noted
    assert Delivery.objects.get().headcount == 6


@pytest.mark.usefixtures("_after")
def test_second_workshop_of_the_day_is_refused_with_the_way_out(workshop, animator, epm):
    with freeze_time(workshop.begins_at.replace(hour=1)):
        other = OpenWorkshopFactory(
            sheet=workshop.sheet, epm=epm, announced_by=animator, date=workshop.date, start="10:00"
        )
    note_who_came(workshop=workshop, came=(), others=3, by=animator)
    with pytest.raises(ValidationError, match="ajoutez ces personnes"):
        note_who_came(workshop=other, came=(), others=2, by=animator)


@pytest.mark.usefixtures("_after")
def test_nobody_is_no_delivery(client_of, workshop, animator):
    response = client_of(animator).post(f"{workshop.get_absolute_url()}venus/", {"others": "0"})
    assert (response.status_code, Delivery.objects.count()) == (422, 0)
    assert response.content.decode().count("Il n’y a alors rien à noter.") >= 1
    assert [booking.came for booking in workshop.bookings.all()] == [None, None, None]


def test_workshop_to_come_or_cancelled_is_not_noted(workshop, animator):
    with pytest.raises(ValidationError, match="pas encore eu lieu"):
        note_who_came(workshop=workshop, came=(), others=3, by=animator)
    cancel_workshop(workshop=workshop)
    with freeze_time(workshop.ends_at), pytest.raises(ValidationError, match="pas encore eu lieu"):
        note_who_came(workshop=workshop, came=(), others=3, by=animator)


@pytest.mark.usefixtures("_after")
def test_people_of_another_workshop_are_not_counted(workshop, animator):
    with freeze_time("2020-01-01"):
        elsewhere = OpenWorkshopFactory()
        stranger = enrol(workshop=elsewhere, name="Zoé T.", by=animator)
    delivery = note_who_came(workshop=workshop, came=[stranger.pk], others=1, by=animator)
    assert delivery.headcount == 1


@pytest.mark.usefixtures("_after")
def test_strangers_note_nothing(client_of, workshop, stranger):
    assert client_of(stranger).post(f"{workshop.get_absolute_url()}venus/", {"others": "3"}).status_code == 404

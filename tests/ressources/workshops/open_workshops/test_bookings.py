"""People enrolled by a team: places, waiting list, who reads the names, how long they are kept, papers."""

import io
from datetime import timedelta

import hypothesis.strategies as st
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis.extra.django import TestCase
from pypdf import PdfReader

from alertes.channels.notices.models import Notice
from ressources.workshops.open_workshops.models.booking import Booking
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from ressources.workshops.open_workshops.notices import remind_of_tomorrow
from ressources.workshops.open_workshops.services.announcements import cancel_workshop, change_workshop
from ressources.workshops.open_workshops.services.bookings import MOST_WAITING, enrol, erase_names, give_back
from tests.clock import freeze_time
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.factories.reseau import PositionFactory
from tests.moments import days_from_now, start_of
from tests.random_runs import SLOW, random_examples

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(epm, animator):
    return OpenWorkshopFactory(epm=epm, announced_by=animator, places=2)


@pytest.fixture
def full(workshop, animator):
    """Two have a place, the third waits."""
    for name in ("Odile R.", "Yves M.", "Fatoumata D."):
        enrol(workshop=workshop, name=name, phone="05 65 00 00 01", by=animator)
    return workshop


def state(workshop) -> list[tuple[str, bool]]:
    return [(booking.name, booking.is_waiting) for booking in workshop.bookings.order_by("pk")]


def test_places_then_the_waiting_list_then_the_first_who_waits(full):
    assert state(full) == [("Odile R.", False), ("Yves M.", False), ("Fatoumata D.", True)]
    promoted = give_back(booking=full.bookings.get(name="Odile R."))
    assert [booking.name for booking in promoted] == ["Fatoumata D."]
    assert state(full) == [("Yves M.", False), ("Fatoumata D.", False)]


def test_more_places_go_to_those_who_wait(full):
    change_workshop(workshop=full, values={"places": 4})
    assert (state(full)[-1], OpenWorkshop.objects.get().taken) == (("Fatoumata D.", False), 3)


def test_refusals(full, animator):
    with pytest.raises(ValidationError, match="déjà inscrite"):
        enrol(workshop=full, name=" odile  r. ", by=animator)
    for rank in range(MOST_WAITING - 1):
        enrol(workshop=full, name=f"Ali {rank}", by=animator)
    with pytest.raises(ValidationError, match="liste d’attente est longue"):
        enrol(workshop=full, name="Zoé T.", by=animator)
    cancel_workshop(workshop=full)
    with pytest.raises(ValidationError, match="On ne s’inscrit plus"):
        enrol(workshop=full, name="Zoé T.", by=animator)


def test_database_refuses_one_too_many(workshop):
    with pytest.raises(IntegrityError), transaction.atomic():
        OpenWorkshop.objects.filter(pk=workshop.pk).update(taken=3)


class CapacityTest(TestCase):
    """Whatever is asked in whatever order, as many people have a place as are counted, and nobody waits in vain."""

    @random_examples(20, deadline=None, suppress_health_check=SLOW)
    @given(steps=st.lists(st.tuples(st.sampled_from(["enrol", "leave", "places"]), st.integers(1, 6)), max_size=25))
    def test_any_order_of_events(self, steps):
        workshop = OpenWorkshopFactory(places=2)
        for rank, (step, number) in enumerate(steps):
            try:
                if step == "enrol":
                    enrol(workshop=workshop, name=f"Ali {rank}", by=workshop.announced_by)
                elif step == "places":
                    change_workshop(workshop=workshop, values={"places": number})
                elif booking := workshop.bookings.order_by("pk")[number - 1 : number].first():
                    give_back(booking=booking)
            except ValidationError:
                continue
            finally:
                workshop.refresh_from_db()
                assert workshop.taken == workshop.bookings.seated().count() <= workshop.places
                assert not (workshop.places_left and workshop.bookings.waiting().exists())


def test_team_reads_all_names_others_those_whom_they_enrolled(
    client, client_of, full, stranger, colleague, territorial, other_territorial
):
    enrol(workshop=full, name="Zoé T.", by=stranger)
    names = ("Odile R.", "Fatoumata D.", "Zoé T.")

    def seen(reader) -> list[bool]:
        page = reader.get(full.get_absolute_url()).content.decode()
        return [name in page for name in names]

    assert seen(client_of(colleague)) == seen(client_of(territorial)) == [True, True, True]
    assert seen(client_of(stranger)) == [False, False, True]
    assert seen(client_of(other_territorial)) == seen(client) == [False, False, False]


def test_team_still_reads_whom_to_tell_once_the_sheet_is_withdrawn(client, client_of, full, animator, stranger):
    full.sheet.unpublish()
    address = full.get_absolute_url()
    assert [each.get(address).status_code for each in (client, client_of(stranger))] == [404, 404]
    assert client_of(animator).get(address).content.decode().count("Odile R.") >= 1


def test_outsiders_enrol_read_and_print_nothing(client_of, full, outsider):
    reader, address = client_of(outsider), full.get_absolute_url()
    assert reader.post(f"{address}inscrire/", {"name": "Zoé T."}).status_code in {302, 404}
    assert {reader.get(f"{address}{paper}").status_code for paper in ("liste.pdf", "rappels.pdf")} <= {302, 404}
    assert reader.get(address).content.decode().count("Odile") == 0
    assert Booking.objects.filter(name="Zoé T.").count() == 0


def test_only_the_team_or_who_enrolled_removes_somebody(client_of, full, stranger, animator):
    booking = full.bookings.get(name="Odile R.")
    address = f"/ressources/prochains-ateliers/inscriptions/{booking.pk}/retirer/"
    assert client_of(stranger).post(address).status_code == 404
    page = client_of(animator).post(address, follow=True).content.decode()
    assert page.count("La place va à qui attendait\u00a0: Fatoumata D. 05 65 00 00 01.") == 1
    assert client_of(animator).post(address).status_code == 404


def test_form_says_what_it_refuses_and_keeps_what_was_typed(client_of, full, animator):
    client, address = client_of(animator), f"{full.get_absolute_url()}inscrire/"
    for data, sentence in (
        ({"name": "", "phone": "05 65 11 11 11"}, "Écrivez un prénom et une initiale"),
        ({"name": "   ", "phone": "05 65 11 11 11"}, "Écrivez un prénom et une initiale"),
        ({"name": "Odile R.", "phone": "05 65 11 11 11"}, "déjà inscrite"),
        ({"name": "x" * 61, "phone": "05 65 11 11 11"}, "Un prénom et une initiale suffisent."),
    ):
        response = client.post(address, data)
        page = response.content.decode()
        assert (response.status_code, page.count(sentence) >= 1, page.count("05 65 11 11 11")) == (422, True, 1)


def test_names_are_erased_a_month_after_and_the_count_stays(full, animator, stranger):
    with freeze_time(days_from_now(40)):
        assert erase_names() == 0
    with freeze_time(days_from_now(41)):
        assert (erase_names(), erase_names()) == (3, 0)
    rows = {(booking.name, booking.phone, booking.enrolled_by) for booking in Booking.objects.all()}
    assert (rows, Booking.objects.count(), OpenWorkshop.objects.get().taken) == ({("", "", None)}, 3, 2)


def test_animator_is_told_the_day_before_once_and_without_names(full, animator, colleague):
    eve = start_of(full.date - timedelta(days=1))
    with freeze_time(eve + timedelta(hours=7)):
        assert (remind_of_tomorrow(), Notice.objects.count()) == (0, 0)
    with freeze_time(eve + timedelta(hours=9)):
        remind_of_tomorrow()
        remind_of_tomorrow()
    notice = Notice.objects.get()
    assert (notice.member, notice.url) == (animator, full.get_absolute_url())
    assert [notice.text.count(words) for words in ("2\u00a0personnes inscrites sur 2", "Odile")] == [1, 0]


def test_without_its_announcer_the_team_of_the_place_is_told(epm):
    workshop = OpenWorkshopFactory(epm=epm)
    OpenWorkshop.objects.update(announced_by=None)
    team = {PositionFactory(epm=epm).member.pk for _ in range(2)}
    eve = start_of(workshop.date - timedelta(days=1))
    with freeze_time(eve + timedelta(hours=9)):
        remind_of_tomorrow()
    assert team <= set(Notice.objects.values_list("member", flat=True))


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_papers_hold_the_names_and_room_for_others(client_of, full, animator):
    client, address = client_of(animator), full.get_absolute_url()
    door, slips = (text_of(client.get(f"{address}{paper}").content) for paper in ("liste.pdf", "rappels.pdf"))
    assert [door.count(name) for name in ("Odile R.", "Fatoumata D.", "Liste d’attente")] == [1, 1, 1]
    assert [slips.count(name) for name in ("Odile R.", "Yves M.", "Fatoumata D.")] == [1, 1, 0]
    assert slips.count("Rendez-vous pour") == 3


def test_page_uses_the_same_queries_for_one_and_many(client_of, animator, full, django_assert_max_num_queries):
    client = client_of(animator)
    with django_assert_max_num_queries(12):
        client.get(full.get_absolute_url())
    for rank in range(6):
        enrol(workshop=full, name=f"Ali {rank}", by=animator)
    with django_assert_max_num_queries(12):
        client.get(full.get_absolute_url())

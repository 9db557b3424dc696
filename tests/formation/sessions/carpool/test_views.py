"""The page of car sharing: no name and no address before both people have accepted."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from formation.sessions.carpool.models import Ride, RideRequest
from formation.sessions.carpool.services import ask_ride
from formation.sessions.enums import RideAnswer, SessionStatus
from formation.sessions.models.session import Session
from tests.clock import freeze_time
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days
from tests.factories.reseau import PositionFactory
from tests.factories.rides import FAR, NEAR, NEARER, RideFactory, RideRequestFactory, somebody_from
from tests.moments import A_MINUTE

pytestmark = pytest.mark.django_db

# Data that would reveal who a person is, or how to reach them.
DRIVER = ("Zélie", "Conductrice", "zelie.c@example.org", "05 65 00 00 01", "rue secrète")
PASSENGER = ("Ysée", "Passagère", "ysee.p@example.org", "05 65 00 00 02", "rue secrète")


def url(session, path: str = "") -> str:
    return f"/formation/sessions/{session.pk}/covoiturage/{path}"


@pytest.fixture
def driver():
    first, last, email, phone, _ = DRIVER
    return somebody_from("Thégra", NEAR, first_name=first, last_name=last, email=email, phone=phone)


@pytest.fixture
def passenger():
    first, last, email, phone, _ = PASSENGER
    return somebody_from("Lavergne", NEARER, first_name=first, last_name=last, email=email, phone=phone)


@pytest.fixture
def offer(session, driver):
    return RideFactory(session=session, member=driver, shows_phone=True)


@pytest.fixture
def search(session, passenger):
    return RideFactory(session=session, member=passenger, searching=True)


def page_of(client_of, member, session) -> str:
    response = client_of(member).get(url(session))
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def leaks(text: str, words) -> list[str]:
    return [word for word in words if word in text]


def test_neighbour_is_shown_as_commune_and_detour(client_of, session, offer, search, driver, passenger):
    page = page_of(client_of, passenger, session)

    assert page.count("Quelqu’un de Thégra") == 1
    # From Lavergne to Gramat by way of Thégra, back and forth on one road, for a driver who lives beyond.
    assert page.count("sans détour") == 1
    assert leaks(page, DRIVER) == []
    assert leaks(page_of(client_of, driver, session), PASSENGER) == []


@pytest.mark.parametrize("by_driver", [True, False])
@pytest.mark.parametrize("answer", [RideAnswer.WAITING, RideAnswer.DECLINED])
def test_page_reveals_nothing_before_both_accept(
    client_of, session, offer, search, driver, passenger, by_driver, answer
):
    RideRequestFactory(offer=offer, search=search, by_driver=by_driver, answer=answer)

    assert leaks(page_of(client_of, passenger, session), DRIVER) == []
    assert leaks(page_of(client_of, driver, session), PASSENGER) == []


def test_notice_and_mail_do_not_name_the_person_who_asks(session, offer, search, driver, passenger):
    ask_ride(session=session, member=driver, neighbour_ride=search.pk)

    messages = [f"{item.text} {item.details}" for item in MailItem.objects.all()]
    messages += Notice.objects.values_list("text", flat=True)
    assert (len(messages), leaks(" ".join(messages), DRIVER + PASSENGER)) == (2, [])


def test_agreement_shows_name_and_chosen_contacts_to_both(client_of, session, offer, search, driver, passenger):
    RideRequestFactory(offer=offer, search=search, answer=RideAnswer.ACCEPTED)

    seen_by_passenger = page_of(client_of, passenger, session)
    seen_by_driver = page_of(client_of, driver, session)

    assert leaks(seen_by_passenger, DRIVER) == ["Zélie", "Conductrice", "zelie.c@example.org", "05 65 00 00 01"]
    # The driver chose their e-mail address only.
    assert leaks(seen_by_driver, PASSENGER) == ["Ysée", "Passagère", "ysee.p@example.org"]


def test_agreement_is_hidden_from_other_participants(client_of, session, offer, search):
    RideRequestFactory(offer=offer, search=search, answer=RideAnswer.ACCEPTED)
    third = RideFactory(session=session, member=somebody_from("Miers", NEARER), searching=True).member
    assert leaks(page_of(client_of, third, session), DRIVER + PASSENGER) == []


def test_agreement_disappears_once_one_has_lost_their_place(client_of, session, offer, search, driver, passenger):
    RideRequestFactory(offer=offer, search=search, answer=RideAnswer.ACCEPTED)
    session.enrolments.filter(member=driver).update(status="cancelled")
    assert leaks(page_of(client_of, passenger, session), DRIVER) == []


def test_distant_ride_is_not_proposed(client_of, session, offer, passenger):
    distant_ride = RideFactory(session=session, member=somebody_from("Lalbenque", FAR), searching=True)
    page = page_of(client_of, distant_ride.member, session)
    assert (page.count("Quelqu’un de"), page.count("Personne pour l’instant.")) == (0, 1)


def test_full_car_is_not_proposed(client_of, session, offer, search):
    Ride.objects.filter(pk=offer.pk).update(seats=1)
    RideRequestFactory(offer=offer, search=search, answer=RideAnswer.ACCEPTED)
    third = RideFactory(session=session, member=somebody_from("Miers", NEARER), searching=True).member
    assert page_of(client_of, third, session).count("Quelqu’un de") == 0


@pytest.mark.parametrize("state", ["waiting", "cancelled", "offered"])
def test_member_without_place_gets_404(as_animator, animator, session, offer, state):
    EnrolmentFactory(session=session, member=animator, **{state: True})
    assert as_animator.get(url(session)).status_code == 404


def test_outsiders_get_404(client, as_coordinator, as_territorial, stranger, client_of, session, offer):
    assert client.get(url(session)).status_code == 302
    for browser in (as_coordinator, as_territorial, client_of(stranger)):
        assert browser.get(url(session)).status_code == 404
        for path in ("retirer/", f"{offer.pk}/demander/", "demandes/1/", "demandes/1/annuler/"):
            assert browser.post(url(session, path)).status_code == 404
    assert as_coordinator.get(session.get_absolute_url()).content.decode().count("covoiturage") == 0


@pytest.mark.parametrize("change", [{"status": SessionStatus.CANCELLED}, {"status": SessionStatus.DRAFT}])
def test_draft_session_has_no_page(client_of, session, offer, driver, change):
    Session.objects.update(**change)
    assert client_of(driver).get(url(session)).status_code == 404


def test_past_session_has_no_page(client_of, training, epm, driver):
    past_session = SessionFactory(training=training, epm=epm, dates=[in_days(-1)])
    RideFactory(session=past_session, member=driver)
    assert client_of(driver).get(url(past_session)).status_code == 404


def test_session_links_to_rides_for_its_participants_only(client_of, as_animator, session, offer, driver):
    link = f'href="{url(session)}"'
    assert client_of(driver).get(session.get_absolute_url()).content.decode().count(link) == 1
    assert as_animator.get(session.get_absolute_url()).content.decode().count(link) == 0


def test_two_neighbours_agree_from_page_to_page(client_of, session, driver, passenger, messages_of):
    for member in (driver, passenger):
        EnrolmentFactory(session=session, member=member)
    driver_client, passenger_client = client_of(driver), client_of(passenger)

    driver_client.post(url(session), {"kind": "offer", "seats": "3", "contacts": ["phone"]}, follow=True)
    passenger_client.post(url(session), {"kind": "search", "seats": "", "contacts": ["email"]}, follow=True)
    ride = Ride.objects.get(member=driver)
    request_response = passenger_client.post(url(session, f"{ride.pk}/demander/"), follow=True)
    request = RideRequest.objects.get()
    answer_response = driver_client.post(url(session, f"demandes/{request.pk}/"), {"reponse": "oui"}, follow=True)

    assert messages_of(request_response) == ["Demande envoyée\u00a0: une alerte vous dira la réponse."]
    assert messages_of(answer_response) == ["C’est convenu. Vous voyez maintenant avec qui, et comment vous joindre."]
    assert leaks(page_of(client_of, passenger, session).replace("\u00a0", " "), DRIVER) == [
        "Zélie", "Conductrice", "05 65 00 00 01",
    ]  # fmt: skip

    driver_client.post(url(session, f"demandes/{request.pk}/annuler/"))
    passenger_client.post(url(session, "retirer/"))
    assert (RideRequest.objects.count(), list(Ride.objects.values_list("member", flat=True))) == (0, [driver.pk])


def test_refusal_is_shown_beside_the_field_and_keeps_the_input(client_of, session, driver):
    EnrolmentFactory(session=session, member=driver)
    page = client_of(driver).post(url(session), {"kind": "offer", "seats": "", "contacts": ["phone"]})
    form = page.context["form"]
    assert form.errors == {"seats": ["Dites combien de places vous avez."]}
    assert (form["kind"].value(), form["contacts"].value(), Ride.objects.count()) == ("offer", ["phone"], 0)


def test_missing_contact_is_not_proposed(client_of, session, offer, driver):
    driver.phone = ""
    driver.save()
    page = client_of(driver).get(url(session))
    assert [value for value, _ in page.context["form"].fields["contacts"].choices] == ["email"]


def test_get_is_refused_for_actions(client_of, session, offer, driver):
    for path in ("retirer/", f"{offer.pk}/demander/", "demandes/1/", "demandes/1/annuler/"):
        assert client_of(driver).get(url(session, path)).status_code == 405
    assert Ride.objects.count() == 1


def test_page_query_count_is_constant(client_of, session, offer, driver):
    def add(number: int) -> None:
        ride = RideFactory(session=session, member=somebody_from(f"Village {number}", NEARER), searching=True)
        RideRequestFactory(offer=offer, search=ride, by_driver=number % 2 == 0)
        RideFactory(session=session, member=somebody_from(f"Hameau {number}", NEAR), searching=True)

    def count() -> int:
        browser = client_of(driver)
        with CaptureQueriesContext(connection) as queries:
            browser.get(url(session))
        return len(queries)

    add(1)
    with_one = count()
    for number in (2, 3):
        add(number)

    assert count() == with_one <= 12


STATES = ("demande envoyée", "demande une place", "propose de vous emmener")
BUTTONS = ("Accepter", "Refuser", "Retirer ma demande", "Demander une place", "Proposer une place")


def words_of(page: str, words) -> list[str]:
    return leaks(" ".join(page.split()), words)


@pytest.mark.parametrize(
    ("by_driver", "seen_by_driver", "seen_by_passenger"),
    [
        (False, ["demande une place"], ["demande envoyée"]),
        (True, ["demande envoyée"], ["propose de vous emmener"]),
    ],
)
def test_request_is_shown_as_sent_or_to_be_answered(
    client_of, session, offer, search, driver, passenger, by_driver, seen_by_driver, seen_by_passenger
):
    RideRequestFactory(offer=offer, search=search, by_driver=by_driver)
    asked, answers = ["Retirer ma demande"], ["Accepter", "Refuser"]

    driver_page, passenger_page = (page_of(client_of, member, session) for member in (driver, passenger))

    assert (words_of(driver_page, STATES), words_of(passenger_page, STATES)) == (seen_by_driver, seen_by_passenger)
    buttons = (words_of(driver_page, BUTTONS), words_of(passenger_page, BUTTONS))
    assert buttons == ((asked, answers) if by_driver else (answers, asked))


def test_neighbour_without_request_is_asked_for_what_is_missing(client_of, session, offer, search, driver, passenger):
    pages = [page_of(client_of, member, session) for member in (driver, passenger)]

    assert [words_of(page, STATES) for page in pages] == [[], []]
    assert [words_of(page, BUTTONS) for page in pages] == [["Proposer une place"], ["Demander une place"]]


CLOSED = (
    "Votre voiture est pleine.",
    "Vous avez une place.",
    "Personne pour l’instant.",
    "Personne d’autre pour l’instant.",
)


@pytest.mark.parametrize(
    ("seats", "seen_by_driver"), [(1, ["Votre voiture est pleine."]), (2, ["Personne d’autre pour l’instant."])]
)
def test_agreement_ends_the_search_once_the_car_is_full(
    client_of, session, offer, search, driver, passenger, seats, seen_by_driver
):
    Ride.objects.filter(pk=offer.pk).update(seats=seats)
    RideRequestFactory(offer=offer, search=search, answer=RideAnswer.ACCEPTED)

    driver_page, passenger_page = (page_of(client_of, member, session) for member in (driver, passenger))

    assert words_of(driver_page, CLOSED) == seen_by_driver
    assert words_of(passenger_page, CLOSED) == ["Vous avez une place."]
    assert words_of(driver_page, ("vient avec vous", "vous emmène")) == ["vient avec vous"]
    assert words_of(passenger_page, ("vient avec vous", "vous emmène")) == ["vous emmène"]


def test_page_says_what_it_asks_of_a_participant(client_of, as_animator, animator, session, offer, search, driver):
    EnrolmentFactory(session=session, member=animator)
    words = (
        "Proposer ou chercher une place",
        "Ce que vous avez dit",
        "Qui cherche une place près de chez vous",
        "Qui peut vous emmener",
        "Ne plus partager de voiture",
    )
    pages = [page_of(client_of, member, session) for member in (animator, driver, search.member)]
    assert [words_of(page, words) for page in pages] == [
        [words[0]],
        [words[1], words[2], words[4]],
        [words[1], words[3], words[4]],
    ]


def test_participant_without_epm_cannot_propose_a_seat(client_of, session, figeac):
    member = PositionFactory(territorial=True, territory=figeac).member
    EnrolmentFactory(session=session, member=member)
    page = page_of(client_of, member, session)
    assert words_of(page, ("votre poste n’en a pas.", "Proposer ou chercher")) == ["votre poste n’en a pas."]


def test_session_that_has_begun_leaves_only_refusals(client_of, session, offer, search, driver, passenger):
    third = RideFactory(session=session, member=somebody_from("Miers", NEARER), searching=True)
    RideRequestFactory(offer=offer, search=search)

    with freeze_time(session.half_days.get().begins_at + A_MINUTE):
        pages = [page_of(client_of, member, session) for member in (driver, passenger, third.member)]

    assert [words_of(page, (*BUTTONS, "Ce que vous avez dit")) for page in pages] == [
        ["Refuser"],
        ["Retirer ma demande"],
        [],
    ]

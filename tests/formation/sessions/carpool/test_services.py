"""Car sharing: refusals, agreements, their end and the notices."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from formation.sessions.carpool.models import Ride, RideRequest
from formation.sessions.carpool.services import answer_ride, ask_ride, clear_rides, share_ride, stop_ride, withdraw_ride
from formation.sessions.enrolment.services.enrolments import leave
from formation.sessions.enums import RideAnswer, RideKind, SessionStatus
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import SessionTrainer
from formation.sessions.session_data import Place, SessionData
from formation.year.session_changes.services import cancel_session, change_session
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days
from tests.factories.reseau import PositionFactory
from tests.factories.rides import FAR, NEAR, NEARER, RideFactory, RideRequestFactory, somebody_from

pytestmark = pytest.mark.django_db


@pytest.fixture
def driver():
    return somebody_from("Thégra", NEAR, first_name="Zélie", last_name="Conductrice", phone="05 65 00 00 01")


@pytest.fixture
def passenger():
    return somebody_from("Lavergne", NEARER, first_name="Ysée", last_name="Passagère", phone="05 65 00 00 02")


@pytest.fixture
def offer(session, driver):
    return RideFactory(session=session, member=driver)


@pytest.fixture
def search(session, passenger):
    return RideFactory(session=session, member=passenger, searching=True)


@pytest.fixture
def agreement(offer, search):
    return RideRequestFactory(offer=offer, search=search, answer=RideAnswer.ACCEPTED)


def notices_of(member) -> list[str]:
    """Texts of the member's notices, without the name of the session."""
    return [text.split(". Animer")[0] for text in Notice.objects.filter(member=member).values_list("text", flat=True)]


def share(session, member, kind=RideKind.OFFER, seats=2, **contacts):
    return share_ride(
        session=session, member=member, kind=kind, seats=seats, **{"shows_email": True, "shows_phone": False} | contacts
    )


def refusal_of(action) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        action()
    return refusal.value.messages


def test_participant_offers_a_ride_then_changes_it(session, driver):
    EnrolmentFactory(session=session, member=driver)

    share(session, driver, seats=3)
    share(session, driver, kind=RideKind.SEARCH, shows_phone=True)

    ride = Ride.objects.get()
    assert (ride.commune.name, ride.kind, ride.seats, ride.contacts) == (
        "Thégra", RideKind.SEARCH, 0, [driver.email, "05 65 00 00 01"],
    )  # fmt: skip


def test_trainer_may_offer_a_ride(session, driver):
    SessionTrainer.objects.create(session=session, member=driver, is_lead=True)
    assert share(session, driver).commune.name == "Thégra"


@pytest.mark.parametrize("state", [{"waiting": True}, {"cancelled": True}, {"offered": True}])
def test_member_without_place_cannot_share_a_ride(session, driver, state):
    EnrolmentFactory(session=session, member=driver, **state)
    expected = ["Le covoiturage est réservé aux personnes inscrites et à celles qui animent la session."]
    assert refusal_of(lambda: share(session, driver)) == expected


def test_member_without_epm_cannot_share_a_ride(session, territorial):
    EnrolmentFactory(session=session, member=territorial)
    expected = ["Le covoiturage part de la commune de votre EPM\u00a0: votre poste n’en a pas."]
    assert refusal_of(lambda: share(session, territorial)) == expected


@pytest.mark.parametrize("seats", [0, 9])
def test_seats_outside_one_to_eight_are_refused(session, driver, seats):
    EnrolmentFactory(session=session, member=driver)
    assert refusal_of(lambda: share(session, driver, seats=seats))[-1] == (
        "Dites combien de places vous avez\u00a0: de 1 à 8."
    )


def test_ride_without_contact_is_refused(session, driver):
    EnrolmentFactory(session=session, member=driver)
    expected = ["Choisissez au moins un moyen de vous joindre."]
    assert refusal_of(lambda: share(session, driver, shows_email=False)) == expected


def test_ride_to_a_session_that_has_begun_is_refused(training, epm, driver):
    session = SessionFactory(training=training, epm=epm, dates=[in_days(-1), in_days(2)])
    EnrolmentFactory(session=session, member=driver)
    assert refusal_of(lambda: share(session, driver)) == ["Cette session a déjà commencé."]


def test_request_names_the_commune_only(session, offer, search, passenger):
    ask_ride(session=session, member=offer.member, neighbour_ride=search.pk)

    assert notices_of(passenger) == ["Covoiturage\u00a0: quelqu’un de Thégra propose de vous emmener"]
    mail = MailItem.objects.get(member=passenger)
    assert [word for word in ("Zélie", "Conductrice", offer.member.email, "05 65") if word in mail.text] == []


def test_request_is_agreed_once_the_other_accepts(session, offer, search, driver, passenger):
    request = ask_ride(session=session, member=passenger, neighbour_ride=offer.pk)
    assert request.answer == RideAnswer.WAITING

    answer_ride(session=session, member=driver, request_pk=request.pk, accepts=True)

    assert RideRequest.objects.get().is_accepted
    assert notices_of(driver) == []
    assert notices_of(passenger) == ["Covoiturage accepté\u00a0: la page vous dit avec qui, et comment vous joindre"]
    assert [mail for mail in MailItem.objects.all() if "05 65" in mail.text or driver.email in mail.text] == []


def test_mutual_requests_make_an_agreement(session, offer, search, driver, passenger):
    ask_ride(session=session, member=passenger, neighbour_ride=offer.pk)
    assert ask_ride(session=session, member=driver, neighbour_ride=search.pk).is_accepted


def test_second_request_changes_nothing(session, offer, search, driver, passenger):
    ask_ride(session=session, member=passenger, neighbour_ride=offer.pk)
    ask_ride(session=session, member=passenger, neighbour_ride=offer.pk)
    assert (RideRequest.objects.count(), len(notices_of(driver))) == (1, 1)


def test_member_cannot_accept_their_own_request(session, offer, search, passenger, animator):
    request = ask_ride(session=session, member=passenger, neighbour_ride=offer.pk)
    for member in (passenger, animator):
        arguments = {"session": session, "member": member, "request_pk": request.pk, "accepts": True}
        assert refusal_of(lambda arguments=arguments: answer_ride(**arguments)) == ["Cette proposition n’est plus là."]
    assert RideRequest.objects.get().answer == RideAnswer.WAITING


def test_request_of_another_session_cannot_be_answered(training, epm, session, offer, search, driver, passenger):
    other_session = SessionFactory(training=training, epm=epm, dates=[in_days(9)])
    request = ask_ride(session=session, member=passenger, neighbour_ride=offer.pk)
    arguments = {"session": other_session, "member": driver, "request_pk": request.pk, "accepts": True}
    assert refusal_of(lambda: answer_ride(**arguments)) == ["Cette proposition n’est plus là."]


def test_declined_member_is_notified_anonymously_and_cannot_ask_again(session, offer, search, driver, passenger):
    request = ask_ride(session=session, member=passenger, neighbour_ride=offer.pk)
    answer_ride(session=session, member=driver, request_pk=request.pk, accepts=False)

    assert notices_of(passenger) == ["Covoiturage\u00a0: votre demande à quelqu’un de Thégra n’aboutit pas"]
    ride_request = {"session": session, "member": passenger, "neighbour_ride": offer.pk}
    assert refusal_of(lambda: ask_ride(**ride_request)) == ["Cette proposition n’est plus là."]


def test_distant_or_same_kind_ride_cannot_be_asked(session, offer, driver):
    distant_ride = RideFactory(session=session, member=somebody_from("Lalbenque", FAR), searching=True)
    same_kind_ride = RideFactory(session=session, member=somebody_from("Lavergne", NEARER))
    for ride in (distant_ride, same_kind_ride):
        ride_request = {"session": session, "member": driver, "neighbour_ride": ride.pk}
        assert refusal_of(lambda ride_request=ride_request: ask_ride(**ride_request)) == [
            "Cette proposition n’est plus là."
        ]


def test_only_agreed_passengers_fill_a_car(session, offer, search, driver, passenger):
    Ride.objects.filter(pk=offer.pk).update(seats=1)
    for commune, answer in (("Miers", RideAnswer.DECLINED), ("Alvignac", RideAnswer.WAITING)):
        other_search = RideFactory(session=session, member=somebody_from(commune, NEARER), searching=True)
        RideRequestFactory(offer=offer, search=other_search, answer=answer)

    request = ask_ride(session=session, member=passenger, neighbour_ride=offer.pk)
    answer_ride(session=session, member=driver, request_pk=request.pk, accepts=True)

    request.refresh_from_db()
    assert request.answer == RideAnswer.ACCEPTED


def test_full_car_refuses_requests(session, agreement, offer, driver):
    Ride.objects.filter(pk=offer.pk).update(seats=1)
    other_search = RideFactory(session=session, member=somebody_from("Miers", NEARER), searching=True)
    full_message = ["Il n’y a plus de place dans cette voiture."]
    assert (
        refusal_of(lambda: ask_ride(session=session, member=other_search.member, neighbour_ride=offer.pk))
        == full_message
    )

    waiting_request = RideRequestFactory(offer=offer, search=other_search)
    arguments = {"session": session, "member": driver, "request_pk": waiting_request.pk, "accepts": True}
    assert refusal_of(lambda: answer_ride(**arguments)) == full_message


def test_agreement_withdraws_the_other_requests_of_the_passenger(session, offer, search, passenger):
    other_offer = RideFactory(session=session, member=somebody_from("Miers", NEARER))
    ride_request = ask_ride(session=session, member=passenger, neighbour_ride=offer.pk)
    ask_ride(session=session, member=other_offer.member, neighbour_ride=search.pk)
    assert len(notices_of(passenger)) == 1

    answer_ride(session=session, member=offer.member, request_pk=ride_request.pk, accepts=True)

    assert list(RideRequest.objects.values_list("offer", flat=True)) == [offer.pk]
    assert notices_of(other_offer.member) == ["Covoiturage\u00a0: votre demande à quelqu’un de Lavergne n’aboutit pas"]
    assert notices_of(passenger) == ["Covoiturage accepté\u00a0: la page vous dit avec qui, et comment vous joindre"]


def test_change_that_would_break_an_agreement_is_refused(session, agreement, driver):
    assert refusal_of(lambda: share(session, driver, kind=RideKind.SEARCH)) == [
        "Un covoiturage est convenu\u00a0: annulez-le d’abord."
    ]


def test_offer_that_becomes_a_search_ends_its_own_requests_alone(session, offer, search, driver):
    RideRequestFactory(offer=offer, search=search)
    other = RideRequestFactory(
        offer=RideFactory(session=session, member=somebody_from("Miers", NEARER)),
        search=RideFactory(session=session, member=somebody_from("Loubressac", NEARER), searching=True),
    )
    share(session, driver, kind=RideKind.SEARCH)
    assert list(RideRequest.objects.all()) == [other]


def test_seats_cannot_go_below_the_agreed_passengers(session, agreement, offer, driver):
    third = RideFactory(session=session, member=somebody_from("Miers", NEARER), searching=True)
    RideRequestFactory(offer=offer, search=third, answer=RideAnswer.ACCEPTED)
    assert refusal_of(lambda: share(session, driver, seats=1)) == [
        "2\u00a0personnes viennent déjà avec vous\u00a0: il leur faut une place."
    ]


def test_agreed_ride_may_gain_a_seat(session, agreement, driver):
    share(session, driver, seats=3)
    assert Ride.objects.get(member=driver).seats == 3


def test_withdrawal_notifies_people_who_had_agreed(session, agreement, driver, passenger):
    withdraw_ride(session=session, member=driver)

    assert notices_of(passenger) == [
        "Le covoiturage prévu avec Zélie Conductrice n’a plus lieu\u00a0: la personne y renonce"
    ]
    assert list(Ride.objects.values_list("member", flat=True)) == [passenger.pk]


def test_withdrawn_request_leaves_no_notice(session, offer, search, driver, passenger):
    request = ask_ride(session=session, member=passenger, neighbour_ride=offer.pk)
    stop_ride(session=session, member=passenger, request_pk=request.pk)
    assert (notices_of(driver), notices_of(passenger), RideRequest.objects.count()) == ([], [], 0)


def test_ending_one_agreement_keeps_the_others(session, agreement, offer, driver, passenger):
    third = RideFactory(session=session, member=somebody_from("Miers", NEARER), searching=True)
    other_agreement = RideRequestFactory(offer=offer, search=third, answer=RideAnswer.ACCEPTED)
    stop_ride(session=session, member=driver, request_pk=agreement.pk)
    assert list(RideRequest.objects.all()) == [other_agreement]
    assert (len(notices_of(passenger)), notices_of(third.member)) == (1, [])


def test_outsider_cannot_end_an_agreement(session, agreement, animator):
    EnrolmentFactory(session=session, member=animator)
    arguments = {"session": session, "member": animator, "request_pk": agreement.pk}
    assert refusal_of(lambda: stop_ride(**arguments)) == ["Cette proposition n’est plus là."]


def test_leaving_the_session_ends_the_ride(session, agreement, passenger, driver):
    leave(session=session, member=passenger)

    assert list(Ride.objects.values_list("member", flat=True)) == [driver.pk]
    assert notices_of(driver) == [
        "Le covoiturage prévu avec Ysée Passagère n’a plus lieu\u00a0: la personne ne vient plus à cette session"
    ]


def test_cancelled_session_ends_every_agreement(session, agreement, passenger, driver, coordinator):
    cancel_session(session=session, reason="Neige", by=coordinator)

    assert Ride.objects.count() == 0
    reason = "n’a plus lieu\u00a0: la session est annulée"
    assert [text for text in notices_of(driver) if "covoiturage" in text] == [
        f"Le covoiturage prévu avec Ysée Passagère {reason}"
    ]
    assert [text for text in notices_of(passenger) if "covoiturage" in text] == [
        f"Le covoiturage prévu avec Zélie Conductrice {reason}"
    ]


def test_cancelled_session_says_nothing_of_a_request_that_waits(session, offer, search, passenger, coordinator):
    """The notice of the session says it all: nobody declined."""
    RideRequestFactory(offer=offer, search=search)
    cancel_session(session=session, reason="Neige", by=coordinator)
    assert [text for text in notices_of(passenger) if "ovoiturage" in text] == []


@pytest.mark.parametrize("change", ["remote", "trainer"])
def test_change_of_session_ends_rides_that_no_longer_apply(session, agreement, driver, coordinator, change):
    slots = [half_day.slot for half_day in session.half_days.all()]
    place = Place(epm=session.epm)
    if change == "remote":
        place = Place(kind="remote", link="https://visio.example.org/g")
    else:
        session.enrolments.filter(member=driver).delete()
        SessionTrainer.objects.create(session=session, member=driver, is_lead=True)
    change_session(session=session, session_data=SessionData(place=place, capacity=8), half_days=slots, by=coordinator)
    assert (RideRequest.objects.count(), Ride.objects.count()) == (0, 0 if change == "remote" else 1)


def test_past_and_lost_rides_are_deleted(training, epm, session, agreement, driver, passenger):
    past_session = SessionFactory(training=training, epm=epm, dates=[in_days(-1)])
    RideFactory(session=past_session, member=somebody_from("Miers", NEARER))
    assert clear_rides() == 1
    assert RideRequest.objects.count() == 1

    driver.positions.update(end=in_days(-1))

    assert (clear_rides(), clear_rides()) == (1, 0)
    assert (len(notices_of(passenger)), Ride.objects.count()) == (1, 1)


def test_ride_is_deleted_the_day_after_the_last_half_day(session, offer):
    last_day = session.half_days.latest("date").date
    assert [clear_rides(today=day) for day in (last_day, last_day + datetime.timedelta(days=1))] == [0, 1]


def test_rides_of_a_draft_session_are_not_in_force(session, offer):
    Session.objects.update(status=SessionStatus.DRAFT)
    assert list(Ride.objects.in_force()) == []


def test_deleted_contact_is_not_shown(offer):
    offer.member.email = None
    assert offer.contacts == []


def test_member_without_epm_has_no_departure_commune(session, driver):
    EnrolmentFactory(session=session, member=driver)
    driver.positions.update(end=timezone.localdate())
    PositionFactory(member=driver, territorial=True)
    assert share(session, driver).commune.name == "Thégra"

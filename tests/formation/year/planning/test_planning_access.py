"""Access to planning: trainers, absences, kilometres, drafts on the board; with names that could leak."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from formation.proof.attendance.models.attendance import Attendance
from formation.sessions.enums import SessionStatus
from formation.year.planning.models import TrainerProfile, Unavailability
from reseau.enums import Weekday
from tests.clock import freeze_time
from tests.factories.b2i import LearnerFactory
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days
from tests.factories.planning import TrainerProfileFactory, UnavailabilityFactory
from tests.factories.reseau import MemberFactory, PositionFactory
from tests.moments import start_of

NAME = "Bonnefont-Delpech"


@pytest.fixture
def trainer(epm, training):
    member = MemberFactory(last_name=NAME)
    PositionFactory(member=member, epm=epm)
    return TrainerProfileFactory(member=member, trainings=[training])


@pytest.fixture
def year_of_travel(trainer, training, other_epm, past_session, past_half_day):
    """The trainer came from Figeac to a session of last week."""
    enrolment = EnrolmentFactory(session=past_session, member=trainer.member)
    Attendance.objects.create(half_day=past_half_day, enrolment=enrolment, is_present=True)
    past_half_day.closed_at = timezone.now()
    past_half_day.save()
    return past_half_day.date.year


@pytest.mark.parametrize("path", ["formateurs/", "formateurs/nouveau/", "trouver-une-date/"])
def test_trainers_and_date_search_are_for_coordinators(client_of, animator, territorial, coordinator, trainer, path):
    for member, status in ((animator, 404), (territorial, 404), (coordinator, 200)):
        response = client_of(member).get(f"/formation/{path}")
        assert response.status_code == status
        assert status == 200 or NAME not in response.content.decode()


def test_coordinator_adds_and_changes_a_trainer(as_coordinator, animator, training, trainer, messages_of):
    as_coordinator.post("/formation/formateurs/nouveau/", {"member": animator.pk, "trainings": [training.pk]})
    assert list(TrainerProfile.objects.get(member=animator).trainings.all()) == [training]

    address = f"/formation/formateurs/{trainer.pk}/"
    assert as_coordinator.get(address).context["form"].initial == {"trainings": [training.pk]}
    response = as_coordinator.post(address, {"trainings": []}, follow=True)

    assert list(trainer.trainings.all()) == []
    assert messages_of(response) == [f"Les formations que donne {trainer.member} sont notées."]


def test_learner_is_not_a_choice_of_trainer(as_coordinator, site_tree):
    learner = LearnerFactory().member

    response = as_coordinator.post("/formation/formateurs/nouveau/", {"member": learner.pk})

    assert list(response.context["form"].errors) == ["member"]


def test_animator_cannot_change_a_trainer(as_animator, trainer):
    assert as_animator.post(f"/formation/formateurs/{trainer.pk}/", {"trainings": []}).status_code == 404
    assert trainer.trainings.count() == 1


def test_availability_page_is_for_trainers_only(client_of, animator, coordinator, trainer):
    for member, status in ((animator, 404), (coordinator, 404), (trainer.member, 200)):
        assert client_of(member).get("/formation/mes-disponibilites/").status_code == status


def test_trainer_sets_their_days_and_absences(client_of, trainer):
    browser = client_of(trainer.member)
    browser.post("/formation/mes-disponibilites/", {"weekdays": ["1", "3"]})
    first = in_days(20)
    browser.post("/formation/mes-disponibilites/", {"first": first.isoformat(), "last": "", "reason": "Congés"})

    trainer.refresh_from_db()
    absence = trainer.unavailabilities.get()
    assert (trainer.weekdays, absence.first, absence.last) == ([1, 3], first, first)
    assert "Congés" in browser.get("/formation/mes-disponibilites/").content.decode()


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        ("", "", "first"),
        (in_days(-1).isoformat(), "", "first"),
        (in_days(-2).isoformat(), in_days(-1).isoformat(), "last"),
        ("demain", "", "first"),
    ],
)
def test_invalid_absence_is_refused_beside_its_field(client_of, trainer, first, last, field):
    response = client_of(trainer.member).post("/formation/mes-disponibilites/", {"first": first, "last": last})

    assert list(response.context["absence_form"].errors) == [field]


@pytest.mark.parametrize(("first", "last"), [(0, None), (-9, 0)])
def test_absence_is_noted_and_shown_until_its_last_day(client_of, trainer, first, last):
    days = {"first": in_days(first).isoformat(), "last": "" if last is None else in_days(last).isoformat()}
    client_of(trainer.member).post("/formation/mes-disponibilites/", days)

    absence = Unavailability.objects.get()
    assert absence.last == in_days(0)
    assert list(Unavailability.objects.to_come()) == [absence]
    with freeze_time(start_of(in_days(1))):
        assert not Unavailability.objects.to_come().exists()


def test_absence_that_ends_before_it_begins_is_refused(client_of, trainer):
    days = {"first": in_days(5).isoformat(), "last": in_days(4).isoformat()}

    response = client_of(trainer.member).post("/formation/mes-disponibilites/", days)

    assert list(response.context["absence_form"].errors) == ["last"]


def test_absence_is_deleted_by_its_trainer_only(client_of, animator, coordinator, trainer):
    absence = UnavailabilityFactory(profile=trainer)
    address = f"/formation/mes-disponibilites/{absence.pk}/retirer/"
    TrainerProfileFactory(member=animator)

    for member in (animator, coordinator):
        assert client_of(member).post(address).status_code == 404
    assert client_of(trainer.member).get(address).status_code == 405
    client_of(trainer.member).post(address)

    assert not Unavailability.objects.exists()


def test_kilometres_are_visible_to_planners_within_their_territory(
    client_of, animator, territorial, other_territorial, coordinator, year_of_travel
):
    address = f"/formation/plan/{year_of_travel}/kilometres/"
    assert client_of(animator).get(address).status_code == 404

    visibility = {
        member: NAME in client_of(member).get(address).content.decode()
        for member in (territorial, other_territorial, coordinator)
    }
    assert visibility == {territorial: True, other_territorial: False, coordinator: True}
    assert client_of(coordinator).get("/formation/plan/1900/kilometres/").status_code == 404


def test_plan_shows_demand_and_kilometres_to_planners(client_of, animator, territorial, year_of_travel):
    page = f"/formation/plan/{year_of_travel}/"

    for member, is_visible in ((animator, False), (territorial, True)):
        context = client_of(member).get(page).context
        assert ["demand" in context, "travel" in context] == [is_visible, is_visible]


def test_own_kilometres_are_on_the_own_page(client_of, trainer, year_of_travel):
    response = client_of(trainer.member).get("/formation/mes-deplacements/")

    assert [(year, travel.days) for year, travel in response.context["years"]] == [(year_of_travel, 1)]
    assert "Mes disponibilités pour former" in response.content.decode()


def test_drafts_are_on_the_board_of_coordinators_only(
    as_coordinator, as_animator, territorial, client_of, training, epm
):
    day = in_days(40)
    SessionFactory(training=training, epm=epm, dates=[day], status=SessionStatus.DRAFT)
    page = f"/formation/plan/{day.year}/"

    assert as_coordinator.get(page).context["figures"].drafts == 1
    for browser in (as_animator, client_of(territorial)):
        assert (browser.get(page).context["figures"].planned, len(browser.get(page).context["sessions"])) == (0, 0)


def test_cell_of_the_board_lists_its_sessions(as_animator, training, epm, other_epm):
    day = in_days(40)
    figeac_session = SessionFactory(training=training, epm=epm, dates=[day])
    cahors_session = SessionFactory(training=training, epm=other_epm, dates=[day])
    page = f"/formation/plan/{day.year}/"

    for query, sessions in (
        (f"mois={day.month}&lieu=figeac", [figeac_session]),
        ("lieu=cahors", [cahors_session]),
        ("lieu=a-distance", []),
        (f"mois={day.month}", [figeac_session, cahors_session]),
        ("mois=13", [figeac_session, cahors_session]),
        ("mois=²", [figeac_session, cahors_session]),
    ):
        assert list(as_animator.get(f"{page}?{query}").context["sessions"]) == sessions


def test_distances_are_visible_to_coordinators_and_trainers(
    client_of, animator, coordinator, trainer, session, stranger
):
    EnrolmentFactory(session=session, member=stranger)
    session.trainers.create(member=trainer.member, is_lead=True)
    page = session.get_absolute_url()

    for member, address, is_visible in (
        (animator, page, False),
        (trainer.member, page, True),
        (coordinator, f"{page}inscrits/", True),
    ):
        assert ("Qui vient de loin" in client_of(member).get(address).content.decode()) is is_visible


def test_list_of_trainers_names_their_trainings_or_says_that_there_are_none(as_coordinator, training, trainer):
    TrainerProfileFactory(trainings=[])
    page = as_coordinator.get("/formation/formateurs/").content.decode()
    assert [page.count(text) for text in (NAME, training.title, "Aucune formation")] == [2, 1, 1]

    assert page.count("Tous les jours ouvrés") == 2
    TrainerProfile.objects.filter(pk=trainer.pk).update(weekdays=[Weekday.MONDAY])
    page = as_coordinator.get("/formation/formateurs/").content.decode()
    assert [page.count(text) for text in ("Tous les jours ouvrés", "Forme d’habitude le lundi")] == [1, 1]

    TrainerProfile.objects.all().delete()
    page = as_coordinator.get("/formation/formateurs/").content.decode()
    assert page.count("Aucune personne qui forme n’est indiquée") == 1


def test_profiles_and_absences_are_for_trainers_and_profiles_for_coordinators(trainer, coordinator, animator):
    absence = UnavailabilityFactory(profile=trainer)
    left = MemberFactory()
    TrainerProfileFactory(member=left)

    assert set(TrainerProfile.objects.visible_to(coordinator)) == {trainer, left.trainer_profile}
    assert list(TrainerProfile.objects.visible_to(trainer.member)) == [trainer]
    assert list(Unavailability.objects.visible_to(trainer.member)) == [absence]
    assert not Unavailability.objects.visible_to(coordinator)
    for reader in (animator, left, AnonymousUser()):
        assert not TrainerProfile.objects.visible_to(reader)
        assert not Unavailability.objects.visible_to(reader)

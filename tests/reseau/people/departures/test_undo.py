"""A departure noted by mistake is undone: the position opens again, and what was passed on comes back."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from alertes.channels.notices.models import Notice
from formation.sessions.models.session_people import SessionTrainer
from forums.threads.clock.models import QuestionWatch
from reseau.people.departures.models import DAYS_TO_UNDO, Departure
from reseau.people.departures.services import GONE, OVER, TOO_LATE, leave, undo_departure
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import SAME_POSITION_MESSAGE
from ressources.sheets.models.authorship import Authorship
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.services.authors import hand_over
from tests.clock import freeze_time
from tests.factories.formation import SessionFactory
from tests.factories.forums import ForumFactory, TopicFactory
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.factories.reseau import PositionFactory
from tests.factories.ressources import SheetFactory
from tests.moments import days_from_now


@pytest.fixture
def leaver(site_tree, animator, epm):
    """An animator alone in an EPM, of reference, who holds a sheet, a question, a session and a workshop."""
    animator.positions.update(is_referent=True)
    sheet = SheetFactory()
    Sheet.objects.filter(pk=sheet.pk).update(owner=animator)
    topic = TopicFactory(forum=ForumFactory(epm=epm), author=PositionFactory(epm=epm).member)
    QuestionWatch.objects.filter(topic=topic).update(taken_by=animator, taken=timezone.now())
    SessionTrainer.objects.create(session=SessionFactory(), member=animator, is_lead=True)
    OpenWorkshopFactory(epm=epm, sheet=sheet)
    type(animator.positions.get()).objects.filter(epm=epm).exclude(member=animator).update(
        end=timezone.localdate() - timedelta(days=1)
    )
    return animator


@pytest.fixture
def departure(leaver, territorial, coordinator):
    heirs = {"sheets": territorial, "questions": territorial}
    return leave(position=leaver.positions.get(), by=coordinator, heirs=heirs)


def undo_url(departure) -> str:
    return reverse("reseau:departure_undo", args=[departure.pk])


def refused(departure, by) -> list[str]:
    """Return what the service says when it refuses."""
    with pytest.raises(ValidationError) as refusal:
        undo_departure(departure=departure, by=by)
    return refusal.value.messages


def back(departure) -> dict[str, int]:
    return {line["label"]: line["back"] for line in departure.lines if "back" in line}


def test_everything_comes_back_in_one_gesture(departure, leaver, territorial, coordinator):
    undone = undo_departure(departure=departure, by=coordinator)

    position = leaver.positions.get()
    assert (position.end, position.is_referent) == (None, True)
    assert Sheet.objects.get().owner == leaver
    assert not Authorship.objects.exists()
    assert QuestionWatch.objects.get().taken_by == leaver
    assert back(undone) == {"Fiches à tenir à jour": 1, "Questions des forums prises en charge": 1}
    assert (undone.undone_by, undone.undone_at is not None) == (coordinator, True)


def test_warnings_that_nobody_read_are_withdrawn(departure, leaver, coordinator):
    warned = Notice.objects.filter(key__startswith="position:") | Notice.objects.filter(key__contains="trainer-left")
    assert warned.count() == 2
    undo_departure(departure=departure, by=coordinator)
    assert warned.count() == 0


def test_what_changed_hands_since_stays_and_is_told(departure, leaver, coordinator, colleague, client_of):
    hand_over(page=Sheet.objects.get(), by=coordinator, member=colleague)

    response = client_of(coordinator).post(undo_url(departure), follow=True)

    assert Sheet.objects.get().owner == colleague
    assert back(Departure.objects.get()) == {"Fiches à tenir à jour": 0, "Questions des forums prises en charge": 1}
    assert [str(message) for message in response.context["messages"]][1] == (
        "Fiches à tenir à jour\u00a0: 0 sur 1 reviennent, le reste a changé de mains depuis."
    )


def test_heir_who_changed_a_sheet_stays_a_co_author(departure, leaver, territorial, coordinator):
    sheet = Sheet.objects.get()
    sheet.specific.save_revision(user=territorial, changed=False)

    undo_departure(departure=departure, by=coordinator)

    assert Authorship.objects.get(sheet=sheet).member == territorial


def test_question_that_climbed_comes_back(leaver, epm, coordinator, territorial):
    heir = PositionFactory(epm=epm)
    heirs = {"sheets": territorial, "questions": heir.member}
    departure = leave(position=leaver.positions.get(), by=coordinator, heirs=heirs, successor=heir)
    assert QuestionWatch.objects.get().taken_by is None

    undo_departure(departure=departure, by=coordinator)

    assert QuestionWatch.objects.get().taken_by == leaver


def test_planned_end_of_the_position_comes_back(leaver, coordinator, territorial):
    end = timezone.localdate() + timedelta(days=60)
    leaver.positions.update(end=end)
    heirs = {"sheets": territorial, "questions": territorial}
    departure = leave(position=leaver.positions.get(), by=coordinator, heirs=heirs)

    undo_departure(departure=departure, by=coordinator)

    assert leaver.positions.get().end == end


def test_departure_is_undone_once(departure, coordinator):
    undo_departure(departure=departure, by=coordinator)
    assert refused(departure, coordinator) == [GONE]


def test_departure_of_long_ago_is_not_undone(departure, leaver, coordinator):
    with freeze_time(days_from_now(DAYS_TO_UNDO + 1)):
        assert refused(departure, coordinator) == [TOO_LATE]
    assert leaver.positions.get().end is not None


def test_position_that_ends_by_itself_meanwhile_stays_closed(leaver, coordinator, territorial):
    leaver.positions.update(end=timezone.localdate() + timedelta(days=2))
    heirs = {"sheets": territorial, "questions": territorial}
    departure = leave(position=leaver.positions.get(), by=coordinator, heirs=heirs)
    with freeze_time(days_from_now(4)):
        assert refused(departure, coordinator) == [OVER]


def test_position_opened_again_since_is_not_doubled(departure, leaver, epm, coordinator):
    PositionFactory(member=leaver, epm=epm, start=timezone.localdate())
    assert refused(departure, coordinator) == [SAME_POSITION_MESSAGE]
    assert Sheet.objects.get().owner != leaver


def test_position_that_was_changed_since_is_left_alone(departure, leaver, coordinator):
    leaver.positions.update(end=timezone.localdate() - timedelta(days=30))
    assert refused(departure, coordinator) == [GONE]


def test_position_that_was_deleted_is_not_undone(colleague, coordinator):
    position = PositionFactory(member=colleague, start=timezone.localdate())
    departure = leave(position=position, by=coordinator)
    assert refused(departure, coordinator) == [GONE]


def test_page_is_for_whoever_noted_it_and_for_the_coordination(
    client_of, colleague, animator, epm, coordinator, territorial, stranger
):
    animator.positions.update(is_referent=True)
    departure = leave(position=colleague.positions.get(), by=animator)

    statuses = {
        who: client_of(member).get(undo_url(departure)).status_code
        for who, member in {
            "who noted it": animator, "coordination": coordinator, "territory": territorial, "stranger": stranger
        }.items()
    }  # fmt: skip

    assert statuses == {"who noted it": 200, "coordination": 200, "territory": 404, "stranger": 404}
    client_of(animator).post(undo_url(departure))
    assert Member.objects.get(pk=colleague.pk).is_in_network is True
    assert client_of(animator).get(undo_url(departure)).status_code == 404


def test_whoever_is_of_reference_no_more_undoes_nothing(client_of, colleague, animator, epm):
    animator.positions.update(is_referent=True)
    departure = leave(position=colleague.positions.get(), by=animator)
    animator.positions.update(is_referent=False)

    assert client_of(animator).post(undo_url(departure)).status_code == 404
    assert Departure.objects.get().undone_at is None


def test_refusal_is_said_on_the_page(client_of, departure, leaver, epm, coordinator):
    PositionFactory(member=leaver, epm=epm, start=timezone.localdate())
    response = client_of(coordinator).post(undo_url(departure), follow=True)
    assert [str(message) for message in response.context["messages"]] == [SAME_POSITION_MESSAGE]


def test_page_of_the_team_and_of_the_member_lead_to_it(client_of, departure, leaver, epm, coordinator):
    client = client_of(coordinator)
    pages = [reverse("reseau:team", args=[epm.slug]), leaver.get_absolute_url()]
    assert [client.get(page).text.count(undo_url(departure)) for page in pages] == [1, 1]
    undo_departure(departure=departure, by=coordinator)
    assert [client.get(page).text.count(undo_url(departure)) for page in pages] == [0, 0]

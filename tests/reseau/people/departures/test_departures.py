"""Whoever leaves lets nothing fall: what they hold passes on, in the transaction that closes their position."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from alertes.channels.notices.models import Notice
from b2i.people.learners.models.learner import Learner
from formation.sessions.models.session_people import SessionTrainer
from forums.threads.clock.models import QuestionWatch
from reseau.people.departures.models import Departure
from reseau.people.departures.responsibilities import held_by
from reseau.people.departures.services import leave
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from ressources.sheets.models.authorship import Authorship
from ressources.sheets.models.sheet import Sheet
from tests.factories.b2i import LearnerFactory
from tests.factories.formation import SessionFactory
from tests.factories.forums import ForumFactory, TopicFactory
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.factories.reseau import PositionFactory
from tests.factories.ressources import SheetFactory


@pytest.fixture
def leaver(site_tree, animator, epm):
    """An animator alone in an EPM, of reference, who holds one thing of each kind."""
    animator.positions.update(is_referent=True)
    sheet = SheetFactory()
    Sheet.objects.filter(pk=sheet.pk).update(owner=animator)
    topic = TopicFactory(forum=ForumFactory(epm=epm), author=PositionFactory(epm=epm).member)
    QuestionWatch.objects.filter(topic=topic).update(taken_by=animator, taken=timezone.now())
    SessionTrainer.objects.create(session=SessionFactory(), member=animator, is_lead=True)
    LearnerFactory(epm=epm, member__first_name="Odette", member__last_name="Apprenante")
    OpenWorkshopFactory(epm=epm, sheet=sheet)
    Position.objects.filter(epm=epm).exclude(member=animator).update(end=timezone.localdate() - timedelta(days=1))
    return animator


def held(member) -> dict[str, tuple[int, bool]]:
    return {each.name: (each.count, each.is_chosen) for each in held_by(member.positions.get())}


def close_url(member) -> str:
    return reverse("reseau:position_close", args=[member.positions.get().pk])


def told(member) -> list[str]:
    return list(Notice.objects.filter(member=member).order_by("pk").values_list("text", flat=True))


HELD = {
    "records": (1, False),
    "questions": (1, True),
    "sheets": (1, True),
    "workshops": (1, False),
    "sessions": (1, False),
}


def test_each_kind_is_found_and_said_to_whom_it_passes(leaver):
    assert held(leaver) == HELD


def test_everything_passes_on_in_one_gesture(leaver, epm, territorial, coordinator, yesterday):
    heirs = {"sheets": territorial, "questions": territorial}

    departure = leave(position=leaver.positions.get(), by=coordinator, heirs=heirs)

    sheet = Sheet.objects.get()
    assert sheet.owner == territorial
    assert Authorship.objects.get(sheet=sheet).member == leaver
    assert QuestionWatch.objects.get().taken_by == territorial
    assert leaver.positions.get().end == yesterday
    assert sorted((line["label"], line["count"], line["to"]) for line in departure.lines)[0] == (
        "Ateliers ouverts à venir",
        1,
        "l’animation du territoire est prévenue\u00a0: elle les tient ou les annule",
    )
    assert (departure.member, departure.epm, departure.closed_by, len(departure.lines)) == (leaver, epm, coordinator, 5)
    for words in ("ateliers à tenir ou à annuler, 1.", "livrets à confier à un autre lieu, 1."):
        assert told(territorial).count(f"Plus personne à l’EPM de Gramat\u00a0: {words}") == 1
    assert [text for text in told(coordinator) if text.startswith(f"{leaver} quitte le réseau")] != []


@pytest.mark.parametrize("heirs", [{}, {"sheets": "territorial"}, {"sheets": "stranger", "questions": "stranger"}])
def test_nothing_passes_on_where_something_would_be_left(request, leaver, coordinator, territorial, stranger, heirs):
    chosen = {name: request.getfixturevalue(person) for name, person in heirs.items()}

    with pytest.raises(ValidationError, match="Choisissez à qui cela passe"):
        leave(position=leaver.positions.get(), by=coordinator, heirs=chosen)

    assert (held(leaver), leaver.positions.get().end) == (HELD, None)
    assert (Departure.objects.count(), Sheet.objects.get().owner, told(territorial)) == (0, leaver, [])


def test_refusal_of_the_last_reference_undoes_what_had_passed_on(leaver, epm, coordinator, territorial):
    PositionFactory(epm=epm)

    with pytest.raises(ValidationError, match="dernière personne référente"):
        leave(
            position=leaver.positions.get(),
            by=coordinator,
            heirs={"sheets": territorial, "questions": territorial},
        )

    assert (Sheet.objects.get().owner, QuestionWatch.objects.get().taken_by) == (leaver, leaver)


def test_team_keeps_what_is_of_the_place(leaver, epm, territorial, coordinator):
    heir = PositionFactory(epm=epm)

    assert held(leaver) == HELD
    leave(
        position=leaver.positions.get(),
        by=coordinator,
        heirs={"sheets": heir.member, "questions": territorial},
        successor=heir,
    )

    assert told(territorial) == []
    assert Learner.objects.get().epm == epm


def test_heir_who_does_not_watch_over_the_forum_lets_the_question_climb(leaver, epm, coordinator, territorial):
    heir = PositionFactory(epm=epm)

    leave(
        position=leaver.positions.get(),
        by=coordinator,
        heirs={"sheets": heir.member, "questions": heir.member},
        successor=heir,
    )

    watch = QuestionWatch.objects.get()
    assert (watch.taken_by, watch.due is not None) == (None, True)


def test_position_among_others_passes_on_what_is_of_its_place_alone(leaver, other_epm, coordinator):
    PositionFactory(member=leaver, epm=other_epm)
    position = leaver.positions.get(epm__name="EPM de Gramat")

    assert {each.name for each in held_by(position)} == {"records", "workshops"}


def test_page_says_what_is_held_and_names_no_learner(client_of, leaver, coordinator, territorial):
    client = client_of(coordinator)
    page = client.get(close_url(leaver))
    assert set(page.context["form"].fields) == {"questions", "sheets"}
    assert [page.text.count(words) for words in ("Livrets tenus par le lieu", "Odette")] == [1, 0]

    wrong = client.post(close_url(leaver), {"sheets": territorial.pk})
    assert list(wrong.context["form"].errors) == ["questions"]
    assert leaver.positions.get().end is None

    client.post(close_url(leaver), {"sheets": territorial.pk, "questions": territorial.pk})
    assert Member.objects.get(pk=leaver.pk).is_in_network is False


def test_person_of_another_place_is_no_heir(client_of, leaver, coordinator, stranger):
    response = client_of(coordinator).post(close_url(leaver), {"sheets": stranger.pk, "questions": stranger.pk})

    assert set(response.context["form"].errors) == {"questions", "sheets"}


def test_person_who_holds_nothing_leaves_at_once(client_of, colleague, coordinator, yesterday):
    client_of(coordinator).post(close_url(colleague))

    assert colleague.positions.get().end == yesterday
    assert Departure.objects.get().lines == []


def test_page_costs_the_same_with_1_and_10_things(client_of, leaver, epm, coordinator, queries_of):
    client = client_of(coordinator)
    with_one = queries_of(client, close_url(leaver))
    for _ in range(9):
        LearnerFactory(epm=epm)
        Sheet.objects.filter(pk=SheetFactory().pk).update(owner=leaver)

    assert queries_of(client, close_url(leaver)) == with_one


def test_page_of_who_left_says_what_was_passed_on(client_of, leaver, territorial, coordinator, stranger):
    heirs = {"sheets": territorial, "questions": territorial}
    leave(position=leaver.positions.get(), by=coordinator, heirs=heirs)

    for reader in (territorial, coordinator):
        page = client_of(reader).get(leaver.get_absolute_url()).text
        assert page.count(f"Fiches à tenir à jour (1)\u00a0: {territorial}") == 1
    assert client_of(stranger).get(leaver.get_absolute_url()).status_code == 404

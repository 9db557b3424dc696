"""Questions of forums that come back on a tag: proposed to the coordination, made a need, or left alone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from formation.offer.needs.models import SettledQuestions, Wish
from formation.offer.needs.repeated_questions import MOST_TAGS, TITLES_SHOWN, repeated_questions
from formation.offer.needs.services import settle_questions, withdraw_voice
from forums.enums import ForumKind, TopicKind
from reseau.texts.tags.models import Tag
from tests.clock import freeze_time
from tests.factories.b2i import LearnerFactory
from tests.factories.forums import ForumFactory, TopicFactory
from tests.factories.reseau import MemberFactory

pytestmark = pytest.mark.django_db
LIST = "/formation/besoins/"


@pytest.fixture
def forum(db):
    return ForumFactory(slug="reseau")


@pytest.fixture
def printer(forum):
    """Three questions of three people on « imprimante », the first a month ago."""
    for n in range(3):
        ask(forum, n, days_ago=30 - n)
    return Tag.objects.get(name="imprimante")


def ask(forum, number: int, *, days_ago: int = 1, tags: str = "imprimante", **topic):
    moment = timezone.now() - timedelta(days=days_ago)
    return TopicFactory(forum=forum, title=f"{tags} {number}", tags=tags, at=moment, notify=False, **topic)


def found(user) -> list[str]:
    return [str(questions.tag) for questions in repeated_questions(user)]


def test_coordination_reads_how_many_ask_since_when_with_the_topics(client_of, coordinator, printer):
    page = client_of(coordinator).get(LIST)

    (questions,) = page.context["repeated"]
    since = date_format(timezone.localtime(timezone.now() - timedelta(days=30)), "F")
    assert str(questions) == f"3\u00a0questions de 3\u00a0personnes sur «\u00a0imprimante\u00a0» depuis {since}"
    text = page.content.decode()
    assert [f"{topic.title}</a>" in text for topic in questions.shown] == [True] * 3
    assert [topic.title for topic in questions.shown] == ["imprimante 2", "imprimante 1", "imprimante 0"]


@freeze_time("2026-11-01")
def test_month_is_that_of_the_oldest_question(coordinator, forum):
    for n, days in enumerate((62, 60, 27)):
        ask(forum, n, days_ago=days)

    assert str(repeated_questions(coordinator)[0]).endswith("depuis août")


def test_what_is_no_question_of_lately_by_enough_people_does_not_count(coordinator, forum):
    one = MemberFactory(animator=True)
    for n in range(3):
        ask(forum, n, tags="un seul", author=one)
        ask(forum, n, tags="bavarder", kind=TopicKind.DISCUSSION)
        ask(forum, n, tags="vieux", days_ago=184)
    for n in range(2):
        ask(forum, n, tags="deux")
    assert found(coordinator) == []

    ask(forum, 3, tags="deux, vieux")
    assert found(coordinator) == ["deux"]


def test_erased_account_is_not_counted_as_a_person(coordinator, printer):
    printer.tagged_topics.first().topic.author.delete()

    assert found(coordinator) == []


def test_settings_say_how_many_people_and_how_long(coordinator, printer, settings):
    settings.REPEATED_QUESTIONS_PEOPLE = 4
    assert found(coordinator) == []
    settings.REPEATED_QUESTIONS_PEOPLE, settings.REPEATED_QUESTIONS_DAYS = 3, 20
    assert found(coordinator) == []


def test_most_asked_comes_first_and_few_are_shown(coordinator, forum, printer):
    for n in range(TITLES_SHOWN + 1):
        ask(forum, n, tags="son")
    for name in range(MOST_TAGS):
        for n in range(3):
            ask(forum, n, tags=f"mot {name}")

    proposed = repeated_questions(coordinator)

    assert [str(questions.tag) for questions in proposed] == ["son", "imprimante", "mot 0"]
    assert len(proposed[0].shown) == TITLES_SHOWN


def test_other_members_read_no_proposal_and_open_none(client_of, printer, animator, territorial, epm):
    learner = LearnerFactory(epm=epm).member
    for person in (animator, territorial):
        assert "repeated" not in client_of(person).get(LIST).context
    addresses = [reverse(f"formation:{name}", args=[printer.pk]) for name in ("questions_wish", "set_questions_aside")]
    for person in (animator, territorial, learner):
        browser = client_of(person)
        assert browser.get(addresses[0]).status_code == 404
        assert [browser.post(address, {"words": "Oui"}).status_code for address in addresses] == [404, 404]
    assert not SettledQuestions.objects.exists()
    assert not Wish.objects.exists()


def test_questions_of_any_forum_count_for_the_coordination(client_of, coordinator, figeac):
    forums = [ForumFactory(), ForumFactory(territory=figeac), ForumFactory(kind=ForumKind.PROJECT)]
    for n, forum in enumerate(forums):
        ask(forum, n)

    assert found(coordinator) == ["imprimante"]


def test_need_is_made_with_words_of_its_own_and_the_questions_leave(client_of, coordinator, forum, printer, site_tree):
    browser, address = client_of(coordinator), reverse("formation:questions_wish", args=[printer.pk])
    form = browser.get(address).context["form"]
    assert form.initial["words"] == "Imprimante\u00a0: répondre aux questions qui reviennent"

    response = browser.post(address, {"words": "Dépanner une imprimante"})

    wish = Wish.objects.get()
    assert (wish.words, wish.created_by, wish.voices.get().member) == (
        "Dépanner une imprimante",
        coordinator,
        coordinator,
    )
    assert response.url == wish.get_absolute_url()
    ask(forum, 9)
    assert found(coordinator) == []
    withdraw_voice(wish=wish, by=coordinator)
    ask(forum, 10, days_ago=0)
    assert found(coordinator) == ["imprimante"]


def test_need_may_be_a_training_of_the_catalogue(client_of, coordinator, printer, training):
    client_of(coordinator).post(reverse("formation:questions_wish", args=[printer.pk]), {"training": training.pk})

    assert Wish.objects.get().training == training
    assert SettledQuestions.objects.get().wish == Wish.objects.get()


def test_form_says_beside_the_field_what_is_missing(client_of, coordinator, printer, site_tree):
    page = client_of(coordinator).post(reverse("formation:questions_wish", args=[printer.pk]), {"words": ""})

    message = "Dites en quelques mots ce que vous voulez apprendre, ou choisissez une formation."
    assert page.context["form"].errors == {"words": [message]}
    assert not Wish.objects.exists()


def test_questions_left_come_back_with_a_new_one(client_of, coordinator, forum, printer):
    browser = client_of(coordinator)
    browser.post(reverse("formation:set_questions_aside", args=[printer.pk]))
    assert (found(coordinator), SettledQuestions.objects.get().settled_by) == ([], coordinator)

    ask(forum, 9, days_ago=2)
    assert found(coordinator) == []
    ask(forum, 10, days_ago=0)
    assert [questions.asked for questions in repeated_questions(coordinator)] == [5]
    settle_questions(tag=printer, by=coordinator)
    assert SettledQuestions.objects.count() == 1


def test_second_who_decides_is_told_that_it_is_done(client_of, coordinator, printer):
    settle_questions(tag=printer, by=coordinator)
    address = reverse("formation:questions_wish", args=[printer.pk])

    for response in (
        client_of(coordinator).get(address, follow=True),
        client_of(coordinator).post(address, follow=True),
    ):
        assert response.redirect_chain == [(LIST, 302)]
        assert "Ces questions n’attendent plus rien" in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_proposals_cost_three_queries_whatever_their_number(coordinator, forum, count, django_assert_num_queries):
    for name in range(count):
        for n in range(3):
            ask(forum, n, tags=f"mot {name}")
    assert coordinator.is_coordinator  # their position is read once for a page

    with django_assert_num_queries(3):
        assert [(str(q), [topic.get_absolute_url() for topic in q.shown]) for q in repeated_questions(coordinator)]

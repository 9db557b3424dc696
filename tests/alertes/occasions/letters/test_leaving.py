"""Letters prepared on Thursday leave on Monday inside the digest of the day, once for each member."""

from datetime import timedelta

import pytest
from django.core import mail as outgoing
from django.db import IntegrityError, transaction

from alertes.channels.digests import send_digests
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.mails.sending import send_waiting
from alertes.channels.notices.models import Notice
from alertes.choices.preferences.services import choose_kinds, stop_everything
from alertes.declarations.events import LETTER
from alertes.enums import Rhythm
from alertes.occasions.letters import leaving
from alertes.occasions.letters.enums import LetterState
from alertes.occasions.letters.leaving import forget_old_letters, letter_members, prepare_letters, send_letters
from alertes.occasions.letters.models import Letter
from forums.messages.posts.services import answer
from tests.alertes.occasions.letters.thursday import A_DAY, AN_HOUR, MONDAY, THURSDAY, WEEK
from tests.clock import freeze_time
from tests.factories.alertes import LetterFactory, MailItemFactory
from tests.factories.forums import TopicFactory
from tests.factories.reseau import MemberFactory, PositionFactory

pytestmark = pytest.mark.django_db
TITLE = "Une imprimante qui bourre"


def prepare(*, with_topic: bool = True):
    with freeze_time(THURSDAY):
        topic = TopicFactory(title=TITLE, author=MemberFactory(coordinator=True)) if with_topic else None
        prepare_letters()
    return topic


def leave(at=MONDAY) -> int:
    """Do what `tick` and the worker do at that moment; return how many letters were mailed."""
    before = len(letters_mailed())
    with freeze_time(at):
        send_letters()
        send_digests()
        send_waiting()
    return len(letters_mailed()) - before


def letters_mailed() -> list:
    return [message for message in outgoing.outbox if "Cette lettre et celles d’avant" in message.body]


@pytest.fixture
def people(animator, territorial):
    """Of Figeac, which is the only territory."""
    outgoing.outbox.clear()
    return animator, territorial


def test_letter_is_prepared_from_thursday_to_monday_once(figeac):
    for moment, count in ((THURSDAY - A_DAY, None), (THURSDAY, 1), (THURSDAY + A_DAY, 0), (MONDAY, None)):
        assert prepare_letters(at=moment) == count
    assert list(Letter.objects.values_list("territory", "week", "state")) == [(figeac.pk, WEEK, LetterState.PREPARED)]


def test_animation_of_the_territory_alone_is_told_that_it_is_ready(people, other_territorial, coordinator):
    prepare()

    told = Notice.objects.filter(kind="alertes.letter_ready").values_list("member", "text")
    letters = dict(Letter.objects.values_list("territory__name", "pk"))
    assert {pk for pk, _ in told} == {people[1].pk, other_territorial.pk}
    mine = Notice.objects.get(member=people[1], kind="alertes.letter_ready")
    assert mine.url == f"/alertes/lettres/{letters['Figeac']}/"
    assert mine.text == (
        "La lettre du territoire de Figeac, semaine du 7 septembre est prête\u00a0: 1\u00a0ligne. Elle part "
        "lundi 7 septembre à 7\u00a0h, que vous la relisiez ou non."
    )


def test_letter_leaves_by_itself_inside_the_digest_of_monday(people):
    prepare()
    assert leave(THURSDAY + A_DAY) == leave(MONDAY - AN_HOUR) == 0
    with freeze_time(THURSDAY):
        MailItemFactory(member=people[0], text="Camille a répondu", due=MONDAY)

    assert leave() == 2

    to_animator = next(message for message in outgoing.outbox if message.to == [people[0].email])
    assert to_animator.subject == "La lettre du territoire de Figeac, semaine du 7 septembre et 1 autre nouvelle"
    html = to_animator.alternatives[0][0]
    for part in (to_animator.body, html):
        assert part.index(TITLE) < part.index("Camille a répondu")
        assert part.count(TITLE) == 1
    assert "QUESTIONS SANS RÉPONSE\n\nUne imprimante qui bourre\nPosée le 3 septembre" in to_animator.body
    assert "Arrêter «\u00a0La lettre de votre territoire, le lundi.\u00a0»" in to_animator.body
    assert len(html) < 15_000


def test_letter_is_told_once_whatever_runs_again(people):
    prepare()
    leave()
    for hours in (1, 20, 24 * 6):
        leave(MONDAY + timedelta(hours=hours))

    assert sum(TITLE in message.body for message in outgoing.outbox) == 2
    assert Letter.objects.get().state == LetterState.SENT


def test_member_of_two_territories_has_one_letter(people, cahors):
    PositionFactory(member=people[0], territorial=True, territory=cahors)
    prepare()
    leave()

    assert Letter.objects.filter(state=LetterState.SENT).count() == 2
    assert MailItem.objects.filter(member=people[0], kind=LETTER.name).count() == 1


def test_worker_killed_while_a_letter_leaves_neither_loses_nor_doubles_it(people, monkeypatch):
    prepare()
    with monkeypatch.context() as patch, freeze_time(MONDAY):
        patch.setattr(leaving, "notify", _die)
        with pytest.raises(SystemExit), transaction.atomic():
            send_letters()
    assert (Letter.objects.get().state, MailItem.objects.filter(kind=LETTER.name).count()) == ("prepared", 0)

    assert leave(MONDAY + AN_HOUR) == 2
    assert leave(MONDAY + A_DAY) == 0


def _die(**_) -> None:
    raise SystemExit(1)


def test_letter_of_a_morning_whose_digest_left_waits_for_the_next_one(people):
    prepare()
    with freeze_time(MONDAY):
        MailItemFactory(member=people[0], due=MONDAY)
        send_digests()
        send_waiting()
    assert leave(MONDAY + AN_HOUR) == 0

    assert leave(MONDAY + A_DAY) == 2
    assert [TITLE in message.body for message in outgoing.outbox if message.to == [people[0].email]] == [False, True]


@pytest.mark.parametrize("stop", ["letter", "everything"])
def test_member_who_does_not_want_it_has_none(people, stop):
    if stop == "letter":
        choose_kinds(member=people[0], choices={LETTER: (Rhythm.NEVER, True)})
    else:
        stop_everything(member=people[0])
    prepare()
    leave()

    assert [message.to for message in letters_mailed()] == [[people[1].email]]
    assert Notice.objects.filter(member=people[0], kind=LETTER.name).exists()


def test_only_people_of_the_territory_have_it(people, stranger, coordinator):
    prepare()
    leave()

    figeac = Letter.objects.get(territory__name="Figeac")
    told = Notice.objects.filter(url=figeac.get_absolute_url(), kind=LETTER.name)
    assert set(told.values_list("member", flat=True)) == {person.pk for person in people}


def test_nobody_outside_the_network_has_it(figeac, people, outsider):
    assert set(letter_members(LetterFactory(territory=figeac))) == set(people)


def test_question_answered_meanwhile_leaves_the_letter_and_a_new_one_enters_it(people, colleague):
    topic = prepare()
    with freeze_time(THURSDAY + A_DAY):
        answer(topic=topic, author=colleague, body="Une rallonge.")
        TopicFactory(title="Un écran noir", author=topic.author)
    leave()

    assert list(
        Letter.objects.get(territory=people[0].main_position.epm.commune.territory).lines.values_list("text", flat=True)
    ) == ["Un écran noir"]


def test_letter_that_a_person_changed_loses_what_is_no_longer_true_and_gains_nothing(people, colleague):
    topic = prepare()
    Letter.objects.update(changed_by=people[1], introduction="Bonne rentrée\u00a0!")
    with freeze_time(THURSDAY + A_DAY):
        answer(topic=topic, author=colleague, body="Une rallonge.")
        TopicFactory(title="Un écran noir", author=topic.author)
    leave()

    assert not Letter.objects.get().lines.exists()
    assert "Bonne rentrée\u00a0!" in letters_mailed()[0].body


@pytest.mark.parametrize("state", [LetterState.HELD, LetterState.EMPTY, LetterState.SENT])
def test_letter_in_another_state_does_not_leave(people, state):
    prepare()
    Letter.objects.update(state=state)

    assert leave() == 0
    assert Letter.objects.get().state == state


def test_empty_letter_does_not_leave(people):
    prepare(with_topic=False)

    assert (leave(), Letter.objects.get().state) == (0, LetterState.EMPTY)


def test_letter_of_lines_that_were_taken_out_does_not_leave(people):
    prepare()
    Letter.objects.get().lines.update(is_kept=False)

    assert (leave(), Letter.objects.get().state) == (0, LetterState.EMPTY)


def test_letter_that_waited_three_days_is_out_of_date(people):
    prepare()

    assert (leave(MONDAY + 3 * A_DAY), Letter.objects.get().state) == (0, LetterState.HELD)


def test_letters_are_forgotten_after_a_year(figeac):
    with freeze_time(MONDAY):
        LetterFactory(territory=figeac, week=WEEK - 53 * 7 * A_DAY)
        LetterFactory(territory=figeac, week=WEEK - 51 * 7 * A_DAY)
        assert forget_old_letters() == 1


def test_database_refuses_a_second_letter_of_a_territory_and_a_week(figeac):
    LetterFactory(territory=figeac, week=WEEK)
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterFactory(territory=figeac, week=WEEK)

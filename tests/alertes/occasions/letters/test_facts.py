"""What a letter tells: facts that any member of the territory may read, section by section."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alertes.occasions.letters.facts import facts_of, refresh_lines
from alertes.occasions.letters.models import Letter
from alertes.occasions.letters.registry import MOST
from alertes.occasions.letters.services import forget_letter_lines
from formation.sessions.enums import SessionStatus
from forums.enums import ForumKind
from reseau.calendar.agenda.enums import MeetingAudience
from ressources.sheets.models.watch import WatchPage
from ressources.sheets.short_contents import WatchContent
from tests.factories.agenda import MeetingFactory
from tests.factories.alertes import LetterFactory
from tests.factories.formation import EnrolmentFactory, SessionFactory
from tests.factories.forums import ForumFactory, TopicFactory
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.factories.reseau import MemberFactory
from tests.factories.ressources import SheetFactory

pytestmark = pytest.mark.django_db


def told(letter) -> dict[str, list[str]]:
    """Return the keys of each section."""
    found: dict[str, list[str]] = {}
    for key, (section, _) in facts_of(letter).items():
        found.setdefault(section, []).append(key)
    return found


@pytest.fixture
def letter(figeac):
    return LetterFactory(territory=figeac, lines=[])


def in_week(letter, days: int):
    return letter.week + timedelta(days=days)


def test_open_questions_are_those_of_the_network_and_of_the_territory(letter, figeac, cahors, epm):
    author = MemberFactory(coordinator=True)
    network = TopicFactory(author=author)
    here = TopicFactory(author=author, forum=ForumFactory(kind=ForumKind.TERRITORY, territory=figeac))
    elsewhere = ForumFactory(kind=ForumKind.TERRITORY, territory=cahors)
    for forum in (elsewhere, ForumFactory(kind=ForumKind.EPM, epm=epm), ForumFactory(kind=ForumKind.PROJECT)):
        TopicFactory(author=author, forum=forum)
    TopicFactory(author=author, kind="discussion")

    assert told(letter) == {"questions": [f"topic:{network.pk}", f"topic:{here.pk}"]}


def test_trainings_are_those_where_whoever_enrols_gets_a_place(letter):
    free = SessionFactory(capacity=2, dates=[in_week(letter, 3)])
    EnrolmentFactory(session=free)
    full = SessionFactory(capacity=1, dates=[in_week(letter, 3)])
    EnrolmentFactory(session=full)
    EnrolmentFactory(session=SessionFactory(capacity=2, dates=[in_week(letter, 3)]), waiting=True)
    SessionFactory(dates=[in_week(letter, 3)], status=SessionStatus.DRAFT)
    SessionFactory(dates=[in_week(letter, 3)], closes_on=in_week(letter, -1))
    SessionFactory(dates=[in_week(letter, 30)], opens_on=in_week(letter, 9))
    SessionFactory(dates=[letter.week])

    assert told(letter) == {"trainings": [f"session:{free.pk}"]}
    (fact,) = [fact for _, fact in facts_of(letter).values()]
    assert fact.details.endswith("Il reste 1\u00a0place")


def test_new_sheets_are_those_published_since_the_letter_before(letter):
    SheetFactory(published_at=timezone.now() - timedelta(days=30))
    new = SheetFactory(published_at=timezone.now() + timedelta(days=1))

    assert told(letter) == {"sheets": [f"sheet:{new.pk}"]}


def watch_page(published_at) -> WatchPage:
    data = WatchContent(
        title="Une arnaque au colis",
        aim="Un faux message.",
        link="https://example.org/",
        source="Un carnet",
        why="On nous la montre.",
    )
    return SheetFactory(data=data, published_at=published_at)


def test_veille_has_its_own_part_with_the_reason_of_each(letter):
    moment = timezone.now() + timedelta(days=1)
    old, new = (watch_page(at) for at in (timezone.now() - timedelta(days=30), moment))
    sheet = SheetFactory(published_at=moment)

    assert told(letter) == {"sheets": [f"sheet:{sheet.pk}"], "watch": [f"sheet:{new.pk}"]}
    fact = facts_of(letter)[f"sheet:{new.pk}"][1]
    assert (fact.text, fact.details) == (new.title, f"{new.source} – {new.why}")
    assert new.title == old.title


def test_veille_for_other_readers_is_not_told(letter):
    page = watch_page(timezone.now() + timedelta(days=1))
    WatchPage.objects.filter(pk=page.pk).update(live=False)
    assert told(letter) == {}


def test_workshops_are_those_of_the_territory_in_two_weeks(letter, epm, other_epm):
    sheet = SheetFactory(published_at=timezone.now() - timedelta(days=30))
    near = OpenWorkshopFactory(epm=epm, sheet=sheet, date=in_week(letter, 13))
    OpenWorkshopFactory(epm=epm, sheet=sheet, date=in_week(letter, 14))
    OpenWorkshopFactory(epm=other_epm, sheet=sheet, date=in_week(letter, 3))

    assert told(letter) == {"workshops": [f"workshop:{near.pk}"]}


def test_meetings_are_those_of_the_territory_and_of_the_network(letter, figeac, cahors):
    by = MemberFactory(coordinator=True)
    whole = MeetingFactory(by=by, date=in_week(letter, 1))
    here = MeetingFactory(by=by, date=in_week(letter, 2), territory=figeac, audience=MeetingAudience.TERRITORY)
    MeetingFactory(by=by, date=in_week(letter, 2), territory=cahors, audience=MeetingAudience.TERRITORY)
    MeetingFactory(by=by, date=in_week(letter, 2), territory=cahors)
    MeetingFactory(by=by, date=in_week(letter, 20))

    assert told(letter) == {"meetings": [f"meeting:{whole.pk}", f"meeting:{here.pk}"]}


def test_sections_are_short_and_cost_the_same_whatever_the_number_of_facts(letter, django_assert_max_num_queries):
    author = MemberFactory(coordinator=True)
    for number in range(MOST + 2):
        TopicFactory(author=author)
        MeetingFactory(by=author, date=in_week(letter, 1), title=f"Réunion {number}")
    with django_assert_max_num_queries(10):
        refresh_lines(Letter.objects.select_related("territory").get())
    assert {name: len(keys) for name, keys in told(letter).items()} == {"questions": MOST, "meetings": MOST}


def test_line_about_what_is_erased_goes_from_letters_that_left_too(figeac):
    letter = LetterFactory(territory=figeac, sent=True)
    forget_letter_lines(key=letter.lines.get().key)

    assert not letter.lines.exists()

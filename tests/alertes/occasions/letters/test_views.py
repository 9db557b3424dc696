"""Pages of letters: who reads which, who prepares them, what each button does and refuses."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alertes.occasions.letters.enums import LetterState
from alertes.occasions.letters.models import INTRODUCTION_LENGTH, Letter
from alertes.occasions.letters.services import CHANGED, GONE, NOTHING
from tests.factories.alertes import LetterFactory
from tests.factories.reseau import TerritoryFactory

pytestmark = pytest.mark.django_db
LIST = "/alertes/lettres/"


def page(letter, *parts) -> str:
    return f"{LIST}{letter.pk}/{''.join(f'{part}/' for part in parts)}"


def typed(letter, *, act="", **changes) -> dict:
    kept = [line.pk for line in letter.lines.all() if line.is_kept]
    return {"introduction": letter.introduction, "revision": letter.revision, "kept": kept, "act": act} | changes


@pytest.fixture
def letter(figeac):
    return LetterFactory(territory=figeac, lines=["Une imprimante qui bourre", "Un écran noir", "Une clé perdue"])


def texts(letter) -> list[str]:
    return [line.text for line in Letter.objects.get(pk=letter.pk).kept_lines()]


def test_letter_that_left_is_read_by_its_territory_and_the_coordination(
    client_of, figeac, animator, territorial, coordinator, stranger, other_territorial, outsider
):
    sent = LetterFactory(territory=figeac, sent=True)

    for reader in (animator, territorial, coordinator):
        assert "Une imprimante qui bourre" in client_of(reader).get(page(sent)).content.decode()
    for reader in (stranger, other_territorial, outsider):
        assert client_of(reader).get(page(sent)).status_code in (302, 404)
        assert "Une imprimante" not in client_of(reader).get(LIST, follow=True).content.decode()


def test_letter_to_come_is_seen_by_those_who_prepare_it_alone(
    client_of, letter, animator, territorial, coordinator, other_territorial
):
    for reader, status in ((animator, 404), (other_territorial, 404), (territorial, 200), (coordinator, 200)):
        for path in (page(letter, "preparer"), page(letter, "courriel")):
            assert client_of(reader).get(path).status_code == status
    assert client_of(animator).get(page(letter)).status_code == 404
    assert client_of(territorial).get(page(letter)).url == page(letter, "preparer")
    assert client_of(animator).post(page(letter, "preparer"), typed(letter)).status_code == 404


def test_list_names_letters_to_come_for_those_who_prepare_them(client_of, letter, animator, territorial):
    assert "À relire avant lundi" in client_of(territorial).get(LIST).content.decode()
    assert "À relire avant lundi" not in client_of(animator).get(LIST).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_whatever_its_length(client_of, figeac, coordinator, count):
    for number in range(count):
        LetterFactory(territory=TerritoryFactory(name=f"Territoire {number}"), sent=True)
        LetterFactory(territory=TerritoryFactory(name=f"Pays {number}"))
    client = client_of(coordinator)
    client.get(LIST)
    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)
    assert len(queries) <= 8


@pytest.mark.parametrize("count", [1, 3])
def test_letter_costs_the_same_whatever_its_length(client_of, figeac, territorial, count):
    letter = LetterFactory(territory=figeac, lines=[f"Ligne {number}" for number in range(count)])
    client = client_of(territorial)
    client.get(page(letter, "preparer"))
    with CaptureQueriesContext(connection) as queries:
        client.get(page(letter, "preparer"))
    assert len(queries) <= 8


def test_word_is_written_and_lines_are_taken_out(client_of, letter, territorial):
    first = letter.lines.first()
    data = typed(letter, introduction="Bonne rentrée\u00a0!\r\nÀ jeudi.", kept=[first.pk])

    answer = client_of(territorial).post(page(letter, "preparer"), data)

    letter.refresh_from_db()
    assert (answer.status_code, letter.introduction) == (302, "Bonne rentrée\u00a0!\nÀ jeudi.")
    assert (texts(letter), letter.changed_by, letter.state) == ([first.text], territorial, LetterState.PREPARED)


def test_line_is_moved_among_those_of_its_section_and_what_is_typed_is_kept(client_of, letter, territorial):
    first, second, last = letter.lines.all()
    client = client_of(territorial)

    client.post(page(letter, "preparer"), typed(letter, act=f"up-{last.pk}", introduction="Bonjour"))
    assert texts(letter) == [first.text, last.text, second.text]
    letter.refresh_from_db()
    client.post(page(letter, "preparer"), typed(letter, act=f"down-{first.pk}"))
    assert texts(letter) == [last.text, first.text, second.text]
    letter.refresh_from_db()
    client.post(page(letter, "preparer"), typed(letter, act=f"down-{second.pk}"))
    assert (texts(letter), letter.introduction) == ([last.text, first.text, second.text], "Bonjour")


@pytest.mark.parametrize("state", [LetterState.APPROVED, LetterState.HELD, LetterState.PREPARED])
def test_animation_decides_whether_it_leaves(client_of, letter, territorial, state):
    client_of(territorial).post(page(letter, "preparer"), typed(letter, act=state))

    letter.refresh_from_db()
    assert letter.state == state


def test_mail_is_shown_as_it_will_be(client_of, letter, territorial):
    letter.lines.filter(text="Un écran noir").update(is_kept=False)

    answer = client_of(territorial).get(page(letter, "courriel"))

    html = answer.content.decode()
    assert ("Une clé perdue" in html, "Un écran noir" in html) == (True, False)
    assert "style-src 'self' 'unsafe-inline'" in answer.headers["Content-Security-Policy"]


def refused(client_of, member, letter, data) -> str:
    answer = client_of(member).post(page(letter, "preparer"), data)
    assert answer.status_code == 422
    return answer.content.decode()


def test_change_by_somebody_else_meanwhile_is_said_and_nothing_typed_is_lost(
    client_of, letter, territorial, coordinator
):
    stale = typed(letter, introduction="Mon mot")
    client_of(coordinator).post(page(letter, "preparer"), typed(letter, introduction="Leur mot"))

    html = refused(client_of, territorial, letter, stale)

    assert CHANGED in html
    assert "Mon mot</textarea>" in html
    assert 'name="revision" value="1"' in html
    letter.refresh_from_db()
    assert letter.introduction == "Leur mot"


def test_empty_letter_is_not_approved(client_of, letter, territorial):
    assert NOTHING in refused(client_of, territorial, letter, typed(letter, act="approved", kept=[]))
    assert texts(letter) != []


def test_word_that_is_too_long_is_refused(client_of, letter, territorial):
    data = typed(letter, introduction="a" * (INTRODUCTION_LENGTH + 1))

    assert str(INTRODUCTION_LENGTH) in refused(client_of, territorial, letter, data)


def test_letter_that_left_meanwhile_changes_no_more(client_of, letter, territorial):
    data = typed(letter)
    Letter.objects.update(state=LetterState.SENT)

    assert GONE in refused(client_of, territorial, letter, data)


@pytest.mark.parametrize("act", ["up-", "sent", "up-999999999999999999", "👋", "x" * 31])
def test_odd_act_is_saved_or_refused_without_harm(client_of, letter, territorial, act):
    answer = client_of(territorial).post(page(letter, "preparer"), typed(letter, act=act, kept=["x", "99999999"]))

    letter.refresh_from_db()
    assert (answer.status_code in (302, 422), letter.state) == (True, LetterState.PREPARED)

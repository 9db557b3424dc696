"""Thanks for a message: once, reversible, gathered for its author, refused where the message is hidden."""

from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from alertes.channels.notices.models import Notice
from forums.messages.thanks.models import PostThanks
from forums.messages.thanks.services import take_back, thank
from tests.factories.forums import PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(topic, colleague):
    return PostFactory(topic=topic, author=colleague)


def address(post, end: str = "") -> str:
    return f"/forums/{post.topic.forum.slug}/{post.topic.slug}/message/{post.pk}/merci/{end}"


def unread_texts(member) -> list[str]:
    return [notice.text.replace("\u00a0", " ") for notice in Notice.objects.filter(member=member, read_at=None)]


def test_thanks_count_once_a_person_and_are_gathered(post, animator, stranger, colleague):
    for member in (animator, animator, stranger):
        thank(post=post, by=member)

    assert PostThanks.objects.count() == 2
    assert unread_texts(colleague) == ["2 personnes vous remercient pour votre message dans « Clé USB invisible »"]


def test_thanks_taken_back_leave_the_notice_true(post, animator, stranger, colleague):
    for member in (animator, stranger):
        thank(post=post, by=member)
    take_back(post=post, by=animator)
    assert unread_texts(colleague) == [f"{stranger} vous remercie pour votre message dans « Clé USB invisible »"]
    take_back(post=post, by=stranger)
    assert unread_texts(colleague) == []


def test_nobody_thanks_themselves(client_of, post, colleague):
    with pytest.raises(ValidationError):
        thank(post=post, by=colleague)
    assert client_of(colleague).post(address(post)).status_code == 404
    assert not PostThanks.objects.exists()


def test_database_keeps_one_thanks_each(post, animator):
    PostThanks.objects.create(post=post, member=animator)

    with pytest.raises(IntegrityError), transaction.atomic():
        PostThanks.objects.create(post=post, member=animator)


def test_button_thanks_and_takes_back(client_of, post, animator):
    reader = client_of(animator)

    def button():
        page = BeautifulSoup(reader.get(post.topic.get_absolute_url()).content, "html.parser")
        return page.select_one(f"#message-{post.pk} [aria-pressed]")

    def state() -> tuple[str, str]:
        return button()["aria-pressed"], urljoin(post.topic.get_absolute_url(), button()["formaction"])

    assert state() == ("false", address(post))
    assert reader.post(address(post)).url == post.page_url
    assert state() == ("true", address(post, "reprendre/"))
    assert "1" in button().get_text()
    reader.post(address(post, "reprendre/"))
    assert not PostThanks.objects.exists()


def test_own_message_has_no_button(client_of, post, colleague):
    page = BeautifulSoup(client_of(colleague).get(post.topic.get_absolute_url()).content, "html.parser")

    assert not page.select(f"#message-{post.pk} [aria-pressed]")


@pytest.mark.parametrize("end", ["", "reprendre/"])
@pytest.mark.parametrize("person", ["learner", "stranger", "other_territorial"])
def test_hidden_message_is_not_thanked(client_of, figeac_topic, person, end, request):
    post = figeac_topic.posts.get()
    browser = client_of(request.getfixturevalue(person))

    assert browser.post(address(post, end)).status_code == 404
    assert not PostThanks.objects.exists()


def test_author_who_left_gets_no_notice(post, animator, colleague, epm):
    colleague.positions.update(end="2021-01-01", start="2020-01-01")

    thank(post=post, by=animator)

    assert not Notice.objects.filter(member=colleague).exists()

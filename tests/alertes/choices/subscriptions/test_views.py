"""Following by a button, and the page of all that a member follows."""

from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alertes.channels.mails.mail_message import compose
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.choices.subscriptions.followers import follows, own_rhythms
from alertes.choices.subscriptions.models import Subscription
from alertes.choices.subscriptions.services import follow
from alertes.enums import Rhythm
from forums.messages.posts.services import answer
from tests.factories.forums import ForumFactory, TopicFactory
from tests.factories.ressources import SheetFactory

pytestmark = pytest.mark.django_db

PAGE, FOLLOW, UNFOLLOW = "/alertes/suivis/", "/alertes/suivre/", "/alertes/ne-plus-suivre/"


@pytest.fixture
def topic(animator):
    return TopicFactory(author=animator, title="Clé USB invisible")


@pytest.fixture
def hidden_topic(cahors):
    """A topic that nobody of Figeac may read."""
    return TopicFactory(forum=ForumFactory(territory=cahors), title="Remplacement à Luzech", tags="secret de Luzech")


def test_addresses_do_not_change():
    names = ("alertes:followed", "alertes:follow", "alertes:unfollow")
    assert tuple(reverse(name) for name in names) == (PAGE, FOLLOW, UNFOLLOW)


@pytest.mark.parametrize("kind", ["topic", "forum", "member", "sheet", "tag"])
def test_each_kind_of_subject_is_followed_by_its_button_and_left(client_of, animator, colleague, topic, kind):
    sheet = SheetFactory(data__tags=("réemploi",))
    subject, page = {
        "topic": (f"topic:{topic.pk}", topic.get_absolute_url()),
        "forum": (f"forum:{topic.forum_id}", topic.forum.get_absolute_url()),
        "member": (f"member:{animator.pk}", animator.get_absolute_url()),
        "sheet": (f"sheet:{sheet.pk}", sheet.get_absolute_url()),
        "tag": ("tag:reemploi", f"/ressources/?motcle={quote(sheet.tags.get().slug)}"),
    }[kind]
    client = client_of(colleague)
    assert f'name="sujet" value="{subject}"' in client.get(page).content.decode()

    followed = client.post(FOLLOW, {"sujet": subject, "retour": page})

    assert (followed.url, follows(colleague, subject)) == (page, True)
    assert "Vous suivez" in client.get(page).content.decode()
    assert client.post(UNFOLLOW, {"sujet": subject}).status_code == 302
    assert not follows(colleague, subject)


def test_rhythm_is_chosen_then_given_back(client_of, colleague, topic):
    subject, client = f"topic:{topic.pk}", client_of(colleague)

    client.post(FOLLOW, {"sujet": subject, "rythme": "weekly"})
    assert own_rhythms([colleague], [subject]) == {colleague.pk: Rhythm.WEEKLY}
    client.post(FOLLOW, {"sujet": subject})
    assert own_rhythms([colleague], [subject]) == {colleague.pk: Rhythm.WEEKLY}
    client.post(FOLLOW, {"sujet": subject, "rythme": ""})
    assert own_rhythms([colleague], [subject]) == {}


def test_invented_rhythm_is_refused_with_words_and_follows_nothing(client_of, colleague, topic):
    page = client_of(colleague).post(FOLLOW, {"sujet": f"topic:{topic.pk}", "rythme": "hourly"}, follow=True)

    assert [str(message) for message in page.context["messages"]] == ["Choisissez un rythme de la liste."]
    assert not Subscription.objects.filter(member=colleague).exists()


def test_what_one_may_not_read_is_not_followed_nor_named(client_of, animator, hidden_topic):
    client = client_of(animator)
    subjects = [f"topic:{hidden_topic.pk}", f"forum:{hidden_topic.forum_id}", f"member:{animator.pk}"]
    subjects += ["tag:inconnu", "tag:secret-de-luzech"]
    for subject in [*subjects, "mushroom:3", "topic:", "topic:12; drop", "sheet:99999999999999999999", "x" * 400]:
        assert client.post(FOLLOW, {"sujet": subject}).status_code == 404
        assert client.post(UNFOLLOW, {"sujet": subject}).status_code == 404


def test_form_without_a_subject_says_what_is_missing(client_of, animator):
    for address in (FOLLOW, UNFOLLOW):
        page = client_of(animator).post(address, follow=True)
        assert page.redirect_chain == [(PAGE, 302)]
        texts = [str(message) for message in page.context["messages"]]
        assert texts == ["Choisissez ce que vous voulez suivre, ou ne plus suivre."]


def test_visitor_logs_in_and_learner_gets_404(client, client_of, learner, topic):
    follow(member=learner, subject=f"topic:{topic.pk}")
    for address in (FOLLOW, UNFOLLOW):
        assert client.post(address, {"sujet": f"topic:{topic.pk}"}).url.startswith("/connexion/")
        assert client_of(learner).post(address, {"sujet": f"topic:{topic.pk}"}).status_code == 404
    assert client_of(learner).get(PAGE).status_code == 404


def test_following_takes_a_post_and_returns_to_pages_of_the_site_alone(client_of, colleague, topic):
    client = client_of(colleague)
    assert client.get(FOLLOW).status_code == client.get(UNFOLLOW).status_code == 405

    for page in ("https://example.com/", "//example.com/", "javascript:alert(1)"):
        assert client.post(FOLLOW, {"sujet": f"topic:{topic.pk}", "retour": page}).url == topic.get_absolute_url()


def test_page_names_what_is_followed_but_not_what_may_no_longer_be_read(client_of, colleague, topic, hidden_topic):
    follow(member=colleague, subject=f"topic:{topic.pk}", rhythm=Rhythm.WEEKLY)
    follow(member=colleague, subject=f"topic:{hidden_topic.pk}")
    page = client_of(colleague).get(PAGE)

    titles = [row.found and row.found.title for row in page.context["rows"]]
    assert set(titles) == {"Clé USB invisible", None}
    assert hidden_topic.title not in page.content.decode()
    client_of(colleague).post(UNFOLLOW, {"sujet": f"topic:{hidden_topic.pk}"})
    assert not follows(colleague, f"topic:{hidden_topic.pk}")


def test_page_costs_as_much_with_three_subjects_of_each_kind_as_with_one(client_of, animator, colleague, stranger):
    client, counts = client_of(colleague), []
    for people in ([animator], [stranger, animator]):
        for person in people:
            topic, sheet = TopicFactory(author=person), SheetFactory(data__tags=(f"mot {person.pk}",))
            subjects = (f"topic:{topic.pk}", f"forum:{topic.forum_id}", f"sheet:{sheet.pk}", f"tag:mot-{person.pk}")
            for subject in (*subjects, f"member:{person.pk}"):
                follow(member=colleague, subject=subject)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            assert None not in [row.found for row in client.get(PAGE).context["rows"]]
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_link_of_a_mail_about_a_followed_subject_stops_that_subject_alone(
    client, client_of, animator, colleague, topic
):
    follow(member=colleague, subject=f"topic:{topic.pk}", rhythm=Rhythm.AT_ONCE)
    follow(member=colleague, subject=f"forum:{topic.forum_id}", rhythm=Rhythm.AT_ONCE)
    answer(topic=topic, author=animator, body="J’ai trouvé\u00a0: il manquait un pilote.")
    mail = Mail.objects.get(member=colleague)
    link = compose(mail).extra_headers["List-Unsubscribe"].strip("<>").partition("//")[2].partition("/")[2]

    assert "Clé USB invisible" in client.get(f"/{link}").content.decode()
    assert follows(colleague, f"topic:{topic.pk}")
    assert client.post(f"/{link}", {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert (follows(colleague, f"topic:{topic.pk}"), follows(colleague, f"forum:{topic.forum_id}")) == (False, True)
    answer(topic=topic, author=animator, body="Et il faut redémarrer.")
    assert Mail.objects.filter(member=colleague).count() == 1
    assert not MailItem.objects.filter(member=colleague).exists()

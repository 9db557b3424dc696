"""Pages of a post once published: correction, conflict, history, taking back, undo."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from forums.messages.corrections.models import UNDO_TIME, EarlierText, WithdrawnTopic
from forums.messages.corrections.services import edit_post, text_mark, withdraw_post
from forums.messages.posts.models import Post
from forums.threads.topics.models import Topic
from tests.factories.forums import PostFactory

pytestmark = pytest.mark.django_db

TOPIC = "/forums/reseau/cle-usb-invisible/"
EMPTY = "Écrivez votre message avant de l’envoyer."


@pytest.fixture
def reader(client_of, animator):
    return client_of(animator)


@pytest.fixture
def url(topic):
    return topic.posts.get().get_absolute_url()


def test_author_edits_a_post_and_readers_see_the_time(reader, topic):
    post = topic.posts.get()

    form = reader.get(f"{post.get_absolute_url()}modifier/")
    response = reader.post(f"{post.get_absolute_url()}modifier/", {"body": "Elle est **là**."}, follow=True)

    assert form.context["form"]["body"].value() == "Elle a *disparu*."
    assert response.redirect_chain == [(f"{TOPIC}#message-{post.pk}", 302)]
    assert "<p>Elle est <strong>là</strong>.</p>" in response.content.decode()
    assert "Modifié le" in response.content.decode()


def test_edit_can_be_previewed_and_an_empty_one_is_refused(reader, topic):
    url = f"{topic.posts.get().get_absolute_url()}modifier/"

    assert "<p><strong>Là</strong></p>" in reader.post(url, {"body": "**Là**", "apercu": "1"}).content.decode()
    assert reader.post(url, {"body": " "}).context["form"].errors == {"body": [EMPTY]}
    assert Post.objects.get().body == "Elle a *disparu*."


def test_edit_link_is_shown_under_own_posts_only(reader, topic):
    other = PostFactory(topic=topic)
    page = reader.get(TOPIC).content.decode()

    assert [f'href="message/{post.pk}/modifier/"' in page for post in (topic.posts.first(), other)] == [True, False]


def test_text_saved_meanwhile_is_shown_beside_mine_and_mine_may_follow(reader, topic, url):
    base = reader.get(f"{url}modifier/").context["form"]["base"].value()
    edit_post(post=topic.posts.get(), body="Celui de **l’autre** fenêtre")

    page = reader.post(f"{url}modifier/", {"body": "Celui d’ici", "base": base})

    soup = BeautifulSoup(page.content, "html.parser")
    assert "<strong>l’autre</strong>" in str(soup.select_one("section.panel"))
    assert soup.textarea.text.strip() == "Celui d’ici"
    assert Post.objects.get().body == "Celui de **l’autre** fenêtre"

    reader.post(f"{url}modifier/", {"body": "Celui d’ici", "base": soup.find("input", attrs={"name": "base"})["value"]})
    assert Post.objects.get().body == "Celui d’ici"
    assert [text.body for text in EarlierText.objects.all()] == ["Elle a *disparu*.", "Celui de **l’autre** fenêtre"]


def test_correction_of_a_post_taken_back_meanwhile_is_not_lost(reader, topic, url):
    PostFactory(topic=topic)
    withdraw_post(post=topic.posts.first())

    page = reader.post(f"{url}modifier/", {"body": "Ce que j’ai tapé", "base": text_mark(body="Elle a *disparu*.")})

    assert "Annulez son retrait" in page.content.decode()
    assert "Ce que j’ai tapé</textarea>" in page.content.decode()


def test_whoever_sees_a_post_reads_what_changed(client_of, colleague, topic, url):
    edit_post(post=topic.posts.get(), body="Elle a *disparu* hier.")
    edit_post(post=topic.posts.get(), body="Elle a **disparu** hier.")
    browser = client_of(colleague)

    assert url.startswith(TOPIC)
    assert f'href="{url.removeprefix(TOPIC)}historique/"' in browser.get(TOPIC).content.decode()
    panels = BeautifulSoup(browser.get(f"{url}historique/").content, "html.parser").select("section.panel")
    assert [panel.select_one("p").get_text().strip() for panel in panels] == [
        "Seule la mise en forme change.",
        "Elle a disparu[ajouté\u00a0:  hier – fin].",
        "Elle a disparu.",
    ]
    assert not panels[0].find_all("button")


def test_history_of_many_texts_is_read_by_pages_with_few_queries(reader, topic, url, django_assert_max_num_queries):
    for rank in range(12):
        edit_post(post=topic.posts.get(), body=f"Texte {rank}")

    pages = []
    for page in (1, 2, 3):
        with django_assert_max_num_queries(12):
            pages.append(reader.get(f"{url}historique/?page={page}").context["texts"])

    assert [text.rank for texts in pages for text in texts] == list(range(13, 0, -1))


def test_author_erases_an_earlier_text(reader, topic, url):
    edit_post(post=topic.posts.get(), body="Sans nom")
    earlier_text = EarlierText.objects.get()

    page = reader.post(f"{url}historique/{earlier_text.pk}/effacer/", follow=True)

    assert not EarlierText.objects.exists()
    assert "Ce texte est effacé" in page.content.decode()


def test_post_is_taken_back_and_put_back(reader, topic, url):
    PostFactory(topic=topic)

    page = reader.post(f"{url}retirer/", follow=True).content.decode()
    assert "Message retiré par son auteur." in page
    assert "disparu" not in page
    assert f"{url}modifier/" not in page
    assert reader.get(f"{url}modifier/").status_code == reader.get(f"{url}historique/").status_code == 404

    assert "disparu" in reader.post(f"{url}remettre/", follow=True).content.decode()


def test_undo_is_offered_to_the_author_for_some_minutes(reader, client_of, colleague, topic, url):
    PostFactory(topic=topic)
    withdraw_post(post=topic.posts.first())

    assert "Annuler le retrait" in reader.get(TOPIC).content.decode()
    assert "Annuler le retrait" not in client_of(colleague).get(TOPIC).content.decode()

    Post.objects.filter(body="").update(withdrawn=timezone.now() - UNDO_TIME - timedelta(seconds=1))
    assert "Annuler le retrait" not in reader.get(TOPIC).content.decode()
    assert reader.post(f"{url}remettre/").status_code == 404


def test_topic_without_answers_is_taken_back_and_put_back(reader, client_of, colleague, topic, url):
    response = reader.post(f"{url}retirer/", follow=True)

    assert "Votre sujet est retiré" in response.content.decode()
    assert not Topic.objects.exists()
    page = reverse("forums:withdrawn_topic", args=["reseau", WithdrawnTopic.objects.get().pk])
    assert client_of(colleague).post(page).status_code == 404
    assert reader.post(page).url == TOPIC
    assert reader.get(page).status_code == 404


def test_withdrawn_text_is_not_quoted(reader, topic):
    PostFactory(topic=topic)
    post = topic.posts.first()
    withdraw_post(post=post)

    assert reader.get(TOPIC, {"citer": post.pk}).context["form"]["body"].value() == ""

"""Drafts of messages in pages: found again, by who wrote them alone, emptied when the message is published."""

import pytest

from forums.messages.drafts.models import MessageDraft

pytestmark = pytest.mark.django_db

TOPIC, NEW = "/forums/reseau/cle-usb-invisible/", "/forums/reseau/nouveau/"


@pytest.fixture
def reader(client_of, animator):
    return client_of(animator)


def test_answer_is_found_again_on_another_computer_by_its_author_alone(client_of, animator, colleague, topic):
    kept = client_of(animator).post(f"{TOPIC}brouillon/", {"body": "Le début", "version": "0"}).json()
    assert (kept["version"], "h" in kept["at"]) == (1, True)

    page = client_of(animator).get(TOPIC)
    assert page.context["form"]["body"].value() == "Le début"
    assert "Voici votre brouillon" in page.content.decode()
    assert 'data-version="1"' in page.content.decode()
    assert "Le début" not in client_of(colleague).get(TOPIC).content.decode()


def test_new_topic_is_found_again_and_its_draft_forgotten_once_published(reader, network_forum):
    typed = {"title": "Souris", "body": "Elle traîne", "tags": "usb"}
    reader.post(f"{NEW}brouillon/", typed)

    form = reader.get(NEW).context["form"]
    assert {name: form[name].value() for name in typed} == typed

    reader.post(NEW, typed)
    assert not MessageDraft.objects.exists()
    assert reader.post(f"{NEW}brouillon/", typed | {"version": "1"}).json() == {"gone": True}


def test_published_answer_forgets_its_draft_and_a_refused_one_does_not(reader, topic):
    reader.post(f"{TOPIC}brouillon/", {"body": "Oui"})

    reader.post(TOPIC, {"body": " "})
    assert MessageDraft.objects.get().body == "Oui"
    reader.post(TOPIC, {"body": "Oui."})
    assert not MessageDraft.objects.exists()


def test_other_text_is_told_and_replaced_only_when_it_is_wished(reader, topic):
    reader.post(f"{TOPIC}brouillon/", {"body": "Un"})

    assert list(reader.post(f"{TOPIC}brouillon/", {"body": "Deux", "version": "x"}).json()) == ["other"]
    assert reader.post(f"{TOPIC}brouillon/", {"body": "Deux", "force": "1"}).json()["version"] == 2


def test_quotation_comes_after_the_draft(reader, topic):
    reader.post(f"{TOPIC}brouillon/", {"body": "Le début"})

    body = reader.get(TOPIC, {"citer": topic.posts.get().pk}).context["form"]["body"].value()

    assert body.startswith("Le début\n\n> Citation\u00a0: ")


def test_draft_is_given_up(reader, topic):
    reader.post(f"{TOPIC}brouillon/", {"body": "Le début"})

    page = reader.post(f"{TOPIC}brouillon/effacer/", follow=True)

    assert page.context["form"]["body"].value() == ""
    assert not MessageDraft.objects.exists()


def test_text_without_end_is_refused_in_words(reader, topic):
    assert "trop long" in reader.post(f"{TOPIC}brouillon/", {"body": "a" * 1_000_000}).json()["error"]


def test_no_draft_is_kept_where_one_may_not_write(client, client_of, stranger, figeac_topic):
    address = "/forums/figeac/remplacement-a-gramat/brouillon/"

    assert client_of(stranger).post(address, {"body": "a"}).status_code == 404
    assert client_of(stranger).post("/forums/figeac/nouveau/brouillon/", {"body": "a"}).status_code == 404
    assert client.post(address, {"body": "a"}).status_code == 302
    assert not MessageDraft.objects.exists()

"""Files of messages in forms and pages: sent, described, served to those who see the message."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from forums.messages.corrections.services import withdraw_post
from forums.messages.files.attached_files import UNDESCRIBED
from forums.messages.files.models import PostFile
from forums.messages.files.services import keep_file
from forums.messages.posts.models import Post
from forums.messages.posts.services import answer
from forums.threads.topics.models import Topic
from tests.factories.forums import PostFactory
from tests.reseau.documents.files.documents import page, pdf
from tests.reseau.documents.files.pictures import encoded, flag

pytestmark = pytest.mark.django_db

NEW, TOPIC, KEEP = "/forums/reseau/nouveau/", "/forums/reseau/cle-usb-invisible/", "/forums/fichiers-d-un-message/"
SENT = {"title": "Souris lente", "body": "Voici.", "tags": ""}


def photo(name: str = "cle.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, encoded(flag(), "PNG"))


@pytest.fixture
def reader(client_of, animator):
    return client_of(animator)


@pytest.fixture
def picture(animator):
    return keep_file(file=photo(), by=animator)


def soup_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def test_picture_sent_with_the_form_is_asked_about_and_not_lost(reader, network_forum):
    response = reader.post(NEW, SENT | {"fichiers": photo()})

    picture = PostFile.objects.get()
    assert response.context["form"].non_field_errors() == [UNDESCRIBED.format("cle.png")]
    assert (picture.post, Topic.objects.exists()) == (None, False)
    assert soup_of(response).find("input", attrs={"name": "fichier"})["value"] == str(picture.pk)

    reader.post(NEW, SENT | {"fichier": picture.pk, f"description-{picture.pk}": " Une  clé rouge. "})

    assert [(file.alternative, file.is_decorative) for file in Post.objects.get().files.all()] == [
        ("Une clé rouge.", False)
    ]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [({"decorative-{}": "on"}, [("", True)]), ({"sans-{}": "on"}, [])],
    ids=["decorative", "left-out"],
)
def test_picture_may_be_decorative_or_left_out(reader, topic, picture, typed, kept):
    reader.post(TOPIC, {"body": "Voici.", "fichier": picture.pk, **{k.format(picture.pk): v for k, v in typed.items()}})

    post = Post.objects.get(body="Voici.")
    assert [(file.alternative, file.is_decorative) for file in post.files.all()] == kept


def test_files_are_kept_when_the_text_is_refused_or_previewed(reader, topic, picture):
    for typed in ({"body": " "}, {"body": "Voici.", "apercu": "1"}):
        response = reader.post(TOPIC, typed | {"fichier": picture.pk, f"description-{picture.pk}": "Une clé"})

        assert [(file, file.alternative) for file in response.context["files"]] == [(picture, "Une clé")]
    assert topic.posts.count() == 1


def test_refused_file_is_named_and_the_others_stay(reader, topic):
    response = reader.post(
        TOPIC,
        {
            "body": "Voici.",
            "fichiers": [
                SimpleUploadedFile("a.exe", b"MZ\x90\x00" + b"\0" * 200),
                SimpleUploadedFile("b.pdf", pdf(page("Bonjour"))),
            ],
        },
    )

    assert response.context["form"].non_field_errors() == [
        "Le fichier «\u00a0a.exe\u00a0» n’est pas joint\u00a0: c’est un programme, quel que soit son nom."
    ]
    assert [file.name for file in response.context["files"]] == ["b.pdf"]
    assert "Ce PDF n’est pas balisé" in response.content.decode()


def test_file_of_somebody_else_is_not_joined(client_of, colleague, topic, picture):
    client_of(colleague).post(TOPIC, {"body": "Voici.", "fichier": picture.pk, f"decorative-{picture.pk}": "on"})

    assert not Post.objects.get(body="Voici.").files.exists()


def test_pasted_picture_answers_its_row_and_a_refusal(reader, animator):
    answered = reader.post(KEEP, {"fichiers": [photo(), SimpleUploadedFile("vide.jpg", b"")]}).json()

    row = BeautifulSoup(answered["rows"][0], "html.parser")
    assert (len(answered["rows"]), len(answered["problems"])) == (1, 1)
    assert row.find("input", attrs={"name": "fichier"})["value"] == str(PostFile.objects.get(author=animator).pk)


def test_topic_shows_described_pictures_and_documents_under_the_text(reader, topic, animator, picture):
    picture.alternative = "Une clé “rouge” & noire"
    document = keep_file(file=SimpleUploadedFile("memo.pdf", pdf(page("Bonjour"))), by=animator)
    answer(topic=topic, author=animator, body="Voici.", files=[picture, document])

    files = soup_of(reader.get(TOPIC)).select_one(".post-files")

    assert files.img.attrs == {
        "src": f"/forums/images/{picture.pk}/petite/",
        "alt": "Une clé “rouge” & noire",
        "width": "400",
        "height": "200",
        "loading": "lazy",
    }
    assert [link["href"] for link in files.select("a")] == [
        f"/forums/images/{picture.pk}/grande/",
        f"/forums/fichiers/{document.pk}/memo.pdf",
    ]


def test_pictures_of_many_posts_take_as_many_queries_as_one(
    reader, topic, animator, picture, django_assert_max_num_queries
):
    answer(topic=topic, author=animator, body="Voici.", files=[picture])
    for rank in range(8):
        answer(topic=topic, author=animator, body=f"Voici {rank}.", files=[keep_file(file=photo(), by=animator)])

    with django_assert_max_num_queries(12):
        assert len(soup_of(reader.get(TOPIC)).select(".post-files img")) == 9


def read(response):
    """Read a file to its end, which closes it as a server does."""
    if response.streaming:
        response.getvalue()
    return response


def test_file_is_served_to_those_who_see_the_message_alone(
    client, client_of, figeac_topic, animator, colleague, stranger, coordinator, picture
):
    addresses = [picture.url, picture.small_url, picture.download_url]

    def statuses(browser) -> set[int]:
        return {read(browser.get(address)).status_code for address in addresses}

    # The message is being written.
    assert (statuses(client_of(animator)), statuses(client_of(colleague)), statuses(client)) == ({200}, {404}, {302})

    PostFactory(topic=figeac_topic)
    post = answer(topic=figeac_topic, author=animator, body="Voici.", files=[picture])
    people = (animator, colleague, coordinator, stranger)
    assert [statuses(client_of(person)) for person in people] == [{200}, {200}, {200}, {404}]
    served = read(client_of(colleague).get(picture.url))
    assert (served["Cache-Control"], served["X-Content-Type-Options"]) == ("private, no-store", "nosniff")

    withdraw_post(post=post)
    assert [statuses(client_of(person)) for person in people] == [{404}] * 4


def test_author_takes_a_picture_out_of_a_message(reader, topic, animator, picture):
    post = answer(topic=topic, author=animator, body="Voici.", files=[picture])
    url = f"{post.get_absolute_url()}modifier/"

    form = soup_of(reader.get(url))
    assert form.find("input", attrs={"name": "fichier"})["value"] == str(picture.pk)
    reader.post(url, {"body": "Voici.", "fichier": picture.pk, f"sans-{picture.pk}": "on"})

    assert not PostFile.objects.exists()

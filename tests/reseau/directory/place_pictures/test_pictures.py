"""Pictures of a place: redrawn, described, ordered, withdrawn; who shows them, who sees them."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from lxml import html
from PIL import Image

from reseau.directory.place_pictures.enums import PeopleShown
from reseau.directory.place_pictures.models import PlacePicture
from reseau.directory.place_pictures.services import (
    FULL,
    MOST_PICTURES,
    NOT_READ,
    add_picture,
    put_first,
    withdraw_picture,
)
from tests.answers import closing_answer

pytestmark = pytest.mark.django_db
WORDS = {"alternative": "La salle et ses six postes", "credit": "L’équipe du lieu", "people": "nobody"}
PLACE = b"44.78 N 1.72 E"


def photo(*, size=(40, 30)) -> SimpleUploadedFile:
    """A photo of a telephone that tells where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = PLACE.decode()
    content = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(content, "JPEG", exif=exif)
    return SimpleUploadedFile("salle.jpg", content.getvalue(), "image/jpeg")


def page_of(epm) -> str:
    return reverse("reseau:place_pictures", args=[epm.slug])


@pytest.fixture
def picture(epm, animator):
    return add_picture(epm=epm, by=animator, file=photo(), **WORDS)


def alternatives(client, epm) -> list[str]:
    return html.fromstring(client.get(epm.get_absolute_url()).text).xpath("//ul[@class='pictures']//img/@alt")


def test_picture_is_redrawn_in_two_sizes_without_its_place(epm, animator):
    picture = add_picture(epm=epm, by=animator, file=photo(size=(2000, 1000)), **WORDS)
    with picture.file.open() as large, picture.small.open() as small:
        contents = [large.read(), small.read()]
    sizes = [Image.open(io.BytesIO(content)).size for content in contents]
    assert sizes == [(1600, 800), (480, 240)]
    assert [PLACE in content for content in contents] == [False, False]
    assert (picture.width, picture.height, picture.small_width) == (1600, 800, 480)


def test_visitor_sees_it_on_the_page_loaded_when_it_comes_in_sight(client, picture, epm):
    (image,) = html.fromstring(client.get(epm.get_absolute_url()).text).xpath("//ul[@class='pictures']//img")
    assert (image.get("alt"), image.get("loading")) == (WORDS["alternative"], "lazy")
    assert image.get("srcset") == f"{picture.small_url} 40w, {picture.large_url} 40w"
    assert image.get("sizes") != ""
    for url in (picture.small_url, picture.large_url):
        with closing_answer(client.get(url)) as answer:
            assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
            assert answer.headers["cache-control"] == "public, max-age=86400"


def test_picture_of_a_closed_place_is_for_the_network(client, client_of, stranger, picture, epm):
    epm.is_open = False
    epm.save()
    assert client.get(picture.small_url).status_code == 404
    with closing_answer(client_of(stranger).get(picture.small_url)) as answer:
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "private, no-store")


def test_unknown_size_is_a_404(client, picture):
    assert client.get(f"/annuaire/photos/{picture.pk}/enorme/").status_code == 404


def test_team_adds_a_picture(client_of, animator, epm):
    response = client_of(animator).post(page_of(epm), WORDS | {"file": photo()})
    assert response.url == page_of(epm)
    picture = PlacePicture.objects.get()
    assert (picture.epm, picture.added_by, picture.people) == (epm, animator, PeopleShown.NOBODY)


@pytest.mark.parametrize("missing", ["alternative", "credit", "people", "file"])
def test_nothing_is_kept_without_words_nor_agreement(client_of, animator, epm, missing):
    data = WORDS | {"file": photo()}
    del data[missing]
    response = client_of(animator).post(page_of(epm), data)
    assert list(response.context["form"].errors) == [missing]
    assert not PlacePicture.objects.exists()


def test_no_answer_means_that_somebody_refuses(client_of, animator, epm):
    response = client_of(animator).post(page_of(epm), WORDS | {"file": photo(), "people": "refused"})
    assert list(response.context["form"].errors) == ["people"]


@pytest.mark.parametrize("change", [{"alternative": ""}, {"credit": ""}, {"people": "refus"}])
def test_database_refuses_a_picture_without_words_or_agreement(picture, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        PlacePicture.objects.filter(pk=picture.pk).update(**change)


def test_file_that_is_no_picture_is_refused(client_of, animator, epm):
    file = SimpleUploadedFile("photo.jpg", b"#!/bin/sh\nrm -rf /", "image/jpeg")
    response = client_of(animator).post(page_of(epm), WORDS | {"file": file})
    assert response.context["form"].errors == {"file": [NOT_READ]}
    assert default_storage.exists("lieux") is False


def test_one_picture_too_many_is_refused_and_leaves_no_file(picture, epm, animator):
    for _ in range(MOST_PICTURES - 1):
        picture.pk = None
        picture.save(force_insert=True)
    before = set(default_storage.listdir("lieux")[1])
    with pytest.raises(ValidationError) as refusal:
        add_picture(epm=epm, by=animator, file=photo(), **WORDS)
    assert refusal.value.messages == [FULL]
    assert set(default_storage.listdir("lieux")[1]) == before


def test_full_place_shows_no_form(client_of, animator, picture, epm):
    for _ in range(MOST_PICTURES - 1):
        picture.pk = None
        picture.save(force_insert=True)
    assert client_of(animator).get(page_of(epm)).context["is_full"] is True


def test_picture_is_put_first(client, picture, epm, animator):
    second = add_picture(epm=epm, by=animator, file=photo(), **WORDS | {"alternative": "L’entrée"})
    assert alternatives(client, epm) == [picture.alternative, "L’entrée"]
    put_first(picture=second)
    assert alternatives(client, epm) == ["L’entrée", picture.alternative]


def test_picture_is_withdrawn_with_its_bytes(picture, django_capture_on_commit_callbacks):
    names = [file.name for file in picture.stored]
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_picture(picture=picture)
    assert not PlacePicture.objects.exists()
    assert [default_storage.exists(name) for name in names] == [False, False]


def test_words_are_corrected(client_of, animator, picture):
    url = reverse("reseau:place_picture_edit", args=[picture.pk])
    client = client_of(animator)
    client.post(url, WORDS | {"credit": "Commune", "people": "agreed"})
    picture.refresh_from_db()
    assert (picture.credit, picture.people) == ("Commune", PeopleShown.AGREED)
    assert list(client.post(url, WORDS | {"credit": " "}).context["form"].errors) == ["credit"]


def test_pictures_are_kept_by_the_team_and_the_territory(client_of, picture, epm, territorial, stranger, animator):
    actions = [reverse(f"reseau:place_picture_{name}", args=[picture.pk]) for name in ("edit", "first", "withdraw")]
    for url in (page_of(epm), *actions):
        assert client_of(stranger).post(url, WORDS | {"file": photo()}).status_code == 404
    assert PlacePicture.objects.get().credit == WORDS["credit"]
    assert client_of(territorial).get(page_of(epm)).status_code == 200
    for url in actions[1:]:
        assert client_of(animator).post(url).url == page_of(epm)
    assert not PlacePicture.objects.exists()


def test_page_of_a_place_without_a_picture_offers_it_to_its_team_alone(client, client_of, animator, epm):
    assert client.get(epm.get_absolute_url()).text.count("En photos") == 0
    assert client_of(animator).get(epm.get_absolute_url()).text.count("Ajouter\nune photo du lieu") == 1

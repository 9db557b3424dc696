"""Photos and sounds: none without rights and consent, seen with their place, withdrawn for good."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from lxml import html
from PIL import Image

from patrimoine.sites.enums import HeritageState
from patrimoine.sites.models import HeritagePlace
from patrimoine.works.models import FOLDER, HeritageWork
from patrimoine.works.services import MOST_WORKS, NOT_READ, add_work
from tests.answers import closing_answer
from tests.factories.patrimoine import HeritagePlaceFactory
from tests.reseau.documents.files.sounds import mp3

pytestmark = pytest.mark.django_db
RIGHTS = {
    "description": "Le pont et son reflet",
    "maker": "Camille",
    "origin": "learner",
    "licence": "cc-by-sa",
    "proof": "Accord signé, classeur 2",
    "people": "nobody",
}


def photo() -> SimpleUploadedFile:
    exif = Image.Exif()
    exif[0x010E] = "44.78 N"
    content = io.BytesIO()
    Image.effect_noise((60, 40), 60).convert("RGB").save(content, "JPEG", exif=exif)
    return SimpleUploadedFile("pont.jpg", content.getvalue(), "image/jpeg")


def sound() -> SimpleUploadedFile:
    return SimpleUploadedFile("voix.mp3", mp3(65), "audio/mpeg")


@pytest.fixture
def place(animator, epm):
    return HeritagePlaceFactory(draft=True, commune=epm.commune, author=animator, epm=epm)


def page_of(place) -> str:
    return reverse("patrimoine:works", args=[place.slug])


def test_author_adds_a_photo_and_a_sound(client, client_of, animator, place):
    browser = client_of(animator)
    assert browser.post(page_of(place), RIGHTS | {"file": photo()}).url == page_of(place)
    browser.post(page_of(place), RIGHTS | {"file": sound(), "description": "« On venait le soir. »"})

    picture, recording = place.works.all()
    assert (picture.kind, picture.width, picture.added_by) == ("picture", 60, animator)
    assert (recording.kind, recording.duration) == ("sound", "1\u00a0min 05\u00a0s")
    with picture.file.open() as kept:
        assert b"44.78 N" not in kept.read()

    HeritagePlace.objects.filter(pk=place.pk).update(state=HeritageState.PUBLISHED, published=place.created)
    page = html.fromstring(client.get(place.get_absolute_url()).text)
    assert page.xpath("//ul[@class='pictures']//img/@alt") == [RIGHTS["description"]]
    assert page.xpath("//audio/@src") == [recording.large_url]
    assert "On venait le soir" in page.xpath("string(//details[summary='Ce qui s’y dit'])")
    assert "classeur 2" not in page.text_content()
    for url, kind in ((picture.small_url, "image/jpeg"), (recording.large_url, "audio/mpeg")):
        with closing_answer(client.get(url)) as answer:
            assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
            assert answer.headers["cache-control"].startswith("private")
    assert client.get(recording.small_url).status_code == 404


@pytest.mark.parametrize("missing", ["file", *RIGHTS])
def test_nothing_is_kept_without_all_its_rights(client_of, animator, place, missing):
    data = RIGHTS | {"file": photo()}
    del data[missing]
    response = client_of(animator).post(page_of(place), data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [missing])
    assert not HeritageWork.objects.exists()


def test_database_refuses_a_work_without_rights_or_consent(animator, place):
    work = add_work(place=place, by=animator, file=photo(), **RIGHTS)
    for change in ({name: ""} for name in RIGHTS):
        with pytest.raises(IntegrityError), transaction.atomic():
            HeritageWork.objects.filter(pk=work.pk).update(**change)


def test_other_files_are_refused_and_leave_nothing(client_of, animator, place):
    file = SimpleUploadedFile("photo.jpg", b"#!/bin/sh\nrm -rf /", "image/jpeg")
    response = client_of(animator).post(page_of(place), RIGHTS | {"file": file})
    assert response.context["form"].errors == {"file": [NOT_READ]}
    assert default_storage.exists(FOLDER) is False


def test_files_follow_the_place_and_leave_with_it(
    client, client_of, animator, stranger, place, django_capture_on_commit_callbacks
):
    work = add_work(place=place, by=animator, file=photo(), **RIGHTS)
    HeritagePlace.objects.filter(pk=place.pk).update(state=HeritageState.PUBLISHED, published=place.created)
    with closing_answer(client.get(work.large_url)) as answer:
        assert answer.status_code == 200
    HeritagePlace.objects.filter(pk=place.pk).update(state=HeritageState.WITHDRAWN)
    assert [client.get(work.large_url).status_code, client_of(stranger).get(work.large_url).status_code] == [404, 404]
    assert client_of(stranger).post(reverse("patrimoine:work_withdraw", args=[work.pk])).status_code == 404

    names = [work.file.name, work.small.name]
    with django_capture_on_commit_callbacks(execute=True):
        client_of(animator).post(reverse("patrimoine:work_withdraw", args=[work.pk]))
    assert not HeritageWork.objects.exists()
    assert [default_storage.exists(name) for name in names] == [False, False]


def test_rights_are_corrected(client_of, animator, place):
    work = add_work(place=place, by=animator, file=photo(), **RIGHTS)
    address = reverse("patrimoine:work_edit", args=[work.pk])
    client_of(animator).post(address, RIGHTS | {"maker": "Camille L."})
    work.refresh_from_db()
    assert work.maker == "Camille L."
    assert client_of(animator).post(address, RIGHTS | {"proof": ""}).status_code == 422


def test_page_keeps_eight_works(animator, place, client_of):
    work = add_work(place=place, by=animator, file=photo(), **RIGHTS)
    for _ in range(MOST_WORKS - 1):
        work.pk = None
        work.save(force_insert=True)
    response = client_of(animator).post(page_of(place), RIGHTS | {"file": photo()})
    assert list(response.context["form"].errors) == ["file"]
    assert HeritageWork.objects.count() == MOST_WORKS

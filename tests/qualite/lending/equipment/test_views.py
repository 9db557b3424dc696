"""The photo of an equipment: redrawn, shown to members alone, replaced and taken away with its bytes."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from qualite.lending.enums import Condition
from tests.factories.equipment import EquipmentFactory
from tests.reseau.documents.files.pictures import encoded, flag, telephone_marks

pytestmark = pytest.mark.django_db


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_1.jpg", encoded(flag(), exif=telephone_marks()), "image/jpeg")


def typed(**values) -> dict:
    return {"name": "Robots", "kind": "programming", "entered_on": "2026-01-05", "condition": "good"} | values


@pytest.fixture
def kit(epm, client_of, animator):
    """A kit with a photo."""
    kit = EquipmentFactory(epm=epm)
    client_of(animator).post(reverse("qualite:equipment_edit", args=[kit.pk]), typed(photo=photo()))
    kit.refresh_from_db()
    return kit


def test_photo_is_served_to_members_without_the_place_where_it_was_taken(client, client_of, kit, stranger):
    url = reverse("qualite:equipment_photo", args=[kit.pk])

    response = client_of(stranger).get(url)

    content = b"".join(response.streaming_content)
    # What a member reads is not kept on a shared computer.
    assert (response["Content-Type"], response["Cache-Control"]) == ("image/jpeg", "private, no-store")
    assert content.startswith(b"\xff\xd8")
    assert b"Telephone de Colette" not in content
    assert client.get(url).url.startswith("/connexion/")


def test_new_photo_takes_the_place_of_the_former_one(client_of, animator, kit, django_capture_on_commit_callbacks):
    former = kit.photo.name

    with django_capture_on_commit_callbacks(execute=True):
        client_of(animator).post(reverse("qualite:equipment_edit", args=[kit.pk]), typed(photo=photo()))

    kit.refresh_from_db()
    assert [default_storage.exists(name) for name in (former, kit.photo.name)] == [False, True]


def test_photo_is_taken_away_with_its_bytes(client_of, animator, kit, django_capture_on_commit_callbacks):
    former = kit.photo.name

    with django_capture_on_commit_callbacks(execute=True):
        client_of(animator).post(reverse("qualite:equipment_edit", args=[kit.pk]), typed(without_photo="on"))

    kit.refresh_from_db()
    assert (kit.photo.name, kit.photo_changed, default_storage.exists(former)) == ("", None, False)


def test_file_that_is_no_picture_is_refused_and_changes_nothing(client_of, animator, epm):
    kit = EquipmentFactory(epm=epm)
    text = SimpleUploadedFile("photo.jpg", b"words", "image/jpeg")

    response = client_of(animator).post(
        reverse("qualite:equipment_edit", args=[kit.pk]), typed(photo=text, condition=Condition.DAMAGED)
    )

    kit.refresh_from_db()
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["photo"])
    assert (kit.photo.name, kit.condition) == ("", Condition.GOOD)

"""Pictures of a sheet: storage, refusals, order, and deletion from the disk."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from ressources.files.models.picture import FOLDER, Picture
from ressources.files.services import attachments
from ressources.files.services import pictures as services_pictures
from ressources.files.services.upload_quota import MAX_PICTURES, MAX_SIZE
from tests.factories.ressources import PictureFactory
from tests.reseau.documents.files.documents import OFFICE
from tests.reseau.documents.files.pictures import encoded, flag, landscape, telephone_photo

pytestmark = pytest.mark.django_db


def add(sheet, content: bytes | None = None, **options) -> Picture:
    description = {"alternative": "Un drapeau bleu au coin rouge"} | options
    file = ContentFile(encoded(flag()) if content is None else content, "IMG_2041.JPG")
    return services_pictures.add_picture(sheet=sheet, by=sheet.owner, file=file, **description)


def refusal(sheet, *arguments) -> str:
    with pytest.raises(ValidationError) as error:
        add(sheet, *arguments)
    assert len(stored_names()) == 2 * Picture.objects.count()
    return error.value.message


def stored_names() -> list[str]:
    """Names of the pictures in the storage."""
    return sorted(default_storage.listdir(FOLDER)[1]) if default_storage.exists(FOLDER) else []


def order(sheet) -> list[int]:
    return list(sheet.pictures.values_list("pk", flat=True))


def test_picture_is_stored_in_two_sizes_with_its_description(sheet, animator):
    picture = add(sheet, encoded(landscape(2000, 1500)), caption="Vu du causse", credit="Colette, CC BY")
    picture.refresh_from_db()
    assert (picture.sheet.pk, picture.added_by, picture.alternative, picture.caption, picture.credit) == (
        sheet.pk,
        animator,
        "Un drapeau bleu au coin rouge",
        "Vu du causse",
        "Colette, CC BY",
    )
    sizes = []
    for rendition in picture.stored:
        with Image.open(rendition) as image:
            sizes.append((image.format, image.size))
        rendition.close()
    assert sizes == [("JPEG", (1600, 1200)), ("JPEG", (480, 360))]
    assert (picture.width, picture.height, picture.small_width, picture.size) == (1600, 1200, 480, picture.file.size)


def test_metadata_of_the_phone_is_removed(sheet):
    content = telephone_photo()
    picture = add(sheet, content)
    assert b"Colette" in content
    for rendition in picture.stored:
        with rendition.open() as file:
            assert b"Colette" not in file.read()


def test_pictures_follow_the_order_of_upload(sheet):
    added = [add(sheet, encoded(flag(40 + rank))).pk for rank in range(3)]
    assert order(sheet) == added


def test_picture_that_is_too_heavy_is_refused_with_both_sizes(sheet):
    assert refusal(sheet, b"\xff\xd8\xff" + b"0" * (2 * MAX_SIZE)) == (
        "Cette image fait 40\u00a0Mo, 20\u00a0Mo au plus sont acceptés. "
        "Réduisez-la avant de l’ajouter\u00a0: 1\u202f600 points de large suffisent."
    )


def test_document_is_refused_with_a_hint(sheet):
    assert refusal(sheet, OFFICE["docx"]) == (
        "Ce fichier n’est pas une image JPEG, PNG, WebP, GIF, HEIC ou AVIF. Un document se joint parmi les fichiers."
    )


def test_same_picture_is_not_added_twice(sheet, member_sheet):
    add(sheet)
    assert refusal(sheet) == "Cette image est déjà sur la fiche\u00a0: «\u00a0Un drapeau bleu au coin rouge\u00a0»."
    assert add(member_sheet).sheet == member_sheet


def test_picture_beyond_the_quota_is_refused(sheet):
    PictureFactory.create_batch(MAX_PICTURES, sheet=sheet)
    assert refusal(sheet) == "Une fiche porte 12 images au plus\u00a0: retirez-en une d’abord."


def test_description_is_corrected(sheet):
    picture = PictureFactory(sheet=sheet, caption="Avant")
    services_pictures.describe_picture(picture=picture, alternative="", caption="Après", credit="Colette")
    picture.refresh_from_db()
    assert (picture.alternative, picture.caption, picture.credit) == ("", "Après", "Colette")


@pytest.mark.parametrize(
    ("rank", "places", "expected"),
    [(2, -1, [0, 2, 1]), (0, 1, [1, 0, 2]), (0, -1, [0, 1, 2]), (2, 1, [0, 1, 2]), (0, 9, [1, 2, 0])],
)
def test_picture_is_moved_among_its_neighbours(sheet, member_sheet, rank, places, expected):
    pictures = PictureFactory.create_batch(3, sheet=sheet)
    PictureFactory.create_batch(2, sheet=member_sheet)
    services_pictures.move_picture(picture=pictures[rank], places=places)
    assert order(sheet) == [pictures[place].pk for place in expected]


def test_picture_removed_meanwhile_is_not_moved(sheet):
    picture, other = PictureFactory.create_batch(2, sheet=sheet)
    Picture.objects.filter(pk=picture.pk).delete()
    services_pictures.move_picture(picture=picture, places=1)
    assert order(sheet) == [other.pk]


def test_removed_picture_is_deleted(sheet, django_capture_on_commit_callbacks):
    picture = add(sheet)
    with django_capture_on_commit_callbacks(execute=True):
        services_pictures.remove_picture(picture=picture)
    assert (Picture.objects.count(), stored_names()) == (0, [])


def test_pictures_are_deleted_with_their_page(sheet, member_sheet, django_capture_on_commit_callbacks):
    add(sheet)
    other = add(member_sheet)
    with django_capture_on_commit_callbacks(execute=True):
        attachments.forget_files_under(page=sheet)
        sheet.delete()
    assert stored_names() == sorted(rendition.name.removeprefix(f"{FOLDER}/") for rendition in other.stored)


def test_failed_save_leaves_no_picture(sheet, monkeypatch):
    def fail(self, **options):
        raise OSError("disk full")

    monkeypatch.setattr(Picture, "save", fail)
    with pytest.raises(OSError, match="disk full"):
        add(sheet)
    assert stored_names() == []


def test_one_picture_of_a_sheet_is_on_its_cover(sheet, member_sheet):
    first, second = PictureFactory.create_batch(2, sheet=sheet)
    elsewhere = PictureFactory(sheet=member_sheet, is_cover=True)
    for picture in (first, second):
        services_pictures.set_cover(picture=picture, is_cover=True)
    assert set(Picture.objects.filter(is_cover=True)) == {second, elsewhere}
    services_pictures.set_cover(picture=second, is_cover=False)
    assert set(Picture.objects.filter(is_cover=True)) == {elsewhere}


def test_database_refuses_a_second_cover_and_an_unchecked_one(sheet):
    PictureFactory(sheet=sheet, is_cover=True)
    refused_pictures = [
        (PictureFactory.build(sheet=sheet, is_cover=True), "Une autre image de cette fiche est en couverture."),
        (
            PictureFactory.build(sheet=sheet, is_cover=True, quarantined=True),
            "Une image en cours de vérification ne se montre pas en couverture.",
        ),
    ]
    for picture, sentence in refused_pictures:
        with pytest.raises(ValidationError) as error:
            picture.validate_constraints()
        assert sentence in error.value.messages

"""Photos and files sent with the form of a sheet: stored at once, placed in their step, never a word lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reseau.web.offline_entries import owner_key
from ressources.authoring.writing.models import KeptText
from ressources.files.models.attachment import Attachment
from ressources.files.models.picture import Picture
from ressources.review.versions.base_version import BaseVersion
from ressources.sheets.models.workshop import WorkshopPage
from tests.factories.ressources import PictureFactory
from tests.reseau.documents.files.documents import page, pdf
from tests.reseau.documents.files.pictures import telephone_photo
from tests.ressources.authoring.writing.form_posts import edit_url, form_data, reload

pytestmark = pytest.mark.django_db
PROPOSE = "/ressources/proposer/"
DESCRIPTION = "La pince tient le câble."


@pytest.fixture
def author(client_of, animator):
    return client_of(animator)


def photo(name: str = "a.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, telephone_photo("JPEG"))


def in_step(rank: int = 0, **changes) -> dict:
    """Return a form with a photo described in a step, and its button pressed unless `upload` is None."""
    prefix = f"steps-{rank}-photo"
    described = {f"{prefix}-file": photo(), f"{prefix}-alternative": DESCRIPTION, "upload": prefix}
    return {name: value for name, value in form_data(**described | changes).items() if value is not None}


def test_photo_of_a_new_sheet_makes_its_draft_with_what_is_typed(author, animator, epm):
    page = author.post(PROPOSE, in_step(title="", aim="Chacun range.", window="w1"))

    sheet, picture = WorkshopPage.objects.get(), Picture.objects.get()
    assert (sheet.draft_title, sheet.owner.pk, sheet.epm, sheet.live) == ("Fiche sans titre", animator.pk, epm, False)
    assert (picture.sheet_id, picture.alternative) == (sheet.pk, DESCRIPTION)
    row = page.context["form"].rows[0]
    assert (row.marks, row.photo.said, row.photo.is_open) == ([picture.mark], "La photo est ajoutée.", False)
    assert (page.text.count("À côté de cette étape"), page.text.count("Mettre ici cette image")) == (1, 0)
    assert page.context["form"]["aim"].value() == "Chacun range."
    text = page.content.decode()
    assert f'action="{edit_url(sheet)}"' in text
    assert "data-errors" not in text
    content = reload(sheet).latest_content
    assert (content.aim, content.steps[0].pictures) == ("Chacun range.", (picture.mark,))
    assert not KeptText.objects.exists()

    author.post(edit_url(sheet), form_data(base=page.context["base"], **{"steps-0-pictures": [picture.mark]}))
    assert reload(sheet).latest_content.steps[0].pictures == (picture.mark,)


def keep(author, member, *, rank: int, **changes) -> None:
    """Keep the data of window `w1`, as its script does."""
    address = f"/ressources/fiches/garder/?form=atelier&window=w1&rank={rank}&member={owner_key(member)}"
    assert author.post(address, form_data(**changes)).status_code == 200


def test_late_data_of_the_page_left_with_a_photo_begins_no_text(author, animator):
    keep(author, animator, rank=1)
    author.post(PROPOSE, in_step(window="w1"))

    keep(author, animator, rank=2)

    assert not KeptText.objects.exists()
    assert author.get(PROPOSE).context["opening"].text is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"aim": "x" * 1000}, "x" * 1000),
        ({"photo-alternative": "Un câble"}, "À la fin, chacun retrouve une photo."),
    ],
    ids=["invalid", "photo to come"],
)
def test_what_a_draft_cannot_hold_stays_kept_against_late_data(author, animator, typed, kept):
    keep(author, animator, rank=1)
    author.post(PROPOSE, in_step(window="w1", **typed))
    keep(author, animator, rank=2, aim="Avant la photo")

    sheet, text = WorkshopPage.objects.get(), KeptText.objects.get()
    assert (text.sheet_id, text.post["aim"], text.post.getlist("steps-0-pictures")) == (
        sheet.pk,
        kept,
        [Picture.objects.get().mark],
    )
    assert text.stands_on(str(BaseVersion.latest_of(sheet)))


def test_photo_of_a_sheet_is_not_lost_to_late_data(author, animator, draft):
    base = str(author.get(edit_url(draft)).context["base"])
    author.post(edit_url(draft), in_step(base=base, window="w1"))

    keep(author, animator, rank=2, base=base)

    assert author.get(edit_url(draft)).context["form"].rows[0].marks == [Picture.objects.get().mark]


def test_chosen_photo_is_stored_when_the_sheet_is_saved(author, draft):
    base = str(author.get(edit_url(draft)).context["base"])

    response = author.post(edit_url(draft), in_step(base=base, upload=None, save="1"))

    assert response.status_code == 302
    assert reload(draft).latest_content.steps[0].pictures == (Picture.objects.get().mark,)


def test_new_sheet_with_a_photo_is_saved_at_once(author):
    response = author.post(PROPOSE, in_step(upload=None, save="1"))

    sheet = WorkshopPage.objects.get()
    assert response.url == edit_url(sheet)
    assert (sheet.draft_title, len(sheet.latest_content.steps[0].pictures)) == ("Ranger ses photos", 1)


def test_photo_stays_although_the_form_is_refused(author, draft):
    """A browser never sends a file twice by itself: what is good is kept, whatever the rest."""
    page = author.post(edit_url(draft), in_step(upload=None, send="1", aim=""))

    assert [target for _, target, _ in page.context["form"].mistakes()] == ["id_aim"]
    assert page.context["form"].rows[0].marks == [Picture.objects.get().mark]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"steps-0-photo-alternative": ""}, "alternative", "Décrivez l’image"),
        ({"steps-0-photo-file": SimpleUploadedFile("a.jpg", b"x")}, "file", "image"),
        ({"steps-0-photo-file": ""}, "file", "Choisissez une image"),
    ],
)
def test_refused_photo_is_explained_in_its_step_and_leaves_no_draft(author, changes, field, words):
    page = author.post(PROPOSE, in_step(**changes))

    assert not WorkshopPage.objects.exists()
    upload = page.context["form"].rows[0].photo
    assert words in upload.errors[field][0]
    assert page.context["form"]["title"].value() == "Ranger ses photos"
    assert upload.errors[field][0] in page.content.decode()


def test_same_photo_beside_a_second_step_is_stored_once(author, draft):
    picture = PictureFactory(sheet=draft)
    author.post(edit_url(draft), in_step())
    author.post(edit_url(draft), in_step())

    assert Picture.objects.exclude(pk=picture.pk).count() == 1


def test_photo_and_file_of_the_sheet_itself(author, draft):
    described = {"photo-file": photo(), "photo-decorative": "on"}
    joined = {"joined-file": SimpleUploadedFile("memo.txt", "Un mémo".encode()), "joined-name": "Mémo"}

    page = author.post(edit_url(draft), form_data(upload="photo", **described, **joined))

    form = page.context["form"]
    assert (form.photo.said, form.file.said) == ("La photo est ajoutée.", "Le fichier est joint.")
    assert (Picture.objects.get().alternative, Attachment.objects.get().name) == ("", "Mémo.txt")
    assert "Mémo.txt" in page.content.decode()


def test_short_kinds_take_files_too(author):
    data = {"title": "Une veille", "joined-file": SimpleUploadedFile("memo.txt", b"texte"), "upload": "joined"}

    author.post("/ressources/proposer/veille/", data)

    assert Attachment.objects.get().sheet.draft_title == "Une veille"


def test_fields_of_a_photo_open_in_their_step_without_a_script(author):
    page = author.post(PROPOSE, form_data(add_photo="steps-0-photo"))

    assert 'name="steps-0-photo-file"' in page.content.decode()
    assert 'name="photo-file"' not in page.content.decode()
    assert page.context["form"]["title"].value() == "Ranger ses photos"


def test_picture_beside_no_step_is_offered_to_a_step(author, draft):
    picture = PictureFactory(sheet=draft)

    page = author.post(edit_url(draft), form_data(add_photo="steps-0-photo"))

    assert f'name="steps-0-pictures" value="{picture.mark}"' in page.content.decode()


def test_files_of_others_stay_closed(client_of, colleague, draft):
    assert client_of(colleague).post(edit_url(draft), in_step()).status_code == 404
    assert not Picture.objects.exists()


def test_untagged_pdf_joined_from_the_form_is_kept_with_a_warning(author, draft):
    joined = {"joined-file": SimpleUploadedFile("memo.pdf", pdf(page("Mémo"))), "joined-name": "Mémo"}

    said = author.post(edit_url(draft), form_data(upload="joined", **joined)).context["form"].file.said

    assert (Attachment.objects.get().kind, said.startswith("Le fichier est joint. Ce PDF n’est pas balisé")) == (
        "pdf",
        True,
    )


@pytest.mark.parametrize("button", ["save", "send"])
@pytest.mark.parametrize("prefix", ["photo", "steps-0-photo"])
def test_panel_without_a_file_never_stops_the_form(author, prefix, button):
    words = {f"{prefix}-alternative": DESCRIPTION}

    response = author.post(PROPOSE, form_data(**{button: "1"}, **words), follow=True)

    sheet = WorkshopPage.objects.get()
    assert sheet.state == ("draft" if button == "save" else "submitted")
    said = [str(message) for message in response.context["messages"]]
    assert any(DESCRIPTION in sentence for sentence in said)
    assert not Picture.objects.exists()


@pytest.mark.parametrize("prefix", ["photo", "joined", "steps-0-photo"])
def test_panel_of_an_upload_is_closed_by_its_own_button(author, prefix):
    """Even with a file and words: nothing is stored, and the button that opens it again has the focus."""
    typed = {f"{prefix}-file": photo(), f"{prefix}-alternative": DESCRIPTION, f"{prefix}-name": "Mémo"}

    page = author.post(PROPOSE, form_data(close_upload=prefix, **typed))

    upload = next(upload for upload in page.context["form"].uploads() if upload.prefix == prefix)
    assert (upload.is_open, upload.is_closed, page.context["form"]["title"].value()) == (
        False,
        True,
        "Ranger ses photos",
    )
    assert "autofocus" in page.content.decode()
    assert [model.objects.exists() for model in (WorkshopPage, Picture, Attachment)] == [False, False, False]

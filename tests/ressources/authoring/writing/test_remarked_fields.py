"""The form of a sheet with remarks beside its fields: answered and done without losing form data."""

import pytest

from ressources.authoring.publication import services as publication
from ressources.authoring.writing.models import KeptText
from ressources.review.models import Remark
from tests.factories.ressources import RemarkAnswerFactory, RemarkFactory
from tests.ressources.authoring.writing.form_posts import edit_url, form_data, reload

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client_of, animator):
    return client_of(animator)


@pytest.fixture
def returned_sheet(submitted, territorial):
    """A sheet sent back to `animator`."""
    return publication.ask_changes(page=submitted, by=territorial, reason="Presque prête.")


@pytest.fixture
def remark(returned_sheet, territorial):
    return RemarkFactory(sheet=returned_sheet, author=territorial, text="Plus court ?")


def remarks_by_field(page) -> dict[str, list[str]]:
    """Return name of a field → remarks beside it."""
    form = page.context["form"]
    fields = form.fields | {f"steps-{place}": row.fields["title"] for place, row in enumerate(form.rows)}
    remarks = {name: [str(thread.remark) for thread in getattr(field, "threads", ())] for name, field in fields.items()}
    return {name: texts for name, texts in remarks.items() if texts}


def push(browser, page, **buttons):
    """Press a button of a remark in a form with a changed title."""
    return browser.post(edit_url(page), form_data(title="Un autre titre", base=str(page.latest_revision_id)) | buttons)


def test_remarks_are_beside_their_fields(author, returned_sheet, remark, territorial):
    second_step = RemarkFactory(sheet=returned_sheet, part="steps", place=1, author=territorial)
    skills = RemarkFactory(sheet=returned_sheet, part="skills", author=territorial)
    RemarkFactory(sheet=returned_sheet, part="title", done=True)

    page = author.get(edit_url(returned_sheet))

    assert remarks_by_field(page) == {"aim": ["Plus court ?"], "steps-1": [str(second_step)], "skills": [str(skills)]}
    assert (page.context["remark_count"], page.context["elsewhere"]) == (3, [])
    text = page.content.decode()
    assert [text.count(str(text_remark)) for text_remark in (remark, second_step, skills)] == [1, 1, 1]


def test_remarks_without_a_field_come_first_with_their_name(author, returned_sheet, territorial):
    RemarkFactory(
        sheet=returned_sheet, part="steps", label="Déroulé", text="Cinq étapes suffisent.", author=territorial
    )
    RemarkFactory(sheet=returned_sheet, part="steps", place=9, label="Étape 10", text="À retirer ?", author=territorial)

    page = author.get(edit_url(returned_sheet))

    assert [str(thread.remark) for thread in page.context["elsewhere"]] == ["À retirer ?"]
    assert [str(thread.remark) for thread in page.context["form"].rows.threads] == ["Cinq étapes suffisent."]
    text = page.content.decode()
    assert ("Étape 10" in text, "Cinq étapes suffisent." in text) == (True, True)


def test_form_without_a_remark_is_unchanged(author, draft):
    page = author.get(edit_url(draft))

    assert (remarks_by_field(page), "remark_count" in page.context) == ({}, False)


def test_marking_as_done_keeps_the_form_data_unsaved(author, returned_sheet, remark, animator):
    page = push(author, returned_sheet, remark_done=str(remark.pk))

    remark.refresh_from_db()
    assert (remark.done_by, remarks_by_field(page)) == (animator, {})
    assert page.context["form"]["title"].value() == "Un autre titre"
    assert reload(returned_sheet).latest_revision_id == returned_sheet.latest_revision_id
    assert KeptText.objects.get(member=animator).title == "Un autre titre"


def test_answering_keeps_the_form_data(author, returned_sheet, remark, animator):
    page = push(author, returned_sheet, remark_answer=str(remark.pk), **{f"remark_text-{remark.pk}": "Voilà."})

    assert [(answer.author, answer.text) for answer in remark.answers.all()] == [(animator, "Voilà.")]
    assert page.context["form"]["title"].value() == "Un autre titre"
    (thread,) = page.context["form"].fields["aim"].threads
    assert (thread.typed, thread.error) == ("", "")


def test_empty_answer_is_explained_beside_its_box(author, returned_sheet, remark):
    page = push(author, returned_sheet, remark_answer=str(remark.pk), **{f"remark_text-{remark.pk}": " "})

    (thread,) = page.context["form"].fields["aim"].threads
    assert thread.error == "Écrivez votre réponse."
    assert 'aria-invalid="true"' in page.content.decode()
    assert not remark.answers.exists()


def test_unsent_answer_stays_while_another_button_is_used(author, returned_sheet, remark, territorial):
    other = RemarkFactory(sheet=returned_sheet, part="tips", author=territorial)

    page = push(author, returned_sheet, remark_done=str(other.pk), **{f"remark_text-{remark.pk}": "Je réflé"})

    (thread,) = page.context["form"].fields["aim"].threads
    assert (thread.typed, thread.error) == ("Je réflé", "")
    assert 'aria-label="Votre réponse">Je réflé</textarea>' in page.content.decode()


def test_remark_follows_its_step_in_the_form_data(author, returned_sheet, territorial):
    steps = returned_sheet.latest_content.steps
    RemarkFactory(sheet=returned_sheet, part="steps", place=1, text="Une pause ?", author=territorial)
    steps_data = {
        "steps-TOTAL_FORMS": "2",
        "steps-0-title": steps[1].title,
        "steps-0-minutes": "",
        "steps-1-title": steps[0].title,
        "steps-1-minutes": "douze",
    }

    page = author.post(edit_url(returned_sheet), form_data(**steps_data, base=str(returned_sheet.latest_revision_id)))

    assert remarks_by_field(page) == {"steps-0": ["Une pause ?"]}


def test_reviewer_who_corrects_also_sees_the_remarks(client_of, second, submitted, territorial):
    RemarkFactory(sheet=submitted, author=territorial, text="Plus court ?")

    assert remarks_by_field(client_of(second).get(edit_url(submitted))) == {"aim": ["Plus court ?"]}


@pytest.mark.parametrize("key", ["", "0", "douze", "9" * 40])
def test_button_without_a_remark_is_refused(author, returned_sheet, remark, key):
    assert push(author, returned_sheet, remark_done=key).status_code == 404


def test_remark_of_another_sheet_is_not_changed(author, returned_sheet, remark):
    other = RemarkFactory()

    assert push(author, returned_sheet, remark_done=str(other.pk)).status_code == 404
    assert set(Remark.objects.open()) == {remark, other}


def test_saving_leaves_remarks_open(author, returned_sheet, remark):
    RemarkAnswerFactory(remark=remark)
    author.post(edit_url(returned_sheet), form_data(base=str(returned_sheet.latest_revision_id), save="1"))

    assert reload(returned_sheet).latest_revision_id != returned_sheet.latest_revision_id
    assert remarks_by_field(author.get(edit_url(returned_sheet))) == {"aim": ["Plus court ?"]}


def test_my_sheets_count_open_remarks(author, returned_sheet, remark):
    RemarkFactory(sheet=returned_sheet, done=True)

    assert "Lire la remarque (1)" in author.get("/ressources/mes-fiches/").content.decode()

"""Writing through the form, from the first title to the review, without loss."""

import pytest

from ressources.authoring.publication import services as publication
from ressources.sheets.enums import SheetState
from ressources.sheets.models.workshop import WorkshopPage
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import PositionFactory
from tests.factories.ressources import DraftFactory, SheetFactory
from tests.ressources.authoring.writing.form_posts import edit_url, form_data, messages_of, reload

pytestmark = pytest.mark.django_db
PROPOSE, MINE = "/ressources/proposer/", "/ressources/mes-fiches/"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def author(client_of, animator):
    """The browser of `animator`."""
    return client_of(animator)


def test_title_alone_is_saved_as_a_draft(author, animator, epm):
    response = author.post(PROPOSE, {"title": "Une idée", "audience": "public", "level": "", "save": "1"} | ROWS)
    page = WorkshopPage.objects.get()
    assert (response.status_code, response.url) == (302, edit_url(page))
    assert (page.draft_title, page.owner, page.epm, page.state) == ("Une idée", animator, epm, SheetState.DRAFT)
    assert messages_of(author.get(response.url)) == [
        "Votre brouillon est enregistré. Vous le retrouverez dans «\u00a0Mes fiches\u00a0»."
    ]


ROWS = {"steps-TOTAL_FORMS": "3", "steps-INITIAL_FORMS": "0"}


def test_complete_sheet_is_submitted_at_once(author, territorial):
    response = author.post(PROPOSE, form_data(send="1"))
    assert response.url == MINE
    assert WorkshopPage.objects.get().state is SheetState.SUBMITTED
    assert territorial.notices.count() == 1


def test_incomplete_sheet_stays_on_the_page_with_its_form_data(author):
    response = author.post(PROPOSE, form_data(send="1", aim="", tips=HOSTILE, **{"steps-0-minutes": ""}))
    text = response.content.decode()
    assert (response.status_code, WorkshopPage.objects.count()) == (200, 0)
    assert '<a href="#id_aim">Objectif</a>' in text
    assert '<a href="#id_steps-0-minutes">Étape 1, Minutes</a>' in text
    for words in ("Ranger ses photos", "Dites bonjour.", "&lt;script&gt;alert(1)&lt;/script&gt;"):
        assert words in text
    assert HOSTILE not in text


def test_step_can_be_added_without_a_script(author):
    response = author.post(PROPOSE, form_data(add_step="1", title=""))
    rows = response.context["form"].rows
    assert [row["title"].value() for row in rows] == ["Accueil", ""]
    text = response.content.decode()
    assert 'name="steps-TOTAL_FORMS" value="2"' in text
    assert "data-errors" not in text
    assert 'name="steps-1-title" maxlength="120" autofocus' in text
    assert WorkshopPage.objects.count() == 0


def test_enter_key_saves_without_submitting(author):
    author.post(PROPOSE, form_data())
    assert WorkshopPage.objects.get().state is SheetState.DRAFT


def test_animator_of_one_epm_has_no_choice(author, other_epm, epm):
    assert b"id_epm" not in author.get(PROPOSE).content
    author.post(PROPOSE, form_data(save="1", epm=str(other_epm.pk)))
    assert WorkshopPage.objects.get().epm == epm


def test_animator_of_several_epm_chooses(author, animator, other_epm, epm):
    PositionFactory(member=animator, epm=other_epm)
    assert author.get(PROPOSE).context["form"]["epm"].value() == epm.pk
    author.post(PROPOSE, form_data(save="1", epm=str(other_epm.pk)))
    assert WorkshopPage.objects.get().epm == other_epm


def test_coordinator_chooses_among_all(client_of, coordinator, other_epm, epm):
    browser = client_of(coordinator)
    assert browser.post(PROPOSE, form_data(save="1")).status_code == 200
    browser.post(PROPOSE, form_data(save="1", epm=str(other_epm.pk)))
    assert WorkshopPage.objects.get().epm == other_epm


@pytest.mark.parametrize("url", [PROPOSE, MINE])
def test_writing_is_for_network_members(client, client_of, url, epm, departed):
    assert client.get(url).status_code == 302
    assert client_of(LearnerFactory(epm=epm).member).get(url).status_code == 404
    assert client_of(departed).get(url).status_code == 302


@pytest.mark.parametrize("page", ["modifier", "apercu"])
def test_sheet_of_others_is_404(
    client_of, draft, page, colleague, stranger, other_territorial, epm, animator, territorial
):
    url = f"/ressources/fiches/{draft.pk}/{page}/"
    outsiders = (colleague, stranger, other_territorial, LearnerFactory(epm=epm).member)
    assert [client_of(person).get(url).status_code for person in outsiders] == [404] * 4
    assert [client_of(person).get(url).status_code for person in (animator, territorial)] == [200, 200]


def test_others_cannot_save_or_submit(client_of, draft, colleague, other_territorial):
    for person in (colleague, other_territorial):
        browser = client_of(person)
        assert browser.post(edit_url(draft), form_data(save="1")).status_code == 404
        assert browser.post(f"/ressources/fiches/{draft.pk}/envoyer/").status_code == 404
    assert reload(draft).state is SheetState.DRAFT


def test_changes_are_saved_on_the_opened_version(author, draft):
    base = author.get(edit_url(draft)).context["base"]
    response = author.post(edit_url(draft), form_data(save="1", base=str(base), tips="Un conseil"))
    assert response.url == edit_url(draft)
    assert reload(draft).latest_content.tips == "Un conseil"


def test_reviewer_corrects_and_returns_to_the_review(client_of, territorial, submitted):
    browser = client_of(territorial)
    page = browser.get(edit_url(submitted))
    assert ("Enregistrer mes corrections" in page.content.decode(), b'name="send"' in page.content) == (True, False)
    response = browser.post(edit_url(submitted), form_data(save="1", base=str(page.context["base"])))
    assert response.url == f"/ressources/fiches/{submitted.pk}/relire/"
    assert reload(submitted).state is SheetState.SUBMITTED


def test_unchanged_sheet_stays_in_review(author, submitted):
    form = author.get(edit_url(submitted)).context["form"]
    rows = {field.html_name: field.value() or "" for row in form.rows for field in row}
    fields = {field.html_name: field.value() or "" for field in form.visible_fields() if field.name != "skills"}
    counts = {"steps-TOTAL_FORMS": "3", "steps-INITIAL_FORMS": "0", "save": "1"}
    assert author.post(edit_url(submitted), fields | rows | counts).url == edit_url(submitted)
    assert reload(submitted).state is SheetState.SUBMITTED


def test_added_step_keeps_the_opened_version(author, draft):
    response = author.post(edit_url(draft), form_data(add_step="1", base="77"))
    assert '<input type="text" name="base" value="77" hidden>' in response.content.decode()


def test_submitting_from_the_form_saves_first(author, draft, territorial):
    base = author.get(edit_url(draft)).context["base"]
    response = author.post(edit_url(draft), form_data(send="1", base=str(base)))
    assert (response.url, reload(draft).state) == (MINE, SheetState.SUBMITTED)
    assert reload(draft).latest_content.title == "Ranger ses photos"


def test_submitting_an_unchanged_published_sheet_is_explained(author, sheet):
    response = author.post(f"/ressources/fiches/{sheet.pk}/envoyer/", follow=True)
    assert messages_of(response) == ["Cette fiche est déjà publiée, sans rien de nouveau à relire."]


def test_submitting_an_incomplete_sheet_lists_what_is_missing(author, epm, animator):
    page = DraftFactory(epm=epm, author=animator, data__aim="")
    response = author.post(f"/ressources/fiches/{page.pk}/envoyer/", follow=True)
    assert response.redirect_chain[-1][0] == edit_url(page)
    assert messages_of(response)[0].endswith("Dites en une phrase ce que les personnes sauront faire à la fin.")


def test_reviewer_who_submits_returns_to_the_queue(client_of, territorial, draft):
    assert client_of(territorial).post(f"/ressources/fiches/{draft.pk}/envoyer/").url == "/ressources/a-relire/"


def test_form_warns_that_saving_cancels_the_review(author, client_of, submitted, territorial):
    words = "Si vous l’enregistrez, elle en sort"
    assert words in author.get(edit_url(submitted)).content.decode()
    assert words not in client_of(territorial).get(edit_url(submitted)).content.decode()


def test_form_shows_the_requested_changes(author, submitted, territorial):
    publication.ask_changes(page=submitted, by=territorial, reason=f"Une pause {HOSTILE}")
    text = author.get(edit_url(submitted)).content.decode()
    assert f"{territorial} demande des modifications" in text
    assert (HOSTILE in text, "Une pause &lt;script&gt;" in text) == (False, True)


def test_form_is_light(author, epm, animator, skill_keys):
    skill_keys("D1.1")
    sheet = SheetFactory(epm=epm, author=animator)
    assert len(author.get(edit_url(sheet)).content) < 30_000
    assert len(author.get(PROPOSE).content) < 30_000


def test_preview_shows_the_draft_and_what_is_missing(author, epm, animator):
    page = DraftFactory(epm=epm, author=animator, data__title=f"Idée {HOSTILE}", data__aim="", data__tags=("photo",))
    text = author.get(f"/ressources/fiches/{page.pk}/apercu/").content.decode()
    assert "Dites en une phrase ce que les personnes sauront faire à la fin." in text
    assert ('<span class="tag">photo</span>' in text, HOSTILE in text) == (True, False)
    assert f"/ressources/fiches/{page.pk}/envoyer/" not in text


def test_preview_of_a_complete_draft_offers_submission(author, draft):
    assert (
        f"/ressources/fiches/{draft.pk}/envoyer/"
        in author.get(f"/ressources/fiches/{draft.pk}/apercu/").content.decode()
    )


def test_preview_of_a_revised_sheet_shows_the_new_text_beside_the_old_one(author, sheet):
    base = author.get(edit_url(sheet)).context["base"]
    author.post(edit_url(sheet), form_data(save="1", base=str(base), title="Nouveau titre"))
    text = author.get(f"/ressources/fiches/{sheet.pk}/apercu/").content.decode()
    assert "<h1>Nouveau titre</h1>" in text
    assert "Voir la version en ligne" in text
    assert f"<h1>{sheet.title}</h1>" in author.get(sheet.get_absolute_url()).content.decode()


def test_submission_requires_post(author, draft):
    assert author.get(f"/ressources/fiches/{draft.pk}/envoyer/").status_code == 405


def test_draft_with_a_duration_gap_is_saved_with_a_warning(author, draft):
    base = str(author.get(edit_url(draft)).context["base"])
    page = author.post(edit_url(draft), form_data(save="1", base=base, announced="90"), follow=True)
    assert reload(draft).latest_content.announced == 90
    gap = "Vous annoncez 1\u00a0h\u00a030 et vos étapes font 30\u00a0min\u00a0: il manque 1\u00a0h."
    assert f'<p data-total role="status" class="notice warning">{gap}</p>' in page.content.decode()


def test_sheet_with_a_duration_gap_is_not_submitted(author, draft):
    base = str(author.get(edit_url(draft)).context["base"])
    page = author.post(edit_url(draft), form_data(send="1", base=base, announced="20"))
    gap = "Vous annoncez 20\u00a0min et vos étapes font 30\u00a0min\u00a0: il y a 10\u00a0min de trop."
    assert page.context["form"].errors["announced"] == [f"{gap} Corrigez les minutes ou la durée annoncée."]
    assert page.context["form"]["announced"].value() == "20"
    assert reload(draft).state is SheetState.DRAFT

"""My sheets: their states, and my unsaved texts."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ressources.authoring.publication import services as publication
from ressources.authoring.writing.models import KeptText
from ressources.sheets.models.workshop import WorkshopPage
from tests.factories.readers import FeedbackFactory
from tests.factories.ressources import DraftFactory, KeptTextFactory, SheetFactory, SubmittedFactory
from tests.ressources.authoring.writing.form_posts import messages_of

pytestmark = pytest.mark.django_db
MINE = "/ressources/mes-fiches/"


def rows_of(response) -> list:
    return [*response.context["waiting"], *response.context["rows"]]


@pytest.fixture
def author(client_of, animator):
    """The browser of `animator`."""
    return client_of(animator)


def test_my_sheets_show_the_state_of_each(author, epm, animator, territorial, draft, submitted, sheet, colleague):
    returned_sheet = sent_back(epm=epm, author=animator, by=territorial)
    withdrawn_sheet = publication.withdraw(page=SheetFactory(epm=epm, author=animator), by=animator)
    DraftFactory(epm=epm, author=colleague, data__title="À un collègue")
    response = author.get(MINE)
    assert {page.pk: page.state.label for page, *_ in rows_of(response)} == {
        draft.pk: "Brouillon",
        submitted.pk: "En relecture",
        sheet.pk: "Publiée",
        returned_sheet.pk: "Modifications demandées",
        withdrawn_sheet.pk: "Retirée",
    }
    text = response.content.decode()
    assert f"Personne ne l’a encore prise\u00a0: {territorial}" in text
    assert "<p>Une pause.</p>" in text
    assert "À un collègue" not in text


def test_empty_list_of_my_sheets_explains_what_to_do(author):
    assert "Vous n’avez pas encore écrit de fiche" in author.get(MINE).content.decode()


def sent_back(*, epm, author, by) -> WorkshopPage:
    return publication.ask_changes(page=SubmittedFactory(epm=epm, author=author), by=by, reason="Une pause.")


@pytest.mark.parametrize("state", ["draft", "submitted", "published", "changes_asked"])
def test_my_sheets_use_the_same_queries_for_one_and_three(author, epm, animator, territorial, state):
    factories = {"draft": DraftFactory, "submitted": SubmittedFactory, "published": SheetFactory}

    def make() -> None:
        if state == "changes_asked":
            sent_back(epm=epm, author=animator, by=territorial)
        else:
            factories[state](epm=epm, author=animator)

    def count_queries() -> int:
        with CaptureQueriesContext(connection) as captured_queries:
            author.get(MINE)
        return len(captured_queries)

    make()
    count_queries()
    query_count = count_queries()
    make()
    make()
    assert count_queries() == query_count <= 10


def test_my_sheets_list_unsaved_texts(author, animator, colleague, draft):
    begun = KeptTextFactory(member=animator, sheet=draft, title="Titre changé")
    new = KeptTextFactory(member=animator, title="Nouvelle idée")
    KeptTextFactory(member=colleague, title="À un collègue")
    text = author.get(MINE).content.decode()
    assert f'href="/ressources/proposer/atelier/?reprendre={new.pk}">Nouvelle idée</a>' in text
    assert text.count(f'href="/ressources/fiches/{draft.pk}/modifier/?reprendre={begun.pk}">') == 1
    assert "Texte commencé, pas encore enregistré, «\u00a0Titre changé\u00a0»" in text
    assert "À un collègue" not in text


def test_text_begun_in_a_sheet_stands_in_the_row_of_that_sheet(author, animator, draft):
    texts = [KeptTextFactory(member=animator, sheet=draft) for _ in range(2)]

    page = author.get(MINE)

    assert [(sheet.pk, len(begun)) for sheet, _, begun in page.context["rows"]] == [(draft.pk, 2)]
    assert page.context["texts"] == []
    assert all(page.content.decode().count(f'action="/ressources/fiches/commencees/{text.pk}/') == 1 for text in texts)


def test_own_unsaved_text_can_be_deleted(author, animator):
    text = KeptTextFactory(member=animator, title="Une idée")
    other = KeptTextFactory(member=animator)
    page = author.post(f"/ressources/fiches/commencees/{text.pk}/effacer/", follow=True)
    assert messages_of(page) == ["Le texte commencé «\u00a0Une idée\u00a0» est effacé."]
    assert list(KeptText.objects.all()) == [other]


@pytest.mark.parametrize("title", ["Ce que j’ai écrit", ""])
def test_text_for_a_lost_sheet_is_shown_to_copy(author, animator, draft, colleague, title):
    """Whether or not it is valid."""
    data = {"title": title, "tips": "Une pelote", "steps-TOTAL_FORMS": "1", "steps-0-animator": "Tricotez."}
    text = KeptTextFactory(member=animator, sheet=draft, title=title, typed=urlencode(data))
    WorkshopPage.objects.filter(pk=draft.pk).update(owner=colleague)
    assert author.get(text.get_absolute_url()).status_code == 404
    url, page = f"/ressources/fiches/commencees/{text.pk}/apercu/", author.get(MINE).content.decode()
    assert (f'href="{url}">' in page, text.get_absolute_url() in page) == (True, False)
    answer = author.get(url)
    assert answer.templates[0].name == "ressources/authoring/writing/kept_words.html"
    title_line = f"Titre\n{title}\n\n" if title else ""
    assert answer.context["words"] == (
        f"{title_line}Conseils et variantes\nUne pelote\n\nÉtape 1, Ce que fait la personne qui anime\nTricotez."
    )


def test_text_to_copy_is_private(client_of, animator, draft, colleague, coordinator):
    text = KeptTextFactory(member=animator, sheet=draft)
    WorkshopPage.objects.filter(pk=draft.pk).update(owner=colleague)
    url = f"/ressources/fiches/commencees/{text.pk}/apercu/"
    assert [client_of(other).get(url).status_code for other in (colleague, coordinator)] == [404, 404]


def test_what_waits_for_me_comes_first(author, epm, animator, territorial, submitted):
    returned_sheet = sent_back(epm=epm, author=animator, by=territorial)
    read_sheet = SheetFactory(epm=epm, author=animator)
    FeedbackFactory(sheet=read_sheet)
    old_sheet = SheetFactory(epm=epm, author=animator, published_at=timezone.now() - timedelta(days=600))
    newest = DraftFactory(epm=epm, author=animator)

    context = author.get(MINE).context

    assert {sheet.pk for sheet, _, _ in context["waiting"]} == {returned_sheet.pk, read_sheet.pk, old_sheet.pk}
    assert [sheet.pk for sheet, _, _ in context["rows"]] == [newest.pk, submitted.pk]


def test_first_act_of_a_begun_text_is_to_resume_it(author, animator):
    text = KeptTextFactory(member=animator)

    page = author.get(MINE).content.decode()

    row = page[page.index('id="commences"') :].split('<p class="actions above">')[1]
    assert row.startswith(f'<a class="button small" href="{text.get_absolute_url()}">')
    assert row.index("Reprendre") < row.index("Voir")

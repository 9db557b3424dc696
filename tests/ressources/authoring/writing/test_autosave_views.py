"""Form data is kept while typing, and comes back after a cut, an expired login, an error, in another window."""

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reseau.web.offline_entries import owner_key
from ressources.authoring.writing.models import KeptText
from ressources.authoring.writing.services.kept_texts import MAX_KEPT, TOO_MANY
from ressources.sheets.models.workshop import WorkshopPage
from tests.factories.b2i import LearnerFactory
from tests.factories.ressources import KeptTextFactory
from tests.ressources.authoring.writing.form_posts import edit_url, form_data, messages_of, reload

pytestmark = pytest.mark.django_db
PROPOSE, KEEP, TOKEN = "/ressources/proposer/", "/ressources/fiches/garder/", "/ressources/fiches/jeton/"


@pytest.fixture
def author(client_of, animator):
    return client_of(animator)


def send(browser, member, *, window="a", rank="1", data=None, **parameters):
    """Send the same request as the script of a form every few seconds."""
    parameters = {
        "form": "atelier",
        "sheet": "",
        "member": owner_key(member),
        "window": window,
        "rank": rank,
        **parameters,
    }
    return browser.post(f"{KEEP}?{urlencode(parameters)}", data or {"title": "Une idée", "csrfmiddlewaretoken": "x"})


def test_text_is_kept_without_making_a_version(author, animator, draft):
    answer = send(author, animator, sheet=str(draft.pk), data={"title": "Une idée", "csrfmiddlewaretoken": "x"})
    assert (answer.status_code, answer.json()["apart"]) == (200, False)
    text = KeptText.objects.get()
    fields = (text.member, text.sheet_id, text.form, text.post.dict())
    assert fields == (animator, draft.pk, "atelier", {"title": "Une idée"})
    assert draft.revisions.count() == 1


def test_keeping_costs_four_queries(author, animator, draft):
    send(author, animator, sheet=str(draft.pk))
    with CaptureQueriesContext(connection) as captured_queries:
        send(author, animator, sheet=str(draft.pk), rank="2", data={"title": "Une autre idée"})
    assert (len(captured_queries), KeptText.objects.get().title) == (4, "Une autre idée")


def test_window_that_resumes_a_taken_text_is_warned(author, animator):
    KeptTextFactory(member=animator, window="hier")
    assert send(author, animator, window="1", resumed="hier").json()["apart"] is False
    assert send(author, animator, window="2", resumed="hier").json()["apart"] is True
    assert KeptText.objects.count() == 2


@pytest.mark.parametrize(
    "parameters",
    [
        {"window": ""},
        {"window": "x" * 33},
        {"rank": ""},
        {"rank": "-1"},
        {"rank": "9999999"},
        {"form": "inconnu"},
    ],
)
def test_invalid_request_is_refused(author, animator, parameters):
    assert send(author, animator, **parameters).status_code == 400
    assert KeptText.objects.count() == 0


def test_page_opened_by_another_member_is_not_kept(author, colleague):
    answer = send(author, colleague)
    assert (answer.status_code, answer.json()["error"]) == (409, "Un autre compte est connecté dans ce navigateur.")
    assert KeptText.objects.count() == 0


def test_text_for_a_sheet_of_others_is_not_kept(client_of, colleague, draft):
    browser = client_of(colleague)
    assert [send(browser, colleague, sheet=key).status_code for key in (str(draft.pk), "0", "x", "9" * 30)] == [404] * 4
    assert KeptText.objects.count() == 0


def test_long_text_is_refused_with_a_message(author, animator):
    answer = send(author, animator, data={"tips": "é" * 200_000})
    assert (answer.status_code, answer.json()) == (413, {"error": "Ce texte est trop long pour être gardé."})


def test_autosave_is_for_network_members(client, client_of, epm, departed):
    learner = LearnerFactory(epm=epm).member
    assert send(client, learner).status_code == 302
    assert send(client_of(learner), learner).status_code == 404
    assert send(client_of(departed), departed).status_code == 302
    assert (client.get(TOKEN).status_code, client_of(learner).get(TOKEN).status_code) == (302, 404)
    assert KeptText.objects.count() == 0


def test_open_page_gets_the_user_and_the_new_token(animator):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(animator, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = browser.get(TOKEN)
    assert (answer.json()["member"], "no-store" in answer["Cache-Control"]) == (owner_key(animator), True)
    token_data = {"title": "Une idée", "csrfmiddlewaretoken": answer.json()["token"]}
    assert send(browser, animator, data=token_data).status_code == 200
    assert send(browser, animator, data={"title": "x"}).status_code == 403


def test_unsaved_text_is_back_in_the_form(author, animator, draft):
    base = str(author.get(edit_url(draft)).context["base"])
    send(
        author, animator, sheet=str(draft.pk), data=form_data(base=base, tips="Un conseil", **{"steps-0-minutes": "x"})
    )
    page = author.get(edit_url(draft))
    form = page.context["form"]
    assert (form["tips"].value(), form.rows[0]["minutes"].value(), page.context["base"]) == ("Un conseil", "x", base)
    assert "Voici le texte que vous aviez commencé à écrire" in page.content.decode()
    assert reload(draft).latest_content.tips == ""


def test_saved_version_is_linked_and_the_text_stays(author, animator, draft):
    base = str(author.get(edit_url(draft)).context["base"])
    send(author, animator, sheet=str(draft.pk), data=form_data(base=base, tips="Un conseil"))
    page = author.get(f"{edit_url(draft)}?version=1")
    text = KeptText.objects.get()
    assert page.context["form"]["tips"].value() == ""
    assert f'<a href="?reprendre={text.pk}">' in page.content.decode()
    assert author.get(f"{edit_url(draft)}?reprendre={text.pk}").context["form"]["tips"].value() == "Un conseil"


def test_text_typed_on_an_older_version_is_proposed_only(author, animator, draft):
    KeptTextFactory(member=animator, sheet=draft, fields={"base": "1@2020-01-01T00:00:00+00:00"})
    page = author.get(edit_url(draft))
    assert page.context["form"]["title"].value() == draft.draft_title
    assert "Vous avez un texte commencé" in page.content.decode()


def test_kept_text_equal_to_the_saved_one_is_not_offered(author, animator, draft):
    base = str(author.get(edit_url(draft)).context["base"])
    author.post(edit_url(draft), form_data(save="1", base=base, tips="Un conseil"))
    base = str(author.get(edit_url(draft)).context["base"])
    send(author, animator, sheet=str(draft.pk), data=form_data(base=base, tips="Un conseil"))
    page = author.get(edit_url(draft))
    assert (page.context["opening"].text, page.context["keeping"]["resumed"][:2]) == (None, "a~")
    assert b"que vous aviez commenc" not in page.content


def test_unsaved_new_sheet_is_back_in_the_form(author, animator):
    send(author, animator, data=form_data(title="Ma nouvelle idée"))
    assert author.get(PROPOSE).context["form"]["title"].value() == "Ma nouvelle idée"
    assert author.get(f"{PROPOSE}?version=1").context["form"]["title"].value() is None


def test_texts_of_others_are_404(author, colleague, draft):
    for_new, for_draft = KeptTextFactory(member=colleague), KeptTextFactory(member=colleague, sheet=draft)
    for url, text in ((PROPOSE, for_new), (edit_url(draft), for_draft)):
        assert text.title not in author.get(url).content.decode()
        assert author.get(f"{url}?reprendre={text.pk}").status_code == 404


@pytest.mark.parametrize("fields", [{"save": "1"}, {"send": "1"}])
def test_saved_text_is_deleted_and_does_not_come_back_late(author, animator, fields, territorial):
    send(author, animator, window="a", data=form_data())
    author.post(PROPOSE, form_data(window="a", **fields))
    assert (KeptText.objects.count(), WorkshopPage.objects.count()) == (0, 1)
    assert send(author, animator, window="a", rank="2", data=form_data()).status_code == 200
    assert KeptText.objects.count() == 0


def test_resumed_text_is_deleted_once_saved(author, animator):
    KeptTextFactory(member=animator, window="hier")
    other = KeptTextFactory(member=animator)
    author.post(PROPOSE, form_data(window="b", resumed="hier", save="1"))
    assert list(KeptText.objects.all()) == [other]


def test_invalid_form_is_kept_even_if_the_page_is_closed(author):
    page = author.post(PROPOSE, form_data(send="1", aim="", window="a"))
    assert (page.status_code, page.context["keeping"]["resumed"]) == (200, "a")
    assert author.get(PROPOSE).context["form"]["learners"].value() == "Débutants"
    author.post(PROPOSE, form_data(send="1", aim="", learners="Tous", window="b", resumed="a"))
    assert KeptText.objects.get().post["learners"] == "Tous"


def test_invalid_form_that_cannot_be_kept_says_so_and_comes_back(author, animator):
    KeptTextFactory.create_batch(MAX_KEPT, member=animator)
    page = author.post(PROPOSE, form_data(send="1", aim="", learners="Tous", window="a"))
    assert messages_of(page) == [TOO_MANY]
    assert page.context["form"]["learners"].value() == "Tous"


def test_step_button_keeps_the_form_data(author):
    author.post(PROPOSE, form_data(title="", step_out="0", window="a"))
    assert KeptText.objects.get().post["learners"] == "Débutants"


def test_step_that_was_moved_is_kept_in_its_new_place(author):
    steps = {"steps-TOTAL_FORMS": "2", "steps-1-title": "Bilan"}
    author.post(PROPOSE, form_data(step_up="1", window="a", **steps))
    kept = KeptText.objects.get().post
    assert (kept["steps-0-title"], kept["steps-1-title"]) == ("Bilan", "Accueil")


def test_form_sent_after_the_login_expired_is_back_after_it(client, animator, draft, client_of):
    seal = client_of(animator).get(edit_url(draft)).context["keeping"]["writer"]
    response = client.post(edit_url(draft), form_data(save="1", base="7@", tips="Un conseil", window="a", writer=seal))
    assert response.url == f"/connexion/?{urlencode({'next': edit_url(draft)})}"
    client.force_login(animator, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(edit_url(draft))
    assert (page.context["form"]["tips"].value(), page.context["base"]) == ("Un conseil", "7@")
    assert page.context["keeping"]["resumed"] == "a"
    assert "Votre connexion au site avait expiré" in page.content.decode()
    assert reload(draft).latest_content.tips == ""


def test_form_set_aside_is_for_its_writer_on_its_page(client, animator, territorial, draft, client_of):
    seal = client_of(animator).get(edit_url(draft)).context["keeping"]["writer"]
    client.post(edit_url(draft), form_data(save="1", tips="Un conseil", writer=seal))
    client.force_login(territorial, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(edit_url(draft)).context["form"]["tips"].value() == ""
    client.force_login(animator, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(PROPOSE).context["form"]["tips"].value() is None


def test_form_set_aside_is_shown_until_it_is_sent_again(client, animator, draft, client_of):
    page = client_of(animator).get(edit_url(draft)).context
    mine = form_data(save="1", base=str(page["base"]), tips="Un conseil", window="a", writer=page["keeping"]["writer"])
    client.post(edit_url(draft), mine)
    client.force_login(animator, backend="allauth.account.auth_backends.AuthenticationBackend")
    for _ in range(2):
        assert client.get(edit_url(draft)).context["form"]["tips"].value() == "Un conseil"
    client.post(edit_url(draft), mine)
    assert reload(draft).latest_content.tips == "Un conseil"
    assert client.get(edit_url(draft)).context["opening"].typed is None


@pytest.mark.parametrize("writer", ["", "1", "1:faux"])
def test_form_without_seal_is_not_kept(client, writer):
    client.post(PROPOSE, form_data(save="1", writer=writer))
    assert "set_aside" not in client.session


def test_preview_shows_unsaved_text_and_links_back(author, animator, draft):
    base = str(author.get(edit_url(draft)).context["base"])
    response = author.post(edit_url(draft), form_data(preview="1", base=base, title="Pas encore", window="a"))
    text = KeptText.objects.get()
    assert response.url == f"/ressources/fiches/commencees/{text.pk}/apercu/"
    page = author.get(response.url).content.decode()
    assert "<h1>Pas encore</h1>" in page
    assert f'href="{edit_url(draft)}?reprendre={text.pk}"' in page
    assert draft.revisions.count() == 1


def test_preview_of_a_new_sheet_leads_back_to_the_proposal(author):
    page = author.post(PROPOSE, form_data(preview="1"), follow=True).content.decode()
    assert f'href="{PROPOSE}atelier/?reprendre={KeptText.objects.get().pk}"' in page


def test_preview_without_title_keeps_the_form_data(author):
    page = author.post(PROPOSE, form_data(preview="1", title="", window="a"))
    assert [sentence for *_, sentence in page.context["form"].mistakes()] == ["Donnez un titre à votre fiche."]
    text = KeptText.objects.get()
    assert author.get(f"/ressources/fiches/commencees/{text.pk}/apercu/").url == text.get_absolute_url()


@pytest.mark.parametrize("action", ["apercu", "effacer"])
def test_kept_text_is_visible_to_its_author_only(client_of, animator, territorial, action):
    url = f"/ressources/fiches/commencees/{KeptTextFactory(member=animator).pk}/{action}/"
    browser = client_of(territorial)
    assert (browser.get if action == "apercu" else browser.post)(url).status_code == 404
    assert KeptText.objects.count() == 1


def test_opening_a_form_uses_the_same_queries_for_one_text_and_three(author, animator, draft):
    def count_queries() -> list[str]:
        with CaptureQueriesContext(connection) as captured_queries:
            author.get(edit_url(draft))
        return [query["sql"] for query in captured_queries]

    KeptTextFactory(member=animator, sheet=draft)
    first_queries = count_queries()
    KeptTextFactory.create_batch(2, member=animator, sheet=draft)
    later_queries = count_queries()
    assert len(first_queries) == len(later_queries) <= 12
    # PostgreSQL reads the choices of skills through a cursor.
    assert [sql for sql in later_queries if not sql.startswith(("SELECT", "DECLARE"))] == []

"""The history of a sheet for its editors: versions, comparison, restoring, names."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reseau.texts.wording import day_in_full
from ressources.authoring.publication import services as publication
from ressources.review.versions import services as versions
from ressources.review.versions.models import VersionName
from ressources.sheets.services import drafts
from tests.clock import freeze_time
from tests.factories.b2i import LearnerFactory
from tests.factories.ressources import DraftFactory
from tests.ressources.authoring.writing.form_posts import edit_url, form_data, messages_of, reload

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def author(client_of, animator):
    return client_of(animator)


def url(page, *segments) -> str:
    return "/".join(["/ressources/fiches", str(page.pk), "versions", *map(str, segments), ""])


def save(page, by, **changes):
    page = reload(page)
    data = replace(page.latest_content, **changes)
    return drafts.save_draft(page=page, by=by, data=data, base_revision=page.latest_revision_id).latest_revision


def rows(response) -> list[tuple]:
    return [(version.rank, version.name, version.changed) for version in response.context["versions"]]


def test_versions_show_author_date_and_changes(author, draft, animator, territorial):
    save(draft, animator, tips="Un conseil", aim="Chacun trie.")
    revision = save(draft, territorial, tips=f"Un conseil {HOSTILE}")
    versions.name_version(revision=revision, by=territorial, name="Avant la réunion")
    page = author.get(url(draft))
    assert rows(page) == [
        (3, "Avant la réunion", ("Conseils et variantes",)),
        (2, "", ("Objectif", "Conseils et variantes")),
        (1, "", ()),
    ]
    text = page.content.decode()
    assert "3 versions enregistrées" in text
    assert f"par {territorial}" in text
    assert HOSTILE not in text


def test_versions_show_publications(author, submitted, animator, territorial):
    revision = publication.publish(page=submitted, by=territorial).latest_revision
    save(submitted, animator, tips="Un conseil")
    latest, online = author.get(url(submitted)).context["versions"]
    assert (online.revision, online.is_online, online.is_latest) == (revision, True, False)
    assert (latest.is_online, latest.is_latest, latest.published_on) == (False, True, None)
    publication.publish(page=publication.submit(page=reload(submitted), by=animator), by=territorial)
    latest, before = author.get(url(submitted)).context["versions"]
    assert (latest.is_online, before.is_online, before.published_on is not None) == (True, False, True)


def states_of(author, page) -> list[list[str]]:
    """The marks of each version, the latest first."""
    listed = author.get(url(page)).content.decode().split('<ul class="rows versions">')[1].split("</ul>")[0]
    return [re.findall('class="state[^"]*">(.*?)</span>', row) for row in listed.split("<li>")[1:]]


def test_versions_are_marked_by_what_they_are(author, submitted, animator, territorial):
    assert states_of(author, submitted) == [["La dernière"]]
    publication.publish(page=submitted, by=territorial)
    assert states_of(author, submitted) == [["En ligne", "La dernière"]]
    save(submitted, animator, tips="Un conseil")
    assert states_of(author, submitted) == [["La dernière"], ["En ligne"]]
    publication.publish(page=publication.submit(page=reload(submitted), by=animator), by=territorial)
    today = day_in_full(timezone.localdate(), "j F Y")
    assert states_of(author, submitted) == [["En ligne", "La dernière"], [f"Publiée le {today}"]]


def test_versions_are_named_and_compared_where_there_is_something_to_say(author, draft, animator):
    assert "Comparer deux versions" not in author.get(url(draft)).text
    revision = save(draft, animator, tips="Un conseil")
    versions.name_version(revision=revision, by=animator, name="Avant la réunion")
    text = " ".join(author.get(url(draft)).text.split())
    assert re.findall("<h2>(.*?) <span", text) == ["Avant la réunion"]
    assert re.findall("<h2>(Version.*?)</h2>", text) == ["Version 1 "]
    assert (text.count("(version 2)"), text.count("(version 1)")) == (1, 0)
    assert (text.count("Ce qui a changé :"), text.count(">Voir ce qui a changé<")) == (1, 1)
    assert "Comparer deux versions" in text


def test_versions_show_the_publication_of_a_scheduled_one(author, draft):
    tomorrow = timezone.now() + timedelta(days=1)
    version = reload(draft).get_latest_revision_as_object()
    version.go_live_at = tomorrow
    version.save_revision().publish()
    with freeze_time(tomorrow + timedelta(hours=1)):
        publication.publish_scheduled_sheets()

    latest = author.get(url(draft)).context["versions"][0]

    assert (latest.is_online, latest.published_on) == (True, tomorrow + timedelta(hours=1))


def test_unsaved_text_makes_no_version(author, draft):
    author.post(edit_url(draft), form_data(preview="1", tips="Un essai"))
    assert len(author.get(url(draft)).context["versions"]) == 1


def test_long_history_is_split_into_pages(author, draft, animator):
    for rank in range(21):
        save(draft, animator, tips=str(rank))
    first, second = author.get(url(draft)), author.get(f"{url(draft)}?page=2")
    assert [rank for rank, *_ in rows(first)] == list(range(22, 2, -1))
    assert rows(second) == [(2, "", ("Conseils et variantes",)), (1, "", ())]
    assert rows(first)[-1] == (3, "", ("Conseils et variantes",))


def test_history_uses_the_same_queries_for_one_version_and_three(author, draft, animator):
    def count_queries() -> int:
        with CaptureQueriesContext(connection) as captured_queries:
            author.get(url(draft))
        return len(captured_queries)

    save(draft, animator, tips="Un", tags=("mot",))
    query_count = count_queries()
    save(draft, animator, tips="Deux")
    save(draft, animator, tips="Trois")
    assert count_queries() == query_count <= 12


def test_single_version_is_shown_unchanged(author, draft, animator):
    first = draft.latest_revision
    save(draft, animator, title="Un autre titre", tips="Un conseil")
    page = author.get(url(draft, first.pk))
    text = page.content.decode()
    assert (page.context["content"].title, "Un conseil" in text) == (draft.draft_title, False)
    assert f'action="{url(draft, first.pk, "reprendre")}"' in text


def test_last_version_has_no_restore_button(author, draft):
    text = author.get(url(draft, draft.latest_revision_id)).content.decode()
    assert ("C’est la dernière version." in text, "reprendre/" in text) == (True, False)


def test_version_equal_to_the_last_is_marked(author, draft, animator):
    first = draft.latest_revision
    save(draft, animator, tips="Un")
    save(draft, animator, tips="")
    text = author.get(url(draft, first.pk)).content.decode()
    assert ("Elle dit la même chose que la dernière." in text, "reprendre/" in text) == (True, False)


def test_old_version_is_restored(author, draft, animator):
    first = draft.latest_revision
    save(draft, animator, tips="Un conseil")
    base = str(author.get(url(draft, first.pk)).context["base"])
    page = author.post(url(draft, first.pk, "reprendre"), {"base": base}, follow=True)
    assert messages_of(page) == ["Cette version est reprise\u00a0: elle est la dernière. Les autres sont toujours là."]
    assert [changed_parts for *_, changed_parts in rows(page)] == [
        ("Conseils et variantes",),
        ("Conseils et variantes",),
        (),
    ]
    second_answer = author.post(url(draft, first.pk, "reprendre"), {"base": base}, follow=True)
    assert messages_of(second_answer) == ["La dernière version dit déjà la même chose."]


@pytest.mark.parametrize("base", ["", "x", "1@2020-01-01T00:00:00+00:00"])
def test_version_is_not_restored_over_an_unread_one(author, draft, animator, base):
    first = draft.latest_revision
    save(draft, animator, tips="Un conseil")
    page = author.post(url(draft, first.pk, "reprendre"), {"base": base}, follow=True)
    assert messages_of(page)[0].startswith("Quelqu’un a enregistré une autre version entre-temps.")
    assert reload(draft).latest_content.tips == "Un conseil"


def test_two_versions_are_compared_in_any_order(author, draft, animator):
    first = draft.latest_revision
    last = save(draft, animator, aim=f"Chacun retrouve une photo {HOSTILE}.", needs_internet=False)
    for before, after in ((first, last), (last, first)):
        page = author.get(f"{url(draft, 'comparer')}?avant={before.pk}&apres={after.pk}")
        assert (page.context["before"], page.context["after"]) == (first, last)
        assert [change.part.label for change in page.context["changes"]] == [
            "Objectif",
            "Il faut une connexion à Internet",
        ]
    text = page.content.decode()
    assert '<del><span class="sr">[retiré\u00a0: </span>Oui' in text
    assert (HOSTILE in text, "&lt;" in text) == (False, True)


def test_version_compared_to_itself_is_unchanged(author, draft):
    key = draft.latest_revision_id
    text = author.get(f"{url(draft, 'comparer')}?avant={key}&apres={key}").content.decode()
    assert "Ces deux versions disent la même chose." in text


def test_version_is_named_from_its_page_and_from_the_form(author, draft):
    key = draft.latest_revision_id
    page = author.post(url(draft, key, "nommer"), {"name": "Avant la réunion"}, follow=True)
    assert (messages_of(page), rows(page)[0][1]) == (["Le nom est enregistré."], "Avant la réunion")
    base = str(author.get(edit_url(draft)).context["base"])
    author.post(edit_url(draft), form_data(save="1", base=base, tips="x", version_name="Après la réunion"))
    assert [name for _, name, _ in rows(author.get(url(draft)))] == ["Après la réunion", "Avant la réunion"]
    page = author.post(url(draft, key, "nommer"), {"name": " "}, follow=True)
    assert (messages_of(page), VersionName.objects.count()) == (["Cette version n’a plus de nom."], 1)


def test_name_typed_in_an_invalid_form_is_kept(author, draft):
    page = author.post(edit_url(draft), form_data(save="1", title="", version_name="Avant la réunion"))
    assert 'value="Avant la réunion"' in page.content.decode()


def test_history_is_for_editors(client_of, client, draft, animator, colleague, other_territorial, epm):
    key = draft.latest_revision_id
    pages = [url(draft), url(draft, key), f"{url(draft, 'comparer')}?avant={key}&apres={key}"]
    actions = [url(draft, key, "reprendre"), url(draft, key, "nommer")]
    for person in (colleague, other_territorial, LearnerFactory(epm=epm).member):
        browser = client_of(person)
        assert [browser.get(page).status_code for page in pages] == [404] * 3
        assert [browser.post(action, {"name": "x"}).status_code for action in actions] == [404] * 2
    assert {client.get(page).status_code for page in pages} == {302}
    assert [client_of(animator).get(action).status_code for action in actions] == [405] * 2
    assert VersionName.objects.count() == 0


def test_version_of_another_sheet_is_404(author, draft, epm, animator, colleague):
    other = DraftFactory(epm=epm, author=colleague)
    key = other.latest_revision_id
    assert author.get(url(draft, key)).status_code == 404
    assert author.post(url(draft, key, "nommer"), {"name": "x"}).status_code == 404
    for query in (f"avant={key}&apres={draft.latest_revision_id}", "avant=x&apres=", "", f"avant={'9' * 30}&apres=1"):
        assert author.get(f"{url(draft, 'comparer')}?{query}").status_code == 404

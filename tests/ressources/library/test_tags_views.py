"""The page of tags for the coordination, merges, and the addresses of merged tags."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reseau.texts.tags.models import Tag, TagAlias
from ressources.library.services import merge_tags
from tests.factories.reseau import MemberFactory
from tests.factories.ressources import SheetFactory

pytestmark = pytest.mark.django_db
TAGS, MERGE = "/ressources/mots-cles/", "/ressources/mots-cles/fusionner/"


@pytest.fixture
def words(epm, animator):
    SheetFactory(epm=epm, author=animator, data__tags=("courriel", "photo"))
    SheetFactory(epm=epm, author=animator, data__tags=("courriels", "courriel"))
    return {tag.name: tag for tag in Tag.objects.all()}


def text(response) -> str:
    return response.content.decode()


def keys(words, *names) -> list[int]:
    return [words[name].pk for name in names]


def test_coordinator_merges_suggested_tags(client_of, coordinator, words):
    client = client_of(coordinator)
    (suggestion,) = client.get(TAGS).context["near"]
    form_data = {"mot": [tag.pk for tag in suggestion.tags]}
    preview = client.get(MERGE, form_data)
    assert [tag.name for tag in preview.context["preview"].tags] == ["courriel", "courriels"]
    answer = client.post(MERGE, form_data | {"garder": suggestion.tags[0].pk}, follow=True)
    assert "est gardé, 1 fiche en ligne modifiée." in text(answer)
    assert list(TagAlias.objects.values_list("name", "tag__name", "merged_by")) == [
        ("courriels", "courriel", coordinator.pk)
    ]
    assert answer.context["near"] == []


def test_search_shows_the_near_tags_of_a_word(client_of, coordinator, words, monkeypatch):
    monkeypatch.setattr("ressources.library.views.tags.NEAR_SHOWN", 1)
    SheetFactory(data__tags=("photos",))
    client = client_of(coordinator)
    assert "Et 1 autre groupe" in text(client.get(TAGS))
    for word in ("courriel", "photo"):
        page = client.get(TAGS, {"q": word})
        assert [{tag.name for tag in group.tags} for group in page.context["near"]] == [{word, f"{word}s"}]
        assert "autre groupe" not in text(page)


def test_ticked_tags_stay_visible_during_a_search(client_of, coordinator, words):
    page = client_of(coordinator).get(TAGS, {"q": "COURRIÉL", "mot": keys(words, "photo")})
    assert [tag.name for tag in page.context["page_obj"]] == ["photo", "courriel", "courriels"]
    assert page.context["ticked"] == set(keys(words, "photo"))
    assert "Aucun mot-clé ne contient" in text(client_of(coordinator).get(TAGS, {"q": "zzz"}))


@pytest.mark.parametrize("names", [["photo"], [], ["x"], ["99999999999999"]])
def test_single_tag_is_not_merged(client_of, coordinator, words, names):
    values = [words[name].pk if name in words else name for name in names]
    client = client_of(coordinator)
    for answer in (
        client.get(MERGE, {"mot": values}, follow=True),
        client.post(MERGE, {"mot": values, "garder": words["photo"].pk}, follow=True),
        client.post(MERGE, {"mot": keys(words, "photo", "courriel"), "garder": "x"}, follow=True),
    ):
        assert "Choisissez au moins deux mots-clés" in text(answer)
    assert Tag.objects.count() == 3


def test_tag_deleted_meanwhile_is_explained(client_of, coordinator, words):
    merge_tags(target=words["courriel"], merged_keys=keys(words, "courriels"), by=coordinator)
    form_data = {"mot": keys(words, "courriels", "photo"), "garder": words["photo"].pk}
    assert "Choisissez-les de nouveau" in text(client_of(coordinator).post(MERGE, form_data, follow=True))
    assert set(Tag.objects.values_list("name", flat=True)) == {"courriel", "photo"}


def test_merged_word_is_freed(client_of, coordinator, words):
    merge_tags(target=words["courriel"], merged_keys=keys(words, "courriels"), by=coordinator)
    alias = TagAlias.objects.get()
    client = client_of(coordinator)
    assert "<b>courriels</b> donne" in text(client.get(TAGS))
    client.post(reverse("ressources:free_word", args=[alias.pk]))
    assert not TagAlias.objects.exists()
    assert client.post(reverse("ressources:free_word", args=[alias.pk])).status_code == 404


def test_only_the_coordination_changes_tags(client, client_of, animator, territorial, coordinator, words):
    merge_tags(target=words["courriel"], merged_keys=keys(words, "courriels"), by=coordinator)
    free_url, tag_keys = (
        reverse("ressources:free_word", args=[TagAlias.objects.get().pk]),
        keys(words, "courriel", "photo"),
    )
    for who in (animator, territorial):
        reader = client_of(who)
        assert [reader.get(TAGS).status_code, reader.get(MERGE, {"mot": tag_keys}).status_code] == [404, 404]
        assert reader.post(MERGE, {"mot": tag_keys, "garder": tag_keys[0]}).status_code == 404
        assert reader.post(free_url).status_code == 404
    assert client.get(TAGS).status_code == 302
    assert (Tag.objects.count(), TagAlias.objects.count()) == (2, 1)


def test_menu_links_to_tags_for_the_coordination_only(client_of, animator, coordinator):
    assert [TAGS in text(client_of(who).get("/ressources/")) for who in (animator, coordinator)] == [False, True]


def test_old_address_of_a_merged_tag_redirects_to_the_kept_one(client, coordinator, words):
    merge_tags(target=words["courriel"], merged_keys=keys(words, "courriels"), by=coordinator)
    answer = client.get("/ressources/?motcle=courriels&niveau=debutant")
    assert (answer.status_code, answer.url) == (302, "/ressources/?motcle=courriel&niveau=debutant")
    assert client.get(answer.url).status_code == 200
    Tag.objects.create(name="Courriels", slug="courriels")
    assert client.get("/ressources/?motcle=courriels").status_code == 200


def test_old_address_reveals_no_tag_of_members_to_visitors(client, client_of, animator, coordinator, member_sheet):
    SheetFactory(epm=member_sheet.epm, data__audience="member", data__tags=("cachette",))
    merge_tags(
        target=Tag.objects.get(name="discret"),
        merged_keys=[Tag.objects.get(name="cachette").pk],
        by=coordinator,
    )
    assert client.get("/ressources/?motcle=cachette").status_code == 200
    assert client_of(animator).get("/ressources/?motcle=cachette").url == "/ressources/?motcle=discret"


def test_search_for_a_merged_tag_uses_the_kept_one(client, coordinator, words):
    merge_tags(target=words["courriel"], merged_keys=keys(words, "courriels"), by=coordinator)
    answer = client.get("/recherche/?q=lire&tag=Courriels&tag=photo&level=debutant&page=3")
    assert (answer.status_code, answer.url) == (302, "/recherche/?q=lire&level=debutant&tag=courriel&tag=photo")
    assert client.get(answer.url).status_code == 200
    Tag.objects.create(name="courriels", slug="courriels")
    assert client.get("/recherche/?q=lire&tag=courriels").status_code == 200


def test_search_reveals_no_tag_of_members_to_visitors(client, client_of, animator, coordinator, member_sheet):
    SheetFactory(epm=member_sheet.epm, data__audience="member", data__tags=("cachette",))
    target, old = (Tag.objects.get(name=name) for name in ("discret", "cachette"))
    merge_tags(target=target, merged_keys=[old.pk], by=coordinator)
    assert client.get("/recherche/?q=lire&tag=cachette").status_code == 200
    assert client_of(animator).get("/recherche/?q=lire&tag=cachette").url == "/recherche/?q=lire&tag=discret"


def test_wagtail_editor_saves_the_kept_tag(client_of, coordinator, words, draft):
    merge_tags(target=words["courriel"], merged_keys=keys(words, "courriels"), by=coordinator)
    form_class = draft.get_edit_handler().get_form_class()
    form = form_class({"tags": "Courriels, photo"}, instance=draft, for_user=MemberFactory(is_superuser=True))
    form.is_valid()
    assert form.cleaned_data["tags"] == ["courriel", "photo"]


def count_queries(client, url: str, data=None) -> int:
    client.get(url, data)
    with CaptureQueriesContext(connection) as captured_queries:
        assert client.get(url, data).status_code == 200
    assert {query["sql"].lstrip("(").split()[0] for query in captured_queries} == {"SELECT"}
    return len(captured_queries)


def test_pages_use_the_same_queries_for_one_and_three(client_of, coordinator, epm, animator, words):
    client, form_data = client_of(coordinator), {"mot": keys(words, "courriel", "photo")}
    merge_tags(target=words["courriel"], merged_keys=keys(words, "courriels"), by=coordinator)
    before = [count_queries(client, TAGS), count_queries(client, MERGE, form_data)]
    for name in ("souris", "clavier"):
        SheetFactory(epm=epm, author=animator, data__tags=(name, f"{name}s", "photo"))
        merge_tags(
            target=Tag.objects.get(name=name),
            merged_keys=[Tag.objects.get(name=f"{name}s").pk],
            by=coordinator,
        )
    assert [count_queries(client, TAGS), count_queries(client, MERGE, form_data)] == before
    assert max(before) <= 12

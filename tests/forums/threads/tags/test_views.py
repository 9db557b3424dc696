"""Pages of tags: the topics that bear one, the words offered while typing, the tags of a topic changed."""

import pytest

from alertes.choices.subscriptions.followers import follows
from reseau.texts.tags.models import Tag, TagAlias
from tests.factories.forums import TopicFactory
from tests.factories.ressources import SheetFactory

pytestmark = pytest.mark.django_db

CHANGE = "/forums/reseau/cle-usb-invisible/mots-cles/"
WORDS = "/forums/reseau/nouveau/mots-cles/"


@pytest.fixture
def reader(client_of, animator):
    return client_of(animator)


def titles(page) -> list[str]:
    return [topic.title for topic in page.context["topics"]]


def test_tag_leads_to_the_topics_and_sheets_that_bear_it(reader, epm, network_forum, animator):
    SheetFactory(epm=epm, author=animator, data__tags=("souris",))
    TopicFactory(forum=network_forum, author=animator, title="Souris lente", tags="souris, pc")
    TopicFactory(forum=network_forum, author=animator, title="Clavier muet", tags="clavier")

    page = reader.get("/forums/reseau/souris-lente/")
    assert '<a class="tag" href="/forums/?mot=souris">souris</a>' in page.content.decode()
    page = reader.get("/forums/?mot=souris")

    assert titles(page) == ["Souris lente"]
    assert [(use.words, use.url) for use in page.context["topic_list"].other_uses] == [
        ("1\u00a0fiche", "/ressources/?motcle=souris")
    ]
    assert {chip.url for chip in page.context["topic_list"].chips()} == {
        *(f"?vue={view}&mot=souris" for view in ("a-lire", "les-miens", "tous")),
        *(f"?etat={state}&mot=souris" for state in ("open", "answered", "solved")),
    }
    library = reader.get("/ressources/?motcle=souris")
    assert [(use.words, use.url) for use in library.context["other_uses"]] == [
        ("1\u00a0sujet des forums", "/forums/?mot=souris")
    ]


def test_topics_of_a_tag_are_those_that_the_person_sees(client_of, stranger, animator, network_forum, figeac_forum):
    TopicFactory(forum=network_forum, author=animator, title="Pour tous", tags="souris")
    TopicFactory(forum=figeac_forum, author=animator, title="Pour Figeac", tags="souris, secret")
    TagAlias.objects.create(name="mulot", key="mulot", slug="mulot", tag=Tag.objects.get(name="souris"))

    assert titles(client_of(animator).get("/forums/?mot=mulot")) == ["Pour Figeac", "Pour tous"]
    assert titles(client_of(animator).get("/forums/reseau/?mot=souris")) == ["Pour tous"]
    assert titles(client_of(stranger).get("/forums/?mot=souris")) == ["Pour tous"]
    page = client_of(stranger).get("/forums/?mot=secret")
    assert (titles(page), page.context["topic_list"].tag) == ([], None)
    assert "Aucun sujet ne porte ce mot-clé ici." in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_a_tag_asks_as_many_questions_whatever_it_holds(
    reader, network_forum, animator, count, django_assert_max_num_queries
):
    for rank in range(count):
        TopicFactory(forum=network_forum, author=animator, title=f"Souris {rank}", tags="souris")
    reader.get("/forums/?mot=souris")

    # One for each kind of thing that bears a tag.
    with django_assert_max_num_queries(12):
        assert len(titles(reader.get("/forums/?mot=souris"))) == count


def test_words_are_offered_while_one_types(reader, client_of, stranger, animator, network_forum, figeac_forum):
    TopicFactory(forum=figeac_forum, author=animator, tags="imprimante, impôts")
    TagAlias.objects.create(name="imprim.", key="imprim.", slug="imprim", tag=Tag.objects.get(name="impôts"))

    assert reader.get(WORDS, {"q": "IMPRI"}).json() == [
        {"name": "imprimante", "merged": ""},
        {"name": "impôts", "merged": "imprim."},
    ]
    assert client_of(stranger).get(WORDS, {"q": "impri"}).json() == []
    assert reader.get(WORDS).json() == []


def test_browser_completes_from_the_list_of_the_page(reader, animator, network_forum):
    TopicFactory(forum=network_forum, author=animator, tags="imprimante")

    page = reader.get("/forums/reseau/nouveau/").content.decode()

    assert '<datalist id="mots-cles" data-tags="/forums/reseau/nouveau/mots-cles/">' in page
    assert '<option value="imprimante"></option>' in page
    assert 'list="mots-cles"' in page


def test_author_changes_the_tags_of_a_topic(reader, topic):
    assert "Ajouter des mots-clés" in reader.get("/forums/reseau/cle-usb-invisible/").content.decode()

    response = reader.post(CHANGE, {"tags": "clé usb, windows"}, follow=True)

    assert response.redirect_chain == [("/forums/reseau/cle-usb-invisible/", 302)]
    assert [tag.name for tag in topic.sorted_tags] == ["clé usb", "windows"]
    assert reader.get(CHANGE).context["form"].initial == {"tags": "clé usb, windows"}


@pytest.mark.parametrize("url", [CHANGE, "/forums/reseau/nouveau/"])
def test_refusal_stands_beside_the_field_and_keeps_what_was_typed(reader, topic, url):
    typed = {"title": "Titre", "body": "Bonjour", "tags": "a, b, c, d, e, f"}

    page = reader.post(url, typed)

    assert page.context["form"].errors == {"tags": ["Gardez 5 mots-clés au plus\u00a0: il y en a 6."]}
    assert page.context["form"]["tags"].value() == "a, b, c, d, e, f"


def test_others_do_not_change_the_tags(client_of, topic, figeac_topic, colleague, stranger, territorial, learner):
    for member in (colleague, stranger, learner):
        assert client_of(member).get(CHANGE).status_code == 404
        assert client_of(member).post(CHANGE, {"tags": "x"}).status_code == 404
    assert client_of(stranger).get("/forums/figeac/remplacement-a-gramat/mots-cles/").status_code == 404
    assert client_of(territorial).get(CHANGE).status_code == 200
    assert "Ajouter des mots-clés" not in client_of(colleague).get(topic.get_absolute_url()).content.decode()
    assert not Tag.objects.exists()


def test_tag_is_followed_from_its_topics(client_of, network_forum, animator, colleague):
    """A tag merged into another is followed as the one that is kept; a tag that one does not see has no button."""
    TopicFactory(forum=network_forum, author=animator, title="Pour tous", tags="souris")
    TagAlias.objects.create(name="mulot", key="mulot", slug="mulot", tag=Tag.objects.get(name="souris"))
    reader = client_of(colleague)
    page = reader.get("/forums/?mot=mulot").content.decode()
    assert 'name="sujet" value="tag:souris"' in page

    reader.post("/alertes/suivre/", {"sujet": "tag:souris"})

    assert follows(colleague, "tag:souris")
    assert "Vous suivez ce mot-clé" in reader.get("/forums/?mot=souris").content.decode()
    assert 'name="sujet"' not in reader.get("/forums/?mot=inconnu").content.decode()

"""A presentation page as everybody reads it: its parts, its section, what the search and machines know of it."""

import json
import re
from html import unescape

import pytest
from django.conf import settings

from search.index.services import rebuild_index
from tests.factories.extranet import add_news

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]
WORDS = ("words", {"title": "Un mot", "text": "<p>Bonjour <b>à tous</b></p>"})
NOTICE = ("notice", {"title": "À savoir", "text": "<p>Entrée libre</p>"})


def entry(title: str, **more) -> dict:
    return {"icon": "map-pin", "title": title, "text": "", "page": None, "place": "", **more}


def main_of(response) -> str:
    return unescape(response.text.partition("<main")[2].partition("</main>")[0])


def test_parts_stand_in_their_order(client, write):
    page = write("Nous", NOTICE, WORDS)

    text = main_of(client.get(page.url))

    assert text.index("Entrée libre") < text.index("Bonjour <b>à tous</b>")


def test_timeline_is_an_ordered_list(client, write):
    steps = [{"period": str(year), "title": f"An {year}", "text": ""} for year in (2001, 2002)]
    text = main_of(client.get(write("Dates", ("timeline", {"title": "", "steps": steps})).url))

    assert re.findall(r"<h3>(.+?)</h3>", text.partition('<ol class="run">')[2]) == ["An 2001", "An 2002"]
    # Its steps stand under a heading, whether the page shows one or not.
    assert text.count('<h2 class="sr">Les étapes</h2>') == 1


def test_example_says_so_until_it_is_read_again(client, write):
    page = write("Charte", WORDS, is_example=True)
    assert main_of(client.get(page.url)).count("Texte d’exemple") == 1

    page.is_example = False
    page.save()

    assert main_of(client.get(page.url)).count("Texte d’exemple") == 0


def test_source_stands_at_the_end(client, write):
    assert "Source\u00a0: le magazine du Lot." in main_of(client.get(write("Nous", source="le magazine du Lot").url))


def test_entry_leads_to_a_page_while_it_is_published(client, write):
    target = write("Là-bas")
    page = write("Ici", ("entries", {"title": "", "entries": [entry("Aller", page=target.pk)]}))
    assert '<a class="title" href="/l%C3%A0-bas/">Aller</a>' in main_of(client.get(page.url))

    target.unpublish()

    assert "<b>Aller</b>" in main_of(client.get(page.url))


def test_entry_without_destination_leads_nowhere(client, write):
    text = main_of(client.get(write("Ici", ("entries", {"title": "", "entries": [entry("Rien")]})).url))

    assert ("<b>Rien</b>" in text, "chevron-right" in text) == (True, False)


def test_entry_to_the_charter_leads_nowhere_on_a_site_without_its_app(client, write, settings):
    page = write("Charte", ("entries", {"title": "", "entries": [entry("Suivre", place="qualite")]}))
    settings.ROOT_URLCONF = "tests.extranet.public.presentation.urls_without_charter"

    assert "<b>Suivre</b>" in main_of(client.get(page.url))


def test_section_shows_its_published_pages_in_order(client, write):
    head = write("Nous", ("below", None))
    for title in ("Un", "Deux"):
        write(title, parent=head)
    write("Caché", parent=head, live=False)

    assert re.findall(r'class="title" href="(.+?)"', main_of(client.get("/nous/"))) == ["/nous/un/", "/nous/deux/"]
    assert re.findall(r'<li><a href="(/nous/.+?)"', main_of(client.get("/nous/deux/"))) == ["/nous/un/", "/nous/deux/"]
    assert client.get("/nous/cache/").status_code == 404


def test_page_below_leads_back_and_marks_itself(client, write):
    head = write("Nous")
    text = main_of(client.get(write("Un", parent=head).url))

    assert re.findall(r'class="breadcrumb"><a href="(.+?)"', text) == ["/nous/"]
    assert text.count('<a href="/nous/un/" aria-current="page">') == 1


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_as_many_queries_however_much_it_shows(client, write, django_assert_max_num_queries, count):
    head = write("Nous")
    targets = [write(f"Page {rank}", parent=head) for rank in range(count)]
    for rank in range(count):
        add_news(f"Nouvelle {rank}")
    entries = [entry(target.title, page=target.pk) for target in targets]
    figures = ["lieux", "communes", "personnes", "ateliers"]
    page = write(
        "Tout",
        ("entries", {"title": "", "entries": entries}),
        ("figures", {"title": "Chiffres", "figures": figures}),
        ("news", {"title": "Actualités"}),
        parent=head,
    )
    client.get(page.url)

    with django_assert_max_num_queries(12):
        assert len(client.get(page.url).context["news"]) == count


def test_latest_news_are_asked_for_by_pages_that_show_them_alone(client, write):
    add_news("Fête")

    assert list(client.get(write("Sans", WORDS).url).context["news"]) == []
    assert main_of(client.get(write("Avec", ("news", {"title": "Nouvelles"})).url)).count("Fête") == 2


def test_page_is_found_at_once_by_its_words_and_its_parts(client, write):
    write("Nous", ("words", {"title": "", "text": "<p>Le grand <b>zygomatique</b></p>"}))
    write("Brouillon zygomatique", live=False)
    rebuild_index()

    hits = client.get("/recherche/", {"q": "zygomatique"}).context["page_obj"].object_list

    assert [(hit.kind, hit.url) for hit in hits] == [("page", "/nous/")]


def test_page_is_in_the_map_of_the_site_while_it_is_published(client, write):
    page = write("Nous")
    assert client.get("/sitemap.xml").text.count("/nous/</loc>") == 1

    page.unpublish()

    assert client.get("/sitemap.xml").text.count("/nous/</loc>") == 0


def test_page_is_told_to_search_engines_with_its_place(client, write):
    page = write("Un", parent=write("Nous"))
    (described,) = json.loads(re.search(r"ld\+json\">(.+?)</script>", client.get(page.url).text)[1])["@graph"]

    assert (described["@type"], described["name"], described["description"]) == ("WebPage", "Un", "Sur Un")
    assert [crumb["item"] for crumb in described["breadcrumb"]["itemListElement"]] == [
        f"{settings.ORIGIN}/nous/",
        f"{settings.ORIGIN}/nous/un/",
    ]


def test_logo_is_given_in_two_formats(client, write):
    text = main_of(client.get(write("Presse", ("logo", {"title": "Le logo", "terms": "Tel quel."})).url))

    assert re.findall(r'download="(.+?)"', text) == ["logo-mediateurs-numeriques.svg", "logo-mediateurs-numeriques.png"]


def test_entry_to_the_charter_leads_to_its_text(client, write):
    page = write("Charte", ("entries", {"title": "", "entries": [entry("Lire", place="qualite")]}))

    assert '<a class="title" href="/qualite/charte/">Lire</a>' in main_of(client.get(page.url))
    assert client.get("/qualite/charte/").status_code == 200

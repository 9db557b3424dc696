"""Wagtail's admin as the coordination meets it: our name and words, and only what is edited there."""

import gettext
import re
from html import unescape

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import gettext as translated

from extranet.public.editing.places_of_editing import edited_here, edited_on_the_site
from extranet.public.pages.models.home import HomePage
from formation.offer.catalogue.models.catalogue import CataloguePage
from reseau.places.models.epm import EPM
from ressources.library.models import LibraryPage
from tests.factories.reseau import MemberFactory

pytestmark = pytest.mark.django_db
FOLDER = settings.BASE_DIR / "locale" / "fr" / "LC_MESSAGES"
DOUBLED_ENDING = re.compile(r"\w\((?:e|elle|ne|te|tte|le|la)\)|\(le?a?\)")
WAGTAIL = ("wagtail", "wagtail/admin", "wagtail/snippets", "wagtail/images", "wagtail/documents", "wagtail/users")


@pytest.fixture
def admin(site_tree, coordinator, client_of):
    """The browser of the coordinator, in the admin."""
    call_command("install", verbosity=0)
    return client_of(coordinator)


def text_of(response) -> str:
    return unescape(response.content.decode())


def admin_pages(site_tree) -> list[str]:
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[site_tree.pk]),
        reverse("wagtailadmin_pages:edit", args=[site_tree.pk]),
        reverse("wagtailadmin_pages:add", args=["extranet", "institutionalpage", site_tree.pk]),
        reverse("wagtailadmin_pages:add", args=["extranet", "presentationpage", site_tree.pk]),
        reverse("wagtailimages:index"),
        reverse("wagtailimages:add"),
        reverse(EPM.snippet_viewset.get_url_name("list")),
        reverse(EPM.snippet_viewset.get_url_name("add")),
        reverse("wagtailadmin_reports:site_history"),
    ]


def test_pages_bear_our_mark_and_inclusive_words(admin, site_tree, epm):
    for url in admin_pages(site_tree):
        text = text_of(admin.get(url))
        assert (url, text.count("img/icon.svg") >= 1) == (url, True)
        assert (url, DOUBLED_ENDING.findall(text)) == (url, [])


def test_every_word_of_wagtail_has_an_inclusive_form():
    import wagtail  # noqa: PLC0415 - its folder, for its catalogues

    left = []
    for part in WAGTAIL:
        path = settings.BASE_DIR / wagtail.__path__[0] / ".." / part / "locale" / "fr" / "LC_MESSAGES" / "django.mo"
        with path.open("rb") as file:
            catalogue = gettext.GNUTranslations(file)._catalog
        left += [words for words in catalogue if isinstance(words, str) and DOUBLED_ENDING.search(translated(words))]
    assert left == []


def test_compiled_words_are_those_of_the_source():
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    source = (FOLDER / "django.po").read_text(encoding="utf-8")
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.*)"$', source, re.MULTILINE)
    unquoted = [tuple(text.replace('\\"', '"') for text in pair) for pair in pairs]

    assert [(words, compiled.get(words)) for words, _ in unquoted] == unquoted
    assert len(unquoted) > 100


def test_place_is_open_in_french(admin, epm):
    text = text_of(admin.get(reverse(EPM.snippet_viewset.get_url_name("list"))))

    assert len(re.findall(r"<td[^>]*>\s*oui\s*</td>", text)) == 1
    assert re.findall(r">\s*(?:True|False)\s*<", text) == []


def test_editor_counts_the_person_who_types(admin, site_tree):
    page = admin.get("/admin/").content.decode()

    assert page.count('js/idle-warning.js" data-stay="/connexion/encore/"') == 1


def test_menu_shows_what_the_coordination_uses(admin):
    text = text_of(admin.get(reverse("wagtailadmin_home")))

    assert "Accueil et menu" in text
    assert text.count(reverse("wagtailimages:index")) >= 1
    for url in (reverse("wagtaildocs:index"), "guide.wagtail.org"):
        assert (url, text.count(url)) == (url, 0)


def test_tree_leaves_out_sheets_and_keeps_trainings(admin, sheet, site_tree):
    library, catalogue = LibraryPage.objects.get(), CataloguePage.objects.get()
    listed = admin.get(reverse("wagtailadmin_explore", args=[site_tree.pk])).context["page_obj"].object_list

    assert {library.pk, catalogue.pk} <= {page.pk for page in listed}
    assert list(admin.get(reverse("wagtailadmin_explore", args=[library.pk])).context["page_obj"].object_list) == []


def test_operator_still_sees_sheets(client_of, sheet):
    operator = client_of(MemberFactory(is_superuser=True))
    response = operator.get(reverse("wagtailadmin_explore", args=[LibraryPage.objects.get().pk]))

    assert [page.pk for page in response.context["page_obj"].object_list] == [sheet.pk]


def test_sheet_is_edited_on_the_site_alone(admin, sheet):
    library = LibraryPage.objects.get()
    adding = reverse("wagtailadmin_pages:add", args=["ressources", "workshoppage", library.pk])

    assert (
        admin.get(reverse("wagtailadmin_pages:edit", args=[sheet.pk])).url == f"/ressources/fiches/{sheet.pk}/modifier/"
    )
    assert admin.get(adding).url == "/ressources/proposer/"


def test_each_thing_is_edited_in_one_place_that_opens(admin, epm, sheet):
    places = [*edited_here(), *edited_on_the_site()]

    assert len({place.name for place in places}) == len(places)
    assert [(place.name, admin.get(place.url).status_code) for place in places] == [
        (place.name, 200) for place in places
    ]


def test_admin_leaves_to_the_page_of_a_place_what_its_team_edits(admin, epm):
    form = admin.get(reverse(EPM.snippet_viewset.get_url_name("edit"), args=[epm.pk])).context["form"]

    assert {"opening_hours", "phone", "email", "presentation", "seats", "is_open"} & set(form.fields) == set()


def test_new_part_and_new_menu_appear_once_published(admin, client, site_tree):
    page = HomePage.objects.get()
    page.lead = "Bienvenue chez vous."
    page.save_revision().publish()

    assert admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert "Bienvenue chez vous." in client.get("/").content.decode()

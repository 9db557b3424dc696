"""`{% cover %}`: the picture of a sheet or of a result, without a query."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, RequestContext, Template
from django.test import RequestFactory

from reseau.documents.drawings.colours import Theme
from ressources.declarations.search import WorkshopSource
from ressources.files.services.pictures import set_cover
from ressources.library.covers.cover import Cover
from ressources.sheets.models.sheet import Sheet
from search.engines.base import Hit
from tests.factories.ressources import PictureFactory, SheetFactory

pytestmark = pytest.mark.django_db


def shown(subject, extra: str = "", **cookies: str) -> str:
    request = RequestFactory().get("/")
    request.COOKIES, request.user = cookies, AnonymousUser()
    return Template(f"{{% cover subject {extra} %}}").render(RequestContext(request, {"subject": subject}))


def hit_of(sheet) -> Hit:
    """Return the sheet as the search finds it."""
    document = WorkshopSource().document(WorkshopSource().queryset().get(pk=sheet.pk))
    names = ("kind", "key", "title", "url", "tags", "facts", "facets", "picture")
    return Hit(**{name: getattr(document, name) for name in names}, title_html="", snippet_html="", date=None)


@pytest.fixture
def described_sheet(epm, animator, skill_keys):
    keys = skill_keys("D5.1", "D1.2")
    return SheetFactory(
        epm=epm, author=animator, data__title="Écrire à ses proches", data__tags=("courriel",), data__skills=keys
    )


def test_sheet_has_its_drawn_cover(described_sheet):
    url = Cover("ecrire-a-ses-proches", (5, 1), "mail").url(Theme.AUTO)
    assert shown(described_sheet) == (
        f'<img class="cover" src="{url}" alt="" width="320" height="180" loading="lazy" decoding="async">'
    )


def test_class_and_loading_may_be_chosen(described_sheet):
    assert 'class="cover thumb"' in shown(described_sheet, '"thumb"')
    assert 'loading="eager"' in shown(described_sheet, 'loading="eager"')


@pytest.mark.parametrize(("cookie", "theme"), [("dark", "sombre"), ("light", "clair"), ("purple", "auto")])
def test_theme_that_a_person_chose_is_in_the_address(described_sheet, cookie, theme):
    assert f"/{theme}/51/mail/" in shown(described_sheet, theme=cookie)


def test_cover_needs_no_request(described_sheet):
    assert "/auto/51/mail/" in Template("{% cover sheet %}").render(Context({"sheet": described_sheet}))


def test_result_of_the_search_has_the_cover_of_its_sheet_without_a_query(described_sheet, django_assert_num_queries):
    hit, expected = hit_of(described_sheet), shown(described_sheet)
    with django_assert_num_queries(0):
        assert shown(hit) == expected


def test_result_that_is_no_sheet_has_no_cover():
    hit = Hit("epm", "1", "EPM", "/annuaire/albas/", "EPM", "", (), (), {}, datetime.date(2026, 3, 12))
    assert shown(hit) == ""


@pytest.mark.parametrize("count", [1, 3])
def test_cards_of_a_list_draw_their_covers_without_a_query(epm, animator, skill_keys, count, django_assert_num_queries):
    for number in range(count):
        sheet = SheetFactory(
            epm=epm, author=animator, data__tags=(f"mot {number}", "courriel"), data__skills=skill_keys("D5.1")
        )
    set_cover(picture=PictureFactory(sheet=sheet), is_cover=True)
    sheets = list(Sheet.objects.with_card())
    with django_assert_num_queries(0):
        pictures = [shown(each) for each in sheets]
    assert ["cover photo" in picture for picture in pictures].count(True) == 1
    assert len(pictures) == count


def test_picture_chosen_by_the_author_replaces_the_drawing_everywhere(described_sheet):
    other, picture = PictureFactory(sheet=described_sheet), PictureFactory(sheet=described_sheet)
    drawn = shown(described_sheet)
    set_cover(picture=other, is_cover=True)
    set_cover(picture=picture, is_cover=True)
    expected = (
        f'<img class="cover photo" src="/ressources/images/{picture.pk}/petite" alt="" width="320" height="180"'
        ' loading="lazy" decoding="async">'
    )
    readings = (Sheet.objects.get(pk=described_sheet.pk), Sheet.objects.with_card().get(), hit_of(described_sheet))
    assert {shown(reading) for reading in readings} == {expected}
    set_cover(picture=picture, is_cover=False)
    readings = (Sheet.objects.get(pk=described_sheet.pk), Sheet.objects.with_card().get(), hit_of(described_sheet))
    assert {shown(reading) for reading in readings} == {drawn}

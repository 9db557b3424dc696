"""An obsolete sheet: the form, the banner, the lists without it, the list of reviewers."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ressources.authoring.upkeep.models import Obsolescence
from ressources.files.models.attachment import Attachment
from search.sources.registry import source
from tests.factories.b2i import LearnerFactory
from tests.factories.ressources import AttachmentFactory, ObsolescenceFactory, SheetFactory
from tests.indexing import noted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]
REASON = "Le site a changé de menus."


def url(name: str, *args) -> str:
    return reverse(f"ressources:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


def titles(response) -> list[str]:
    return [sheet.title for sheet in response.context["page_obj"]]


@pytest.fixture
def replacement(epm):
    return SheetFactory(epm=epm, data__title="Déclarer en 2027")


def test_author_searches_the_replacement_then_marks_the_sheet(client_of, sheet, replacement, animator):
    client, address = client_of(animator), url("obsolete", sheet.pk)
    results_page = client.post(address, {"reason": REASON, "words": "déclarer", "search": "1"})
    assert [row.title for row in results_page.context["form"].found] == [replacement.title]
    assert (REASON in text(results_page), Obsolescence.objects.count()) == (True, 0)

    answer = client.post(address, {"reason": REASON, "words": "déclarer", "replacement": replacement.pk}, follow=True)
    assert answer.redirect_chain == [(sheet.get_absolute_url(), 302)]
    assert f'<a href="{replacement.get_absolute_url()}">{replacement.title}</a>' in text(answer)


def test_search_needs_no_reason_and_finds_replacements(client_of, sheet, replacement, draft, stranger, animator):
    ObsolescenceFactory(sheet__data__title="Déclarer en 2020")
    answer = client_of(animator).post(url("obsolete", sheet.pk), {"reason": "", "words": "2", "search": "1"})
    assert (dict(answer.context["form"].errors), sheet.title in text(answer)) == ({}, True)
    assert replacement.sheet_ptr in answer.context["form"].found
    assert {"Déclarer en 2020", draft.title, sheet.title}.isdisjoint(row.title for row in answer.context["form"].found)


def test_reason_is_required_and_choice_is_kept(client_of, sheet, replacement, animator):
    answer = client_of(animator).post(
        url("obsolete", sheet.pk), {"reason": "", "words": "", "replacement": replacement.pk}
    )
    assert list(answer.context["form"].errors) == ["reason"]
    assert f'value="{replacement.pk}" id="id_replacement_1" checked' in text(answer).replace("required ", "")


def test_unreadable_replacement_is_not_revealed(client, client_of, sheet, member_sheet, stranger, epm):
    ObsolescenceFactory(sheet=sheet, replacement=member_sheet)
    learner = client_of(LearnerFactory(epm=epm).member)
    title_flags = [member_sheet.title in text(reader.get(sheet.get_absolute_url())) for reader in (client, learner)]
    assert title_flags == [False, False]
    assert member_sheet.title in text(client_of(stranger).get(sheet.get_absolute_url()))


def test_form_offers_no_unreadable_sheet(client_of, sheet, draft, animator):
    answer = client_of(animator).post(
        url("obsolete", sheet.pk), {"reason": REASON, "words": "", "replacement": draft.pk}
    )
    assert (list(answer.context["form"].errors), draft.title in text(answer)) == (["replacement"], False)


def test_obsolete_sheet_stays_at_its_address_but_leaves_the_lists(client, client_of, sheet, replacement, animator):
    memo = AttachmentFactory(sheet=sheet)
    ObsolescenceFactory(sheet=sheet)
    page = client.get(sheet.get_absolute_url())
    assert (page.status_code, REASON in text(page)) == (200, True)
    assert list(Attachment.objects.visible_to(AnonymousUser())) == [memo]
    for reader in (client, client_of(animator)):
        assert (titles(reader.get("/ressources/")), sheet.title in text(reader.get("/"))) == (
            [replacement.title],
            False,
        )
    assert "Obsolète</span>" in text(client_of(animator).get("/ressources/mes-fiches/"))


def test_obsolete_sheet_leaves_the_index(sheet, animator, client_of):
    noted("sheet")
    client_of(animator).post(url("obsolete", sheet.pk), {"reason": REASON})
    assert (noted("sheet"), list(source("sheet").queryset())) == ({str(sheet.pk)}, [])
    client_of(animator).post(url("revive", sheet.pk))
    assert (noted("sheet"), list(source("sheet").queryset())) == ({str(sheet.pk)}, [sheet])


def test_others_cannot_mark_or_restore(client, client_of, sheet, colleague, other_territorial, epm):
    obsolete = ObsolescenceFactory(sheet__epm=epm).sheet
    learner = LearnerFactory(epm=epm).member
    for reader in map(client_of, (colleague, other_territorial, learner)):
        assert reader.get(url("obsolete", sheet.pk)).status_code == 404
        assert reader.post(url("obsolete", sheet.pk), {"reason": REASON}).status_code == 404
        assert reader.post(url("revive", obsolete.pk)).status_code == 404
    assert client.post(url("revive", obsolete.pk)).status_code == 302
    assert list(Obsolescence.objects.values_list("sheet", flat=True)) == [obsolete.pk]
    assert "remettre d’actualité" not in text(client_of(colleague).get(obsolete.get_absolute_url()))


def test_list_of_obsolete_sheets_is_for_reviewers_of_the_territory(
    client_of, animator, territorial, other_territorial, coordinator, epm
):
    obsolete = ObsolescenceFactory(sheet__epm=epm).sheet
    pages = {member: client_of(member).get(url("obsolete_list")) for member in (territorial, coordinator)}
    assert [titles(answer) for answer in pages.values()] == [[obsolete.title], [obsolete.title]]
    assert titles(client_of(other_territorial).get(url("obsolete_list"))) == []
    assert client_of(animator).get(url("obsolete_list")).status_code == 404


def count_queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured_queries:
        assert client.get(address).status_code == 200
    return len(captured_queries)


def test_list_uses_the_same_queries_for_one_or_three(client_of, territorial, epm):
    ObsolescenceFactory(sheet__epm=epm, replacement=SheetFactory())
    client = client_of(territorial)
    before = count_queries(client, url("obsolete_list"))
    ObsolescenceFactory.create_batch(2, sheet__epm=epm, replacement=SheetFactory())
    assert count_queries(client, url("obsolete_list")) == before


def test_banner_costs_no_query(client_of, sheet, replacement, stranger):
    before = count_queries(client_of(stranger), sheet.get_absolute_url())
    ObsolescenceFactory(sheet=sheet, replacement=replacement)
    assert count_queries(client_of(stranger), sheet.get_absolute_url()) == before

"""Requests for sheets: one for several people, taken up by one, closed by its publication."""

import pytest
from django.core.exceptions import ValidationError

from alertes.channels.notices.models import Notice
from b2i.frameworks.framework_loading import load_b2i_adultes
from b2i.frameworks.models.framework import Skill
from ressources.authoring.publication.services import publish, submit
from ressources.authoring.sheet_requests.map_cell import MapCell
from ressources.authoring.sheet_requests.models import SheetRequest
from ressources.authoring.sheet_requests.services import close, give_back, request_sheet, set_support, take_up
from ressources.sheets.enums import Level
from ressources.sheets.services.drafts import create_draft, save_draft
from tests.factories.ressources import SheetContentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(site_tree):
    """Each test has the pages of a new site."""


def test_the_same_words_make_one_request_with_several_voices(animator, colleague):
    first = request_sheet(words="clé  USB", by=animator, searches=4)
    again = request_sheet(words="Cle usb", by=colleague, searches=2)
    twice = request_sheet(words="clé usb", by=animator)

    assert first == again == twice
    assert (SheetRequest.objects.get().words, SheetRequest.objects.get().searches) == ("Clé USB", 4)
    assert set(first.supporters.all()) == {animator, colleague}


def test_request_counts_the_searches_of_its_latest_voice(animator, colleague):
    other = request_sheet(words="disque dur", by=animator, searches=3)
    for searches in (4, 9, 2):
        request_sheet(words="clé USB", by=colleague, searches=searches)
    other.refresh_from_db()
    assert (SheetRequest.objects.get(words="Clé USB").searches, other.searches) == (9, 3)


@pytest.mark.parametrize("words", ["", "   ", "x" * 121])
def test_request_without_words_or_with_too_many_is_refused(animator, words):
    with pytest.raises(ValidationError):
        request_sheet(words=words, by=animator)
    assert not SheetRequest.objects.exists()


def test_request_that_nobody_wants_any_more_is_deleted(animator):
    sheet_request = request_sheet(words="Clé USB", by=animator)

    set_support(sheet_request=sheet_request, by=animator, is_wanted=False)

    assert not SheetRequest.objects.exists()


def test_request_outlives_a_voice_while_another_wants_it(animator, colleague):
    sheet_request = request_sheet(words="Clé USB", by=animator)
    request_sheet(words="Clé USB", by=colleague)

    set_support(sheet_request=sheet_request, by=animator, is_wanted=False)

    assert list(SheetRequest.objects.get().supporters.all()) == [colleague]


def test_request_that_was_searched_outlives_its_last_voice(animator, colleague):
    sheet_request = request_sheet(words="Clé USB", by=animator, searches=3)

    set_support(sheet_request=sheet_request, by=animator, is_wanted=False)
    set_support(sheet_request=sheet_request, by=colleague, is_wanted=True)

    assert list(sheet_request.supporters.all()) == [colleague]


def test_one_member_writes_it_and_another_is_told_so(animator, colleague, epm):
    sheet_request = request_sheet(words="Clé USB", by=colleague)

    sheet = take_up(sheet_request=sheet_request, by=animator, epm=epm)

    assert (sheet.draft_title, sheet.owner, sheet.live) == ("Clé USB", animator, False)
    assert take_up(sheet_request=sheet_request, by=animator, epm=epm) == sheet.sheet_ptr
    with pytest.raises(ValidationError, match="déjà entre les mains"):
        take_up(sheet_request=sheet_request, by=colleague, epm=epm)
    assert not SheetRequest.objects.to_take_up().exists()

    give_back(sheet_request=sheet_request)

    assert take_up(sheet_request=sheet_request, by=colleague, epm=epm).owner == colleague


def test_request_given_back_or_closed_leaves_the_others(animator, colleague, epm):
    given, kept, closed = (request_sheet(words=words, by=colleague) for words in ("Clé USB", "Disque dur", "Souris"))
    for each in (given, kept):
        take_up(sheet_request=each, by=animator, epm=epm)

    give_back(sheet_request=given)
    close(sheet_request=closed)

    assert set(SheetRequest.objects.open()) == {given, kept}
    assert list(SheetRequest.objects.filter(taken_by=animator)) == [kept]


def test_closed_request_stays_closed_since_its_day_with_its_sheet(animator, epm):
    sheet_request = request_sheet(words="Clé USB", by=animator)
    take_up(sheet_request=sheet_request, by=animator, epm=epm)
    close(sheet_request=sheet_request)
    facts = SheetRequest.objects.values("closed_at", "sheet", "taken_by").get()

    close(sheet_request=sheet_request)
    give_back(sheet_request=sheet_request)

    assert SheetRequest.objects.values("closed_at", "sheet", "taken_by").get() == facts


def test_closed_request_is_not_taken_up_and_may_be_made_again(animator, epm):
    sheet_request = request_sheet(words="Clé USB", by=animator)
    close(sheet_request=sheet_request)

    with pytest.raises(ValidationError, match="close"):
        take_up(sheet_request=sheet_request, by=animator, epm=epm)
    assert request_sheet(words="Clé USB", by=animator) != sheet_request


def test_publication_closes_the_request_and_notifies_those_who_wanted_it(animator, colleague, coordinator, epm):
    sheet_request = request_sheet(words="Clé USB", by=colleague)
    request_sheet(words="Clé USB", by=animator)
    waiting, elsewhere = (request_sheet(words=words, by=colleague) for words in ("Disque dur", "Appareil photo"))
    take_up(sheet_request=elsewhere, by=animator, epm=epm)
    sheet = take_up(sheet_request=sheet_request, by=animator, epm=epm)
    content = SheetContentFactory(title="Clé USB")
    sheet = save_draft(page=sheet, by=animator, data=content, base_revision=sheet.latest_revision_id)
    submit(page=sheet, by=animator)
    Notice.objects.all().delete()

    publish(page=sheet, by=coordinator)

    sheet_request.refresh_from_db()
    assert sheet_request.closed_at is not None
    assert set(SheetRequest.objects.open()) == {waiting, elsewhere}
    texts = {(notice.member, notice.text) for notice in Notice.objects.filter(key__contains="sheet-request")}
    answered = "La fiche que vous avez demandée est publiée\u00a0: «\u00a0Clé USB\u00a0»."
    assert texts == {(animator, answered), (colleague, answered)}


@pytest.fixture
def cells() -> list[MapCell]:
    load_b2i_adultes()
    skill = Skill.objects.get(code="D4.4", domain__framework__is_record_base=True)
    return [MapCell(skill, level) for level in (Level.FIRST_STEPS, Level.CONFIRMED)]


def test_request_gets_the_cell_of_its_first_voice_from_the_map(animator, colleague, cells):
    first, other = cells
    for cell in (None, first, other):
        request_sheet(words="Clé USB", by=animator, cell=cell)

    assert SheetRequest.objects.get().cell == first
    request_sheet(words="Disque dur", by=colleague)
    assert SheetRequest.objects.get(words="Disque dur").cell is None


def test_draft_of_a_requested_cell_begins_with_its_skill_and_level(animator, epm, cells):
    sheet = take_up(sheet_request=request_sheet(words="Clé USB", by=animator, cell=cells[1]), by=animator, epm=epm)
    plain = take_up(sheet_request=request_sheet(words="Souris", by=animator), by=animator, epm=epm)

    assert (sheet.latest_content.skills, sheet.latest_content.level) == ((cells[1].skill.pk,), Level.CONFIRMED)
    assert (plain.latest_content.skills, plain.latest_content.level) == ((), Level.BEGINNER)


def test_sheet_that_fills_a_cell_closes_what_was_asked_of_that_cell_alone(animator, colleague, coordinator, epm, cells):
    of_cell, of_other_level = (request_sheet(words=cell.subject, by=colleague, cell=cell) for cell in cells)
    in_own_words = request_sheet(words="Clé USB", by=colleague, cell=cells[0])
    content = SheetContentFactory(title="Souris", skills=(cells[0].skill.pk,), level=cells[0].level)
    sheet = create_draft(by=animator, epm=epm, data=content)
    submit(page=sheet, by=animator)

    publish(page=sheet, by=coordinator)

    assert set(SheetRequest.objects.open()) == {of_other_level, in_own_words}
    answered = "La fiche que vous avez demandée est publiée\u00a0: «\u00a0Souris\u00a0»."
    (notice,) = Notice.objects.filter(member=colleague, key__contains="sheet-request")
    assert (notice.key, notice.text) == (f"sheet-request:{of_cell.pk}:answered", answered)


def test_request_of_a_cell_that_somebody_writes_waits_for_that_sheet(animator, colleague, coordinator, epm, cells):
    sheet_request = request_sheet(words=cells[0].subject, by=colleague, cell=cells[0])
    take_up(sheet_request=sheet_request, by=colleague, epm=epm)
    content = SheetContentFactory(title="Souris", skills=(cells[0].skill.pk,), level=cells[0].level)
    sheet = create_draft(by=animator, epm=epm, data=content)
    submit(page=sheet, by=animator)

    publish(page=sheet, by=coordinator)

    assert list(SheetRequest.objects.open()) == [sheet_request]


def test_request_outlives_its_skill(animator, cells):
    request_sheet(words="Clé USB", by=animator, cell=cells[0])

    Skill.objects.filter(pk=cells[0].skill.pk).delete()

    assert (SheetRequest.objects.get().cell, SheetRequest.objects.get().level) == (None, "grand_debutant")

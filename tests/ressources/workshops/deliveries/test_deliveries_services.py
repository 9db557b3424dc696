"""« J’ai animé cet atelier »: recorded once, corrected, removed with a journal entry; notices and counters."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from alertes.channels.notices.models import Notice
from ressources.authoring.publication.services import withdraw
from ressources.sheets import sheet_journal
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.deliveries.models.delivery_tally import DeliveryTally
from ressources.workshops.deliveries.services import (
    AlreadyNotedError,
    change_delivery,
    note_delivery,
    remove_delivery,
    repair_tallies,
)
from tests.clock import freeze_time
from tests.factories.deliveries import DeliveryFactory
from tests.factories.ressources import AuthorshipFactory, SheetFactory
from tests.indexing import noted as noted_changes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]
FIGURES = (
    "times",
    "epms",
    "people",
    "total_minutes",
    "usual_minutes",
    "answers",
    "willing",
    "willing_otherwise",
    "notes",
)


@pytest.fixture(autouse=True)
def _today():
    with freeze_time("2026-10-05 12:00"):
        yield


@pytest.fixture
def run(sheet, other_epm, stranger):
    """`run(**changes)`: an unsaved delivery of `sheet` by a stranger."""

    def unsaved(**changes) -> Delivery:
        facts = {"date": date(2026, 10, 1), "headcount": 8, "minutes": 70} | changes
        return Delivery(sheet=sheet, epm=other_epm, member=stranger, **facts)

    return unsaved


def figures(sheet) -> tuple | None:
    return DeliveryTally.objects.filter(sheet=sheet).values_list(*FIGURES).first()


def notices_of(member) -> list[tuple[str, str]]:
    return list(Notice.objects.filter(member=member).order_by("pk").values_list("text", "url"))


def test_counters_follow_the_deliveries(sheet, run, epm):
    note_delivery(delivery=run(again="yes", went_well="Bien."))
    assert figures(sheet) == (1, 1, 8, 70, 70, 1, 1, 0, 1)
    DeliveryFactory(sheet=sheet, epm=epm, headcount=3, minutes=91, again="otherwise", to_mend="Long.")
    DeliveryFactory(sheet=sheet, epm=epm, headcount=4, minutes=60, again="no")
    assert figures(sheet) == (3, 2, 15, 221, 70, 3, 2, 1, 2)


def test_form_sent_twice_creates_one_delivery(sheet, run, animator):
    first = note_delivery(delivery=run(went_well="Bien."))
    assert note_delivery(delivery=run(went_well="Bien.")) == first
    assert (Delivery.objects.count(), figures(sheet)[0], len(notices_of(animator))) == (1, 1, 1)


def test_second_report_of_a_day_raises(sheet, run):
    first = note_delivery(delivery=run())
    with pytest.raises(AlreadyNotedError) as refusal:
        note_delivery(delivery=run(headcount=12))
    assert (refusal.value.delivery, figures(sheet)[2]) == (first, 8)
    assert refusal.value.message == "Vous avez déjà noté cet atelier ce jour-là, dans cet EPM."


def test_new_report_may_replace_the_first(sheet, run, animator):
    first = note_delivery(delivery=run(went_well="Bien.", again="yes"))
    second = note_delivery(delivery=run(headcount=12, to_mend="Trop long."), replaces=True)
    assert (second, Delivery.objects.count(), figures(sheet)) == (first, 1, (1, 1, 12, 70, 70, 0, 0, 0, 1))
    assert (second.went_well, second.again, len(notices_of(animator))) == ("", "", 1)


@pytest.mark.parametrize("change", ["day", "place", "member", "sheet"])
def test_other_day_place_member_or_sheet_is_another_workshop(run, epm, animator, change):
    note_delivery(delivery=run())
    other = run()
    match change:
        case "day":
            other.date = date(2026, 10, 2)
        case "place":
            other.epm = epm
        case "member":
            other.member = animator
        case "sheet":
            other.sheet = SheetFactory(epm=epm)
    note_delivery(delivery=other)
    assert Delivery.objects.count() == 2


def test_authors_are_thanked_once_each(sheet, run, animator, stranger, other_epm):
    coauthor = AuthorshipFactory(sheet=sheet).member
    note_delivery(delivery=run(went_well="Le tri sur la table."))
    text = (
        f"{stranger} a animé votre fiche «\u00a0{sheet.title}\u00a0» avec 8\u00a0personnes (EPM de Luzech). "
        "Ce qui a bien marché\u00a0: Le tri sur la table."
    )
    expected = [(text, sheet.get_absolute_url())]
    assert (notices_of(animator), notices_of(coauthor), notices_of(stranger)) == (expected, expected, [])


def test_deliveries_of_a_day_are_counted_in_one_notice(sheet, run, epm, animator, stranger):
    coauthor = AuthorshipFactory(sheet=sheet).member
    note_delivery(delivery=run(went_well="Le tri sur la table."))
    Notice.objects.mark_read()
    note_delivery(delivery=run(date=date(2026, 10, 2), headcount=5))
    theirs = run(date=date(2026, 10, 3), headcount=1)
    theirs.epm, theirs.member = epm, coauthor
    note_delivery(delivery=theirs)
    start = (
        f"ateliers animés avec votre fiche «\u00a0{sheet.title}\u00a0», notés le lundi 5 octobre 2026 par {stranger}"
    )
    assert [text for text, _ in notices_of(animator)] == [f"3 {start} et {coauthor}, avec 14\u00a0personnes en tout."]
    assert [text for text, _ in notices_of(coauthor)] == [f"2 {start}, avec 13\u00a0personnes en tout."]
    assert list(Notice.objects.values_list("read_at", flat=True)) == [None, None]
    assert animator.mail_items.get().text == notices_of(animator)[0][0]

    with freeze_time("2026-10-06 12:00"):
        note_delivery(delivery=run(date=date(2026, 10, 6)))
    assert [text.partition(" ")[0] for text, _ in notices_of(animator)] == ["3", stranger.first_name]


def test_removed_delivery_leaves_the_count_of_its_notice(sheet, run, animator, stranger):
    first, second = note_delivery(delivery=run()), note_delivery(delivery=run(date=date(2026, 10, 2), headcount=5))
    Notice.objects.mark_read()

    remove_delivery(delivery=first, by=stranger)

    text = f"{stranger} a animé votre fiche «\u00a0{sheet.title}\u00a0» avec 5\u00a0personnes (EPM de Luzech)."
    assert (notices_of(animator)[0][0], Notice.objects.unread().count()) == (text, 0)
    Notice.objects.update(read_at=None)
    remove_delivery(delivery=second, by=stranger)
    assert notices_of(animator) == []


def test_workshop_of_the_author_stays_out_of_their_notice_when_another_is_removed(sheet, run, epm, animator, stranger):
    DeliveryFactory(sheet=sheet, epm=epm, member=animator, date=date(2026, 10, 3))
    first, _ = note_delivery(delivery=run()), note_delivery(delivery=run(date=date(2026, 10, 2), headcount=5))

    remove_delivery(delivery=first, by=stranger)

    expected = f"{stranger} a animé votre fiche « {sheet.title} » avec 5 personnes (EPM de Luzech)."
    assert [text for text, _ in notices_of(animator)] == [expected]


def test_author_who_runs_their_own_sheet_gets_no_notice(sheet, animator, epm):
    DeliveryFactory(sheet=sheet, epm=epm, member=animator)
    assert notices_of(animator) == []


def test_notice_of_a_withdrawn_sheet_links_to_its_notes(sheet, run, animator, territorial):
    withdraw(page=sheet, by=animator)
    note_delivery(delivery=run(headcount=1))
    assert [url for _, url in notices_of(animator)] == [f"/ressources/fiches/{sheet.pk}/animations/"]
    assert "avec 1\u00a0personne (" in notices_of(animator)[0][0]


def test_correction_changes_counters_and_notifies_nobody(sheet, run, animator):
    delivery = note_delivery(delivery=run())
    delivery.headcount, delivery.again = 9, "yes"
    change_delivery(delivery=delivery)
    assert (figures(sheet), len(notices_of(animator))) == ((1, 1, 9, 70, 70, 1, 1, 0, 0), 1)


def test_correction_onto_a_recorded_day_is_refused(run):
    first, second = note_delivery(delivery=run()), note_delivery(delivery=run(date=date(2026, 10, 2)))
    second.date = first.date
    with pytest.raises(AlreadyNotedError) as refusal:
        change_delivery(delivery=second)
    assert refusal.value.delivery == first


def test_impossible_delivery_is_refused(run, sheet):
    with pytest.raises(ValidationError):
        note_delivery(delivery=run(date=date(2026, 10, 6)))
    delivery = note_delivery(delivery=run())
    delivery.headcount = 0
    with pytest.raises(ValidationError):
        change_delivery(delivery=delivery)
    assert figures(sheet)[:3] == (1, 1, 8)


def test_member_removes_their_delivery_without_journal_entry(sheet, run, animator, stranger):
    delivery = note_delivery(delivery=run())
    remove_delivery(delivery=delivery, by=stranger)
    assert (Delivery.objects.count(), figures(sheet), sheet_journal.entries_of(sheet).count()) == (0, None, 0)
    assert (notices_of(animator), notices_of(stranger)) == ([], [])


def test_removal_by_a_reviewer_is_logged(sheet, run, animator, stranger, other_territorial):
    delivery = note_delivery(delivery=run())
    Notice.objects.mark_read()
    remove_delivery(delivery=delivery, by=other_territorial)
    (entry,) = sheet_journal.entries_of(sheet)
    assert (entry.user, entry.message) == (
        other_territorial,
        f"Atelier du jeudi 1er octobre 2026 (EPM de Luzech), noté par {stranger}, retiré du décompte",
    )
    text = (
        f"{other_territorial} a retiré du décompte de la fiche «\u00a0{sheet.title}\u00a0» "
        "votre atelier du 1er octobre 2026, EPM de Luzech."
    )
    assert notices_of(stranger) == [(text, "/ressources/mes-ateliers/")]
    assert len(notices_of(animator)) == 1  # already read


def test_delivery_of_erased_member_is_removed(sheet, run, stranger, coordinator):
    note_delivery(delivery=run())
    stranger.delete()
    remove_delivery(delivery=Delivery.objects.get(), by=coordinator)
    assert [entry.data["name"] for entry in sheet_journal.entries_of(sheet)] == ["une personne partie du réseau"]


def test_index_is_updated_for_new_figures_but_not_for_a_corrected_note(sheet, run):
    noted_changes("sheet")
    delivery = note_delivery(delivery=run(went_well="Bien."))
    assert noted_changes("sheet") == {str(sheet.pk)}
    delivery.went_well = "Très bien."
    change_delivery(delivery=delivery)
    assert noted_changes("sheet") == set()
    remove_delivery(delivery=delivery, by=delivery.member)
    assert noted_changes("sheet") == {str(sheet.pk)}


def test_wrong_counters_are_repaired(sheet, run, epm, other_epm):
    right_sheet = SheetFactory(epm=epm)
    DeliveryFactory(sheet=right_sheet)
    sheet_without_delivery, sheet_without_tally = SheetFactory(epm=epm), SheetFactory(epm=epm)
    DeliveryFactory(sheet=sheet_without_delivery)
    DeliveryFactory(sheet=sheet_without_tally)
    note_delivery(delivery=run())
    before = {page.pk: figures(page) for page in (sheet, right_sheet, sheet_without_delivery, sheet_without_tally)}
    DeliveryTally.objects.filter(sheet=sheet).update(people=99)
    Delivery.objects.filter(sheet=sheet_without_delivery).delete()
    DeliveryTally.objects.filter(sheet=sheet_without_tally).delete()

    assert (repair_tallies(), repair_tallies()) == (3, 0)

    after = {page.pk: figures(page) for page in (sheet, right_sheet, sheet_without_delivery, sheet_without_tally)}
    assert after == before | {sheet_without_delivery.pk: None}

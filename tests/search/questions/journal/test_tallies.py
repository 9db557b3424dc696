"""Counting the journal: each line once, without names; the queue of failed searches; deletion of old tallies."""

from datetime import date, timedelta
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from search.questions.journal.journal_files import journals_taken_away, note_opening, note_search
from search.questions.journal.models import RETURNS, FoldedJournal, FruitlessSearch, Reformulation, SearchTally
from search.questions.journal.tallies import fold_journal, forget_names, forget_old_tallies, settle, text_key
from tests.clock import freeze_time
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import MemberFactory
from tests.factories.search import SearchTallyFactory

pytestmark = pytest.mark.django_db


def counts() -> list[tuple]:
    return list(SearchTally.objects.order_by("text").values_list("text", "searches", "fruitless", "results", "opened"))


def queue() -> list[tuple]:
    return [(tally.text, tally.times, tally.found_nothing) for tally in SearchTally.objects.fruitless(limit=10)]


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def search(text: str, results: int = 0, *, times: int = 1) -> None:
    for _ in range(times):
        note_search(text, results)
    fold_journal()


def test_lines_are_counted_by_text_whatever_its_accents():
    for text, results in (("Cle USB", 0), ("clé usb", 2), ("clé  USB", 1), ("drone", 0)):
        note_search(text, results)
    note_opening("clé usb")
    assert (fold_journal(), counts()) == (5, [("clé usb", 3, 1, 2, 1), ("drone", 1, 1, 0, 0)])


def test_later_lines_are_added_to_the_same_day():
    search("drone")
    search("drone", 3)
    assert counts() == [("drone", 2, 1, 3, 0)]


def test_each_day_has_its_own_count():
    with freeze_time("2026-11-23 10:00"):
        note_search("drone", 0)
    with freeze_time("2026-11-24 10:00"):
        search("drone", 1)
    assert list(SearchTally.objects.order_by("day").values_list("day", "results")) == [
        (date(2026, 11, 23), 0),
        (date(2026, 11, 24), 1),
    ]


def test_opening_without_a_search_is_not_counted():
    note_opening("drone")
    assert (fold_journal(), counts()) == (1, [])


def found_instead(*texts: str) -> dict[str, list[str]]:
    return Reformulation.objects.found_instead(text_key(text) for text in texts)


def test_searches_made_again_in_other_words_are_counted_once_a_result_is_opened():
    for _ in range(2):
        note_opening("tableur", before="Éxcel")
    note_opening("calc", before="Excel")
    note_opening("excel", before="excel")
    fold_journal()
    rows = Reformulation.objects.order_by("found").values_list("text", "key", "found", "times")
    assert list(rows) == [("excel", "excel", "calc", 1), ("éxcel", "excel", "tableur", 2)]
    assert found_instead("Excel", "drone") == {"excel": ["tableur"]}


def test_words_found_next_are_the_three_most_frequent_of_ninety_days():
    for times, found in enumerate(("a b", "c d", "e f", "g h", "i j")):
        Reformulation.objects.create(
            day=days_ago(0), text="excel", key="excel", found=found, found_key=found, times=times
        )
    Reformulation.objects.create(day=days_ago(91), text="excel", key="excel", found="old", found_key="old", times=9)
    assert found_instead("excel") == {"excel": ["i j", "g h", "e f"]}


def test_reformulation_with_a_name_is_not_kept_nor_one_of_long_ago():
    LearnerFactory(member__first_name="Josette", member__last_name="Delpech")
    note_opening("tableur", before="josette delpech")
    fold_journal()
    assert Reformulation.objects.count() == 0
    note_opening("tableur", before="paul valmary")
    fold_journal()
    Reformulation.objects.create(day=days_ago(397), text="a", key="a", found="b", found_key="b", times=1)
    LearnerFactory(member__first_name="Paul", member__last_name="Valmary")
    assert (forget_old_tallies(), Reformulation.objects.count()) == (2, 0)


def test_name_that_is_erased_leaves_the_reformulations():
    note_opening("paul valmary", before="annuaire")
    fold_journal()
    assert (forget_names(names=["Paul Valmary"]), Reformulation.objects.count()) == (1, 0)


def test_empty_journal_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert fold_journal() == 0


def test_file_counted_just_before_a_crash_is_not_counted_again():
    search("drone")
    note_search("drone", 0)
    with journals_taken_away() as paths:
        path = next(paths)
    FoldedJournal.objects.create(name=path.name)

    assert fold_journal() == 0
    assert (counts(), path.exists(), FoldedJournal.objects.count()) == ([("drone", 1, 1, 0, 0)], False, 0)


def test_file_whose_count_was_rolled_back_is_counted():
    note_search("drone", 0)
    with journals_taken_away() as paths:
        next(paths)
    assert (fold_journal(), list(Path(settings.SEARCH_JOURNAL_DIR).glob("counting-*"))) == (1, [])


def test_parallel_writers_lose_nothing_and_count_nothing_twice():
    def write() -> None:
        for _ in range(100):
            note_search("drone", 0)

    writers = [Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        fold_journal()
    fold_journal()
    assert counts() == [("drone", 400, 400, 0, 0)]


def test_table_holds_no_names():
    MemberFactory(first_name="Vincent", last_name="Vergne")
    LearnerFactory(member__first_name="Josette", member__last_name="Delpech")
    for text in ("Vincent Vergne", "delpech josette", "Josette", "livret josette delpech", "j.delpech@example.org"):
        note_search(text, 0)
        note_opening(text)
    note_search("livret", 0)

    fold_journal()

    assert counts() == [("livret", 1, 1, 0, 0)]
    assert {field.name for field in SearchTally._meta.get_fields()} == {
        "id", "day", "text", "key", "searches", "fruitless", "results", "opened", "settled",
    }  # fmt: skip


def test_thirteen_months_are_kept():
    for age in (0, 396, 397):
        SearchTallyFactory(day=days_ago(age))
    assert (
        forget_old_tallies(),
        SearchTally.objects.filter(day__lt=days_ago(396)).count(),
        SearchTally.objects.count(),
    ) == (
        1,
        0,
        2,
    )


def test_search_with_the_name_of_a_later_member_is_deleted():
    search("josette delpech")
    search("drone")
    LearnerFactory(member__first_name="Josette", member__last_name="Delpech")
    assert (forget_old_tallies(), [text for text, *_ in counts()]) == (1, ["drone"])


def test_tick_counts_the_journal_and_deletes_old_tallies(capsys):
    note_search("drone", 0)
    SearchTallyFactory(day=days_ago(500), text="minitel")
    call_command("tick")
    lines = capsys.readouterr().out.splitlines()
    assert {"Recherches comptées\u00a0: 1", "Recherches anciennes, oubliées\u00a0: 1"} <= {*lines}
    assert counts() == [("drone", 1, 1, 0, 0)]


def test_queue_holds_searches_without_result_or_opening_most_frequent_first():
    SearchTallyFactory(text="drone", searches=2)
    SearchTallyFactory(text="drone", day=days_ago(5), searches=3)
    SearchTallyFactory(text="tablette", searches=9, results=12)
    SearchTallyFactory(text="photo", searches=20, results=30, opened=1)
    assert SearchTally.objects.fruitless(limit=10) == [
        FruitlessSearch("tablette", text_key("tablette"), 9, 12, days_ago(0)),
        FruitlessSearch("drone", text_key("drone"), 5, 0, days_ago(0)),
    ]
    assert queue()[:1] == [("tablette", 9, False)]


def test_queue_costs_one_query(django_assert_num_queries):
    SearchTallyFactory(text="drone")
    SearchTallyFactory(text="tablette", results=2)
    with django_assert_num_queries(1):
        assert len(queue()) == 2


def test_queue_looks_back_ninety_days():
    SearchTallyFactory(text="ancien", day=days_ago(90))
    SearchTallyFactory(text="récent", day=days_ago(89))
    assert queue() == [("récent", 1, True)]


def test_search_with_new_results_leaves_the_list_without_result():
    SearchTallyFactory(text="drone", searches=4, day=days_ago(2))
    SearchTallyFactory(text="drone", searches=1, results=2, opened=1)
    assert queue() == []


def test_opened_search_that_finds_nothing_any_more_returns_to_the_queue():
    SearchTallyFactory(text="drone", searches=9, results=2, opened=5, day=days_ago(2))
    SearchTallyFactory(text="drone", searches=2)
    assert queue() == [("drone", 2, True)]


def test_handled_search_stays_hidden_until_enough_new_failures():
    search("drone", times=5)
    assert (settle(texts=["Drone"]), queue()) == (1, [])

    search("drone", times=RETURNS - 1)
    assert queue() == []

    search("drone")
    assert queue() == [("drone", RETURNS, True)]


def test_handled_search_stays_hidden_even_if_its_count_is_old():
    SearchTallyFactory(text="drone", day=days_ago(200), settled=True)
    SearchTallyFactory(text="drone")
    assert queue() == []


def test_later_opening_counts_for_the_handled_search():
    search("tablette", 5)
    settle(texts=["tablette"])
    note_opening("tablette")
    fold_journal()
    assert counts() == [("tablette", 1, 0, 5, 1)]


def test_database_refuses_two_open_counts_of_a_day_and_more_failures_than_searches():
    SearchTallyFactory()
    for fields in ({}, {"text": "autre", "searches": 1, "fruitless": 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SearchTallyFactory(**fields)


def test_str_of_a_tally():
    tally = SearchTallyFactory.build(text="drone", day=date(2026, 11, 24))
    assert (str(tally), str(FoldedJournal(name="counting-1.jsonl"))) == (
        "«\u00a0drone\u00a0», 24/11/2026",
        "counting-1.jsonl",
    )

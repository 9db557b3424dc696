"""Results of evaluations; nothing under five answers."""

import pytest

from formation.offer.catalogue.models.training import KitSheet
from formation.proof.evaluation.enums import Moment, Reuse
from formation.proof.evaluation.results import Results, SentenceResult, results_of
from formation.proof.evaluation.scale_chart import WIDTH, scale_chart
from questionnaires.questions.enums import QuestionKind
from ressources.workshops.deliveries.models.delivery import Delivery
from tests.factories.formation import in_days
from tests.factories.reseau import CommuneFactory
from tests.factories.ressources import SheetFactory
from tests.formation.evaluations import ask_another_sentence, ask_more, evaluate

pytestmark = pytest.mark.django_db


def hot(session, count, **answers) -> None:
    for number in range(count):
        marks = {"satisfaction": 4 if number else 1, "usefulness": 3, "teaching": 2}
        evaluate(session, **{**marks, "went_well": f"Avis {number}", **answers})


def cold(session, reuses) -> None:
    for reuse in reuses:
        evaluate(session, Moment.COLD, reuse=reuse)


def test_under_five_answers_nothing_is_shown(past_session):
    hot(past_session, 4)
    results = results_of(past_session, Moment.HOT)
    assert results == Results(Moment.HOT)
    assert (results.is_shown, results.answers, results.sentences, results.words) == (False, 0, (), ())


def test_five_answers_are_counted_sentence_by_sentence(closed_session):
    session = closed_session()[0].session
    hot(session, 5)
    results = results_of(session, Moment.HOT)
    assert (results.is_shown, results.answers, results.people) == (True, 5, 6)
    assert [sentence.counts for sentence in results.sentences] == [
        (1, 0, 0, 4),
        (0, 0, 5, 0),
        (0, 5, 0, 0),
        (0, 0, 0, 5),
    ]
    assert [sentence.favourable for sentence in results.sentences] == [80, 100, 0, 100]


def test_comments_are_listed_without_empty_ones(past_session):
    hot(past_session, 5, to_mend="  ")
    went_well, to_mend = results_of(past_session, Moment.HOT).words
    assert (sorted(went_well.texts), to_mend.texts) == ([f"Avis {number}" for number in range(5)], ())


def test_moments_and_sessions_are_counted_apart(closed_session):
    session, other_session = closed_session()[0].session, closed_session()[0].session
    hot(session, 4)
    hot(other_session, 5)
    cold(session, [Reuse.NO] * 4)
    assert [results_of(session, moment).is_shown for moment in Moment] == [False, False]


def test_reported_reuse_is_shown_with_recorded_deliveries(closed_session, training):
    sheet = SheetFactory()
    training.kit_sheets.add(KitSheet(sheet=sheet))
    training.save()
    enrolments = closed_session(days=100)
    runner, other_participant = enrolments[0].member, enrolments[1].member
    for member, day in ((runner, -90), (runner, -80), (other_participant, -101)):
        Delivery.objects.create(sheet=sheet, member=member, epm=sheet.epm, date=in_days(day), headcount=6, minutes=90)
    cold(enrolments[0].session, [Reuse.OFTEN, Reuse.OFTEN, Reuse.ONCE, Reuse.NO, Reuse.NO])

    results = results_of(enrolments[0].session, Moment.COLD)

    (tally,) = results.tallies
    assert tally.counts == (
        (Reuse.OFTEN.label, 2),
        (Reuse.ONCE.label, 1),
        (Reuse.PLANNED.label, 0),
        (Reuse.NO.label, 2),
    )
    assert results.runners == 1


def test_answers_to_all_versions_count_in_the_order_of_the_version_in_use(past_session):
    hot(past_session, 3)
    ask_another_sentence(Moment.HOT, "pace")
    hot(past_session, 5, pace=2)

    results = results_of(past_session, Moment.HOT)

    assert results.answers == 8
    assert [(sentence.question.code, sentence.total) for sentence in results.sentences] == [
        ("pace", 5),
        ("satisfaction", 8),
        ("usefulness", 8),
        ("teaching", 8),
        ("comfort", 8),
    ]
    assert len(results.words[0].texts) == 8


def test_every_kind_of_answer_is_shown_but_a_commune(past_session):
    lacking = {
        "kind": QuestionKind.SEVERAL,
        "choices": ("temps", "autre"),
        "wording": "Qu’est-ce qui vous a manqué\u00a0?",
    }
    trips = {"kind": QuestionKind.NUMBER, "wording": "Kilomètres", "unit": "km"}
    views = {"kind": QuestionKind.GRID, "choices": ("bien", "mal"), "rows": ("salle", "repas"), "wording": "La journée"}
    ask_more(Moment.HOT, manque=lacking, route=trips, jour=views, commune={"kind": QuestionKind.COMMUNE})
    cahors = CommuneFactory()
    for distance in (5, 5, 12, 30, 30):
        answers = {"manque": ["temps", "autre"], "manque.words": "Un écran", "route": distance, "commune": cahors.pk}
        evaluate(past_session, **answers, jour={"salle": "bien", "repas": "mal"})

    results = results_of(past_session, Moment.HOT)

    assert [(tally.code, tally.wording, tally.counts) for tally in results.tallies] == [
        ("manque", "Qu’est-ce qui vous a manqué\u00a0?", (("Temps", 5), ("Autre", 5))),
        ("route", "Kilomètres", (("5 km", 2), ("12 km", 1), ("30 km", 2))),
        ("jour_salle", "La journée Salle", (("Bien", 5), ("Mal", 0))),
        ("jour_repas", "La journée Repas", (("Bien", 0), ("Mal", 5))),
    ]
    assert {part.question.code: part.texts for part in results.words if part.texts} == {"manque": ("Un écran",) * 5}


def test_sentence_that_four_people_were_asked_to_rate_is_not_shown(past_session):
    hot(past_session, 3)
    ask_another_sentence(Moment.HOT, "pace")
    hot(past_session, 4, pace=2)

    results = results_of(past_session, Moment.HOT)

    assert "pace" not in [sentence.question.code for sentence in results.sentences]
    assert [sentence.total for sentence in results.sentences] == [7] * 4


def test_chart_gives_each_sentence_a_full_band(past_session):
    hot(past_session, 5)
    chart = scale_chart(results_of(past_session, Moment.HOT))
    assert [band.favourable for band in chart.bands] == [80, 100, 0, 100]
    assert [sum(part.width for part in band.parts) for band in chart.bands] == [WIDTH] * 4
    assert [(part.value, part.x, part.width) for part in chart.bands[0].parts] == [(1, 0, 144), (4, 144, 576)]
    assert [step.value for step in chart.legend] == [1, 2, 3, 4]


def test_under_five_answers_the_chart_is_empty(past_session):
    assert scale_chart(results_of(past_session, Moment.HOT)).bands == []


def test_sentence_that_nobody_rated_has_no_approval():
    assert SentenceResult(None, (0, 0, 0, 0)).favourable == 0

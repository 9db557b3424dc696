"""Evaluations of before the questionnaires: moved to responses with the same figures and words, and back."""

from collections import Counter

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from formation.proof.evaluation.enums import Moment, Reuse
from formation.proof.evaluation.models import Evaluation
from formation.proof.evaluation.results import results_by_moment
from formation.proof.evaluation.starting_questionnaires import STARTING
from formation.year.training_report.tables import tables_of
from formation.year.training_report.year_figures import year_report
from questionnaires.answers.models import Answer, Response
from questionnaires.questions.models import Questionnaire, QuestionnaireVersion
from questionnaires.questions.outline import Outline, outline_of
from tests.factories.formation import in_days
from tests.formation.evaluations import evaluate

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.night("goes back before a migration, and forth")]
MIGRATION = ("formation", "0040_evaluations_as_responses")
BEFORE = [("formation", "0039_kit_files"), ("questionnaires", "0001_questions_and_answers")]
HOT = [
    {"satisfaction": satisfaction, "usefulness": 3, "teaching": 4, "comfort": 1, "went_well": went_well}
    for satisfaction, went_well in ((4, "Le rythme"), (4, ""), (2, "Deux\r\nlignes"), (1, "  "), (3, ""))
]
COLD = [
    {"satisfaction": 4, "usefulness": 2, "ease": 3, "reuse": reuse, "to_mend": "Du temps"}
    for reuse in ("often", "no", "no", "planned", "once", "once")
]


@pytest.fixture
def migration(settings):
    """`migration(backwards)`: apply the move to the tables of the test, or take it back."""
    settings.MIGRATION_MODULES = {}
    loader = MigrationLoader(connection)
    step, state = loader.graph.nodes[MIGRATION], loader.project_state(BEFORE)

    def run(*, backwards: bool = False):
        with connection.schema_editor() as editor:
            (step.unapply if backwards else step.apply)(state.clone(), editor)
        return state.apps.get_model("formation", "Evaluation")

    yield run
    # Other tests need the tables of today, whatever this one did.
    if not has_responses():
        run()


@pytest.fixture
def past_evaluations(migration, closed_session):
    """The table of before, with a session of each moment; no questionnaire yet."""
    hot, cold = closed_session(days=1)[0].session, closed_session(days=100)[0].session
    former = migration(backwards=True)
    Questionnaire.objects.all().delete()
    for session, moment, given in ((hot, "hot", HOT), (cold, "cold", COLD)):
        for answers in given:
            former.objects.create(session_id=session.pk, moment=moment, day=in_days(0), **answers)
    return former, hot, cold


def has_responses() -> bool:
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, "formation_evaluation")
    return "response_id" in {column.name for column in columns}


def asked(outline: Outline) -> list[tuple]:
    """Return everything that people read, without the keys."""
    return [
        (
            *(question.code, question.kind, question.wording, question.help, question.is_required, question.longest),
            *((choice.code, choice.label) for choice in question.choices),
        )
        for question in outline.questions
    ]


def test_figures_words_and_report_are_those_of_before(past_evaluations, migration):
    _, hot, cold = past_evaluations

    migration()

    at_once, later = results_by_moment(hot)[Moment.HOT], results_by_moment(cold)[Moment.COLD]
    assert [(sentence.question.code, sentence.counts) for sentence in at_once.sentences] == [
        ("satisfaction", (1, 1, 1, 2)),
        ("usefulness", (0, 0, 5, 0)),
        ("teaching", (0, 0, 0, 5)),
        ("comfort", (5, 0, 0, 0)),
    ]
    assert [(sentence.question.code, sentence.counts) for sentence in later.sentences] == [
        ("satisfaction", (0, 0, 0, 6)),
        ("usefulness", (0, 6, 0, 0)),
        ("ease", (0, 0, 6, 0)),
    ]
    assert [count for tally in later.tallies for count in tally.counts] == [
        (Reuse.OFTEN.label, 1),
        (Reuse.ONCE.label, 2),
        (Reuse.PLANNED.label, 1),
        (Reuse.NO.label, 2),
    ]
    assert [(part.question.code, sorted(part.texts)) for part in at_once.words] == [
        ("went_well", ["Deux\r\nlignes", "Le rythme"]),
        ("to_mend", []),
    ]
    assert [part.texts for part in later.words] == [(), ("Du temps",) * 6]
    assert (at_once.answers, later.answers) == (5, 6)

    report = year_report(hot.half_days.get().date.year)
    (opinions,) = (table for table in tables_of(report) if table.slug == "avis")
    assert [str(value) for _, value in opinions.rows] == ["60\u00a0%", "100\u00a0%", "100\u00a0%", "0\u00a0%"]
    assert (report.satisfaction.answers, report.satisfaction.sessions) == (5, 1)

    # No key tells an order.
    for model, count in ((Evaluation, 11), (Response, 11), (Answer, 5 * 4 + 2 + 6 * 5)):
        keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
        assert len({key >> 40 for key in keys}) == len(keys) == count


def test_questionnaires_are_those_of_a_new_site(migration):
    of_new_site = [asked(outline_of(version)) for version in QuestionnaireVersion.objects.order_by("pk")]
    migration(backwards=True)
    Questionnaire.objects.all().delete()

    migration()

    versions = QuestionnaireVersion.objects.select_related("questionnaire").order_by("pk")
    assert [asked(outline_of(version)) for version in versions] == of_new_site
    assert [version.questionnaire.title for version in versions] == [start.title for start in STARTING.values()]
    assert [version.is_frozen for version in versions] == [True, True]


def test_evaluations_go_back_as_they_were(past_evaluations, migration):
    former, hot, _ = past_evaluations
    names = [field.attname for field in former._meta.concrete_fields if field.name != "id"]

    def rows() -> Counter:
        found = Counter(tuple(row) for row in former.objects.values_list(*names))
        return Counter({tuple(" ".join(str(value).split()) for value in row): count for row, count in found.items()})

    before = rows()
    migration()
    evaluate(hot, satisfaction=2)
    migration(backwards=True)

    after = rows()
    assert sum(after.values()) == sum(before.values()) + 1
    assert before - after == Counter()
    assert (Response.objects.count(), Answer.objects.count()) == (0, 0)

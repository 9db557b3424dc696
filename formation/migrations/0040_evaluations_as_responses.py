"""Write the two questionnaires of evaluations, and move past evaluations to responses to them, which replace them."""

import secrets
from itertools import islice

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

TOGETHER = 1000
STEPS = (("1", "Pas du tout"), ("2", "Plutôt non"), ("3", "Plutôt oui"), ("4", "Tout à fait"))
REUSES = (
    ("often", "Oui, plusieurs fois"),
    ("once", "Oui, une fois"),
    ("planned", "Pas encore, mais c’est prévu"),
    ("no", "Non"),
)
# Moment → slug and title of its questionnaire, code and wording of its questions.
QUESTIONNAIRES = {
    "hot": (
        "evaluation-a-chaud",
        "Votre avis sur la session",
        (
            ("satisfaction", "Cette formation m’a plu"),
            ("usefulness", "Ce que j’ai appris va me servir"),
            ("teaching", "Les explications étaient claires, le rythme me convenait"),
            ("comfort", "Le lieu, le matériel et l’accueil convenaient"),
            ("went_well", "Ce qui vous a aidé"),
            ("to_mend", "Ce qu’il faudrait revoir"),
        ),
    ),
    "cold": (
        "evaluation-a-trois-mois",
        "Trois mois après la session",
        (
            ("reuse", "Avez-vous animé cet atelier depuis\u00a0?"),
            ("satisfaction", "Avec le recul, cette formation valait le déplacement"),
            ("usefulness", "Ce que j’ai appris me sert"),
            ("ease", "Je me sens à l’aise pour animer cet atelier"),
            ("went_well", "Ce que vous en avez fait"),
            ("to_mend", "Ce qui vous manque pour vous en servir"),
        ),
    ),
}
WORDS = {"went_well", "to_mend"}
OF_WORDS = {"kind": "long", "help": "N’écrivez le nom de personne.", "longest": 1000}
OF_STEPS, OF_REUSES = {"kind": "scale", "is_required": True}, {"kind": "one", "is_required": True}


def write_questionnaires(apps, schema_editor):
    Questionnaire = apps.get_model("questionnaires", "Questionnaire")
    now = timezone.now()
    for slug, title, questions in QUESTIONNAIRES.values():
        questionnaire, is_new = Questionnaire.objects.get_or_create(
            slug=slug, defaults={"title": title, "purpose": "Améliorer les formations."}
        )
        if is_new:
            version = questionnaire.versions.create(number=1, frozen=now, changed=now)
            section = version.sections.create(rank=1)
            for rank, (code, wording) in enumerate(questions, start=1):
                write_question(apps, version, section=section, rank=rank, code=code, wording=wording)


def write_question(apps, version, *, code, **columns):
    Choice = apps.get_model("questionnaires", "Choice")
    kept = OF_WORDS if code in WORDS else OF_REUSES if code == "reuse" else OF_STEPS
    question = version.questions.create(code=code, **columns, **kept)
    choices = {"scale": STEPS, "one": REUSES}.get(question.kind, ())
    Choice.objects.bulk_create(
        Choice(question=question, rank=rank, code=code, label=label)
        for rank, (code, label) in enumerate(choices, start=1)
    )


def questions_by_moment(apps):
    """Return moment → the first version of its questionnaire, and code → its question with keys of choices by code."""
    found = {}
    for moment, (slug, *_) in QUESTIONNAIRES.items():
        QuestionnaireVersion = apps.get_model("questionnaires", "QuestionnaireVersion")
        version = QuestionnaireVersion.objects.get(questionnaire__slug=slug, number=1)
        found[moment] = (
            version,
            {
                question.code: (question, {choice.code: choice.pk for choice in question.choices.all()})
                for question in version.questions.prefetch_related("choices").order_by("rank")
            },
        )
    return found


def move_to_responses(apps, schema_editor):
    Evaluation = apps.get_model("formation", "Evaluation")
    MovedEvaluation = apps.get_model("formation", "MovedEvaluation")
    Response = apps.get_model("questionnaires", "Response")
    Answer = apps.get_model("questionnaires", "Answer")
    questions = questions_by_moment(apps)
    # In the order of random keys, which tells nothing.
    for rows in parts(Evaluation.objects.order_by("pk").iterator(TOGETHER)):
        responses, moved, answers = [], [], []
        for row in rows:
            version, own_questions = questions[row.moment]
            response = Response(pk=secrets.randbits(62) or 1, version=version, day=row.day, language="fr")
            responses.append(response)
            moved.append(MovedEvaluation(response=response, session_id=row.session_id, moment=row.moment))
            for code, (question, choices) in own_questions.items():
                value = str(getattr(row, code)).strip()
                if value and code in WORDS:
                    answers.append(Answer(response=response, question=question, text=value))
                elif value:
                    answers.append(Answer(response=response, question=question, choice_id=choices[value]))
        Response.objects.bulk_create(responses)
        MovedEvaluation.objects.bulk_create(moved)
        Answer.objects.bulk_create(answers)
    check_relations(schema_editor)


def move_back(apps, schema_editor):
    Evaluation = apps.get_model("formation", "Evaluation")
    MovedEvaluation = apps.get_model("formation", "MovedEvaluation")
    Response = apps.get_model("questionnaires", "Response")
    Answer = apps.get_model("questionnaires", "Answer")
    known = {code for _, _, questions in QUESTIONNAIRES.values() for code, _ in questions}
    # Read at once: they are deleted on the way.
    keys = list(MovedEvaluation.objects.order_by("pk").values_list("pk", flat=True))
    for some in parts(iter(keys)):
        values = {key: {} for key in some}
        for answer in Answer.objects.filter(response__in=some).select_related("question", "choice"):
            if answer.question.code in known:
                value = answer.text if answer.choice is None else answer.choice.code
                values[answer.response_id][answer.question.code] = value
        Evaluation.objects.bulk_create(
            Evaluation(session_id=row.session_id, moment=row.moment, day=row.response.day, **values[row.pk])
            for row in MovedEvaluation.objects.filter(pk__in=some).select_related("response")
        )
        MovedEvaluation.objects.filter(pk__in=some).delete()
        Answer.objects.filter(response__in=some).delete()
        Response.objects.filter(pk__in=some).delete()
    check_relations(schema_editor)


def parts(rows):
    """Cut an iterator into lists."""
    while part := list(islice(rows, TOGETHER)):
        yield part


def check_relations(schema_editor):
    """Let PostgreSQL check now what it would check at the end, so that it lets the tables change."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [
        ("formation", "0039_kit_files"),
        ("questionnaires", "0001_questions_and_answers"),
    ]
    operations = [
        # Without the index on the session: its name is still taken.
        migrations.CreateModel(
            name="MovedEvaluation",
            fields=[
                (
                    "response",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="evaluation",
                        serialize=False,
                        to="questionnaires.response",
                        verbose_name="questionnaire rempli",
                    ),
                ),
                (
                    "moment",
                    models.CharField(
                        choices=[("hot", "À chaud"), ("cold", "À trois mois")], max_length=4, verbose_name="moment"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="formation.session",
                        verbose_name="session",
                    ),
                ),
            ],
            options={"verbose_name": "évaluation", "verbose_name_plural": "évaluations", "ordering": ["pk"]},
        ),
        migrations.RunPython(write_questionnaires, migrations.RunPython.noop),
        migrations.RunPython(move_to_responses, move_back),
        migrations.DeleteModel("Evaluation"),
        migrations.RenameModel("MovedEvaluation", "Evaluation"),
        migrations.AlterField(
            "evaluation",
            "session",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="evaluations",
                to="formation.session",
                verbose_name="session",
            ),
        ),
    ]

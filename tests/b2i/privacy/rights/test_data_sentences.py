"""The data of a learner in sentences: nothing that the file holds is lost, and nothing untrue is said."""

import inspect
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alertes.choices.preferences.models import QuietHours
from b2i.people.accesses.models import Access
from b2i.people.enums import AccessKind
from b2i.privacy.rights import account_sentences, outcome_sentences, record_sentences, services
from b2i.privacy.rights.data_export import exported_fields, exported_models
from b2i.privacy.rights.data_sentences import OTHERS, READERS, READING, THEMES, WRITERS, data_themes
from b2i.privacy.rights.words_of_rows import quoted, tidy
from reseau.enums import ShownTo
from tests.factories.b2i import EvidenceFactory, PositioningFactory, skill_of
from tests.moments import days_from_now

pytestmark = pytest.mark.django_db

# Rows under the text that somebody reads: the parent, keys of the site, moments of the writing.
SET_APART = {
    "b2i.Learner": {"member"},
    "b2i.Evidence": {"key"},
    "b2i.EvidenceFile": {"file", "small", "size"},
    "b2i.ImportedLine": {"batch", "mark"},
    "b2i.Merge": {"kept", "absorbed"},
    "b2i.Retraction": {"key"},
    "b2i.Following": {"consent"},
    "b2i.Statement": {"badge_place"},
    "b2i.Validation": {"proposal", "created"},
    "b2i.SecondSignature": {"created"},
    "b2i.Candidacy": {"created"},
}
PARENTS = {"id", "learner", "record", "candidacy"}


@pytest.fixture
def told_record(record, animator):
    """A record with a line, an answer of the learner, an error that they reported, and a page that was read."""
    line = EvidenceFactory(record=record, text="A rangé ses photos", observed_by=animator)
    PositioningFactory(record=record, level="helped")
    contest = services.contest(record=record, evidence=line, words="Je n’y étais pas")
    services.answer_contest(contest=contest, outcome="kept", words="Si, le jour du marché", answered_by=animator)
    return record


def text_of(record) -> str:
    return "\n".join(words for theme in data_themes(record.learner) for words in theme.sentences)


def test_every_model_of_records_has_its_sentence():
    labels = {model._meta.label for model in exported_models() if model._meta.app_label == "b2i"}

    assert labels - WRITERS.keys() == set()
    assert set(THEMES) & {OTHERS, READERS} == set()


def test_every_field_of_a_record_is_told_or_set_apart():
    """A field added later is missing from the paper until its sentence reads it."""
    modules = "".join(inspect.getsource(one) for one in (account_sentences, outcome_sentences, record_sentences))
    sources = {}
    for label, write in {label: write for theme in THEMES.values() for label, write in theme.items()}.items():
        source = inspect.getsource(write)
        called = set(re.findall(r"(_[a-z]+)\(row\)", source))
        sources[label] = source + "".join(modules.split(f"def {name}(")[1].split("\ndef ")[0] for name in called)
    lost = [
        f"{model._meta.label}.{field.name}"
        for model in exported_models()
        if model._meta.app_label == "b2i" and model._meta.label != READING
        for field in exported_fields(model)
        if field.name not in PARENTS | SET_APART.get(model._meta.label, set())
        and not re.search(rf"\brow\.(get_)?{field.name}(_display)?\b", sources[model._meta.label])
    ]

    assert lost == []


def test_sentences_hold_what_was_written_and_by_whom(told_record, animator):
    themes = {theme.title: " ".join(theme.sentences) for theme in data_themes(told_record.learner)}

    assert themes["Vous"].startswith("Vous vous appelez Jeanne Delpech.")
    assert "Votre carte porte le numéro 46-0007." in themes["Vous"]
    work = themes["Ce que l’on a noté de votre travail"]
    assert (f", vu par {animator}." in work, "«\u00a0A rangé ses photos\u00a0»." in work) == (True, True)
    assert "«\u00a0J’y arrive avec de l’aide\u00a0»" in themes["Ce que vous avez dit de vous"]
    errors = themes["Les erreurs que vous avez dites"]
    assert ("«\u00a0Je n’y étais pas\u00a0»" in errors, "«\u00a0Si, le jour du marché\u00a0»" in errors) == (True, True)


def test_nobody_is_said_to_see_a_telephone_that_nobody_sees(told_record):
    assert told_record.learner.member.phone_shown_to == ShownTo.NETWORK

    text = text_of(told_record)

    assert "Le site n’a pas votre téléphone." in text
    assert "qui voit" not in text.lower()


def test_no_name_of_a_field_and_no_value_of_the_database_is_shown(told_record):
    text = text_of(told_record)

    assert re.findall(r"\b(?:None|True|False|ID)\b|\b[a-z]+_[a-z_]+\b|\(\)|«\u00a0\u00a0»", text) == []
    assert [words for words in text.splitlines() if not words.endswith((".", "\u00a0»"))] == []


def test_readers_come_last_with_all_their_days(told_record, animator, epm):
    Access.objects.all().delete()
    kind = AccessKind.READ
    days = [days_from_now(-ago).date() for ago in (9, 3)]
    for day in days:
        Access.objects.create(learner=told_record.learner, member=animator, epm=epm, kind=kind, day=day)

    last = data_themes(told_record.learner)[-1]

    assert last.title == READERS
    assert [words.split(". ")[0] for words in last.sentences] == [f"{animator} ({epm}) {kind.label}"]
    assert last.sentences[0].count(" et ") == 1


def test_what_another_app_keeps_is_told_in_pairs(told_record):
    QuietHours.objects.create(member=told_record.learner.member, begin=21, end=7)

    others = {theme.title: theme.sentences for theme in data_themes(told_record.learner)}[OTHERS]

    assert others == ("Heures calmes\u00a0: membre Jeanne Delpech, à partir de 21, jusqu’à 7.",)


def test_longer_record_costs_no_more_queries(told_record):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            data_themes(told_record.learner)
        return len(captured)

    initial_count = queries()
    EvidenceFactory.create_batch(5, record=told_record)
    PositioningFactory.create_batch(5, record=told_record)

    assert queries() == initial_count


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Vous vous appelez Agnès D.. Votre compte", "Vous vous appelez Agnès D. Votre compte"),
        ("Proposée.  Qui évalue", "Proposée. Qui évalue"),
        ("C’est bon\u00a0?. Oui…. Non... Fin", "C’est bon\u00a0? Oui… Non... Fin"),
    ],
)
def test_sentence_ends_once(words, expected):
    assert tidy(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A rangé.", "«\u00a0A rangé\u00a0»"),
        ("Un dossier «\u00a0Impôts\u00a0» et deux « photos »", "«\u00a0Un dossier “Impôts” et deux “photos”\u00a0»"),
    ],
)
def test_quotation_has_inner_quotes_and_no_stop(words, expected):
    assert quoted(words) == expected


def test_same_answers_of_one_day_are_one_sentence(record):
    skills = [skill_of(record, code) for code in ("D1.1", "D1.2", "D1.3")]
    rows = [
        PositioningFactory(record=record, skill=skill, level=level)
        for skill, level in zip(skills, ("alone", "alone", "helped"), strict=True)
    ]

    said = WRITERS["b2i.Positioning"](rows)
    assert [words.count("\u00a0; ") for words in said] == [1, 0]
    assert all(skill.title in " ".join(said) for skill in skills)

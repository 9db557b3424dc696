"""Tests of the export of all data about a learner."""

import datetime
import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import BinaryField
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator
from pypdf import PdfReader

from alertes.channels.push.models import PushDevice
from audit.append_only import HistoryEntry
from audit.models import AuditLine
from b2i.privacy.rights import services
from b2i.privacy.rights.data_export import (
    DataField,
    data_sections,
    export_as_dict,
    exported_fields,
    exported_models,
    key_of,
)
from b2i.privacy.rights.data_sentences import data_themes
from b2i.privacy.rights.export_schema import export_schema
from b2i.privacy.rights.paper import data_paper
from reseau.people.connections.models import Connection
from tests.factories.b2i import EvidenceFactory, PositioningFactory

pytestmark = pytest.mark.django_db
FORMAT = Path(__file__).resolve().parents[4] / "docs" / "livret-json.md"


@pytest.fixture
def full_record(record, animator):
    """A record with one object of each kind."""
    line = EvidenceFactory(record=record, text="A rangé ses photos", observed_by=animator)
    PositioningFactory(record=record, level="helped")
    contest = services.contest(record=record, evidence=line, words="Je n’y étais pas")
    services.answer_contest(contest=contest, outcome="kept", words="Si, le jour du marché", answered_by=animator)
    services.reopen_record(
        learner=services.put_aside(learner=record.learner, asked_by=animator).learner, lifted_by=animator
    )
    return record


def test_export_holds_authors_texts_and_answers(full_record, animator):
    exported = export_as_dict(full_record.learner)
    assert exported["format"] == "livret-1"
    assert exported["apprenants"][0]["numero_de_carte"] == "46-0007"
    assert exported["membres"][0]["nom"] == "Delpech"
    line = exported["preuves"][0]
    assert (line["ce_qui_a_ete_fait"], line["vu_par"], line["comment"]) == (
        "A rangé ses photos",
        str(animator),
        "Vu en atelier",
    )
    assert exported["contestations"][0]["ce_qui_nest_pas_exact"] == "Je n’y étais pas"
    assert exported["reponses_aux_contestations"][0]["reponse"] == "Si, le jour du marché"
    assert exported["positionnements"][0]["ou_jen_suis"] == "J’y arrive avec de l’aide"
    assert len(exported["livrets_mis_de_cote"]) == 1


@pytest.fixture(scope="module")
def validator():
    """An independent judge of the published schema, dates included."""
    return lambda schema: Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_export_is_what_its_published_schema_says(client, full_record, validator):
    response = client.get("/b2i/livret.schema.json")
    assert (response.status_code, response["Content-Type"]) == (200, "application/schema+json")
    schema = response.json()
    Draft202012Validator.check_schema(schema)
    exported = json.loads(json.dumps(export_as_dict(full_record.learner)))
    assert [error.message for error in validator(schema).iter_errors(exported)] == []
    assert exported["$schema"] == schema["$id"]
    exported["preuves"][0]["numero"] = "un"
    exported["livrets"][0]["level"] = 3
    assert len(list(validator(schema).iter_errors(exported))) == 2


def test_keys_of_the_schema_are_french_words_without_doubles(validator):
    schema = export_schema()
    for key, section in schema["properties"].items():
        names = [key, *section.get("items", {}).get("properties", ())]
        assert [name for name in names if not re.fullmatch(r"\$schema|[a-z0-9_]+", name)] == []
    for model in exported_models():
        labels = [key_of(str(field.verbose_name)) for field in exported_fields(model)]
        assert len(set(labels)) == len(labels), model


def test_export_holds_no_secret_and_no_data_of_others(full_record, other_record):
    EvidenceFactory(record=other_record, text="Secret de Rosalie")
    text = json.dumps(export_as_dict(full_record.learner), ensure_ascii=False)
    assert [text.count(word) for word in ("Rosalie", full_record.learner.card_secret, "password")] == [0, 0, 0]


# Names and French labels of what opens something, or by which the site alone knows a row.
OPENS_SOMETHING = re.compile(
    r"secret|token|password|session_|endpoint|digest|hash|sha\d|signature$|_link$|(?:^|_)key$|mark$|"
    r"^clé|^empreinte|mot de passe"
)
# Where the paper of a parent is kept, in words.
NO_DIGEST = {"b2i.Consent.paper_mark"}


def test_no_copy_holds_a_secret_a_key_or_a_digest():
    """Every model that a copy may hold, whether or not learners have such rows today."""
    fields = [field for model in exported_models() for field in exported_fields(model)]
    found = [
        f"{field.model._meta.label}.{field.name}"
        for field in fields
        if OPENS_SOMETHING.search(field.name) or OPENS_SOMETHING.search(str(field.verbose_name).lower())
    ]

    assert set(found) == NO_DIGEST
    assert [str(field) for field in fields if isinstance(field, BinaryField)] == []


def test_device_of_a_learner_is_told_without_what_reaches_it(record):
    secrets = {"endpoint": "https://push.example.org/abc", "public_key": "BPublic", "auth_secret": "Hidden"}
    PushDevice.objects.create(member=record.learner.member, browser="Firefox", **secrets)

    text = json.dumps(export_as_dict(record.learner))
    told = " ".join(words for theme in data_themes(record.learner) for words in theme.sentences)
    assert ("Firefox" in text, "Firefox" in told) == (True, True)
    assert [word for word in secrets.values() if word in text + told] == []


def test_row_owes_no_field_that_the_export_leaves_out():
    rows = [section["items"] for section in export_schema()["properties"].values() if "items" in section]

    assert [row for row in rows if not set(row["required"]) <= set(row["properties"])] == []
    assert sum(row["required"] == ["numero"] for row in rows) > len(rows) / 2


def test_export_tells_of_a_connection_without_what_opens_it(full_record, client_of, validator):
    client_of(full_record.learner.member).get("/b2i/mon-livret/")
    connection = Connection.objects.get(member=full_record.learner.member)

    exported = export_as_dict(full_record.learner)

    assert len(exported["connexions"]) == 1
    text = json.dumps(exported)
    assert [error.message for error in validator(export_schema()).iter_errors(json.loads(text))] == []
    assert [text.count(secret) for secret in (connection.session_key, connection.session_data)] == [0, 0]


def test_export_says_nothing_of_a_directory_where_no_learner_is(full_record):
    """The account keeps the choices of a member: who reads the telephone, which nobody gave and nobody sees."""
    account = export_as_dict(full_record.learner)["membres"][0]

    assert [key for key in account if key.startswith("qui_voit")] == []
    assert account["prenom"] == "Jeanne"


def test_every_history_model_is_exported(full_record):
    """A history model without relation to the learner would be left out: there is none but the journal of acts."""
    section_titles = {section.title.lower() for section in data_sections(full_record.learner)}
    for model in set(HistoryEntry.__subclasses__()) - {AuditLine}:
        if model._default_manager.exists():
            assert str(model._meta.verbose_name_plural) in section_titles


def test_format_is_documented(full_record):
    documentation = FORMAT.read_text(encoding="utf-8")
    undocumented_keys = [
        section.key for section in data_sections(full_record.learner) if f"`{section.key}`" not in documentation
    ]
    assert undocumented_keys == []


def test_longer_record_costs_no_more_queries(full_record):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            export_as_dict(full_record.learner)
        return len(captured)

    initial_count = queries()
    EvidenceFactory.create_batch(5, record=full_record)
    PositioningFactory.create_batch(5, record=full_record)
    assert queries() == initial_count


def test_paper_holds_everything_in_french(full_record):
    pdf = PdfReader(BytesIO(data_paper(full_record.learner).pdf()))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert pdf.trailer["/Root"]["/Lang"] == "fr"
    for expected in ("Jeanne Delpech", "46-0007", "A rangé ses photos", "Je n’y étais pas", "Si, le jour du marché"):
        assert expected in text


@pytest.mark.parametrize(
    ("value", "words", "data"),
    [
        (True, "oui", True),
        (1958, "1958", 1958),
        (datetime.date(2026, 3, 1), "1er mars 2026", "2026-03-01"),
        (
            datetime.datetime(2026, 3, 12, 9, 30, tzinfo=datetime.UTC),
            "12 mars 2026, 10:30",
            "2026-03-12T10:30:00+01:00",
        ),
    ],
)
def test_field_has_words_and_data(value, words, data):
    field = DataField("Vu par", value)
    assert (field.key, field.words, field.data) == ("vu_par", words, data)

"""Tests that what is read aloud to a learner has short sentences, and that a consent cites no text of a later day."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from b2i.outcomes.jury.models.agreement import JURY_AGREEMENT
from b2i.outcomes.jury.models.civil_identity import IDENTITY_NOTICE
from b2i.people.learners.consent_texts import CONSENT_TEXT, CONSENT_TEXTS, CONSENT_VERSION, READ_FROM, text_read
from tests.factories.b2i import ConsentFactory

LONGEST = 14  # words
OWN = "/b2i/mon-livret/mes-donnees/"


@pytest.mark.parametrize("text", [CONSENT_TEXT, JURY_AGREEMENT, IDENTITY_NOTICE])
def test_sentence_read_aloud_has_fourteen_words_at_most(text):
    sentences = re.split(r"(?<=[.?!])\s+", text)
    assert [sentence for sentence in sentences if len(re.findall(r"\w+", sentence)) > LONGEST] == []


def test_text_is_cited_from_the_first_day_on_which_it_was_read():
    assert list(READ_FROM) == list(CONSENT_TEXTS)
    for version, first_day in READ_FROM.items():
        day_before = first_day - timedelta(days=1)
        assert [text_read(version, day=day) for day in (day_before, first_day)] == ["", CONSENT_TEXTS[version]]
    assert text_read("2019-1", day=date(2026, 12, 3)) == ""


@pytest.mark.django_db
def test_own_data_show_the_consent_of_the_epm_that_keeps_the_record(client_of, record, epm, other_epm):
    """The newest one is of another place that reads the record: it is not the one of « Suivi par »."""
    now = timezone.now()
    ConsentFactory(learner=record.learner, epm=epm, version="2026-1", given_at=now - timedelta(days=1))
    ConsentFactory(learner=record.learner, epm=other_epm, version=CONSENT_VERSION, given_at=now)
    page = client_of(record.learner.member).get(OWN).content.decode()
    assert (page.count(", pour l’EPM de Gramat"), page.count(", pour l’EPM de Luzech")) == (1, 0)
    assert [page.count(CONSENT_TEXTS[version]) for version in ("2026-1", CONSENT_VERSION)] == [1, 0]


@pytest.mark.django_db
def test_consent_of_before_the_texts_cites_none(client_of, record, epm):
    given_at = datetime(2025, 3, 12, 12, tzinfo=UTC)
    ConsentFactory(learner=record.learner, epm=epm, given_at=given_at)
    page = client_of(record.learner.member).get(OWN).content.decode()
    assert (page.count("Ce texte n’est pas gardé ici."), page.count(CONSENT_TEXT)) == (1, 0)

"""The rule of retention: its words, the lists that the database refuses, the texts that repeat it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from b2i.privacy.retention import services
from b2i.privacy.retention.models import DormancyNotice, Elimination, EliminationLine
from b2i.privacy.retention.rule import RULE, RetentionRule
from extranet.interface.help.guide_files import ARTICLES
from tests.factories.b2i import LearnerFactory

pytestmark = pytest.mark.django_db


def today(*, minus: int = 0):
    return timezone.localdate() - timedelta(days=minus)


def make_line(epm, *, silent_days: int, notice_days: int | None, **fields) -> EliminationLine:
    told_on = None if notice_days is None else today(minus=notice_days)
    line = EliminationLine(
        elimination=Elimination.objects.create(),
        card_number="46-0007",
        epm=epm,
        opened_on=today(minus=silent_days + 100),
        last_contact=today(minus=silent_days),
        told_on=told_on,
        listed_on=today(),
    )
    for name, value in fields.items():
        setattr(line, name, value)
    return line


def test_durations_are_said_as_they_are_counted():
    assert (RULE.silence, RULE.notice, RULE.dormant_days, RULE.notice_days, RULE.listed_days) == (
        "deux ans", "trois mois", 730, 90, 820,
    )  # fmt: skip
    assert (RetentionRule(1, 6).silence, RetentionRule(1, 6).notice_days) == ("un an", 180)


@pytest.mark.parametrize("article", ["eliminations", "droits-d-une-personne"])
def test_guide_says_the_rule(article):
    text = " ".join((ARTICLES / f"{article}.md").read_text().casefold().split())
    assert [words for words in (RULE.silence, RULE.notice) if words not in text] == []


@pytest.mark.parametrize(
    ("silent_days", "notice_days", "outcome"),
    [
        (819, 90, "waiting"),
        (820, 91, "waiting"),
        (900, 89, "waiting"),
        (2000, None, "waiting"),
        (380, 70, "erased"),
        (380, 70, "kept"),
    ],
)
def test_database_refuses_an_early_list(epm, silent_days, notice_days, outcome):
    line = make_line(epm, silent_days=silent_days, notice_days=notice_days, outcome=outcome)
    with pytest.raises(ValidationError, match="depuis assez longtemps"):
        line.full_clean()
    with pytest.raises(IntegrityError, match="elimination_line_not_too_early"), transaction.atomic():
        line.save()


def test_database_takes_a_list_of_the_first_day(epm):
    line = make_line(epm, silent_days=820, notice_days=90)
    line.save()
    line.full_clean(exclude=["learner"])


def test_line_that_left_its_list_is_never_destroyed(epm):
    line = make_line(epm, silent_days=400, notice_days=70, outcome="removed")
    line.save()
    with pytest.raises(IntegrityError, match="elimination_line_not_too_early"), transaction.atomic():
        EliminationLine.objects.filter(pk=line.pk).update(outcome="erased")


def test_database_refuses_a_destruction_before_the_visa(epm):
    elimination = Elimination.objects.create(
        prepared_on=today(minus=9), visa_on=today(minus=5), visa_by="La directrice", visa_reference="AD46"
    )
    everything = Elimination.objects.filter(pk=elimination.pk)
    for changes, name in (
        ({"visa_on": today(minus=10)}, "elimination_visa_after_the_list"),
        ({"carried_out_at": timezone.now(), "destroyed_on": today(minus=6)}, "elimination_destroyed_after_the_visa"),
        ({"carried_out_at": timezone.now()}, "elimination_destroyed_after_the_visa"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            everything.update(**changes)


def test_notice_given_before_the_end_of_the_first_duration_lists_nobody(epm, b2i_adultes, coordinator):
    learner = LearnerFactory(epm=epm, created=timezone.now() - timedelta(days=900))
    DormancyNotice.objects.create(learner=learner, told_on=today(minus=200))
    with pytest.raises(ValidationError, match="Aucun livret"):
        services.prepare_elimination(prepared_by=coordinator)
    services.notify_dormant_records()
    assert DormancyNotice.objects.get().told_on == today()

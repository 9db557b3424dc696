"""Notices and mails of the demo: in words that the reader uses, and never in series."""

import re
from collections import Counter

import pytest
from django.utils import timezone

from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from b2i.people.learners.models.learner import Learner
from tests.test_architecture import complain

pytestmark = pytest.mark.django_db

# Codes of skills, numbers of cards, which nobody knows by heart.
CODE = re.compile(r"\bD\d\.\d\b|\b46-\d{4}\b")
# More notices of one kind than this, for one member on one day, are a series.
MOST = 3
# Kinds of keys that may come often, since each is a matter of its own; the demo lives two years in a minute.
EACH_ON_ITS_DAY = {
    "sheet:#:delivered": "one for each sheet and day, gathered already",
    "session:#:certificate": "one for each training that the member attended",
    "session:#:convocation": "one for each session, with its dates and papers",
    "session:#:trainer": "idem",
    "session:#:enrolment": "idem",
    "project:#:step": "one for each project that waits for a decision or has got one",
    "sheet:#:overdue": "one for each sheet, on the day when it becomes late",
    "sheet:#:due": "idem",
}


def kind_of(key: str) -> str:
    """« record:12:decided:2026-11-27 » → « record:#:decided »."""
    return ":".join("#" if part[:1].isdecimal() else part for part in key.split(":")[:3])


def test_notices_and_mails_are_in_words(demo):
    texts = {*Notice.objects.values_list("text", flat=True), *Mail.objects.values_list("subject", flat=True)}
    texts |= {*Mail.objects.values_list("text", flat=True), *MailItem.objects.values_list("text", flat=True)}
    texts |= set(MailItem.objects.values_list("details", flat=True))
    complain([text for text in texts if CODE.search(text)], "Name the person and the skill in words:")


def test_mails_do_not_carry_the_last_name_of_a_learner(demo):
    about_records = {"key__startswith": "record:"}
    texts = [f"{item.text}\n{item.details}" for item in MailItem.objects.filter(**about_records)]
    assert texts
    texts += Mail.objects.filter(**about_records).values_list("text", flat=True)
    last_names = [name for name in Learner.objects.values_list("member__last_name", flat=True) if len(name) > 2]
    pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in last_names))
    deciders = re.compile(r"par [^:]+\u00a0:|\. [^.]+ en dit la raison\.")
    complain(
        [text for text in texts if pattern.search(deciders.sub("", text))],
        "Mails pass through other servers: shorten the name (b2i.records.validation.notices):",
    )


@pytest.mark.parametrize("model", [Notice, Mail, MailItem])
def test_nothing_comes_in_series(demo, model):
    today = timezone.localdate()
    created = "planned__date" if model is Mail else "created__date"
    counts = Counter(
        (member, kind_of(key)) for member, key in model.objects.filter(**{created: today}).values_list("member", "key")
    )
    complain(
        [f"{count} fois «\u00a0{kind}\u00a0» au membre {member}" for (member, kind), count in counts.items()
         if count > MOST and kind not in EACH_ON_ITS_DAY],
        "Merge these (`merge_into_daily_notice` of alertes), or say why each is a matter of its own:",
    )  # fmt: skip


@pytest.mark.parametrize("model", [Notice, MailItem])
def test_one_notice_for_each_member_page_and_day(demo, model):
    rows = model.objects.filter(key__startswith="record:").values_list("member", "key")
    counts = Counter((member, ":".join(key.split(":")[:3])) for member, key in rows)
    assert counts
    assert max(counts.values()) == 1

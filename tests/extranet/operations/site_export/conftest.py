"""A small site with what is hard to write down, its export, and the means to empty it."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from alertes.channels.notices.models import Notice
from tests.factories.alertes import NoticeFactory
from tests.factories.b2i import EvidenceFactory, LearnerFactory
from tests.factories.formation import CalendarFeedFactory, EnrolmentFactory
from tests.factories.forums import PostFactory
from tests.factories.reseau import MemberFactory
from tests.factories.ressources import AttachmentFactory

HARD_TEXTS = [
    "",
    '""',
    "a\r\nb\n\nc",
    ' "quoted", with; commas ',
    "\\N",
    "null",
    "123",
    "oui",
    "=1+1",
    "é — 🙂",
    "---\n# x",
]


@pytest.fixture
def site(db, settings, tmp_path):
    """The members of the site, one of whom has no e-mail and no password."""
    settings.BADGE_KEY_FILE = tmp_path / "badges.pem"
    members = [MemberFactory(), MemberFactory(email=None)]
    for text in HARD_TEXTS:
        NoticeFactory(member=members[0], text=text)
        PostFactory(body=text or "x", author=members[0])
    EnrolmentFactory()
    CalendarFeedFactory(member=members[0])
    AttachmentFactory()
    EvidenceFactory(record__learner=LearnerFactory())
    return members


@pytest.fixture
def export(site, tmp_path) -> Path:
    run("export_site", tmp_path / "export")
    return tmp_path / "export"


def run(name: str, *arguments) -> str:
    output = StringIO()
    call_command(name, *map(str, arguments), stdout=output, stderr=output)
    return output.getvalue()


def notices() -> list[tuple]:
    return list(Notice.objects.order_by("pk").values_list("pk", "text", "created"))

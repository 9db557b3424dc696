"""The drill of an act later than the copy: what was erased stays erased, and a damaged journal changes nothing."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.utils import timezone

from audit.enums import Act
from audit.line_text import line_to_text
from audit.log_files import log_files
from audit.models import KEPT, AuditLine
from b2i.outcomes.statements.models import Statement
from b2i.outcomes.statements.services import revoke_statement
from b2i.people.learners.models.learner import Learner
from b2i.privacy.rights.services import erase_at_request
from b2i.records.models import Evidence
from extranet.operations.backups.refusal import BackupError
from extranet.operations.backups.replay import acts_later_than_the_copy, read_acts, replay, without_undone
from forums.messages.posts.models import Post
from forums.moderation.services.erasure import erase
from reseau.people.members.models.position import Position
from reseau.people.members.services import open_position
from tests.extranet.operations.backups.conftest import all_files, all_rows, run
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import MemberFactory, PositionFactory

NOW = timezone.now()


@pytest.fixture
def erased(small_site, tmp_path) -> Learner:
    """A learner of the copy, erased since at their request; their name, a position opened, and the journal are kept."""
    learner = Learner.objects.select_related("member", "epm").get()
    run("backup", tmp_path / "copy")
    position = PositionFactory(epm=learner.epm)
    open_position(position=Position(member=MemberFactory(), role=position.role, epm=learner.epm), by=position.member)
    erase_at_request(learner=learner, erased_by=position.member)
    shutil.copytree(log_files()[0].parent, tmp_path / "journal")
    return learner


def test_erasure_made_after_the_copy_stays_done(small_site, erased, tmp_path):
    """Twice, since a restoration that was interrupted is begun again."""
    copy, journal = tmp_path / "copy", tmp_path / "journal"
    small_site.destroy()
    for options in ([], ["--replace"]):
        said = run("restore", copy, "--audit", journal, *options)

        assert f"livret effacé n°\u00a0{erased.pk}" in said
        assert "À refaire à la main\u00a0: poste ouvert n°" in said
        assert "sans --audit" not in said
        assert (Learner.everyone.count(), Evidence.objects.count()) == (0, 0)
        # The photo of the evidence too, which the copy had brought back; the attachment of the sheet is left.
        assert [name for name in all_files(small_site.media) if name.startswith("preuves/")] == []
        assert AuditLine.objects.filter(act=Act.LEARNER_ERASED, row=erased.pk, by__isnull=False).count() == 1


def test_what_was_revoked_or_erased_in_the_forums_after_the_copy_stays_so(small_site, tmp_path):
    run("backup", tmp_path / "copy")
    post = Post.objects.last()
    coordinator = PositionFactory(coordinator=True).member
    erase(post=post, by=coordinator, reason="Nomme quelqu’un")
    revoke_statement(statement=small_site.statement, reason="Erreur", by=coordinator)
    shutil.copytree(log_files()[0].parent, tmp_path / "journal")
    small_site.destroy()

    said = run("restore", tmp_path / "copy", "--audit", tmp_path / "journal")

    assert f"message effacé par la modération n°\u00a0{post.pk}" in said
    assert f"relevé annulé n°\u00a0{small_site.statement.pk}" in said
    assert (Post.objects.get(pk=post.pk).body, Statement.objects.get().is_in_force) == ("", False)


def test_restoration_without_the_journal_says_what_comes_back(small_site, erased, tmp_path):
    said = run("restore", tmp_path / "copy", "--replace")

    assert "sans --audit, ce qui a été effacé" in said
    assert Learner.everyone.get().member.search_name == erased.member.search_name


def test_damaged_journal_is_refused_before_anything_changes(small_site, erased, tmp_path):
    before = all_rows()
    (file,) = (tmp_path / "journal").glob("*.log")
    whole = file.read_bytes()
    for damaged, words in (
        (whole.replace(b"learner_erased", b"learner_enased"), "ligne 2\u00a0: abîmée"),
        (whole[:-5], "ligne 2\u00a0: abîmée"),
        (b"\x00\xff" + whole, "ligne 1\u00a0: abîmée"),
        (b"", "aucun acte"),
    ):
        file.write_bytes(damaged)
        for option in ("--check", "--replace"):
            with pytest.raises(CommandError, match=words):
                run("restore", tmp_path / "copy", "--audit", file, option)
    assert all_rows() == before


def test_check_reads_the_journal_and_touches_nothing(small_site, erased, tmp_path):
    before = all_rows()
    said = run("restore", tmp_path / "copy", "--check", "--audit", tmp_path / "journal")

    assert "Le journal des actes se lit\u00a0: 2 lignes." in said
    assert all_rows() == before


def an_act(act: Act, *, row: int = 1, age: timedelta = timedelta(0), by: int | None = None) -> AuditLine:
    return AuditLine(act=act, row=row, by=by, at=NOW - age)


def write_journal(path: Path, *acts: AuditLine) -> Path:
    path.write_text("".join(f"{line_to_text(line)}\n" for line in acts))
    return path


def test_journals_of_several_machines_are_read_together_each_act_once(tmp_path):
    old, common, recent = (an_act(Act.COMPUTER_REVOKED, age=timedelta(days=days)) for days in (3, 2, 1))
    one = write_journal(tmp_path / "one.log", common, recent)
    other = write_journal(tmp_path / "other.log", old, common)

    assert [line.fact for line in read_acts([one, other])] == [line.fact for line in (old, common, recent)]


@pytest.mark.parametrize(("name", "words"), [("nowhere.log", "introuvable"), ("", "aucun acte")])
def test_journal_that_is_nowhere_is_refused(tmp_path, name, words):
    with pytest.raises(BackupError, match=words):
        read_acts([tmp_path / name])


@pytest.mark.django_db
def test_acts_that_the_copy_has_or_needs_no_more_are_left():
    known, late = an_act(Act.COMPUTER_REVOKED, row=1), an_act(Act.COMPUTER_REVOKED, row=2, age=timedelta(hours=2))
    forgotten = an_act(Act.COMPUTER_REVOKED, row=3, age=KEPT + timedelta(days=2))
    AuditLine.objects.bulk_create([AuditLine(at=known.at, act=known.act, row=known.row)])

    found = acts_later_than_the_copy([known, late, forgotten], made=NOW - timedelta(hours=1))

    # Older than the copy, and not in it: its transaction was not committed yet.
    assert [line.row for line in found] == [2]


@pytest.mark.django_db
def test_acts_that_a_former_restoration_took_back_touch_no_row_of_today():
    """After a restoration without the journal, the keys of the rows lost are given to others."""
    learner = LearnerFactory()
    AuditLine.objects.bulk_create([an_act(Act.SITE_RESTORED, age=timedelta(days=1))])
    lost = an_act(Act.LEARNER_ERASED, row=learner.pk, age=timedelta(days=2))

    assert replay(acts=[lost], made=NOW).count == 0
    assert Learner.everyone.get() == learner


@pytest.mark.django_db
def test_acts_replayed_twice_change_nothing_more():
    learner = LearnerFactory()
    acts = [an_act(Act.LEARNER_ERASED, row=learner.pk), an_act(Act.COMPUTER_REVOKED, row=99)]

    reports = [replay(acts=acts, made=NOW) for _ in range(2)]

    assert [(report.count, len(report.redone), report.by_hand) for report in reports] == [(2, 1, []), (0, 0, [])]


def test_closing_that_was_undone_is_left_with_what_undid_it():
    ages = [timedelta(hours=hours) for hours in (5, 4, 3, 2)]
    closed, reopened, other, closed_again = (
        an_act(act, row=row, age=age)
        for act, row, age in zip(
            (Act.POSITION_CLOSED, Act.POSITION_REOPENED, Act.POSITION_CLOSED, Act.POSITION_CLOSED),
            (1, 1, 2, 1),
            ages,
            strict=True,
        )
    )
    assert without_undone([closed, reopened, other]) == [other]
    assert without_undone([closed, reopened, other, closed_again]) == [other, closed_again]
    assert without_undone([reopened]) == [reopened]

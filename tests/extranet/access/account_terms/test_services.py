"""An account that serves no more is told twice, closed, erased; each sign and the last coordination keep theirs."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from alertes.channels.mails.models.mail import Mail
from audit.enums import Act
from audit.models import AuditLine
from extranet.access.access_review.models import AccessReview, ReviewedPosition, ReviewedTeam
from extranet.access.account_terms.models import AccountTerm
from extranet.access.account_terms.services import CLOSED_KEPT, PATIENCE, carry_out_terms, plan_terms
from extranet.access.enums import TermStep, Verdict
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from tests.clock import freeze_time
from tests.factories.b2i import LearnerFactory
from tests.factories.reseau import MemberFactory, PositionFactory

pytestmark = pytest.mark.django_db

SIGN = datetime.date(2025, 3, 5)
# Thirteen months later.
FIRST = datetime.date(2026, 4, 5)
SECOND, CLOSING = FIRST + PATIENCE, FIRST + 2 * PATIENCE
ERASURE = CLOSING + CLOSED_KEPT
DAY = datetime.timedelta(days=1)


def moment(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))


@pytest.fixture
def silent(epm) -> Member:
    """An animator whose last sign was a login; whoever else the fixtures made came lately."""
    member = PositionFactory(epm=epm, start=SIGN - DAY).member
    Member.objects.filter(pk=member.pk).update(last_login=moment(SIGN), date_joined=moment(SIGN - DAY))
    Member.objects.exclude(pk=member.pk).update(last_sign=ERASURE)
    return Member.objects.get(pk=member.pk)


def steps(today: datetime.date) -> list[tuple[int, TermStep]]:
    return [(term.member.pk, term.step) for term in plan_terms(today=today)]


def carry_out(*days: datetime.date) -> list[int]:
    return [carry_out_terms(today=day) for day in days]


def test_account_goes_through_each_step_on_its_day_and_once(silent):
    key = silent.pk
    for day, step in (
        (FIRST, TermStep.TELL),
        (SECOND, TermStep.TELL_AGAIN),
        (CLOSING, TermStep.CLOSE),
        (ERASURE, TermStep.ERASE),
    ):
        assert steps(day - DAY) == []
        assert steps(day) == [(key, step)]
        assert carry_out(day, day) == [1, 0]
    assert not Member.objects.filter(pk=key).exists()
    assert AuditLine.objects.filter(act=Act.ACCOUNT_ERASED, row=key, by=None).count() == 1


def test_both_words_say_until_when_the_account_can_be_kept(silent):
    carry_out(FIRST, SECOND)

    texts = list(silent.notices.order_by("pk").values_list("text", flat=True))
    assert len(texts) == 2
    for text in texts:
        assert "depuis le mercredi 5 mars 2025" in text
        assert "avant le jeudi 4 juin 2026" in text
    assert Mail.objects.filter(member=silent, key__startswith="account_term:").count() == 2


def test_closed_account_ends_its_positions_and_its_connections(silent, client_of):
    client = client_of(silent)
    Member.objects.filter(pk=silent.pk).update(last_login=moment(SIGN))
    silent.connections.update(last_used=moment(SIGN))

    carry_out(FIRST, SECOND, CLOSING)

    assert not Member.objects.get(pk=silent.pk).is_active
    assert not Position.objects.live().filter(member=silent).exists()
    assert not silent.connections.exists()
    assert client.get("/membres/").status_code == 302
    assert AccountTerm.objects.get().closed == CLOSING


SIGNS = {
    "login": lambda member: Member.objects.filter(pk=member.pk).update(last_login=moment(FIRST)),
    "mail or calendar": lambda member: Member.objects.filter(pk=member.pk).update(last_sign=FIRST),
    "position": lambda member: PositionFactory(member=member, start=FIRST),
}


@pytest.mark.parametrize("give", SIGNS.values(), ids=SIGNS)
@pytest.mark.parametrize("told", [(), (FIRST,), (FIRST, SECOND)], ids=["before", "told", "told twice"])
def test_any_sign_keeps_the_account(silent, give, told):
    carry_out(*told)
    give(silent)

    carry_out(SECOND, CLOSING)
    assert (AccountTerm.objects.count(), steps(CLOSING + DAY)) == (0, [])
    assert Member.objects.get(pk=silent.pk).is_active


def test_connection_that_was_used_keeps_the_account(silent, client_of):
    client_of(silent)
    Member.objects.filter(pk=silent.pk).update(last_login=moment(SIGN))
    silent.connections.update(last_used=moment(FIRST))

    assert steps(FIRST) == []


@pytest.mark.parametrize(("verdict", "found"), [(Verdict.HERE, []), (Verdict.GONE, [TermStep.TELL])])
def test_position_confirmed_in_the_yearly_review_keeps_the_account(silent, epm, verdict, found):
    review = AccessReview.objects.create(year=2026)
    team = ReviewedTeam.objects.create(review=review, epm=epm, answered_at=moment(datetime.date(2026, 1, 20)))
    position = silent.positions.get()
    ReviewedPosition.objects.create(team=team, position=position, person="A", role="B", verdict=verdict)

    assert [step for _, step in steps(FIRST)] == found


def test_last_of_the_coordination_is_neither_told_nor_closed(silent):
    Position.objects.all().delete()
    PositionFactory(coordinator=True, member=silent, start=SIGN)
    assert steps(ERASURE) == []

    other = PositionFactory(coordinator=True, start=SIGN).member
    Member.objects.update(last_login=moment(SIGN), date_joined=moment(SIGN), last_sign=None)
    carry_out(FIRST, SECOND, CLOSING)

    assert Member.objects.filter(pk__in=[silent.pk, other.pk], is_active=True).count() == 1
    assert Position.objects.live().filter(member__is_active=True).count() == 1


def test_account_that_somebody_opened_again_begins_anew(silent):
    carry_out(FIRST, SECOND, CLOSING)
    Member.objects.filter(pk=silent.pk).update(is_active=True)

    assert steps(ERASURE) == [(silent.pk, TermStep.FORGET)]
    carry_out(ERASURE)
    assert steps(ERASURE) == [(silent.pk, TermStep.TELL)]


def test_learners_and_operators_have_no_such_term(epm):
    learner = LearnerFactory(epm=epm).member
    operator = MemberFactory(is_superuser=True)
    Member.objects.filter(pk__in=[learner.pk, operator.pk]).update(date_joined=moment(SIGN))

    assert {key for key, _ in steps(ERASURE)} & {learner.pk, operator.pk} == set()


def test_site_without_a_term_closes_nobody(silent, settings):
    settings.ACCOUNT_TERM_MONTHS = 0
    assert steps(ERASURE) == []


def test_number_of_queries_does_not_grow_with_the_accounts(silent, django_assert_num_queries):
    PositionFactory.create_batch(5)
    Member.objects.exclude(pk=silent.pk).update(last_sign=ERASURE)
    with django_assert_num_queries(8):
        plan_terms(today=FIRST)


def test_command_says_what_the_day_does_and_changes_nothing(silent, capsys):
    with freeze_time(FIRST):
        call_command("account_terms")
    said = capsys.readouterr().out

    assert f"{silent} (n°\u00a0{silent.pk})\u00a0: à prévenir, dernier signe le mercredi 5 mars 2025" in said
    assert AccountTerm.objects.count() == 0

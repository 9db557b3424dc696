"""A breach is noted with its moments in order; a correction is a further version, and nothing is rewritten."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.append_only import HistoryError
from extranet.public.breaches.models import BreachVersion
from extranet.public.breaches.services import NOT_YET, PEOPLE_TOO_EARLY, TOO_EARLY, WHY_LATE, note_breach
from tests.factories.extranet import breach_facts

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_correction_is_a_further_version(coordinator):
    first = note_breach(facts=breach_facts(people=None), by=coordinator)
    second = note_breach(facts=breach_facts(people=12), by=coordinator, breach=first.breach)

    assert list(first.breach.versions.values_list("people", "writer")) == [
        (None, coordinator.pk),
        (12, coordinator.pk),
    ]
    assert list(BreachVersion.objects.latest()) == [second]
    with pytest.raises(HistoryError):
        second.save()
    with pytest.raises(HistoryError):
        BreachVersion.objects.update(people=3)


@pytest.mark.parametrize("person", ["animator", "territorial"])
def test_others_note_nothing(request, person):
    with pytest.raises(ValidationError):
        note_breach(facts=breach_facts(), by=request.getfixturevalue(person))
    assert BreachVersion.objects.count() == 0


@pytest.mark.parametrize(
    ("told", "errors"),
    [
        ({"known": HOUR}, {"known": [NOT_YET]}),
        ({"authority_told": HOUR}, {"authority_told": [NOT_YET]}),
        ({"authority_told": -101 * HOUR}, {"authority_told": [TOO_EARLY]}),
        ({"authority_told": -27 * HOUR}, {"authority_reason": [WHY_LATE]}),
        ({"people_told": 48 * HOUR}, {"people_told": [NOT_YET]}),
        ({"people_told": -150 * HOUR}, {"people_told": [PEOPLE_TOO_EARLY]}),
    ],
)
def test_moments_out_of_order_are_refused_beside_their_field(coordinator, told, errors):
    """The breach has been known for a hundred hours."""
    now = timezone.now()
    moments = {"known": now - 100 * HOUR} | {name: now + shift for name, shift in told.items()}
    if "people_told" in told:
        moments["people_told"] = timezone.localdate(moments["people_told"])

    with pytest.raises(ValidationError) as refusal:
        note_breach(facts=breach_facts(**moments), by=coordinator)
    assert refusal.value.message_dict == errors


@pytest.mark.parametrize(("hours", "reason"), [(72, ""), (73, "Le week-end.")])
def test_authority_is_told_within_three_days_or_with_a_reason(coordinator, hours, reason):
    known = timezone.now() - 100 * HOUR
    facts = breach_facts(known=known, authority_told=known + hours * HOUR, authority_reason=reason)

    version = note_breach(facts=facts, by=coordinator)
    assert (version.is_to_tell, version.was_told_late) == (False, hours > 72)


def test_what_is_due_comes_first_the_nearest_term_before(coordinator):
    def noted(hours: int, **facts) -> BreachVersion:
        return note_breach(facts=breach_facts(known=timezone.now() - hours * HOUR, **facts), by=coordinator)

    told, no_risk = noted(1, authority_told=timezone.now()), noted(2, authority_reason="Aucun risque.")
    late, due = noted(90), noted(10)

    assert list(BreachVersion.objects.visible_to(coordinator).latest().by_urgency()) == [late, due, told, no_risk]
    assert list(BreachVersion.objects.to_tell().order_by("pk")) == [late, due]
    assert (late.is_late, due.is_late) == (True, False)


def test_version_outlives_the_account_of_its_writer(coordinator):
    version = note_breach(facts=breach_facts(), by=coordinator)
    coordinator.delete()

    assert BreachVersion.objects.get(pk=version.pk).writer is None

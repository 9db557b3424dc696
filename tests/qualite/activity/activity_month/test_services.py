"""A month is corrected beside its computed figures, confirmed, frozen, opened again."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from qualite.activity.activity_month.measures import VISITS, WORKSHOPS
from qualite.activity.activity_month.models import MOST, ActivityMonth, ConfirmedFigure, FigureCorrection
from qualite.activity.activity_month.month_sheet import hidden_codes, month_sheet
from qualite.activity.activity_month.services import confirm_month, correct_figure, reopen_month, withdraw_correction

pytestmark = pytest.mark.django_db
REASON = "La feuille d’accueil en compte douze de plus."


def row(epm, month, code):
    return next(each for each in month_sheet(epm, month).rows if each.measure.code == code)


def correct(epm, month, by, measure=VISITS, value=12, reason=REASON):
    return correct_figure(epm=epm, first_day=month, measure=measure, value=value, reason=reason, by=by)


def refusal_of(action):
    with pytest.raises(ValidationError) as refusal, transaction.atomic():
        action()
    return refusal.value.messages


def test_correction_counts_and_the_computed_number_stays(epm, month, animator, tally):
    tally(epm, 4)

    correct(epm, month, animator)

    visits = row(epm, month, VISITS)
    assert (visits.computed, visits.value) == (4, 12)
    assert (visits.correction.reason, visits.correction.corrected_by) == (REASON, animator)


def test_second_correction_replaces_the_first_with_its_author(epm, month, animator, colleague):
    correct(epm, month, animator)

    correct(epm, month, colleague, value=15, reason="Recompté.")

    correction = FigureCorrection.objects.get()
    assert (correction.value, correction.reason, correction.corrected_by) == (15, "Recompté.", colleague)


def test_withdrawn_correction_gives_way_to_the_computed_number(epm, month, animator, tally):
    tally(epm, 4)
    correct(epm, month, animator)

    withdraw_correction(epm=epm, first_day=month, measure=VISITS)

    assert row(epm, month, VISITS).value == 4


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"measure": "telegraphe"}, "Ce chiffre n’existe plus."),
        ({"value": MOST + 1}, "Ce nombre est trop grand pour un mois."),
        ({"reason": "  "}, "Ce champ ne peut pas être vide."),
    ],
)
def test_correction_is_refused(epm, month, animator, values, message):
    assert refusal_of(lambda: correct(epm, month, animator, **values)) == [message]
    assert FigureCorrection.objects.count() == 0


def test_confirmed_month_is_frozen_and_what_was_not_counted_has_no_row(epm, month, animator, tally):
    tally(epm, 4, "sante")

    confirm_month(epm=epm, first_day=month, by=animator)
    tally(epm, 9, "e-mail")

    frozen = dict(ConfirmedFigure.objects.values_list("measure", "value"))
    assert frozen["theme-sante"] == 4
    assert (frozen[WORKSHOPS], VISITS in frozen, "theme-e-mail" in frozen) == (0, False, False)
    late = row(epm, month, "theme-e-mail")
    assert (late.value, late.computed, late.has_moved) == (None, 9, True)
    assert row(epm, month, "theme-sante").has_moved is False


def test_confirmed_figure_keeps_both_numbers(epm, month, animator, tally):
    tally(epm, 4)
    correct(epm, month, animator)

    confirm_month(epm=epm, first_day=month, by=animator)

    figure = ConfirmedFigure.objects.get(measure=VISITS)
    assert (figure.value, figure.computed) == (12, 4)


@pytest.mark.parametrize("gesture", ["correct", "withdraw", "confirm"])
def test_confirmed_month_refuses_changes(epm, month, animator, gesture):
    confirm_month(epm=epm, first_day=month, by=animator)
    gestures = {
        "correct": lambda: correct(epm, month, animator),
        "withdraw": lambda: withdraw_correction(epm=epm, first_day=month, measure=VISITS),
        "confirm": lambda: confirm_month(epm=epm, first_day=month, by=animator),
    }

    assert refusal_of(gestures[gesture]) == ["Ce mois est confirmé\u00a0: rouvrez-le pour le changer."]


def test_month_under_way_is_not_confirmed(epm, animator):
    this_month = timezone.localdate().replace(day=1)

    (message,) = refusal_of(lambda: confirm_month(epm=epm, first_day=this_month, by=animator))

    assert message.startswith("Ce mois n’est pas fini\u00a0: confirmez-le à partir du 1er ")
    assert ActivityMonth.objects.count() == 0


def test_month_opened_again_has_no_confirmed_figure_and_keeps_its_corrections(epm, month, animator):
    correct(epm, month, animator)
    confirm_month(epm=epm, first_day=month, by=animator)

    reopened = reopen_month(epm=epm, first_day=month)

    assert (reopened.is_confirmed, reopened.confirmed_by) == (False, None)
    assert (ConfirmedFigure.objects.count(), FigureCorrection.objects.count()) == (0, 1)
    assert refusal_of(lambda: reopen_month(epm=epm, first_day=month)) == ["Ce mois est déjà ouvert."]


def test_month_that_begins_on_another_day_is_refused(epm, month, animator):
    second = month + datetime.timedelta(days=1)

    assert refusal_of(lambda: correct(epm, second, animator)) == ["Un mois commence le premier."]
    assert ActivityMonth.objects.count() == 0


def test_small_number_of_a_theme_hides_another_one():
    """The total of the themes is shown: one hidden number alone would be told by subtraction."""
    numbers = {"theme-sante": 2, "theme-e-mail": 7, "theme-bureautique": 30, "records": 3, "skills": 9}

    assert hidden_codes(numbers) == {"theme-sante", "theme-e-mail", "records"}


@pytest.mark.parametrize(
    ("name", "count"),
    [("animator", 1), ("territorial", 1), ("coordinator", 1), ("stranger", 0), ("other_territorial", 0)],
)
def test_months_are_visible_to_the_team_and_to_who_watches(epm, month, name, count, request):
    ActivityMonth.objects.create(epm=epm, first_day=month)

    assert ActivityMonth.objects.visible_to(request.getfixturevalue(name)).count() == count

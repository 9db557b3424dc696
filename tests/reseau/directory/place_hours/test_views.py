"""Pages of the hours of a place: for its team, and the report of a visitor."""

import datetime

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from reseau.directory.place_hours.models import HoursReport
from reseau.places.models.epm import EPM
from tests.factories.reseau import EPMFactory

pytestmark = pytest.mark.django_db
WEEK = {f"{part}_{number}": "" for part in ("day", "school") for number in range(7)}
FORM = WEEK | {"school_holidays": "pareil", "note": "", "month_rank_0": "", "month_day_0": "", "month_hours_0": ""}


def hours_url(epm: EPM) -> str:
    return reverse("reseau:hours_edit", args=[epm.slug])


def saved(epm: EPM) -> EPM:
    return EPM.objects.get(pk=epm.pk)


def today() -> datetime.date:
    return timezone.localdate()


@pytest.mark.parametrize(
    ("person", "status"),
    [("animator", 302), ("territorial", 302), ("coordinator", 302), ("stranger", 404), ("learner", 404)],
)
@pytest.mark.parametrize("name", ["hours_confirm", "hours_close_day"])
def test_hours_are_kept_by_the_team_and_its_territory_alone(request, client_of, epm, person, status, name):
    args = [epm.slug, "aujourdhui"] if name == "hours_close_day" else [epm.slug]
    EPM.objects.update(checked_on=today() - datetime.timedelta(days=100))
    client = client_of(request.getfixturevalue(person))

    assert client.post(reverse(f"reseau:{name}", args=args)).status_code == status
    assert client.get(hours_url(epm)).status_code == (200 if status == 302 else 404)
    unchanged = (saved(epm).checked_on, saved(epm).opening_hours) == (
        today() - datetime.timedelta(days=100),
        epm.opening_hours,
    )
    assert unchanged == (status == 404)


def test_week_typed_in_words_is_kept_as_an_expression(client_of, epm, animator):
    data = FORM | {
        "day_1": "9h-12h 14h-18h30",
        "day_2": "9 h – 12 h",
        "closed_on_public_holidays": "on",
        "school_holidays": "autres",
        "school_2": "10h-12h",
        "month_rank_0": "1",
        "month_day_0": "5",
        "month_hours_0": "10h-12h",
        "note": "le soir sur rendez-vous",
    }

    response = client_of(animator).post(hours_url(epm), data)

    assertRedirects(response, epm.get_absolute_url())
    assert saved(epm).opening_hours == (
        "Tu 09:00-12:00,14:00-18:30; We 09:00-12:00; Sa[1] 10:00-12:00; SH off; SH We 10:00-12:00; PH off"
    )
    assert saved(epm).checked_by == animator


def test_form_shows_what_it_kept(client_of, epm, animator):
    expression = "Mo-Tu 09:00-12:00; Sa[-1] 10:00-12:00; SH off; SH Mo 10:00-12:00; 2030 Dec 24 off"
    EPM.objects.update(opening_hours=expression)
    page = client_of(animator).get(hours_url(epm))
    form = page.context["form"]
    data = {name: form[name].value() or "" for name in form.fields if name != "closed_on_public_holidays"}
    data = {name: form.fields[name].prepare_value(value) if value else "" for name, value in data.items()}

    client_of(animator).post(hours_url(epm), data)

    assert saved(epm).opening_hours == expression


def test_wrong_hours_are_refused_beside_their_day_and_nothing_typed_is_lost(client_of, epm, animator):
    response = client_of(animator).post(
        hours_url(epm), FORM | {"day_0": "le matin", "day_3": "14h-18h", "note": "Sonnez"}
    )

    assert set(response.context["form"].errors) == {"day_0"}
    page = response.content.decode()
    assert [page.count(f'value="{typed}"') for typed in ("le matin", "14h-18h", "Sonnez")] == [1, 1, 1]
    assert saved(epm).opening_hours == epm.opening_hours


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({}, {"__all__"}),
        ({"month_rank_0": "1"}, {"month_hours_0"}),
        ({"month_hours_0": "9h-12h"}, {"month_hours_0"}),
        ({"day_1": "9h-12h", "school_holidays": "jamais"}, {"school_holidays"}),
    ],
)
def test_form_without_hours_or_with_half_a_line_is_refused(client_of, epm, animator, data, errors):
    response = client_of(animator).post(hours_url(epm), FORM | data)

    assert set(response.context["form"].errors) == errors


def test_hours_that_fit_in_no_table_are_shown_and_replaced_by_the_table(client_of, epm, animator):
    EPM.objects.update(opening_hours="week 2-52/2 Mo 10:00-12:00")
    client = client_of(animator)
    page = client.get(hours_url(epm)).content.decode()
    assert page.count('value="week 2-52/2 Mo 10:00-12:00"') == 1

    both = client.post(hours_url(epm), FORM | {"expression": "week 2-52/2 Mo 10:00-12:00", "day_1": "9h-12h"})
    assert set(both.context["form"].errors) == {"expression"}
    client.post(hours_url(epm), FORM | {"expression": "week 1-53/2 Mo 10:00-12:00"})
    assert saved(epm).opening_hours == "week 1-53/2 Mo 10:00-12:00"
    client.post(hours_url(epm), FORM | {"expression": "", "day_1": "9h-12h"})
    assert saved(epm).opening_hours == "Tu 09:00-12:00"


def test_hours_written_by_hand_are_proposed_and_never_believed(client, client_of, epm, animator):
    EPM.objects.update(opening_hours="", checked_on=None, former_hours="Mardi : 9 h – 12 h\nSur rendez-vous")
    public_page = client.get(epm.get_absolute_url()).content.decode()
    assert public_page.count("Horaires à confirmer") == 2
    assert public_page.count("Mardi : 9 h – 12 h") == 1

    form = client_of(animator).get(hours_url(epm)).context["form"]

    assert form.fields["day_1"].prepare_value(form["day_1"].value()) == "9\u00a0h\u00a0–\u00a012\u00a0h"
    assert form.unread_lines == ("Sur rendez-vous",)
    assert saved(epm).opening_hours == ""


def test_closure_told_in_one_tap_is_read_at_once_by_the_public(client, client_of, epm, animator):
    url = reverse("reseau:hours_close_day", args=[epm.slug, "demain"])

    response = client_of(animator).post(url, follow=True)

    tomorrow = today() + datetime.timedelta(days=1)
    assert [(each.first, each.last) for each in saved(epm).exceptions_to_come] == [(tomorrow, tomorrow)]
    assert response.status_code == 200
    assert client.get(epm.get_absolute_url()).content.decode().count("<b>Fermé le ") == 1


def test_announced_days_are_listed_and_withdrawn(client_of, epm, animator):
    client, url = client_of(animator), reverse("reseau:hours_exceptions", args=[epm.slug])
    first, last = today() + datetime.timedelta(days=3), today() + datetime.timedelta(days=5)
    days = {"first": first.isoformat(), "last": last.isoformat()}

    assertRedirects(client.post(url, days | {"ranges": "", "reason": "congés"}), url)
    assert client.get(url).content.decode().count("(congés)") == 2
    client.post(reverse("reseau:hours_withdraw", args=[epm.slug]), days)

    assert saved(epm).opening_hours == epm.opening_hours


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"first": ""}, {"first"}),
        ({"first": "2031-02-29"}, {"first"}),
        ({"last": "2020-01-01"}, {"last"}),
        ({"ranges": "le matin"}, {"ranges"}),
        ({"reason": 'la "fête"'}, {"reason"}),
    ],
)
def test_days_that_cannot_be_announced_are_refused_beside_their_field(client_of, epm, animator, data, errors):
    url = reverse("reseau:hours_exceptions", args=[epm.slug])

    response = client_of(animator).post(
        url, {"first": today().isoformat(), "last": "", "ranges": "", "reason": ""} | data
    )

    assert set(response.context["form"].errors) == errors
    assert saved(epm).opening_hours == epm.opening_hours


@pytest.mark.parametrize(
    "data", [{}, {"first": "hier", "last": "demain"}, {"first": "2026-02-30", "last": "2026-03-01"}]
)
def test_withdrawal_of_days_that_do_not_exist_is_404(client_of, epm, animator, data):
    assert client_of(animator).post(reverse("reseau:hours_withdraw", args=[epm.slug]), data).status_code == 404


@pytest.mark.parametrize("reason", ["congés  d’hiver", "congés\nd’hiver", " congés d’hiver "])
def test_spaces_in_a_reason_leave_the_hours_in_the_table(client_of, epm, animator, reason):
    url = reverse("reseau:hours_exceptions", args=[epm.slug])

    client_of(animator).post(url, {"first": today().isoformat(), "last": "", "ranges": "", "reason": reason})

    assert [each.reason for each in saved(epm).exceptions_to_come] == ["congés d’hiver"]
    assert saved(epm).hours is not None


def test_week_with_too_many_ranges_is_refused_above_the_form(client_of, epm, animator):
    ranges = {
        f"{part}_{day}": " ".join(f"{hour}h0{day}-{hour}h3{day}" for hour in range(4, 10))
        for part in ("day", "school")
        for day in range(7)
    }

    response = client_of(animator).post(hours_url(epm), FORM | ranges | {"school_holidays": "autres"})

    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == [
        "Ces horaires ont trop de plages pour une fiche\u00a0: réunissez celles qui se suivent."
    ]
    assert saved(epm).opening_hours == epm.opening_hours


def test_record_without_hours_cannot_be_confirmed_and_says_why(client_of, epm, animator):
    EPM.objects.update(opening_hours="")

    response = client_of(animator).post(reverse("reseau:hours_confirm", args=[epm.slug]), follow=True)

    assert [str(message) for message in response.context["messages"]] == [
        "Ce lieu n’a pas encore d’horaires\u00a0: remplissez d’abord le tableau des horaires."
    ]


# Reports of visitors


def test_visitor_reports_wrong_hours_without_login(client, epm):
    url = reverse("reseau:hours_report", args=[epm.slug])
    assert client.get(url).status_code == 200

    response = client.post(url, {"problem": "ferme", "note": "Samedi à 10 h"})

    assertRedirects(response, epm.get_absolute_url())
    report = HoursReport.objects.get()
    assert (report.epm, report.problem, report.note) == (epm, "ferme", "Samedi à 10 h")
    assert client.get(epm.get_absolute_url()).content.decode().count("un visiteur les dit faux") == 1


def test_report_without_a_problem_is_refused_and_keeps_the_note(client, epm):
    response = client.post(reverse("reseau:hours_report", args=[epm.slug]), {"problem": "", "note": "Samedi matin"})

    assert set(response.context["form"].errors) == {"problem"}
    assert response.content.decode().count("Samedi matin") == 1
    assert HoursReport.objects.count() == 0


def test_many_reports_from_one_address_wait(client, epm):
    cache.clear()
    url = reverse("reseau:hours_report", args=[epm.slug])
    for _ in range(5):
        client.post(url, {"problem": "ferme", "note": ""})

    response = client.post(url, {"problem": "ferme", "note": "Encore"})

    assert response.status_code == 200
    assert HoursReport.objects.count() == 5


def test_place_closed_for_good_takes_no_report(client):
    epm = EPMFactory(is_open=False)
    assert client.get(reverse("reseau:hours_report", args=[epm.slug])).status_code == 404

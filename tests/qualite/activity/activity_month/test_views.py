"""Pages of a month: its team keeps it, those who watch read it, nobody else finds it."""

import pytest
from django.urls import reverse

from qualite.activity.activity_month.measures import VISITS
from qualite.activity.activity_month.models import ActivityMonth, FigureCorrection
from qualite.activity.activity_month.services import confirm_month

pytestmark = pytest.mark.django_db
TYPED = {"value": 12, "reason": "La feuille d’accueil."}


def address(name, epm, month, *more):
    return reverse(f"qualite:{name}", args=[epm.slug, month.year, month.month, *more])


def gestures(client, epm, month):
    return [
        client.get(address("figure_correction", epm, month, VISITS)),
        client.post(address("figure_correction", epm, month, VISITS), TYPED),
        client.post(address("figure_correction_withdraw", epm, month, VISITS)),
        client.post(address("activity_month_confirm", epm, month)),
        client.post(address("activity_month_reopen", epm, month)),
    ]


def test_team_corrects_confirms_and_opens_again(client_of, animator, epm, month):
    client = client_of(animator)
    client.post(address("figure_correction", epm, month, VISITS), TYPED)
    client.post(address("activity_month_confirm", epm, month))
    confirmed = ActivityMonth.objects.get()
    assert (confirmed.confirmed_by, confirmed.figures.get(measure=VISITS).value) == (animator, 12)

    client.post(address("activity_month_reopen", epm, month))

    confirmed.refresh_from_db()
    assert confirmed.is_confirmed is False


def test_correction_is_withdrawn_by_its_button(client_of, animator, epm, month):
    client = client_of(animator)
    client.post(address("figure_correction", epm, month, VISITS), TYPED)

    client.post(address("figure_correction_withdraw", epm, month, VISITS))

    assert FigureCorrection.objects.count() == 0


def test_refusals_are_told_where_they_are_asked(client_of, animator, epm, month):
    client = client_of(animator)
    confirm_month(epm=epm, first_day=month, by=animator)
    closed = "Ce mois est confirmé\u00a0: rouvrez-le pour le changer."

    form = client.post(address("figure_correction", epm, month, VISITS), TYPED).context["form"]
    withdrawn = client.post(address("figure_correction_withdraw", epm, month, VISITS), follow=True)
    confirmed = client.post(address("activity_month_confirm", epm, month), follow=True)
    client.post(address("activity_month_reopen", epm, month))
    reopened = client.post(address("activity_month_reopen", epm, month), follow=True)

    assert form.non_field_errors() == [closed]
    told = [[str(message) for message in page.context["messages"]][-1] for page in (withdrawn, confirmed, reopened)]
    assert told == [closed, closed, "Ce mois est déjà ouvert."]


@pytest.mark.parametrize("name", ["territorial", "coordinator"])
def test_who_watches_reads_and_changes_nothing(client_of, epm, month, tally, name, request):
    tally(epm, 2, "sante")
    tally(epm, 40, "e-mail")
    client = client_of(request.getfixturevalue(name))

    page = client.get(address("activity_month", epm, month))

    assert (page.status_code, page.context["keeps"]) == (200, False)
    assert page.context["hidden"] == {"theme-sante", "theme-e-mail"}
    assert [answer.status_code for answer in gestures(client, epm, month)] == [404] * 5


def test_small_number_that_came_after_the_confirmation_is_masked_too(
    client_of, animator, coordinator, epm, month, tally
):
    confirm_month(epm=epm, first_day=month, by=animator)
    tally(epm, 2, "sante")

    page = client_of(coordinator).get(address("activity_month", epm, month))

    assert page.context["hidden"] == {"theme-sante"}


def test_team_reads_its_small_numbers(client_of, animator, epm, month, tally):
    tally(epm, 2, "sante")

    page = client_of(animator).get(address("activity_month", epm, month))

    assert (page.context["keeps"], page.context["hidden"]) == (True, frozenset())


@pytest.mark.parametrize("name", ["stranger", "other_territorial"])
def test_month_is_not_found_by_others(client_of, epm, month, tally, name, request):
    tally(epm, 2)
    client = client_of(request.getfixturevalue(name))

    answers = [client.get(address("activity_month", epm, month)), *gestures(client, epm, month)]

    assert [answer.status_code for answer in answers] == [404] * 6


@pytest.mark.parametrize(("year", "number"), [(2999, 1), (1999, 12), (2025, 13), (2025, 0)])
def test_month_to_come_or_unknown_is_not_found(client_of, animator, epm, year, number):
    path = reverse("qualite:activity_month", args=[epm.slug, year, number])

    assert client_of(animator).get(path).status_code == 404


def test_unknown_measure_is_not_found(client_of, animator, epm, month):
    assert client_of(animator).get(address("figure_correction", epm, month, "telegraphe")).status_code == 404


def test_home_of_activity_shows_the_months_that_wait(client_of, animator, epm, month):
    client = client_of(animator)
    before = client.get(reverse("qualite:activity")).context["places"]
    confirm_month(epm=epm, first_day=month, by=animator)

    after = client.get(reverse("qualite:activity")).context["places"]

    assert ([epm_ for epm_, _ in before], len(before[0][1]), before[0][1][0]) == ([epm], 6, month)
    assert (len(after[0][1]), month in after[0][1]) == (5, False)


def test_sheet_asks_as_many_queries_with_much_to_show(
    client_of, animator, epm, month, tally, django_assert_num_queries
):
    client = client_of(animator)
    client.post(address("figure_correction", epm, month, VISITS), TYPED)
    tally(epm, 4)
    with django_assert_num_queries(10):
        client.get(address("activity_month", epm, month))
    for subject in ("sante", "e-mail", "bureautique"):
        tally(epm, 3, subject)
        client.post(address("figure_correction", epm, month, f"theme-{subject}"), TYPED)

    with django_assert_num_queries(10):
        client.get(address("activity_month", epm, month))


def test_month_is_closed_to_people_outside_the_network(client_of, epm, month, outsider):
    client = client_of(outsider)

    assert client.get(address("activity_month", epm, month)).status_code in (302, 404)
    assert client.post(address("activity_month_confirm", epm, month)).status_code in (302, 404)
    assert ActivityMonth.objects.count() == 0


def test_page_of_the_place_leads_its_team_to_the_counter(client_of, animator, territorial, stranger, epm):
    counter = reverse("qualite:tally", args=[epm.slug])
    pages = [client_of(one).get(epm.get_absolute_url()).content.decode() for one in (animator, territorial, stranger)]

    assert [counter in page for page in pages] == [True, False, False]

"""Trials are run by the coordination, read by members, and by nobody else."""

import datetime

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from accueil.telework.enums import MethodFactor
from accueil.telework.trials.models import TeleworkTrial, TrialAgent, TrialDays, TrialMethod
from accueil.telework.trials.services import declare_days, latest_method
from tests.factories.b2i import LearnerFactory
from tests.factories.telework import TeleworkAgreementFactory

pytestmark = pytest.mark.django_db
TRIALS = "/teletravail/experimentations/"
JANUARY = datetime.date(2026, 1, 1)
TYPED_AGENT = {
    "kilometres": "41,5",
    "minutes": "60",
    "days_a_week": "4,5",
    "mode": "car",
    "cost_per_kilometre": "0,21",
    "centre_kilometres": "0",
    "centre_minutes": "0",
    "agreement": "",
}


def test_coordination_begins_a_trial_adds_agents_and_declares_a_month(client_of, coordinator):
    browser = client_of(coordinator)
    browser.post(f"{TRIALS}nouvelle/", {"employer": "Mairie", "starts_on": "2026-01-12", "ends_on": "2026-03-20"})
    trial = TeleworkTrial.objects.get()
    assert (trial.method, trial.created_by, len(trial.months)) == (TrialMethod.objects.get(), coordinator, 3)
    for _ in range(5):
        browser.post(reverse("accueil:trial_agent_add", args=[trial.pk]), TYPED_AGENT)
    agents = list(trial.agents.all())
    assert [agent.number for agent in agents] == [1, 2, 3, 4, 5]
    assert (str(agents[0].kilometres), str(agents[0].cost_per_kilometre)) == ("41.5", "0.210")

    typed = {f"home_{agent.pk}": "2" for agent in agents}
    page = browser.post(reverse("accueil:trial_days", args=[trial.pk, 2026, 1]), typed, follow=True)

    assert TrialDays.objects.filter(month=JANUARY, home_days=2, centre_days=0).count() == 5
    # 5 agents, 2 days, 41.5 km there and back.
    assertContains(page, "<b>415 km</b>")


def test_emptied_month_takes_the_declaration_back(client_of, coordinator, trial, agent_of):
    agent = agent_of()
    declare_days(trial=trial, month=JANUARY, days={agent: (2, 0)})

    client_of(coordinator).post(reverse("accueil:trial_days", args=[trial.pk, 2026, 1]), {})

    assert TrialDays.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kilometres": "401"}, "kilometres"),
        ({"cost_per_kilometre": "vingt"}, "cost_per_kilometre"),
        ({"centre_kilometres": "60"}, "centre_kilometres"),
    ],
)
def test_wrong_baseline_is_refused_beside_its_field(client_of, coordinator, trial, changes, field):
    response = client_of(coordinator).post(reverse("accueil:trial_agent_add", args=[trial.pk]), TYPED_AGENT | changes)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_too_many_days_in_a_month_are_refused(client_of, coordinator, trial, agent_of):
    agent = agent_of()
    response = client_of(coordinator).post(
        reverse("accueil:trial_days", args=[trial.pk, 2026, 1]),
        {f"home_{agent.pk}": "20", f"centre_{agent.pk}": "20"},
    )

    assertContains(response, "Un mois a 31 jours au plus.", status_code=422)


def test_period_the_wrong_way_round_is_refused(client_of, coordinator):
    response = client_of(coordinator).post(
        f"{TRIALS}nouvelle/", {"employer": "Mairie", "starts_on": "2026-03-20", "ends_on": "2026-01-12"}
    )

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["ends_on"])


def test_month_outside_the_trial_is_not_found(client_of, coordinator, trial):
    urls = [reverse("accueil:trial_days", args=[trial.pk, *month]) for month in ((2026, 4), (2025, 13))]

    assert [client_of(coordinator).get(url).status_code for url in urls] == [404, 404]


def test_agreements_of_the_employer_are_offered_without_the_name_of_the_person(
    client_of, coordinator, trial, telecentre
):
    period = {"starts_on": trial.starts_on, "ends_on": trial.ends_on, "telecentre": telecentre}
    own = TeleworkAgreementFactory(employer="mairie de luzech", **period)
    TeleworkAgreementFactory(employer="Autre employeur", **period)

    page = client_of(coordinator).get(reverse("accueil:trial_agent_add", args=[trial.pk]))

    offered = page.context["form"].fields["agreement"].queryset
    assert list(offered) == [own]
    assertNotContains(page, own.name)


def test_agent_leaves_with_their_days(client_of, coordinator, trial, agent_of):
    declare_days(trial=trial, month=JANUARY, days={agent_of(): (2, 0)})

    client_of(coordinator).post(reverse("accueil:trial_agent_remove", args=[trial.pk, 1]))

    assert (TrialAgent.objects.count(), TrialDays.objects.count()) == (0, 0)


def method_form(**changes) -> dict:
    fields = {"words": "Compter.", "rebound_words": "Retrancher."}
    for name in MethodFactor:
        fields |= {f"value_{name}": "2", f"source_{name}": "Une source"}
    return fields | changes


def test_new_version_of_the_method_leaves_trials_with_theirs(client_of, coordinator, trial):
    browser = client_of(coordinator)
    browser.post(f"{TRIALS}methode/nouvelle/", method_form(value_rebound_percent="12,5"))

    latest = latest_method()
    trial.refresh_from_db()
    assert (str(latest.values["rebound_percent"]), latest.recorded_by) == ("12.5", coordinator)
    assert trial.method != latest
    browser.post(reverse("accueil:trial_use_latest", args=[trial.pk]))
    trial.refresh_from_db()
    assert trial.method == latest


@pytest.mark.parametrize(
    ("changes", "field"), [({"source_day_hours": ""}, "source_day_hours"), ({"words": ""}, "words")]
)
def test_version_without_its_source_or_words_is_refused(client_of, coordinator, changes, field):
    response = client_of(coordinator).post(f"{TRIALS}methode/nouvelle/", method_form(**changes))

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_history_is_shown_with_its_source(client_of, stranger, factor):
    page = client_of(stranger).get(TRIALS)

    assertContains(page, "présentation de la politique numérique du Lot")
    assertContains(page, "25\u202f000 km évités")
    assertContains(page, "Pas retrouvé")


@pytest.mark.parametrize("name", ["coordinator", "animator", "territorial", "learner", "nobody"])
def test_members_read_and_the_coordination_alone_writes(client, client_of, trial, agent_of, name, request):
    agent_of()
    if name == "nobody":
        browser, refused = client, 302
    else:
        learner = LearnerFactory(member__email="apprenant@example.org").member
        browser, refused = client_of(learner if name == "learner" else request.getfixturevalue(name)), 404
    read = [TRIALS, f"{TRIALS}methode/", trial.get_absolute_url()]
    write = [
        f"{TRIALS}nouvelle/",
        f"{TRIALS}methode/nouvelle/",
        reverse("accueil:trial_agent_add", args=[trial.pk]),
        reverse("accueil:trial_agent", args=[trial.pk, 1]),
        reverse("accueil:trial_days", args=[trial.pk, 2026, 1]),
    ]
    posted = [
        reverse("accueil:trial_use_latest", args=[trial.pk]),
        reverse("accueil:trial_agent_remove", args=[trial.pk, 1]),
    ]

    reads = [browser.get(url).status_code for url in read]
    writes = [browser.get(url).status_code for url in write] + [browser.post(url).status_code for url in posted]

    assert reads == ([200] * 3 if name in ("coordinator", "animator", "territorial") else [refused] * 3)
    assert writes == ([200] * 5 + [302] * 2 if name == "coordinator" else [refused] * 7)
    assert TrialAgent.objects.count() == (0 if name == "coordinator" else 1)

"""Trials of telework: begun, agents with their baseline, days declared month by month; versions of the method."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from accueil.telework.enums import MethodFactor
from accueil.telework.trials.first_method import FACTORS, REBOUND, WORDS
from accueil.telework.trials.models import TeleworkTrial, TrialAgent, TrialDays, TrialFactor, TrialMethod
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

MOST_AGENTS = 200
LONGEST = datetime.timedelta(days=3 * 366)


@transaction.atomic
def record_method(
    *, words: str, rebound_words: str, factors: Mapping[str, tuple[Decimal, str]], by: Member | None
) -> TrialMethod:
    """Add a version of the method; `factors`: value and source of each. Trials keep the version that they have.

    Raises ValidationError for a factor that is missing, out of its bounds or without a source.
    """
    method = TrialMethod(words=words.strip(), rebound_words=rebound_words.strip(), recorded_by=by)
    method.full_clean(exclude=["recorded_by"])
    method.save()
    rows = []
    for name in MethodFactor:
        value, source = factors.get(name, (None, ""))
        if value is None or not name.least <= value <= name.most:
            raise ValidationError(f"{name.label}\u00a0: de {name.least} à {name.most}.")
        if not source.strip():
            raise ValidationError(f"{name.label}\u00a0: dites d’où vient ce nombre.")
        rows.append(TrialFactor(method=method, name=name, value=value, source=source.strip()))
    TrialFactor.objects.bulk_create(rows)
    return method


@transaction.atomic
def latest_method(*, by: Member | None = None) -> TrialMethod:
    """Return the latest version of the method; the first one is that of the site, with its sources."""
    method = TrialMethod.objects.first()
    return method or record_method(words=WORDS, rebound_words=REBOUND, factors=FACTORS, by=by)


@transaction.atomic
def begin_trial(*, employer: str, starts_on: datetime.date, ends_on: datetime.date, by: Member) -> TeleworkTrial:
    """Begin a trial, counted with the latest method. Raises ValidationError for a wrong period, or without a name."""
    trial = TeleworkTrial(
        employer=employer.strip(), starts_on=starts_on, ends_on=ends_on, method=latest_method(by=by), created_by=by
    )
    if ends_on < starts_on:
        raise ValidationError({"ends_on": "L’expérimentation finit après avoir commencé."})
    if ends_on - starts_on > LONGEST:
        raise ValidationError({"ends_on": "Une expérimentation dure trois ans au plus."})
    trial.full_clean(exclude=["method", "created_by"])
    trial.save()
    return trial


@transaction.atomic
def save_agent(*, trial: TeleworkTrial, agent: TrialAgent | None = None, **baseline) -> TrialAgent:
    """Add an agent under the next number, or change the baseline of one.

    Raises ValidationError for numbers out of bounds, a télécentre farther than the office, too many agents, and an
    agreement that is that of another agent.
    """
    trial = lock_row(TeleworkTrial.objects.all(), trial.pk)
    if agent is None:
        last = trial.agents.last()
        agent = TrialAgent(trial=trial, number=last.number + 1 if last else 1)
    if agent.number > MOST_AGENTS:
        raise ValidationError(f"Une expérimentation a {MOST_AGENTS} agents au plus.")
    for name, value in baseline.items():
        setattr(agent, name, value)
    if agent.centre_kilometres > agent.kilometres:
        raise ValidationError({"centre_kilometres": "Le télécentre est plus loin que le bureau\u00a0: vérifiez."})
    agent.full_clean(exclude=["trial"])
    agent.save()
    return agent


@transaction.atomic
def remove_agent(*, agent: TrialAgent) -> None:
    """Remove an agent with the days that they declared."""
    agent.delete()


@transaction.atomic
def declare_days(
    *, trial: TeleworkTrial, month: datetime.date, days: Mapping[TrialAgent, tuple[int, int] | None]
) -> int:
    """Record for a month the days at home and at a télécentre of each agent; None takes a declaration back.

    Returns how many agents have one. Raises ValidationError for a month outside the trial, and for too many days.
    """
    trial = lock_row(TeleworkTrial.objects.all(), trial.pk)
    if month not in trial.months:
        raise ValidationError("Ce mois n’est pas dans l’expérimentation.")
    TrialDays.objects.filter(agent__in=list(days), month=month).delete()
    rows = [
        TrialDays(agent=agent, month=month, home_days=told[0], centre_days=told[1])
        for agent, told in days.items()
        if told is not None
    ]
    for row in rows:
        row.full_clean(exclude=["agent"])
    TrialDays.objects.bulk_create(rows)
    return len(rows)


@transaction.atomic
def use_latest_method(*, trial: TeleworkTrial) -> TeleworkTrial:
    """Count a trial with the latest method from now on."""
    trial = lock_row(TeleworkTrial.objects.all(), trial.pk)
    trial.method = latest_method()
    trial.save(update_fields=["method"])
    return trial

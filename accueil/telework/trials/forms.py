"""Forms of trials: the trial, the baseline of an agent, the days of a month, a version of the method."""

import datetime
from decimal import Decimal

from django import forms
from django.db.models import QuerySet

from accueil.telework.bookings.forms import day_field, employer_field
from accueil.telework.bookings.models.agreement import TeleworkAgreement
from accueil.telework.enums import CommuteMode, MethodFactor
from accueil.telework.trials.models import (
    DEAREST,
    FARTHEST_KILOMETRES,
    LONGEST_MINUTES,
    MOST_DAYS,
    SOURCE_LENGTH,
    WORDS_LENGTH,
    TeleworkTrial,
    TrialAgent,
    TrialDays,
    TrialMethod,
)
from accueil.telework.trials.services import begin_trial, declare_days, record_method, save_agent
from reseau.people.members.models.member import Member

BASELINE = (
    "kilometres",
    "minutes",
    "days_a_week",
    "mode",
    "cost_per_kilometre",
    "centre_kilometres",
    "centre_minutes",
    "agreement",
)


def number_field(label: str, most: int, *, places: int = 0, help_text: str = "", initial=None, least=0) -> forms.Field:
    """A number typed with a comma or a point; `places` decimals at most."""
    errors = {
        "required": "Écrivez un nombre.",
        "invalid": "Écrivez un nombre, comme 12" + (" ou 12,5." if places else "."),
        "min_value": f"Écrivez {least} ou plus.",
        "max_value": f"Plus de {most}\u00a0? Vérifiez ce nombre.",
    }
    options = {"label": label, "min_value": least, "max_value": most, "help_text": help_text, "initial": initial}
    if not places:
        widget = forms.NumberInput(attrs={"inputmode": "numeric"})
        return forms.IntegerField(widget=widget, error_messages=errors, **options)
    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    return forms.DecimalField(decimal_places=places, localize=True, widget=widget, error_messages=errors, **options)


class TeleworkTrialForm(forms.Form):
    employer = employer_field(required=True)
    starts_on = day_field("Du")
    ends_on = day_field("Au")

    def save(self, *, by: Member) -> TeleworkTrial:
        return begin_trial(by=by, **self.cleaned_data)


class AgreementChoiceField(forms.ModelChoiceField):
    """An agreement without the name of the person: the coordination does not read it."""

    def label_from_instance(self, agreement: TeleworkAgreement) -> str:
        return f"Accord nº\u00a0{agreement.pk}, {agreement.telecentre.epm}, {agreement.period}"


class TrialAgentForm(forms.Form):
    """The baseline of an agent: how it was before, there and back."""

    kilometres = number_field("Kilomètres, aller-retour", FARTHEST_KILOMETRES, places=1)
    minutes = number_field("Minutes, aller-retour", LONGEST_MINUTES)
    days_a_week = number_field("Jours par semaine au bureau, avant", 7, places=1)
    mode = forms.ChoiceField(label="Mode de déplacement", choices=CommuteMode)
    cost_per_kilometre = number_field(
        "Coût d’un kilomètre, en euros",
        DEAREST,
        places=3,
        help_text="Celui que l’agent déclare\u00a0: carburant, usure, billet. Par exemple 0,20.",
    )
    centre_kilometres = number_field(
        "Kilomètres jusqu’au télécentre, aller-retour",
        FARTHEST_KILOMETRES,
        places=1,
        initial=0,
        help_text="0 à la maison.",
    )
    centre_minutes = number_field("Minutes jusqu’au télécentre, aller-retour", LONGEST_MINUTES, initial=0)
    agreement = AgreementChoiceField(
        label="Réservations qui comptent pour cet agent",
        queryset=TeleworkAgreement.objects.none(),
        required=False,
        empty_label="Aucune\u00a0: ses jours sont déclarés",
        error_messages={"invalid_choice": "Choisissez un accord de la liste."},
    )

    def __init__(self, *args, trial: TeleworkTrial, agent: TrialAgent | None = None, **kwargs) -> None:
        shown = {name: getattr(agent, name) for name in BASELINE} if agent else {}
        super().__init__(*args, **kwargs | {"initial": shown})
        self.trial, self.agent = trial, agent
        self.fields["agreement"].queryset = agreements_of(trial)

    def save(self) -> TrialAgent:
        return save_agent(trial=self.trial, agent=self.agent, **self.cleaned_data)


def agreements_of(trial: TeleworkTrial) -> QuerySet[TeleworkAgreement]:
    """Return the agreements of the employer of a trial that fall in its time."""
    own = TeleworkAgreement.objects.filter(employer__iexact=trial.employer)
    return own.filter(starts_on__lte=trial.ends_on, ends_on__gte=trial.starts_on).select_related("telecentre__epm")


class TrialDaysForm(forms.Form):
    """A month: two numbers for each agent. Both left empty: nothing is declared, bookings count."""

    def __init__(self, *args, trial: TeleworkTrial, month: datetime.date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.trial, self.month = trial, month
        self.agents = list(trial.agents.all())
        told = {row.agent_id: row for row in TrialDays.objects.filter(agent__trial=trial, month=month)}
        for agent in self.agents:
            row = told.get(agent.pk)
            for name, place in (("home", "à la maison"), ("centre", "au télécentre")):
                field = number_field(
                    f"{agent}, jours {place}", MOST_DAYS, initial=getattr(row, f"{name}_days") if row else None
                )
                field.required = False
                self.fields[f"{name}_{agent.pk}"] = field

    @property
    def rows(self) -> list[tuple[TrialAgent, forms.BoundField, forms.BoundField]]:
        return [(agent, self[f"home_{agent.pk}"], self[f"centre_{agent.pk}"]) for agent in self.agents]

    def save(self) -> int:
        days = {agent: self._told(agent) for agent in self.agents}
        return declare_days(trial=self.trial, month=self.month, days=days)

    def _told(self, agent: TrialAgent) -> tuple[int, int] | None:
        home, centre = (self.cleaned_data[f"{name}_{agent.pk}"] for name in ("home", "centre"))
        return None if home is None and centre is None else (home or 0, centre or 0)


class TrialMethodForm(forms.Form):
    """A new version of the method, which begins with the words and numbers of the one in force."""

    words = forms.CharField(
        label="Méthode",
        max_length=WORDS_LENGTH,
        help_text="Ce qui est compté, et ce qui ne l’est pas.",
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": "Dites ce qui est compté."},
    )
    rebound_words = forms.CharField(
        label="Effets rebond",
        max_length=WORDS_LENGTH,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Dites ce que le télétravail fait dépenser ailleurs."},
    )

    def __init__(self, *args, former: TrialMethod, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].initial = former.words
        self.fields["rebound_words"].initial = former.rebound_words
        known = {factor.name: factor for factor in former.factors.all()}
        for name in MethodFactor:
            factor = known.get(name)
            self.fields[f"value_{name}"] = number_field(
                f"{name.label} ({name.unit})", name.most, places=1, least=name.least, initial=factor and factor.value
            )
            self.fields[f"source_{name}"] = forms.CharField(
                label=f"Source\u00a0: {name.label}",
                max_length=SOURCE_LENGTH,
                initial=factor.source if factor else "",
                error_messages={"required": "Dites d’où vient ce nombre."},
            )

    def save(self, *, by: Member) -> TrialMethod:
        data = self.cleaned_data
        factors: dict[str, tuple[Decimal, str]] = {
            name: (data[f"value_{name}"], data[f"source_{name}"]) for name in MethodFactor
        }
        return record_method(words=data["words"], rebound_words=data["rebound_words"], factors=factors, by=by)

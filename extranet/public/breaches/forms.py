"""What is noted of a breach."""

from django import forms

from extranet.public.breaches.models import Breach, BreachVersion
from extranet.public.breaches.services import note_breach
from reseau.people.members.models.member import Member

NO_NAME = "Sans nom d’apprenante ou d’apprenant\u00a0: dites «\u00a0une personne\u00a0», «\u00a0trois livrets\u00a0»."
NO_NAME_EITHER = "Sans nom d’apprenante ou d’apprenant."
HELP = {
    "happened": "Un jour, une période, ou «\u00a0on ne sait pas\u00a0».",
    "known": "Le délai de 72\u00a0heures part de là.",
    "facts": f"Perte, vol, envoi à la mauvaise personne, accès sans droit… {NO_NAME}",
    "data": f"Par exemple\u00a0: noms, adresses, livrets, mots de passe. {NO_NAME_EITHER}",
    "people": "Laissez vide si le nombre est inconnu.",
    "consequences": f"Ce que les personnes peuvent subir. {NO_NAME_EITHER}",
    "measures": f"Pour arrêter, réparer, et que cela ne revienne pas. {NO_NAME_EITHER}",
    "authority_told": "Laissez vide si elle n’a pas été prévenue.",
    "authority_reason": (
        "Si la CNIL a été prévenue après 72\u00a0heures, ou si elle ne le sera pas\u00a0: «\u00a0aucun risque pour les "
        "personnes, parce que…\u00a0». Laissez vide si elle doit encore être prévenue."
    ),
    "people_told": "Obligatoire quand le risque est élevé (RGPD, article 34). Laissez vide si elles ne le sont pas.",
}
EMPTY = {
    "happened": "Dites quand, ou «\u00a0on ne sait pas\u00a0».",
    "known": "Dites quand vous l’avez su.",
    "facts": "Dites ce qui s’est passé.",
    "data": "Dites quels genres de données.",
    "consequences": "Dites ce que les personnes peuvent subir, ou «\u00a0aucune\u00a0».",
    "measures": "Dites ce qui a été fait, ou «\u00a0rien encore\u00a0».",
}
DAY = "Écrivez le jour comme dans 31/12/2026."
MOMENT = "Écrivez le jour et l’heure comme dans 31/12/2026 14:30."
AMOUNT = "Écrivez un nombre de personnes, ou laissez vide."


def moment_input() -> forms.DateTimeInput:
    return forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


class BreachForm(forms.ModelForm):
    class Meta:
        model = BreachVersion
        fields = list(HELP)
        help_texts = HELP
        widgets = {
            "known": moment_input(),
            "authority_told": moment_input(),
            "people_told": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            **{name: forms.Textarea({"rows": 4}) for name in ("facts", "consequences", "measures")},
            **{name: forms.Textarea({"rows": 2}) for name in ("data", "authority_reason")},
        }
        error_messages = {
            **{name: {"required": text} for name, text in EMPTY.items()},
            "known": {"required": EMPTY["known"], "invalid": MOMENT},
            "authority_told": {"invalid": MOMENT},
            "people_told": {"invalid": DAY},
            "people": {"invalid": AMOUNT, "min_value": AMOUNT, "max_value": "Ce nombre est trop grand."},
        }

    def _post_clean(self) -> None:
        """Leave the checks to the service: a version of a breach is never built from a form."""

    def save(self, *, by: Member, breach: Breach | None) -> BreachVersion:
        return note_breach(facts=self.cleaned_data, by=by, breach=breach)

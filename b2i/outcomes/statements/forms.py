"""Forms of statements: shown name, reason of a revocation."""

from django import forms

from b2i.outcomes.enums import StatementShownName
from b2i.outcomes.statements.models import Statement


class StatementShownNameForm(forms.Form):
    shows = forms.ChoiceField(label="Que voit la personne qui vérifie\u00a0?", choices=StatementShownName.choices)


class RevokeStatementForm(forms.Form):
    reason = forms.CharField(
        label="Raison",
        max_length=Statement._meta.get_field("revoke_reason").max_length,
        help_text="La personne la lira. Ni santé, ni vie privée. Qui vérifie le numéro ne la lit pas.",
        error_messages={"required": "Dites pourquoi\u00a0: la personne le lira."},
    )

"""Form to choose the sessions of a year for one dossier."""

from django import forms
from django.db.models import QuerySet

from formation.proof.dossiers.services import EMPTY
from formation.sessions.models.session import Session
from reseau.texts.wording import day_in_full


class SessionsField(forms.ModelMultipleChoiceField):
    """A box for each session, earliest first."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, session: Session) -> str:
        day = day_in_full(session.first_day, "j F Y")
        return f"{session.training.title}, {day}, {session.place} ({session.stage.label.lower()})"


class DossierForm(forms.Form):
    sessions = SessionsField(
        label="Sessions",
        queryset=Session.objects.none(),
        error_messages={
            "required": EMPTY,
            "invalid_choice": "Une des sessions choisies n’est plus dans la liste.",
            "invalid_pk_value": "Une des sessions choisies n’est plus dans la liste.",
        },
    )

    def __init__(self, *args, sessions: QuerySet[Session], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sessions"].queryset = sessions

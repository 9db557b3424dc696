"""The form of a call for a replacement: who cannot come, whom to ask, a word."""

from django import forms

from formation.sessions.models.session import Session
from formation.year.replacement.candidates import AbleTrainer
from formation.year.replacement.models import ReplacementCall
from formation.year.replacement.services import call_replacement
from reseau.people.members.models.member import Member


class ReplacementForm(forms.Form):
    replaced = forms.ChoiceField(label="Qui ne peut pas venir\u00a0?", widget=forms.RadioSelect)
    members = forms.MultipleChoiceField(
        label="À qui demander\u00a0?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez au moins une personne à qui demander."},
    )
    message = forms.CharField(
        label="Un mot pour ces personnes",
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text="Le matériel déjà prêt, qui appeler. Ne dites rien de la santé de quelqu’un.",
    )

    def __init__(self, data=None, *, session: Session, candidates: list[AbleTrainer]) -> None:
        trainers = {str(trainer.member_id): trainer.member for trainer in session.trainers.all()}
        initial = {"members": [candidate.member.pk for candidate in candidates], "replaced": next(iter(trainers), None)}
        super().__init__(data, initial=initial)
        self.session, self.trainers = session, trainers
        self.candidates = {str(candidate.member.pk): candidate.member for candidate in candidates}
        self.fields["replaced"].choices = [(key, str(member)) for key, member in trainers.items()]
        self.fields["members"].choices = [(str(each.member.pk), in_words(each)) for each in candidates]

    def save(self, *, by: Member) -> ReplacementCall:
        data = self.cleaned_data
        return call_replacement(
            session=self.session,
            replaced=self.trainers[data["replaced"]],
            members=[self.candidates[key] for key in data["members"]],
            message=data["message"],
            by=by,
        )


def in_words(candidate: AbleTrainer) -> str:
    """« Camille Vidal, EPM de Gramat : l’a donnée 2 fois, donne cette formation »."""
    place = f", {candidate.member.main_position.place_name}" if candidate.member.main_position else ""
    unusual = () if candidate.is_usual else ("pas ses jours habituels",)
    return f"{candidate.member}{place}\u00a0: {', '.join((*candidate.reasons, *unusual))}"

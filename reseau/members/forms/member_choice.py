"""Field to choose a member by name."""

from django import forms

from reseau.members.models.member import Member


class MemberChoice(forms.ModelChoiceField):
    """Members as « last name first name »."""

    def label_from_instance(self, member: Member) -> str:
        return f"{member.last_name} {member.first_name}".strip()

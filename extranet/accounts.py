"""How allauth behaves here: nobody signs up without an invitation, people are called by their name."""

from allauth.account.adapter import DefaultAccountAdapter


class InvitationOnlyAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        return False


def display_name(member) -> str:
    return member.get_full_name()

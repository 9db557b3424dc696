"""Authentication backend for learners who log in with a card."""

from django.contrib.auth.backends import ModelBackend


class CardBackend(ModelBackend):
    """Keep the session of a learner whom `login_with_card` recognised.

    It authenticates nobody by itself.
    """

    def authenticate(self, request, **credentials):
        return None

    def get_user(self, user_id):
        """Return None for a learner who has joined the network: a few digits are not enough for a member."""
        member = super().get_user(user_id)
        if member is None or member.is_in_network or member.is_superuser:
            return None
        return member

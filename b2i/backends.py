"""Login with a learner's card."""

from django.contrib.auth.backends import ModelBackend


class CardBackend(ModelBackend):
    """Keeps the session of a learner whom `login_with_card` recognised; it authenticates nobody itself."""

    def authenticate(self, request, **credentials):
        return None

    def get_user(self, user_id):
        """A learner who joins the network since then must log in again, with more than four digits."""
        member = super().get_user(user_id)
        if member is None or member.is_in_network or member.is_superuser:
            return None
        return member

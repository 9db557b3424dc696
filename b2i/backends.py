"""Login with a learner's card."""

from django.contrib.auth.backends import ModelBackend


class CardBackend(ModelBackend):
    """Keeps the session of a learner whom `b2i.services.login_with_card` recognised; it authenticates nobody itself."""

    def authenticate(self, request, **credentials):
        return None

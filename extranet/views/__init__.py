"""Views of the site itself."""

from extranet.home.views import home
from extranet.views.health import health
from extranet.views.offline import offline_worker
from extranet.views.proofs import proof, proof_form

__all__ = ["health", "home", "offline_worker", "proof", "proof_form"]

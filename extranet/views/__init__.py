"""Views of the site itself."""

from extranet.views.health import health
from extranet.views.home import home

__all__ = ["health", "home"]

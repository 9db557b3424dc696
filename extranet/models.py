"""Pages of the site itself: home and institutional pages."""

from extranet.pages.models import HomePage, InstitutionalPage

__all__ = ["HomePage", "InstitutionalPage"]

"""Pages of the site itself: home and institutional pages."""

from extranet.models.pages import HomePage, InstitutionalPage

__all__ = ["HomePage", "InstitutionalPage"]

"""Views of what reaches members."""

from alertes.views.notices import NoticesView, open_notice, read_all

__all__ = ["NoticesView", "open_notice", "read_all"]

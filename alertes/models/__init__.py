"""What reaches members."""

from alertes.models.notice import Notice

__all__ = ["Notice"]

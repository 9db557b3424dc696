"""The quality of places: charters, axes and criteria."""

from qualite.charter.models import Axis, Charter, Criterion

__all__ = ["Axis", "Charter", "Criterion"]

"""Heritage places, their works, trails from one to the next."""

from patrimoine.agreements.models import MakerAgreement
from patrimoine.outings.models import Outing
from patrimoine.sites.models import HeritagePlace
from patrimoine.trails.models import HeritageTrail, TrailStop
from patrimoine.works.models import HeritageWork

__all__ = ["HeritagePlace", "HeritageTrail", "HeritageWork", "MakerAgreement", "Outing", "TrailStop"]

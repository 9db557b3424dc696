"""What a learner, who does not exist, signed at the workshop of the demo."""

from datetime import timedelta

from django.utils import timezone

from patrimoine.agreements.enums import MakerAge
from patrimoine.agreements.services import save_agreement
from patrimoine.sites.models import HeritagePlace
from patrimoine.works.enums import WorkOrigin
from reseau.people.members.models.member import Member
from ressources.sheets.enums import Licence


def sign_agreement(*, place: HeritagePlace, by: Member) -> None:
    """Note it as the animator who keeps the paper does."""
    save_agreement(
        place=place,
        by=by,
        signatory="Camille B.",
        shown_as="Camille (personne fictive)",
        origin=WorkOrigin.LEARNER,
        age=MakerAge.ADULT,
        signed_on=timezone.localdate() - timedelta(days=7),
        kept_at="Classeur de démonstration",
        licence=Licence.BY_SA,
        goes_elsewhere=False,
        covers_text=True,
    )

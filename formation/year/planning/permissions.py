"""Who says when they give no training."""

from formation.year.planning.models import TrainerProfile
from reseau.permissions import is_network_member, required


def is_trainer(user) -> bool:
    """Works in the network, and gives trainings of the catalogue."""
    return is_network_member(user) and TrainerProfile.objects.filter(member=user.pk).exists()


trainer_required = required(is_trainer)

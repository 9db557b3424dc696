"""Who opens a télécentre and keeps its seats; who books them and reads who comes."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accueil.telework.seats.models import Telecentre
from reseau.permissions import is_network_member
from reseau.places.models.epm import EPM


def runs_telecentre(user, epm: EPM) -> bool:
    """Whether `user` reads who comes and books for people: the team of the place, and nobody else."""
    return is_network_member(user) and epm.pk in user.epm_ids


def run_telecentre(user, slug: str) -> Telecentre:
    """Return the télécentre of a place where `user` works. Raises Http404 for anybody else."""
    telecentre = get_object_or_404(Telecentre.objects.with_place(), epm__slug=slug, epm__is_open=True)
    if not runs_telecentre(user, telecentre.epm):
        raise Http404
    return telecentre

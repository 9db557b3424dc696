"""The page of a member's favourites and collections."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import ListView

from reseau.permissions import network_required
from ressources.library.collections.models import Collection
from ressources.library.collections.services import REPRIEVE
from ressources.library.readers.availability import availability_of
from ressources.library.readers.models import Favourite


@method_decorator(network_required, name="dispatch")
class FavouritesView(ListView):
    """My favourites, the latest first, with my collections and the deleted ones that I can restore."""

    template_name = "ressources/library/collections/favourites.html"
    context_object_name = "favourites"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[Favourite]:
        return Favourite.objects.visible_to(self.request.user)

    def get_context_data(self, **kwargs) -> dict:
        context, user = super().get_context_data(**kwargs), self.request.user
        return context | {
            "lines": availability_of(context["favourites"], user),
            "collections": Collection.objects.visible_to(user).with_count(),
            "deleted": Collection.objects.owned_by(user).deleted_since(timezone.now() - REPRIEVE),
        }

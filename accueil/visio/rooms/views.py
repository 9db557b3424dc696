"""Pages of a team: a room or a desk of its place is added, changed."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property

from accueil.visio.partners.views import KeptFormView
from accueil.visio.rooms.forms import DeskForm, RoomForm
from accueil.visio.rooms.models import VisioDesk, VisioRoom
from reseau.permissions import network_required
from reseau.places.models.epm import EPM
from reseau.places.permissions import kept_epm


class FurnishingView(KeptFormView):
    """A room or a desk. A subclass gives its model, and the words of its page."""

    template_name = "accueil/visio/rooms/furnishing_form.html"
    model: type
    words: dict[str, str]

    @cached_property
    def epm(self) -> EPM:
        return kept_epm(self.request.user, self.kwargs["slug"])

    @cached_property
    def item(self) -> VisioRoom | VisioDesk | None:
        items = self.model.objects.filter(epm=self.epm)
        return get_object_or_404(items, pk=self.kwargs["pk"]) if "pk" in self.kwargs else None

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"epm": self.epm, "item": self.item}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(epm=self.epm, item=self.item, words=self.words, **kwargs)

    def get_success_url(self) -> str:
        return reverse("accueil:place_slots", args=[self.epm.slug])


@method_decorator(network_required, name="dispatch")
class RoomView(FurnishingView):
    form_class = RoomForm
    model = VisioRoom
    words = {"add": "Ajouter une pièce", "keep": "piece-visio"}


@method_decorator(network_required, name="dispatch")
class DeskView(FurnishingView):
    form_class = DeskForm
    model = VisioDesk
    words = {"add": "Ajouter un poste visio", "keep": "poste-visio"}

"""Pages of places: the page of an EPM, and the forms of its record."""

from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.contrib.messages.views import SuccessMessageMixin
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import DetailView, UpdateView

from reseau.permissions import is_network_member
from reseau.places.forms import EPMForm, HostForm, OfferForm
from reseau.places.models.epm import EPM
from reseau.places.permissions import kept_epm, may_edit_epm
from reseau.places.vocabulary import FeatureKind, value_label
from reseau.web.page_sections import page_sections
from reseau.web.queries.compiled_query import CompiledQuery

# In the order in which a visitor asks.
SHOWN = (
    FeatureKind.SERVICE,
    FeatureKind.PRICE,
    FeatureKind.SUPPORT,
    FeatureKind.PUBLIC,
    FeatureKind.CARE,
    FeatureKind.ACCESS,
    FeatureKind.PROGRAMME,
    FeatureKind.TRAINING_LABEL,
)


def open_place(reader, slug: str) -> QuerySet[EPM]:
    return EPM.objects.visible_to(reader).with_place().filter(slug=slug)


def team_of(place: EPM) -> QuerySet:
    """Return the live positions of people who have an account, in the order of their names."""
    return place.positions.live().filter(member__is_active=True).order_by("member__search_name", "pk")


PLACE = CompiledQuery(open_place)


@method_decorator(login_not_required, name="dispatch")
class EPMView(DetailView):
    template_name = "reseau/places/epm.html"
    context_object_name = "epm"

    def get_object(self, queryset=None) -> EPM:
        place = PLACE.row(reader=self.request.user, slug=self.kwargs["slug"])
        if place is None:
            raise Http404
        return place

    @cached_property
    def values_by_kind(self) -> dict[str, list[str]]:
        """The features of the place under each kind that has some. One query."""
        values: dict[str, list[str]] = {}
        for kind, value in self.object.features.values_list("kind", "value"):
            values.setdefault(kind, []).append(value)
        return values

    def features(self) -> list[tuple[str, list[str]]]:
        by_kind = self.values_by_kind
        return [(kind.label, [value_label(value) for value in by_kind[kind]]) for kind in SHOWN if kind in by_kind]

    def get_context_data(self, **kwargs) -> dict:
        """Leave to the kept parts of the page what they read."""
        place = self.object
        context = {
            "equipment": lambda: self.values_by_kind.get(FeatureKind.EQUIPMENT, []),
            "features": self.features,
            "rooms": place.rooms.all(),
            "may_edit": may_edit_epm(self.request.user, place),
            "sections": page_sections("epm_sections", self.request, place),
        }
        if is_network_member(self.request.user):
            context["positions"] = team_of(place).select_related("member")
        else:
            context["animator_count"] = cache(team_of(place).count)
        return super().get_context_data(**context, **kwargs)


@method_decorator(transaction.atomic, name="form_valid")
class RecordPartView(SuccessMessageMixin, UpdateView):
    """One part of the record of a place, for those who keep it."""

    template_name = "reseau/places/epm_form.html"
    context_object_name = "epm"
    success_message = "La fiche du lieu est à jour. Merci\u00a0!"
    part = heading = advice = ""

    def get_object(self, queryset=None) -> EPM:
        return kept_epm(self.request.user, self.kwargs["slug"])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(part=self.part, heading=self.heading, advice=self.advice, **kwargs)


class EPMEditView(RecordPartView):
    form_class = EPMForm
    part = "contact"
    heading = "Coordonnées et accès"
    advice = "Le nom, l’adresse et le type de lieu se changent avec la coordination."


class OfferEditView(RecordPartView):
    form_class = OfferForm
    part = "offer"
    heading = "Ce qu’on y trouve"
    advice = "Le public choisit un lieu d’après ces cases\u00a0: elles servent de filtres dans l’annuaire."


class HostEditView(RecordPartView):
    form_class = HostForm
    part = "host"
    heading = "Salles et structure"
    advice = "Qui porte le lieu, ce qu’il peut accueillir, et qui y tient des permanences."

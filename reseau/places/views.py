"""Pages of places: the public directory, the page of an EPM, and the form of its record."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.messages.views import SuccessMessageMixin
from django.db import transaction
from django.db.models import Count, F, QuerySet
from django.http import Http404
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, ListView, UpdateView

from reseau.enums import EPMKind
from reseau.french_order import Folded
from reseau.list_facets import Facet, build_facet, count_values, query_value
from reseau.permissions import is_network_member
from reseau.places.forms import EPMForm, HostForm, OfferForm
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM
from reseau.places.permissions import may_edit_epm
from reseau.places.vocabulary import FeatureKind, value_label
from reseau.sections import sections_of

NEAREST = 5
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


@method_decorator(login_not_required, name="dispatch")
class DirectoryView(ListView):
    template_name = "reseau/places/directory.html"
    context_object_name = "places"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[EPM]:
        self.query = query_value(self.request, "q")
        self.chosen_values = {name: query_value(self.request, name) for name in ("territoire", "type")}
        self.matching_places = EPM.objects.visible_to(self.request.user).matching(self.query)
        places = self.matching_places.with_place()
        if self.chosen_values["territoire"]:
            places = places.filter(commune__territory__slug=self.chosen_values["territoire"])
        if self.chosen_values["type"]:
            places = places.filter(kind=self.chosen_values["type"])
        return places.order_by("commune__search_name", "search_name", "pk")

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(q=self.query, facets=self._facets(), chosen=self.chosen_values, **kwargs)
        if self.query and not context["paginator"].count and not any(self.chosen_values.values()):
            context |= self._nearest()
        return context

    def _facets(self) -> list[Facet]:
        """Return both facets from one query: places by territory and kind."""
        territory = F("commune__territory__slug")
        rows = list(
            self.matching_places.order_by(Folded("commune__territory__name"))
            .values(territoire=territory, territory_name=F("commune__territory__name"), type=F("kind"))
            .annotate(count=Count("pk"))
        )
        names = {row["territoire"]: row["territory_name"] for row in rows}
        return [
            build_facet(self.request, name, label, count_values(rows, name, self.chosen_values), labels)
            for name, label, labels in (
                ("territoire", "Territoire", names),
                ("type", "Type de lieu", dict(EPMKind.choices)),
            )
        ]

    def _nearest(self) -> dict:
        """Return the nearest EPM to the commune that the words name, since most communes have none."""
        commune = Commune.objects.best_match(self.query)
        if commune is None:
            return {}
        return {"commune": commune, "nearest": EPM.objects.open().with_place().nearest_to(commune)[:NEAREST]}


@method_decorator(login_not_required, name="dispatch")
class EPMView(DetailView):
    template_name = "reseau/places/epm.html"
    context_object_name = "epm"

    def get_queryset(self) -> QuerySet[EPM]:
        return EPM.objects.visible_to(self.request.user).with_place()

    def get_context_data(self, **kwargs) -> dict:
        positions = self.object.positions.live().filter(member__is_active=True)
        features = self.object.features_by_kind()
        context = {
            "equipment": features.pop(FeatureKind.EQUIPMENT, []),
            "features": [
                (kind.label, [value_label(value) for value in features[kind]]) for kind in SHOWN if kind in features
            ],
            "rooms": self.object.rooms.all(),
            "may_edit": may_edit_epm(self.request.user, self.object),
            "sections": sections_of(self.request, self.object),
        }
        if is_network_member(self.request.user):
            context["positions"] = positions.select_related("member").order_by("member__search_name", "pk")
        else:
            context["animator_count"] = positions.count()
        return super().get_context_data(**context, **kwargs)


@method_decorator(transaction.atomic, name="form_valid")
class RecordPartView(SuccessMessageMixin, UpdateView):
    """One part of the record of a place, for those who keep it."""

    template_name = "reseau/places/epm_form.html"
    context_object_name = "epm"
    success_message = "La fiche du lieu est à jour. Merci\u00a0!"
    part = heading = advice = ""

    def get_queryset(self) -> QuerySet[EPM]:
        return EPM.objects.visible_to(self.request.user).with_place()

    def get_object(self, queryset=None) -> EPM:
        epm = super().get_object(queryset)
        if not may_edit_epm(self.request.user, epm):
            raise Http404
        return epm

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

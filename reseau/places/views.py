"""Pages of places: the page of an EPM, and the forms of its record."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.messages.views import SuccessMessageMixin
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, UpdateView

from reseau.compiled_queries.compiled_query import CompiledQuery
from reseau.permissions import is_network_member
from reseau.places.forms import EPMForm, HostForm, OfferForm
from reseau.places.models.epm import EPM
from reseau.places.permissions import kept_epm, may_edit_epm
from reseau.places.vocabulary import FeatureKind, value_label
from reseau.sections import sections_of

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
FEATURES = CompiledQuery(lambda place: place.features.values_list("kind", "value"))
ROOMS = CompiledQuery(lambda place: place.rooms.all())
TEAM = CompiledQuery(lambda place: team_of(place).select_related("member"))
TEAM_KEYS = CompiledQuery(lambda place: team_of(place).values_list("pk"))


@method_decorator(login_not_required, name="dispatch")
class EPMView(DetailView):
    template_name = "reseau/places/epm.html"
    context_object_name = "epm"

    def get_object(self, queryset=None) -> EPM:
        place = PLACE.row(reader=self.request.user, slug=self.kwargs["slug"])
        if place is None:
            raise Http404
        return place

    def get_context_data(self, **kwargs) -> dict:
        features: dict[str, list[str]] = {}
        for kind, value in FEATURES.rows(place=self.object):
            features.setdefault(kind, []).append(value)
        context = {
            "equipment": features.pop(FeatureKind.EQUIPMENT, []),
            "features": [
                (kind.label, [value_label(value) for value in features[kind]]) for kind in SHOWN if kind in features
            ],
            "rooms": ROOMS.rows(place=self.object),
            "may_edit": may_edit_epm(self.request.user, self.object),
            "sections": sections_of(self.request, self.object),
        }
        if is_network_member(self.request.user):
            context["positions"] = TEAM.rows(place=self.object)
        else:
            context["animator_count"] = len(TEAM_KEYS.rows(place=self.object))
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

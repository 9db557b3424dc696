"""Pages that keep a télécentre: its week, its seats. Those who keep the record of the place keep it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import FormView

from accueil.telework.seats.forms import SeatForm, TelecentreForm
from accueil.telework.seats.models import Seat, Telecentre
from reseau.permissions import network_required
from reseau.places.models.epm import EPM
from reseau.places.permissions import kept_epm
from reseau.web.refusals import refusals_in


class KeptPlaceFormView(FormView):
    """A form about the télécentre of a place that one keeps."""

    @cached_property
    def epm(self) -> EPM:
        return kept_epm(self.request.user, self.kwargs["slug"])

    @cached_property
    def telecentre(self) -> Telecentre | None:
        return Telecentre.objects.filter(epm=self.epm).select_related("epm").first()

    def form_invalid(self, form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


@method_decorator(network_required, name="dispatch")
class TelecentreEditView(KeptPlaceFormView):
    """Open the télécentre of a place, change its half-days; its seats, with the way to add one."""

    template_name = "accueil/telework/seats/telecentre_form.html"
    form_class = TelecentreForm

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"epm": self.epm, "telecentre": self.telecentre}

    def get_context_data(self, **kwargs) -> dict:
        telecentre = self.telecentre
        seats = Seat.objects.filter(telecentre=telecentre) if telecentre else []
        return super().get_context_data(epm=self.epm, telecentre=telecentre, seats=seats, **kwargs)

    def form_valid(self, form: TelecentreForm) -> HttpResponse:
        with refusals_in(form):
            is_new = form.telecentre is None
            form.save(by=self.request.user)
            text = "Le télécentre est ouvert\u00a0: ajoutez ses postes." if is_new else "C’est enregistré."
            messages.success(self.request, text)
            return redirect("accueil:telecentre_edit", self.epm.slug)
        return self.form_invalid(form)


@method_decorator(network_required, name="dispatch")
class SeatFormView(KeptPlaceFormView):
    """Add a seat, or change it."""

    template_name = "accueil/telework/seats/seat_form.html"
    form_class = SeatForm

    @cached_property
    def kept(self) -> Telecentre:
        return get_object_or_404(Telecentre.objects.select_related("epm"), epm=self.epm)

    @cached_property
    def seat(self) -> Seat | None:
        return get_object_or_404(Seat, telecentre=self.kept, pk=self.kwargs["pk"]) if "pk" in self.kwargs else None

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"telecentre": self.kept, "seat": self.seat}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(epm=self.epm, seat=self.seat, **kwargs)

    def form_valid(self, form: SeatForm) -> HttpResponse:
        with refusals_in(form):
            seat = form.save()
            messages.success(self.request, f"Poste enregistré\u00a0: «\u00a0{seat}\u00a0».")
            return redirect("accueil:telecentre_edit", self.epm.slug)
        return self.form_invalid(form)

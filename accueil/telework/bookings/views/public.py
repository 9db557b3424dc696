"""Télécentres for everybody: where, with what equipment, which half-days are free. No name."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, ListView

from accueil.telework.bookings.availability import free_days
from accueil.telework.seats.models import Telecentre
from accueil.telework.seats.permissions import runs_telecentre
from reseau.places.permissions import may_edit_epm


@method_decorator(login_not_required, name="dispatch")
class TelecentresView(ListView):
    """Télécentres of the network, with how many seats each has."""

    template_name = "accueil/telework/bookings/telecentres.html"
    context_object_name = "telecentres"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[Telecentre]:
        seats = Count("telework_seats", filter=Q(telework_seats__is_in_use=True))
        return (
            Telecentre.objects.visible_to(self.request.user)
            .with_place()
            .annotate(seats=seats)
            .order_by("epm__search_name", "pk")
        )


@method_decorator(login_not_required, name="dispatch")
class TelecentreView(DetailView):
    """One télécentre: seats, equipment, half-days that are free. No name."""

    template_name = "accueil/telework/bookings/telecentre.html"
    context_object_name = "telecentre"

    def get_object(self) -> Telecentre:
        visible = Telecentre.objects.visible_to(self.request.user).with_place()
        return get_object_or_404(visible, epm__slug=self.kwargs["slug"])

    def get_context_data(self, **kwargs) -> dict:
        epm, user = self.object.epm, self.request.user
        seats = list(self.object.telework_seats.in_use())
        return super().get_context_data(
            epm=epm,
            seats=seats,
            days=free_days(self.object, seats=len(seats)),
            runs=runs_telecentre(user, epm),
            keeps=may_edit_epm(user, epm),
            **kwargs,
        )

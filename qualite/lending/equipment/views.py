"""Pages that keep the inventory of a place: an equipment is added, changed; its picture."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from qualite.lending.equipment.forms import EquipmentForm
from qualite.lending.equipment.models import Equipment, media_type_of
from qualite.lending.equipment.permissions import may_keep
from reseau.documents.files.serving import ServedFile, send
from reseau.permissions import network_required
from reseau.places.permissions import kept_epm
from reseau.web.service_forms import ServiceFormView


def kept_equipment(request: HttpRequest, pk: int) -> Equipment:
    """Return an equipment that the user keeps. Raises Http404 otherwise."""
    equipment = get_object_or_404(Equipment.objects.visible_to(request.user).with_place(), pk=pk)
    if not may_keep(request.user, equipment):
        raise Http404
    return equipment


class InventoryFormView(ServiceFormView):
    """The form of an equipment. A subclass sets `epm` and `equipment` before the form is made."""

    template_name = "qualite/lending/equipment/equipment_form.html"
    form_class = EquipmentForm
    equipment: Equipment | None = None

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"epm": self.epm, "equipment": self.equipment}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(epm=self.epm, equipment=self.equipment, **kwargs)

    def done(self, form: EquipmentForm) -> HttpResponse:
        equipment = form.save()
        messages.success(self.request, f"L’inventaire est à jour\u00a0: {equipment}.")
        return redirect(equipment)


@method_decorator(network_required, name="dispatch")
class EquipmentAddView(InventoryFormView):
    """Add an equipment to the inventory of one's place."""

    def dispatch(self, request, *args, **kwargs):
        self.epm = kept_epm(request.user, kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)


@method_decorator(network_required, name="dispatch")
class EquipmentEditView(InventoryFormView):
    """Change an equipment that one keeps."""

    def dispatch(self, request, *args, **kwargs):
        self.equipment = kept_equipment(request, kwargs["pk"])
        self.epm = self.equipment.epm
        return super().dispatch(request, *args, **kwargs)


@network_required
@require_safe
def equipment_photo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Serve the picture of an equipment to members."""
    equipment = get_object_or_404(Equipment.objects.visible_to(request.user).exclude(photo=""), pk=pk)
    name = f"materiel-{equipment.pk}.{equipment.photo.name.rpartition('.')[2]}"
    media_type = media_type_of(equipment.photo)
    return send(request, ServedFile(equipment.photo, name, media_type, equipment.photo_changed, as_attachment=False))

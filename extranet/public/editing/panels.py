"""The first page of Wagtail's admin: where each thing is edited."""

from wagtail.admin.ui.components import Component

from extranet.public.editing.places_of_editing import edited_here, edited_on_the_site


class PlacesOfEditingPanel(Component):
    name = "places_of_editing"
    template_name = "extranet/public/editing/places_of_editing.html"
    order = 50

    def get_context_data(self, parent_context) -> dict:
        return {"here": edited_here(), "elsewhere": edited_on_the_site()}

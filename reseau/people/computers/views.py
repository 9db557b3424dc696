"""The computers of a place: register the one in use, read the list, take a registration back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from django.views.generic import CreateView

from reseau.people.computers.forms import ComputerForm
from reseau.people.computers.models import Computer
from reseau.people.computers.permissions import may_register_computers
from reseau.people.computers.recognition import delete_computer_cookie, registered_computer, set_computer_cookie
from reseau.people.computers.services import revoke_computer
from reseau.places.models.epm import EPM
from reseau.web.refusals import refusals_in


def find_epm(request: HttpRequest, slug: str) -> EPM:
    """Return the EPM, or raise a 404 for whoever may not register its computers."""
    epm = get_object_or_404(EPM.objects.visible_to(request.user).with_place(), slug=slug)
    if not may_register_computers(request.user, epm):
        raise Http404
    return epm


class ComputersView(CreateView):
    form_class = ComputerForm
    template_name = "reseau/people/computers/computers.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.epm = find_epm(request, kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        this_one = registered_computer(self.request)
        return super().get_form_kwargs() | {"epm": self.epm, "by": self.request.user, "replaces": this_one}

    def get_context_data(self, **kwargs) -> dict:
        computers = list(self.epm.computers.select_related("registered_by"))
        this_one = registered_computer(self.request)
        return super().get_context_data(epm=self.epm, computers=computers, this_one=this_one, **kwargs)

    def form_valid(self, form: ComputerForm) -> HttpResponse:
        with refusals_in(form, "name"):
            computer = form.save()
            messages.success(self.request, f"Cet ordinateur est enregistré\u00a0: {computer}.")
            return set_computer_cookie(redirect("reseau:computers", self.epm.slug), computer)
        return self.form_invalid(form)


@require_POST
def computer_revoke(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    epm = find_epm(request, slug)
    computer = get_object_or_404(Computer, epm=epm, pk=pk)
    is_this_one = computer == registered_computer(request)
    revoke_computer(computer=computer, by=request.user)
    messages.success(request, f"{computer.name}\u00a0: cet ordinateur n’est plus enregistré.")
    response = redirect("reseau:computers", epm.slug)
    return delete_computer_cookie(response) if is_this_one else response

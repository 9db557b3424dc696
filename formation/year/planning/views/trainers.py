"""Trainers: their trainings, for coordinators; their days and absences, for each of them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import FormView, ListView, TemplateView

from formation.year.planning.forms import AbsenceForm, TrainerForm, UsualDaysForm
from formation.year.planning.models import TrainerProfile, Unavailability
from formation.year.planning.permissions import trainer_required
from formation.year.planning.services import remove_absence
from reseau.permissions import coordinator_required, network_required
from reseau.web.refusals import refusals_in


@method_decorator(coordinator_required, name="dispatch")
class TrainersView(ListView):
    template_name = "formation/year/planning/trainers.html"
    context_object_name = "trainers"

    def get_queryset(self):
        visible = TrainerProfile.objects.visible_to(self.request.user).active()
        return visible.select_related("member").prefetch_related("trainings").order_by("member__search_name", "pk")


@method_decorator(coordinator_required, name="dispatch")
class TrainerFormView(FormView):
    """Name a trainer, or change the trainings that they give."""

    template_name = "formation/year/planning/trainer_form.html"
    form_class = TrainerForm
    profile = None

    def dispatch(self, request, *args, **kwargs):
        if "pk" in kwargs:
            visible = TrainerProfile.objects.visible_to(request.user).select_related("member")
            self.profile = get_object_or_404(visible, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        data = self.request.POST if self.request.method == "POST" else None
        return {"data": data, "user": self.request.user, "profile": self.profile}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(profile=self.profile, **kwargs)

    def form_valid(self, form):
        profile = form.save()
        messages.success(self.request, f"Les formations que donne {profile.member} sont notées.")
        return redirect("formation:trainers")


@method_decorator(trainer_required, name="dispatch")
class AvailabilityView(TemplateView):
    """A trainer's own usual days and absences: two forms, each with its button."""

    template_name = "formation/year/planning/availability.html"

    def dispatch(self, request, *args, **kwargs):
        profiles = TrainerProfile.objects.visible_to(request.user).prefetch_related("trainings")
        self.profile = get_object_or_404(profiles, member=request.user.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        absences = Unavailability.objects.visible_to(self.request.user).to_come()
        forms = {
            "days_form": UsualDaysForm(initial={"weekdays": self.profile.weekdays}),
            "absence_form": AbsenceForm(),
        }
        return super().get_context_data(profile=self.profile, absences=absences, **(forms | kwargs))

    def post(self, request, *args, **kwargs):
        is_absence = "first" in request.POST
        form = AbsenceForm(request.POST) if is_absence else UsualDaysForm(request.POST)
        if form.is_valid():
            with refusals_in(form):
                form.save(profile=self.profile)
                messages.success(
                    request, "Votre absence est notée." if is_absence else "Vos jours habituels sont notés."
                )
                return redirect("formation:availability")
        name = "absence_form" if is_absence else "days_form"
        return self.render_to_response(self.get_context_data(**{name: form}))


@network_required
@require_POST
def remove_own_absence(request, pk: int):
    remove_absence(absence=get_object_or_404(Unavailability.objects.visible_to(request.user), pk=pk))
    messages.success(request, "L’absence est retirée.")
    return redirect("formation:availability")

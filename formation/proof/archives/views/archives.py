"""The intermediate archive, for coordinators alone: who the nameless accounts were, until when, what they followed."""

from django.db.models import Prefetch
from django.utils.decorators import method_decorator
from django.views.generic import ListView

from audit.enums import Act
from audit.services import note_acts
from formation.proof.archives.models import ArchivedIdentity
from formation.proof.certificates.models import Certificate
from formation.sessions.enrolment.models.enrolment import Enrolment
from reseau.permissions import coordinator_required


@method_decorator(coordinator_required, name="dispatch")
class ArchivesView(ListView):
    """Names, what each proves, and their term. A reading is noted in the journal of acts, without the names."""

    template_name = "formation/proof/archives/archives.html"
    context_object_name = "identities"
    paginate_by = 20

    def get_queryset(self):
        certificates = Prefetch("certificates", Certificate.objects.in_force(), to_attr="in_force")
        enrolments = Enrolment.objects.select_related("session__training").prefetch_related(certificates)
        identities = ArchivedIdentity.objects.visible_to(self.request.user).in_term()
        return identities.prefetch_related(Prefetch("member__enrolments", enrolments), "member__sessions_given")

    def get_context_data(self, **kwargs) -> dict:
        past = ArchivedIdentity.objects.visible_to(self.request.user).past_term().count()
        context = super().get_context_data(past_count=past, **kwargs)
        keys = [identity.pk for identity in context["identities"]]
        note_acts(act=Act.ARCHIVED_IDENTITY_READ, rows=keys, by=self.request.user.pk)
        return context


archives = ArchivesView.as_view()

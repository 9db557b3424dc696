"""Page to open a record. Possible duplicates are shown first."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.generic import FormView

from b2i.admission.duplicates.detection import PossibleDuplicate, possible_duplicates
from b2i.admission.duplicates.services import note_distinction
from b2i.admission.registration.forms import LearnerForm
from b2i.people.accesses.journal import note_accesses
from b2i.people.enums import AccessKind
from b2i.people.learners.models.learner import Learner
from b2i.people.learners.secret_cookie import set_secret_cookie
from b2i.people.permissions import follower_required
from reseau.texts.elision import of
from reseau.web.refusals import refusals_in


@method_decorator(follower_required, name="dispatch")
class LearnerNewView(FormView):
    template_name = "b2i/admission/registration/learner_new.html"
    form_class = LearnerForm

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_invalid(self, form: LearnerForm):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def form_valid(self, form: LearnerForm):
        duplicates = possible_duplicates(form.identity, Learner.objects.visible_to(self.request.user))
        if unanswered := form.unanswered(duplicates):
            note_accesses(self.request, [duplicate.learner for duplicate in unanswered], AccessKind.LISTED)
            return self.render_to_response(self.get_context_data(form=form, likenesses=unanswered), status=422)
        with refusals_in(form):
            return self.open_record(form, duplicates)
        return self.form_invalid(form)

    def open_record(self, form: LearnerForm, duplicates: list[PossibleDuplicate]):
        new_learner = form.save()
        learner, secret = new_learner.learner, new_learner.secret
        others = [duplicate.learner for duplicate in duplicates]
        note_distinction(learner=learner, others=others, noted_by=self.request.user)
        if not secret:
            messages.success(self.request, f"Le livret {of(learner)} est ouvert. Sa carte se fera plus tard.")
            return redirect(learner)
        messages.success(
            self.request,
            f"Le livret {of(learner)} est ouvert. Imprimez sa carte ou notez le code\u00a0: "
            "il ne sera plus affiché ensuite.",
        )
        return set_secret_cookie(redirect("b2i:card", learner.pk), request=self.request, learner=learner, secret=secret)


learner_new = LearnerNewView.as_view()

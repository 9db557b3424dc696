"""Evidence of one skill: its lines, the form to add one, retraction, files."""

from django.contrib import messages
from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from b2i.frameworks.models.framework import Skill
from b2i.people.accesses.journal import note_access
from b2i.people.learners.models.learner import Learner
from b2i.people.permissions import follower_required
from b2i.records.enums import FACT_KINDS, EvidenceKind, Outcome
from b2i.records.evidence.enums import SOUNDS
from b2i.records.evidence.forms import FactForm, TranscriptForm
from b2i.records.evidence.models import EvidenceFile
from b2i.records.evidence.services import add_fact_with_files, write_transcript
from b2i.records.missing_facts import missing_facts, missing_facts_words
from b2i.records.models import Evidence
from b2i.records.record_lookup import followed_record, skill_place
from b2i.records.services import add_evidence, retract_evidence
from reseau.documents.files.accessibility import remark_on
from reseau.documents.files.serving import ServedFile, send
from reseau.web.refusals import refusals_as_messages, refusals_in


@method_decorator(follower_required, name="dispatch")
class EvidenceView(FormView):
    """Every line on one skill, and the form of a fact. The record posts « travaillée » here too."""

    template_name = "b2i/records/evidence/evidence.html"
    form_class = FactForm
    lookup = staticmethod(followed_record)

    def dispatch(self, request, *args, **kwargs):
        self.record = self.lookup(request, kwargs["pk"])
        skills = Skill.objects.filter(domain__framework=self.record.framework_id).select_related("domain")
        self.skill = get_object_or_404(skills.prefetch_related("elements"), pk=kwargs["skill_pk"])
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if "worked_on" in request.POST:
            return self.mark_worked_on()
        return super().post(request, *args, **kwargs)

    def mark_worked_on(self) -> HttpResponse:
        """Note that the skill was worked on today, which proves nothing."""
        with refusals_as_messages(self.request):
            add_evidence(record=self.record, skill=self.skill, observed_by=self.request.user)
            messages.success(self.request, f"C’est noté\u00a0: «\u00a0{self.skill.title}\u00a0», travaillée.")
        return redirect(skill_place(self.record.learner, self.skill))

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"skill": self.skill}

    def get_initial(self) -> dict:
        return {"kind": EvidenceKind.OBSERVED, "observed_on": timezone.localdate()}

    def get_context_data(self, **kwargs) -> dict:
        standing_proposals = self.record.proposals.standing().filter(skill=self.skill)
        is_settled = Q(validation__isnull=True) | Q(validation__outcome=Outcome.VALIDATED)
        put_forward = standing_proposals.aggregate(last=Max("created"), settled=Count("pk", filter=is_settled))
        lines = list(self.record.evidence.as_shown().filter(skill=self.skill))
        return super().get_context_data(
            learner=self.record.learner,
            skill=self.skill,
            elements=self.skill.elements.all(),
            lines=lines,
            facts_left="" if put_forward["settled"] else missing_facts_words(missing_facts(lines)),
            put_forward_at=put_forward["last"],
            today=timezone.localdate(),
            kinds=FACT_KINDS,
            **kwargs,
        )

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def form_valid(self, form):
        with refusals_in(form):
            add_fact_with_files(
                record=self.record, skill=self.skill, observed_by=self.request.user, pieces=form.pieces, **form.fact
            )
            messages.success(self.request, f"C’est noté\u00a0: un fait pour «\u00a0{self.skill.title}\u00a0».")
            for piece in form.pieces:
                if piece.content and (remark := remark_on(piece.content, kind=piece.kind)):
                    messages.warning(self.request, remark)
            return redirect(skill_place(self.record.learner, self.skill))
        return self.form_invalid(form)


@follower_required
@require_POST
def evidence_retract(request: HttpRequest, pk: int) -> HttpResponse:
    """Retract a line noted by mistake today."""
    readable_evidence = Evidence.objects.filter(record__learner__in=Learner.objects.visible_to(request.user))
    line = get_object_or_404(readable_evidence.select_related("record__learner", "skill"), pk=pk)
    note_access(request, line.record.learner)
    with refusals_as_messages(request):
        retract_evidence(evidence=line, by=request.user)
        messages.success(request, "La ligne est retirée\u00a0: elle ne compte plus.")
    return redirect("b2i:evidence_add", line.record.learner_id, line.skill_id)


@method_decorator(follower_required, name="dispatch")
class TranscriptView(FormView):
    """What a recording says: as it stands, as it was written before, and the form to write it."""

    template_name = "b2i/records/evidence/transcript.html"
    form_class = TranscriptForm

    @staticmethod
    def lookup(request: HttpRequest, pk: int) -> EvidenceFile:
        """Return a recording of a learner whom the user follows. Raises Http404 otherwise."""
        followed = Learner.objects.visible_to(request.user)
        files = EvidenceFile.objects.filter(kind__in=SOUNDS, evidence__record__learner__in=followed)
        return readable_file(request, files, pk)

    def dispatch(self, request, *args, **kwargs):
        self.file = self.lookup(request, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict:
        return {"text": self.file.words}

    def get_context_data(self, **kwargs) -> dict:
        line = self.file.evidence
        transcripts = self.file.transcripts.select_related("written_by")
        return super().get_context_data(
            file=self.file,
            line=line,
            learner=line.record.learner,
            transcripts=transcripts,
            kept_as=f"transcription-{self.file.pk}",
            **kwargs,
        )

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def form_valid(self, form):
        with refusals_in(form, "text"):
            write_transcript(file=self.file, by=self.request.user, text=form.cleaned_data["text"])
            messages.success(self.request, "C’est écrit\u00a0: qui n’entend pas l’enregistrement peut le lire.")
            return redirect("b2i:evidence_add", self.file.evidence.record.learner_id, self.file.evidence.skill_id)
        return self.form_invalid(form)


def readable_file(request: HttpRequest, files: QuerySet[EvidenceFile], pk: int) -> EvidenceFile:
    """Return the file if the user may read its line. Raises Http404 otherwise."""
    file = get_object_or_404(
        files.visible_to(request.user).select_related("evidence__record__learner", "evidence__skill"), pk=pk
    )
    note_access(request, file.evidence.record.learner)
    return file


@require_safe
def evidence_file(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """Serve a file to those who may read its line. The name in the address is for people."""
    file = readable_file(request, EvidenceFile.objects.with_bytes(), pk)
    is_shown = file.is_photo or file.is_sound
    return send(request, ServedFile(file.file, file.name, file.media_type, file.added, as_attachment=not is_shown))


@require_safe
def evidence_small(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Serve the small version of a photo."""
    photo = readable_file(request, EvidenceFile.objects.exclude(small=""), pk)
    name = f"petite-{photo.name}"
    media_type = "image/png" if photo.small.name.endswith(".png") else "image/jpeg"
    return send(request, ServedFile(photo.small, name, media_type, photo.added, as_attachment=False))

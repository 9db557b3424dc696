"""Certificates: PDF for their holder and coordinators, name shown, revocation, new issue."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from formation.proof.certificates.forms import CertificateShownNameForm, RevokeForm
from formation.proof.certificates.models import Certificate
from formation.proof.certificates.paper import archive_of, certificate_paper, certificates_on_paper
from formation.proof.certificates.permissions import is_holder
from formation.proof.certificates.services import choose_shown_name, reissue_certificate, revoke_certificate
from formation.sessions.models.session import Session
from reseau.documents.papers.responses import paper_response
from reseau.permissions import coordinator_required, is_coordinator, network_required
from reseau.texts.elision import of
from reseau.web.refusals import refusals_as_messages, refusals_in


def certificates_of(session: Session, user) -> list[Certificate]:
    """Certificates of a session, for coordinators. `is_replaced`: revoked, and issued again since."""
    if not is_coordinator(user):
        return []
    certificates = Certificate.objects.visible_to(user).filter(enrolment__session=session)
    certificates = list(
        certificates.select_related("enrolment__member").order_by("enrolment__member__search_name", "pk")
    )
    in_force = {certificate.enrolment_id for certificate in certificates if certificate.is_in_force}
    for certificate in certificates:
        certificate.is_replaced = not certificate.is_in_force and certificate.enrolment_id in in_force
    return certificates


@network_required
@require_safe
def certificate_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF of a certificate in force. A revoked one has none."""
    certificate = get_object_or_404(certificates_on_paper().visible_to(request.user).in_force(), pk=pk)
    return paper_response(request, certificate_paper(certificate), name=f"attestation-{certificate.grouped_number}.pdf")


@network_required
@require_POST
def certificate_shows(request: HttpRequest, pk: int) -> HttpResponse:
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user).in_force().with_record(), pk=pk)
    if not is_holder(request.user, certificate):
        raise Http404
    form = CertificateShownNameForm(request.POST)
    if form.is_valid():
        choose_shown_name(certificate=certificate, shows=form.cleaned_data["shows"])
        messages.success(
            request, f"C’est noté\u00a0: qui vérifie cette attestation lira «\u00a0{certificate.shown_name}\u00a0»."
        )
    else:
        messages.warning(request, "Choisissez ce que la page de vérification montre.")
    return redirect("formation:mine")


@coordinator_required
@require_safe
def session_certificates(request: HttpRequest, pk: int) -> HttpResponse:
    """All certificates of a session in force, in one archive."""
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=pk)
    certificates = certificates_on_paper().visible_to(request.user).in_force().filter(enrolment__session=session)
    certificates = list(certificates.order_by("enrolment__member__search_name", "pk"))
    if not certificates:
        raise Http404
    name = f"attestations-session-{session.pk}.zip"
    return FileResponse(archive_of(certificates), as_attachment=True, filename=name, content_type="application/zip")


@method_decorator(coordinator_required, name="dispatch")
class CertificateRevokeView(FormView):
    template_name = "formation/proof/certificates/certificate_revoke.html"
    form_class = RevokeForm

    def dispatch(self, request, *args, **kwargs):
        visible = Certificate.objects.visible_to(request.user).in_force().with_record()
        self.certificate = get_object_or_404(visible, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(certificate=self.certificate, session=self.certificate.session, **kwargs)

    def form_valid(self, form):
        with refusals_in(form):
            revoke_certificate(certificate=self.certificate, reason=form.cleaned_data["reason"], by=self.request.user)
            messages.success(
                self.request,
                f"L’attestation {of(self.certificate.member)} a été annulée\u00a0: la personne en est prévenue.",
            )
            return redirect(self.certificate.session)
        return self.form_invalid(form)


@coordinator_required
@require_POST
def certificate_again(request: HttpRequest, pk: int) -> HttpResponse:
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user).with_record(), pk=pk)
    with refusals_as_messages(request):
        new_certificate = reissue_certificate(certificate=certificate)
        text = f"Une nouvelle attestation est délivrée à {new_certificate.member}\u00a0: elle a un autre numéro."
        messages.success(request, text)
    return redirect(certificate.session)

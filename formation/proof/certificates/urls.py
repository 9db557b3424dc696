"""URLs of certificates."""

from django.urls import path

from formation.proof.certificates import views

urlpatterns = [
    path("sessions/<int:pk>/attestations.zip", views.session_certificates, name="session_certificates"),
    path("mes-formations/attestations/<int:pk>.pdf", views.certificate_pdf, name="certificate_pdf"),
    path("mes-formations/attestations/<int:pk>/nom/", views.certificate_shows, name="certificate_shows"),
    path(
        "mes-formations/attestations/<int:pk>/annuler/",
        views.CertificateRevokeView.as_view(),
        name="certificate_revoke",
    ),
    path("mes-formations/attestations/<int:pk>/de-nouveau/", views.certificate_again, name="certificate_again"),
]

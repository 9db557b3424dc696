"""Addresses of the impact assessment."""

from django.urls import path

from extranet.public.impact_assessment import views

urlpatterns = [
    path("", views.impact_assessment, name="impact_assessment"),
    path("modifier/", views.ImpactAssessmentFormView.as_view(), name="impact_assessment_edit"),
    path("analyse.pdf", views.impact_assessment_pdf, name="impact_assessment_pdf"),
    path("versions/<int:version>/", views.impact_assessment, name="impact_assessment_version"),
]

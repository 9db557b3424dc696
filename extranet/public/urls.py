"""Addresses of what visitors read, of what machines ask for, and of the papers on personal data."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps.views import sitemap

from extranet.public.breaches import views as breaches
from extranet.public.contact import views as contact
from extranet.public.crawlers import views as crawlers
from extranet.public.crawlers.sitemaps import SITEMAPS
from extranet.public.impact_assessment import views as impact_assessment
from extranet.public.presentation import views as presentation
from extranet.public.processing_register import views as processing_register

# The page that leads to the register of processing is a page of Wagtail.
personal_data = [
    path("registre.pdf", processing_register.register_pdf, name="register_pdf"),
    path("registre.csv", processing_register.register_table, name="register_csv"),
    path("traitements/<slug:basis>/", processing_register.processing, name="processing"),
    path("violations/", breaches.BreachList.as_view(), name="breaches"),
    path("violations/noter/", breaches.BreachFormView.as_view(), name="breach_new"),
    path("violations/journal.csv", breaches.breaches_csv, name="breaches_csv"),
    path("violations/<int:pk>/", breaches.breach_record, name="breach"),
    path("violations/<int:pk>/corriger/", breaches.BreachFormView.as_view(), name="breach_correct"),
]

assessment = [
    path("", impact_assessment.impact_assessment, name="impact_assessment"),
    path("modifier/", impact_assessment.ImpactAssessmentFormView.as_view(), name="impact_assessment_edit"),
    path("analyse.pdf", impact_assessment.impact_assessment_pdf, name="impact_assessment_pdf"),
    path("versions/<int:version>/", impact_assessment.impact_assessment, name="impact_assessment_version"),
]

figures = [
    path("", presentation.open_figures, name="open_figures"),
    path("chiffres-du-reseau.csv", presentation.open_figures_csv, name="open_figures_csv"),
    path("schema.json", presentation.open_figures_schema, name="open_figures_schema"),
]

urlpatterns = [
    path("donnees-personnelles/", include(personal_data)),
    path("donnees-personnelles/analyse-d-impact/", include(assessment)),
    path("contact/", contact.contact, name="contact"),
    path("contact/envoye/", contact.contact_sent, name="contact_sent"),
    # Pictures of pages, which Wagtail serves itself.
    path("images/<str:name>", presentation.page_picture, name="page_picture"),
    path("donnees-ouvertes/chiffres/", include(figures)),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", login_not_required(require_safe(sitemap)), {"sitemaps": SITEMAPS}, name="sitemap"),
    path(".well-known/security.txt", crawlers.security, name="security_txt"),
]

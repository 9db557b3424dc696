"""URLs of training records."""

from django.urls import path

from formation.proof.records import views

urlpatterns = [
    path("mes-formations/", views.MyTrainingView.as_view(), name="mine"),
    path("mes-formations/parcours.pdf", views.record_pdf, name="my_record_pdf"),
    path("mes-formations/parcours.json", views.record_json, name="my_record_json"),
    path("parcours/<int:pk>/", views.MyTrainingView.as_view(), name="record"),
    path("parcours/<int:pk>/parcours.pdf", views.record_pdf, name="record_pdf"),
    path("parcours/<int:pk>/parcours.json", views.record_json, name="record_json"),
]

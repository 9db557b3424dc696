"""URLs of enrolment, offers, convocations and employers’ agreements."""

from django.urls import path

from formation.sessions.enrolment.views import agreements, enrolments

urlpatterns = [
    path("sessions/<int:pk>/inscription/", enrolments.enrol_me, name="enrol"),
    path("sessions/<int:pk>/desinscription/", enrolments.leave_session, name="leave"),
    path("sessions/<int:pk>/reponse/", enrolments.answer_offer, name="answer_offer"),
    path("sessions/<int:pk>/convocation.pdf", enrolments.convocation, name="convocation"),
    path("accords/<str:token>/", agreements.AgreementView.as_view(), name="agreement"),
]

"""Addresses of loans. Part of `qualite.urls`."""

from django.urls import path

from qualite.lending.loans.views import hand_over, loans

urlpatterns = [
    path("prets/", loans.OwnLoansView.as_view(), name="loans"),
    path("prets/<int:pk>/", loans.LoanView.as_view(), name="loan"),
    path("prets/<int:pk>/changer/", loans.LoanChangeView.as_view(), name="loan_change"),
    path("prets/<int:pk>/annuler/", loans.LoanCancelView.as_view(), name="loan_cancel"),
    path("prets/<int:pk>/depart/", hand_over.DepartureView.as_view(), name="loan_departure"),
    path("prets/<int:pk>/retour/", hand_over.ReturnView.as_view(), name="loan_return"),
    path("prets/etats/<int:pk>/photo/", hand_over.report_photo, name="report_photo"),
]

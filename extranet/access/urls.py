"""Addresses of who comes in: first login, yearly review of access, second factor and its removal, accounts."""

from django.urls import include, path

from extranet.access.access_review import views as access_review
from extranet.access.second_factor import views as second_factor
from extranet.access.welcome import views as welcome

review = [
    path("", access_review.AccessReviewView.as_view(), name="access_review"),
    path("ouvrir/", access_review.access_review_open, name="access_review_open"),
    path("<int:year>/reponses.csv", access_review.access_review_csv, name="access_review_csv"),
    path("equipe/<int:pk>/", access_review.TeamReviewView.as_view(), name="access_review_team"),
]

urlpatterns = [
    path("bienvenue/", welcome.welcome, name="welcome"),
    path("bienvenue/fin/", welcome.welcome_close, name="welcome_close"),
    path("bienvenue/<int:step>/", welcome.WelcomeStepView.as_view(), name="welcome_step"),
    path("membres/revue/", include(review)),
    path("compte/double-authentification/", second_factor.SecondFactorView.as_view(), name="mfa_index"),
    path("membres/double-authentification/", second_factor.RemovalListView.as_view(), name="second_factor_removals"),
    path("membres/<int:pk>/double-authentification/", second_factor.RemovalView.as_view(), name="second_factor_remove"),
    path("", include("extranet.access.accounts.urls")),
]

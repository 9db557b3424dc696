"""Addresses of accounts: allauth's views under French paths, by the names that allauth itself looks up."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from extranet.access.accounts.adapters import has_account_pages, signup_closed
from reseau.permissions import required

own_account = required(has_account_pages)
reset_from_key = account.PasswordResetFromKeyView.as_view(reset_url_key="nouveau")

password_urlpatterns = [
    path("", own_account(account.password_change), name="account_change_password"),
    path("choisir/", own_account(account.password_set), name="account_set_password"),
    path("oublie/", account.password_reset, name="account_reset_password"),
    path("oublie/envoye/", account.password_reset_done, name="account_reset_password_done"),
    path("oublie/change/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(r"^oublie/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", reset_from_key, name="account_reset_password_from_key"),
]

second_factor_urlpatterns = [
    path("code/", second_factor.authenticate, name="mfa_authenticate"),
    path("confirmer/", own_account(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path("application/ajouter/", own_account(totp.activate_totp), name="mfa_activate_totp"),
    path("application/retirer/", own_account(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("codes/", own_account(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("codes/nouveaux/", own_account(recovery_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("codes/telecharger/", own_account(recovery_codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("cles/", own_account(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("cles/ajouter/", own_account(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("cles/confirmer/", own_account(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("cles/<int:pk>/retirer/", own_account(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("cles/<int:pk>/renommer/", own_account(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("cles/connexion/", webauthn.login_webauthn, name="mfa_login_webauthn"),
]

to_login = login_not_required(RedirectView.as_view(pattern_name="account_login", query_string=True))
to_reset = login_not_required(RedirectView.as_view(pattern_name="account_reset_password"))

urlpatterns = [
    path("connexion/", account.login, name="account_login"),
    path("deconnexion/", account.logout, name="account_logout"),
    path("inscription/", signup_closed, name="account_signup"),
    path("compte/", own_account(account.email), name="account_email"),
    path("compte/inactif/", account.account_inactive, name="account_inactive"),
    path("compte/reauthentification/", own_account(account.reauthenticate), name="account_reauthenticate"),
    path("compte/confirmation/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^compte/confirmation/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("compte/mot-de-passe/", include(password_urlpatterns)),
    path("compte/double-authentification/", include(second_factor_urlpatterns)),
    # Wagtail has its own login and reset; the site has only one.
    path("admin/login/", to_login),
    path("admin/password_reset/", to_reset),
]

"""Adapters of allauth: no sign-up without an invitation, French messages of the site."""

from io import BytesIO

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alertes.channels.mails.html_part import html_part, parts_of
from extranet.access.accounts.login_limits import account_wait, consume_place_try, is_tried, place_wait
from reseau.people.connections.services import end_connections
from reseau.people.members.models.member import Member
from reseau.texts.wording import counted


class InvitationOnlyAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Ce compte est fermé.",
        "email_password_mismatch": (  # nosec B105 # words and names, not secrets
            "L’adresse ou le mot de passe ne convient pas. Vérifiez-les, ou demandez un nouveau mot de passe."
        ),
        "email_taken": "Cette adresse est déjà celle d’un autre compte.",
        "duplicate_email": "Cette adresse est déjà celle de votre compte.",
        "enter_current_password": "Ce n’est pas votre mot de passe actuel.",  # nosec B105 # words and names, not secrets
        "incorrect_code": "Ce code ne convient pas.",
        "incorrect_password": "Ce n’est pas votre mot de passe.",  # nosec B105 # words and names, not secrets
        "invalid_password_reset": "Ce lien ne sert plus.",  # nosec B105 # words and names, not secrets
        "too_many_login_attempts": (
            "Trop d’essais de suite. Attendez cinq minutes avant de recommencer, ou demandez un nouveau mot de passe."
        ),
        "rate_limited": "Trop d’essais de suite. Attendez quelques minutes avant de recommencer.",
    }

    def render_mail(self, template_prefix: str, email: str, context: dict, headers: dict | None = None):
        """Add to allauth's text the HTML part that all mails of the site have."""
        text = super().render_mail(template_prefix, email, context, headers)
        message = EmailMultiAlternatives(text.subject, text.body, text.from_email, text.to, headers=text.extra_headers)
        *paragraphs, _ = parts_of(text.body, label="Ouvrir la page")  # the last one is the signature
        message.attach_alternative(html_part(subject=text.subject, parts=paragraphs, foot=[]), "text/html")
        return message

    def set_password(self, user: Member, password: str) -> None:
        """Set it and close the other connections of the member: whoever knew the old one is out."""
        super().set_password(user, password)
        end_connections(member=user, but=self.request.session.session_key)

    def pre_authenticate(self, request: HttpRequest, **credentials) -> None:
        """Count a try for the account and one for the place.

        Raises `ValidationError` if the account had too many, or if the place had and somebody has tried this account.
        """
        key = self._get_login_attempts_cache_key(request, **credentials)
        if minutes := account_wait(request, key):
            raise too_many("Trop d’essais de suite pour ce compte.", minutes)
        was_tried = is_tried(request, key)
        super().pre_authenticate(request, **credentials)
        self._place_usage = consume_place_try(request)
        if self._place_usage is None and was_tried:
            self._rollback_login_failed_rl_usage()
            raise too_many("Trop d’erreurs depuis ici.", place_wait(request))

    def authentication_failed(self, request: HttpRequest, **credentials) -> None:
        """Raise `ValidationError` where the place had too many errors already: this try was the last of the account."""
        if self._place_usage is None:
            raise too_many("Trop d’erreurs depuis ici.", place_wait(request))

    def _rollback_login_failed_rl_usage(self) -> None:
        """A right password counts neither for the account nor for the place."""
        super()._rollback_login_failed_rl_usage()
        if usage := getattr(self, "_place_usage", None):
            usage.rollback()

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_email")

    def get_email_verification_redirect_url(self, email_address) -> str:
        return reverse("account_email" if self.request.user.is_authenticated else "account_login")


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": (
            "Ce code ou cette clé ne convient pas. Réessayez, ou donnez un code de secours qui n’a pas encore servi."
        ),
    }

    def build_totp_svg(self, url: str) -> str:
        """Return a QR code on white, so that a phone reads it in dark mode too."""
        drawing = BytesIO()
        segno.make(url, error="m").save(drawing, kind="svg", scale=5, light="#fff", dark="#000")
        return drawing.getvalue().decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}


def too_many(words: str, minutes: int) -> ValidationError:
    """Return the refusal that says when to try again."""
    wait = counted(max(minutes, 1), "minute")
    return ValidationError(
        f"{words} Attendez {wait} avant de recommencer, ou demandez un nouveau mot de passe.",
        code="too_many_login_attempts",
    )


def display_name(member: Member) -> str:
    return member.get_full_name()


def has_account_pages(user) -> bool:
    """Learners have a card and no account pages: four digits must not be enough to put an address on an account."""
    return user.is_authenticated and (user.is_in_network or user.is_superuser)


@login_not_required
@require_safe
def signup_closed(request: HttpRequest) -> HttpResponse:
    """Explain, where allauth would sign people up, that an account needs an invitation."""
    return render(request, "account/signup_closed.html", status=403)

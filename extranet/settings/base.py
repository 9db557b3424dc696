"""Settings that every installation shares. Choices of an operator are environment variables (docs/exploitation.md)."""

from pathlib import Path

import environ
from django.urls import reverse_lazy

from extranet.settings import neighbours
from extranet.settings.browser_policy import *  # noqa: F403 - a settings layer is the layer below plus its differences
from extranet.settings.editing import *  # noqa: F403 - idem
from extranet.settings.logs import *  # noqa: F403 - idem
from extranet.settings.messages import *  # noqa: F403 - idem
from extranet.settings.neighbours import *  # noqa: F403 - idem
from extranet.settings.retention import *  # noqa: F403 - idem
from extranet.settings.search import *  # noqa: F403 - idem

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env("EXTRANET_VAR", default=str(BASE_DIR / "var")))

SECRET_KEY = env("EXTRANET_SECRET_KEY", default="")
# Former keys: what they signed is still read.
SECRET_KEY_FALLBACKS = env.list("EXTRANET_SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("EXTRANET_HOSTS", default=[])
# Origin of links in mails.
ORIGIN = env("EXTRANET_ORIGIN", default="http://localhost:8000")
IDENTIFIER_DOMAIN = env("EXTRANET_IDENTIFIER_DOMAIN", default="")
DEBUG = False
DEMO = env.bool("EXTRANET_DEMO", default=False)

INSTALLED_APPS = [
    # Ours, each before those that it imports.
    *("extranet", "projets", "qualite", "accueil", "patrimoine", "enquetes", "formation", "ressources", "b2i"),
    *("forums", "questionnaires", "alertes", "reseau", "search", "audit", "jobs"),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "taggit",
    "modelcluster",
    "django_htmx",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.sitemaps",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "extranet.public.editing.users_app.AccountsConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Files of the detailed map, where there are tiles to show in it (docs/adr/0078).
    *(["leaflet"] if neighbours.TILES_URL else []),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "extranet.operations.public_cache.middleware.PublicCacheMiddleware",
    "extranet.access.middleware.PolicyMiddleware",
    "extranet.access.middleware.PrivacyMiddleware",
    "extranet.access.accounts.login_queue.LoginQueueMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "alertes.channels.push.middleware.DeviceMiddleware",
    "extranet.access.middleware.AccessMiddleware",
    "reseau.people.connections.middleware.ConnectionMiddleware",
    "extranet.access.middleware.LoginMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "reseau.web.malformed_input.MalformedInputMiddleware",
    "reseau.web.sent_forms.middleware.SentFormMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "extranet.urls"
WSGI_APPLICATION = "extranet.wsgi.application"

TEMPLATE_LOADERS = [
    "extranet.interface.template_loader.UnindentedLoader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", TEMPLATE_LOADERS)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "extranet.interface.context_processors.site",
            ],
            "builtins": [f"extranet.templatetags.{name}" for name in ("interface", "form_interface", "kept")],
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'extranet.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("EXTRANET_CONN_MAX_AGE", default=600)
# A connection kept from before the server was restarted is opened again, instead of failing once.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # A thread's statements that Python keeps compiled: those of all pages; more cost 3 MB a thread (docs/adr/0088).
        "cached_statements": 32,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;",
    }
else:
    INSTALLED_APPS.append("django.contrib.postgres")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Limits of tries hold over all processes: of one machine by default, of several through CACHE_URL.
CACHES = {
    "default": env.cache("CACHE_URL")
    if "CACHE_URL" in env.ENVIRON
    else {"BACKEND": "extranet.operations.shared_cache.SharedFileCache", "LOCATION": str(VAR_DIR / "cache.sqlite3")}
}
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache":
    # By default Django drops entries past 300, in the order of their keys: counts of tries among them.
    CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 1_000_000}

TASKS = {"default": {"BACKEND": "jobs.queue_bell.RingingBackend"}}

SEARCH_INDEX_DIR = VAR_DIR / "index"
SEARCH_JOURNAL_DIR = VAR_DIR / "searches"

# Accounts: by invitation, with an e-mail address (docs/adr/0003-member.md). Learners use /carte/.
AUTH_USER_MODEL = "reseau.Member"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "b2i.backends.CardBackend",
    "extranet.access.accounts.coordination_rights.CoordinationBackend",
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "extranet.access.accounts.adapters.InvitationOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "extranet.access.accounts.adapters.display_name"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# A room of trainees logs in within a minute, all from one address. Wrong passwords: here those of one account, from
# anywhere; `extranet.access.accounts.login_limits` has those of one place.
ACCOUNT_RATE_LIMITS = {"login": "180/m/ip", "login_failed": "5/5m/key"}
ACCOUNT_FORMS = {
    "login": "extranet.access.accounts.forms.LoginForm",
    "add_email": "extranet.access.accounts.forms.AddEmailForm",
    "change_password": "extranet.access.accounts.forms.ChangePasswordForm",  # nosec B105 # words and names, not secrets
    "set_password": "extranet.access.accounts.forms.SetPasswordForm",  # nosec B105 # words and names, not secrets
    "reset_password": "extranet.access.accounts.forms.ResetPasswordForm",  # nosec B105 # words and names, not secrets
    "reset_password_from_key": "extranet.access.accounts.forms.ResetPasswordKeyForm",  # nosec B105 # words and names, not secrets
    "reauthenticate": "extranet.access.accounts.forms.ReauthenticateForm",
}
MFA_ADAPTER = "extranet.access.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "extranet.access.accounts.forms.SecondFactorForm",
    "reauthenticate": "extranet.access.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "extranet.access.accounts.forms.ActivateAppForm",
    "add_webauthn": "extranet.access.accounts.forms.AddKeyForm",
    "edit_webauthn": "extranet.access.accounts.forms.RenameKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Extranet des médiateurs numériques"
MFA_TOTP_TOLERANCE = 1
# Addresses are verified by the invitation, so a pending change does not block a second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Whether a second factor is compulsory for those who watch over others (only offered in demo mode).
MFA_REQUIRED = not DEMO
# … and for animators too, who read records.
SECOND_FACTOR_OF_ANIMATORS = env.bool("EXTRANET_SECOND_FACTOR_OF_ANIMATORS", default=False)
HASHING = "extranet.access.accounts.password_hashing"
PASSWORD_HASHERS = [f"{HASHING}.Argon2InTurn", f"{HASHING}.FormerPBKDF2InTurn"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_I18N = True
# Our words for Wagtail's admin come before its own.
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
FORMAT_MODULE_PATH = ["extranet.interface.formats"]

FORM_RENDERER = "extranet.interface.form_renderer.InterfaceRenderer"
SEARCH_AUDIENCE = "reseau.places.audience.tokens_of"
SEARCH_READABLE = "reseau.web.queries.readable_rows.readable_rows"
SEARCH_SYNONYMS = "reseau.web.queries.cached_synonyms.kept_synonyms"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "extranet.interface.stylesheet.StaticFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "reseau.documents.files.whole_files.WholeFileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if storage_url := env("STORAGE_URL", default=""):
    if not storage_url.startswith("s3://"):
        raise environ.ImproperlyConfigured("STORAGE_URL : seule la forme s3://seau est comprise.")
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {"bucket_name": storage_url.removeprefix("s3://").strip("/"), "querystring_auth": True},
    }

# A ClamAV daemon, on this machine or another one of the same network: the connection is not encrypted.
ANTIVIRUS_URL = env("ANTIVIRUS_URL", default="")
if ANTIVIRUS_URL and not ANTIVIRUS_URL.startswith(("unix:///", "tcp://")):
    raise environ.ImproperlyConfigured("ANTIVIRUS_URL : unix:///chemin/de/la/prise ou tcp://hôte:port.")

vars().update(env.email("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env("EXTRANET_FROM_EMAIL", default="extranet@example.org")
# Seconds for each exchange with the mail server: a silent server delays neither a page nor the worker.
EMAIL_TIMEOUT = 20
INVITATION_DAYS = 14

SESSION_ENGINE = "reseau.people.connections.store"
SESSION_COOKIE_AGE = 60 * 60 * 12  # of visitors; of people: reseau.people.connections.limits
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
# Far above the limits of texts, so that a form can explain the refusal in French.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
# Far above the limit of an import (`ressources.authoring.imports`), so that its form can explain the refusal in French.
DATA_UPLOAD_MAX_NUMBER_FILES = 1000

# Training organiser, required on attendance sheets: name, then address and registration, on one line.
ORGANISATION = env("EXTRANET_ORGANISATION", default="Réseau des espaces publics multimédia du Lot")
ORGANISATION_ADDRESS = env("EXTRANET_ORGANISATION_ADDRESS", default="")

# Who answers for the site (extranet.public.institution): read by legal pages, the contact page, `check --deploy`.
INSTITUTION = {
    "editor": env("EXTRANET_EDITOR", default="").strip(),
    "host": env("EXTRANET_HOST_NAME", default="").strip(),
    "dpo": env("EXTRANET_DPO", default="").strip(),
    "contact": env("EXTRANET_CONTACT", default="").strip(),
    "accessibility_contact": env("EXTRANET_ACCESSIBILITY_CONTACT", default="").strip(),
}

# Key that signs Open Badges (b2i.outcomes.statements.badge_key); created at its first use.
BADGE_KEY_FILE = env("EXTRANET_BADGE_KEY_FILE", default=str(VAR_DIR / "badges.pem"))

# Public key(s) of age that backups are encrypted to (extranet.operations.backups); empty: they are in clear.
BACKUP_RECIPIENT = env("EXTRANET_BACKUP_RECIPIENT", default="")

WAGTAILADMIN_BASE_URL = ORIGIN
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
TAGGIT_CASE_INSENSITIVE = True

# Where each act of the journal is written off the database; operators copy the folder every hour.
AUDIT_DIR = Path(env("EXTRANET_AUDIT_DIR", default=str(VAR_DIR / "audit")))

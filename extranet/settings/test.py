"""The test suite: fast hashes, mail in memory, no manifest, index in a temporary folder."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from extranet.settings.base import *  # noqa: F403 - a settings layer is the layer below plus its differences

SECRET_KEY = "tests-only"  # noqa: S105 - protects nothing
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DEMO = False
MFA_REQUIRED = True
SECOND_FACTOR_OF_ANIMATORS = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
VAR_DIR = Path(tempfile.mkdtemp(prefix="extranet-tests-"))
atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)
SEARCH_URL = ANTIVIRUS_URL = ""
SEARCH_MEANING = False
# The first runs of a compiled query, then one in so many, are compared with the queryset that it stands for.
COMPILED_QUERIES_CHECKED = 1 if os.environ.get("EXTRANET_LONG") == "1" else 8
# A loaded machine is no frozen cluster.
SEARCH_PATIENCE = 10.0
# The hour at which the suite runs decides nothing.
QUIET_HOURS = ""
# Tests write fast; those of the limits set their own.
FORUM_TOPICS_AN_HOUR = FORUM_POSTS_AN_HOUR = 1000
# Nobody is new to the forums, but in the tests of the links of new members.
FORUM_NEW_MEMBER_DAYS = 0
# Tests count queries, and change settings between two readings of a page; those of the cache give it room.
PUBLIC_CACHE_BYTES = 0
INSTITUTION = {
    "editor": "Collectivité d’essai, 46000 Cahors",
    "host": "Hébergeur d’essai, 46000 Cahors",
    "dpo": "La déléguée, dpo@essai.example",
    "contact": "La coordination, contact@essai.example",
    "accessibility_contact": "accessibilite@essai.example",
}
CACHES = {
    "default": {
        "BACKEND": "extranet.operations.shared_cache.SharedFileCache",
        "LOCATION": str(VAR_DIR / "cache.sqlite3"),
    }
}
SEARCH_INDEX_DIR = VAR_DIR / "index"
SEARCH_JOURNAL_DIR = VAR_DIR / "searches"
AUDIT_DIR = VAR_DIR / "audit"
MEDIA_ROOT = VAR_DIR / "media"
BADGE_KEY_FILE = VAR_DIR / "badges.pem"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir()
STORAGES = {
    "default": {"BACKEND": "reseau.documents.files.whole_files.WholeFileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# A database whose tables each process copies, instead of making its own.
if template := os.environ.get("EXTRANET_TEST_TEMPLATE"):
    DATABASES["default"]["TEST"] = {"TEMPLATE": template}

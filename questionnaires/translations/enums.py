"""Closed lists of translations: the languages."""

from django.db import models


class Language(models.TextChoices):
    """Languages spoken in the Lot, in which a questionnaire may be read. French is the original."""

    ENGLISH = "en", "Anglais"
    ARABIC = "ar", "Arabe"
    GERMAN = "de", "Allemand"
    SPANISH = "es", "Espagnol"
    DUTCH = "nl", "Néerlandais"
    OCCITAN = "oc", "Occitan"
    PORTUGUESE = "pt", "Portugais"
    ROMANIAN = "ro", "Roumain"
    RUSSIAN = "ru", "Russe"
    TURKISH = "tr", "Turc"
    UKRAINIAN = "uk", "Ukrainien"

    @property
    def direction(self) -> str:
        """Value of the attribute `dir` of a page."""
        return "rtl" if self is Language.ARABIC else "ltr"

    @property
    def own_name(self) -> str:
        """Name of the language in the language, for whoever chooses it."""
        return OWN_NAMES[self]


OWN_NAMES = {
    Language.ENGLISH: "English",
    Language.ARABIC: "العربية",
    Language.GERMAN: "Deutsch",
    Language.SPANISH: "Español",
    Language.DUTCH: "Nederlands",
    Language.OCCITAN: "Occitan",
    Language.PORTUGUESE: "Português",
    Language.ROMANIAN: "Română",
    Language.RUSSIAN: "Русский",
    Language.TURKISH: "Türkçe",
    Language.UKRAINIAN: "Українська",
}

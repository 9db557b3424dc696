"""Wagtail: what its admin offers, how it keeps pictures."""

WAGTAIL_SITE_NAME = "Extranet des médiateurs numériques du Lot"
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français")]
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "extranet.public.editing.admin_index", "AUTO_UPDATE": True}}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Notices of a review are sent by the site (`ressources.authoring.publication.notices`).
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_TAG_LIMIT = 12
# Pictures of pages: redrawn as they come in, sent by a view (`extranet.public.presentation`).
WAGTAILIMAGES_IMAGE_FORM_BASE = "extranet.public.presentation.forms.PagePictureForm"
WAGTAILIMAGES_RENDITION_STORAGE = "extranet.public.presentation.picture_storage.PictureStorage"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 8 * 1024 * 1024

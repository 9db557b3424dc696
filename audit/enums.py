"""Acts that the journal notes."""

from django.db import models


class Act(models.TextChoices):
    """What was done, and to a row of which table.

    `extranet.operations.backups.redone_acts` does it again in a restored copy.
    """

    LEARNER_ERASED = "learner_erased", "livret effacé"
    ACCOUNT_ERASED = "account_erased", "compte effacé"
    ACCOUNT_ERASED_NAME_LEFT = "account_erased_name_left", "compte effacé, son nom laissé dans les forums"
    RECORD_PUT_ASIDE = "record_put_aside", "livret mis de côté"
    RECORD_REOPENED = "record_reopened", "livret rouvert"
    CARD_RENEWED = "card_renewed", "code de carte remplacé"
    FOLLOWING_ENDED = "following_ended", "suivi par un EPM arrêté"
    RECORD_HANDED_OVER = "record_handed_over", "livret confié à l’EPM du suivi"
    POSITION_OPENED = "position_opened", "poste ouvert"
    POSITION_CLOSED = "position_closed", "poste fermé"
    POSITION_REOPENED = "position_reopened", "poste rouvert"
    REFERENT_NAMED = "referent_named", "poste dit de référence"
    REFERENT_RELEASED = "referent_released", "poste qui n’est plus de référence"
    SECOND_FACTOR_REMOVED = "second_factor_removed", "double authentification retirée du compte"
    COMPUTER_REGISTERED = "computer_registered", "ordinateur enregistré"
    COMPUTER_REVOKED = "computer_revoked", "ordinateur retiré"
    INVITATION_SENT = "invitation_sent", "invitation envoyée"
    INVITATION_SENT_AGAIN = "invitation_sent_again", "invitation renvoyée"
    INVITATION_CANCELLED = "invitation_cancelled", "invitation annulée"
    INVITATION_ACCEPTED = "invitation_accepted", "invitation acceptée"
    MESSAGE_ERASED = "message_erased", "message effacé par la modération"
    NAME_TAKEN_BACK = "name_taken_back", "nom retiré d’un message"
    CERTIFICATE_REVOKED = "certificate_revoked", "attestation annulée"
    STATEMENT_REVOKED = "statement_revoked", "relevé annulé"
    ACCREDITATION_WITHDRAWN = "accreditation_withdrawn", "habilitation ou agrément retiré"
    CALENDAR_FEED_CLOSED = "calendar_feed_closed", "adresse d’un calendrier de formations fermée"
    AGENDA_FEED_CLOSED = "agenda_feed_closed", "adresse privée d’un agenda fermée"
    NEWS_FEED_CLOSED = "news_feed_closed", "adresse privée de flux fermée"
    PARTNER_LINK_CLOSED = "partner_link_closed", "lien privé d’un partenaire fermé"
    COLLECTION_LINK_CLOSED = "collection_link_closed", "lien d’une collection fermé"
    ARCHIVED_IDENTITY_READ = "archived_identity_read", "nom archivé lu"
    SITE_RESTORED = "site_restored", "site remis dans l’état d’une sauvegarde"

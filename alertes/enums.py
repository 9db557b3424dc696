"""Closed lists of messages to people: what they are about, when they are mailed, what became of each mail."""

from django.db import models


class Matter(models.TextChoices):
    """What a notice is about, and what a member chooses to be mailed about or not."""

    SHEETS = "sheets", "Mes fiches"
    REVIEWS = "reviews", "Les fiches à relire"
    TRAINING = "training", "Mes formations"
    RECORDS = "records", "Les livrets B2i"
    QUALITY = "quality", "La charte qualité"
    FORUMS = "forums", "Les forums"
    AGENDA = "agenda", "Les réunions de l’agenda"
    SEARCHES = "searches", "Mes recherches suivies"
    LETTERS = "letters", "La lettre de mon territoire"
    WATCH = "watch", "La veille"
    PLACES = "places", "La fiche de mon lieu"
    PROJECTS = "projects", "Les projets du réseau"
    # To the address of whoever answers for the network: nobody may decline it, no notice comes with it.
    CONTACT = "from_public", "Les messages du public"
    # A mail that tells several events, of any matter.
    DIGEST = "digest", "Le résumé"
    # To whoever wrote by mail and was not published: nobody may decline it either.
    REPLIES = "replies", "Vos réponses par courriel"

    @property
    def hint(self) -> str:
        return {
            self.SHEETS: "Publiée, animée, à corriger, à relire\u00a0; quelqu’un vous écrit, un auteur vous répond.",
            self.REVIEWS: "Une fiche de votre territoire attend une réponse, ou son auteur vous répond.",
            self.TRAINING: "Vos dates pour votre agenda, votre convocation, ce qui change, une place qui se libère.",
            self.RECORDS: "Une compétence attend votre décision, ou celle que vous avez proposée est décidée.",
            self.QUALITY: "Le dossier de votre lieu avance, une visite, une action de votre plan, un label qui finit.",
            self.FORUMS: "Une réponse dans un sujet où vous avez écrit.",
            self.CONTACT: "Ce que l’on vous écrit par la page de contact.",
            self.DIGEST: "Ce qui est arrivé, une fois par jour au plus.",
            self.REPLIES: "Ce qui n’a pas pu paraître de ce que vous répondez par courriel.",
            self.AGENDA: "Une réunion de votre territoire ou du réseau est annoncée, changée ou annulée.",
            self.LETTERS: "Le lundi, ce qu’il y a à lire\u00a0: questions, formations, fiches, ateliers, réunions.",
            self.WATCH: "Une lecture repérée ailleurs, et pourquoi elle compte dans un EPM, si vous suivez la veille.",
            self.PLACES: "Des horaires signalés faux, ou pas vérifiés depuis 90 jours\u00a0; un prêt de matériel.",
            self.PROJECTS: "Un projet de votre territoire est proposé\u00a0; le vôtre avance, une décision attend.",
            self.SEARCHES: "Ce que vos recherches trouvent de nouveau.",
        }[self]

    @classmethod
    def of(cls, member) -> list["Matter"]:
        """Return the matters that `member` may choose: reviews reach only reviewers."""
        is_reviewer = member.is_coordinator or member.is_territorial
        chosen = [matter for matter in cls if matter not in NEVER_DECLINED]
        return [matter for matter in chosen if is_reviewer or matter is not cls.REVIEWS]


NEVER_DECLINED = frozenset({Matter.CONTACT, Matter.REPLIES, Matter.DIGEST})


class Rhythm(models.TextChoices):
    """When what happens is mailed, the soonest first: at once, or gathered with the rest of the day or of the week."""

    AT_ONCE = "at_once", "Aussitôt"
    DAILY = "daily", "Chaque jour"
    WEEKLY = "weekly", "Chaque semaine"
    NEVER = "never", "Jamais"


class MailState(models.TextChoices):
    """State of a mail. The last three are final, but an operator may have failed mails sent again."""

    PLANNED = "planned", "À envoyer"
    SENDING = "sending", "En cours d’envoi"
    SENT = "sent", "Envoyé"
    DROPPED = "dropped", "Sans objet"
    FAILED = "failed", "En échec"


class DropReason(models.TextChoices):
    """Why a planned mail was not sent after all."""

    LEFT = "left", "La personne n’a plus de poste dans le réseau."
    NO_ADDRESS = "no_address", "La personne n’a plus d’adresse électronique."
    DECLINED = "declined", "La personne ne veut plus de ces courriels."
    REFUSED = "refused", "Cette adresse refuse nos courriels."
    WITHDRAWN = "withdrawn", "L’alerte a été retirée."
    CHANGED = "changed", "Ce qu’il disait a changé depuis."
    READ = "read", "L’alerte a été lue avant."
    TOO_MANY = "too_many", "La personne a déjà reçu beaucoup de courriels ce jour-là\u00a0: gardé pour le résumé."

"""Register of processing: second factor, breaches and impact assessment, pages of the site, what is searched."""

from collections.abc import Iterator

from audit.models import KEPT as ACTS_KEPT
from extranet.access.access_review.services import KEPT_YEARS
from reseau.people.personal_data.declaration import Basis, Processing, RetentionLine, period
from search.questions.journal.models import KEPT as SEARCHES_KEPT

AS_THE_SITE = "Autant que le site\u00a0; le nom de qui écrit part avec son compte"


def retention_lines() -> Iterator[RetentionLine]:
    """Yield what the law asks to show at any time, and that nobody destroys on the site."""
    for records, source in (
        ("Journal des violations de données", "RGPD, article 33, paragraphe 5"),
        ("Analyse d’impact et ses versions", "RGPD, article 35"),
    ):
        yield RetentionLine(
            records=records,
            duration="autant que le site",
            start="l’écriture",
            source=source,
            fate="à décider avec les Archives départementales",
            has_visa=False,
            visa="attendu",
        )


RETENTION = (retention_lines,)
PROCESSING = (
    Processing(
        name="Second facteur d’authentification",
        purpose="Protéger les comptes qui peuvent le plus.",
        basis=Basis.PUBLIC_INTEREST,
        because="sécurité des données, RGPD, article 32",
        people="Membres du réseau qui en ont un.",
        data=(
            "Clé du second facteur et son dernier usage\u00a0; s’il a été retiré\u00a0: par qui, quand, avec quel mot."
        ),
        recipients="La personne\u00a0; la coordination, pour un retrait.",
        retention="Jusqu’à ce que la personne l’ôte, au plus autant que le compte.",
        fields={
            "extranet.SecondFactorRemoval": "member by operator note at",
            "mfa.Authenticator": "user type data created_at last_used_at",
        },
    ),
    Processing(
        name="Journal des actes",
        purpose=(
            "Savoir qui a effacé, ouvert ou fermé quoi, et refaire après une panne les effacements que la dernière "
            "sauvegarde ne connaît pas."
        ),
        basis=Basis.PUBLIC_INTEREST,
        because="sécurité des données, RGPD, articles 17 et 32",
        people="Qui fait un acte, et qui il concerne\u00a0: membres et personnes accompagnées.",
        data="Genre de l’acte, numéro de la ligne, numéro du compte, moment. Ni nom, ni contenu.",
        recipients="L’exploitation du site, hors des pages du site.",
        retention=(
            f"{period(ACTS_KEPT)}, plus que la plus ancienne sauvegarde\u00a0: un numéro effacé ne désigne plus "
            "personne sans elle."
        ),
        fields={"audit.AuditLine": "at act row by"},
    ),
    Processing(
        name="Violations de données et analyse d’impact",
        purpose="Noter chaque violation, la dire à la CNIL à temps, évaluer les risques des livrets.",
        basis=Basis.LEGAL_OBLIGATION,
        because="RGPD, articles 33 et 35",
        people="Membres de la coordination qui écrivent\u00a0; personne qui relit l’analyse.",
        data=(
            "Ce qui s’est passé, sans nom d’apprenante ou d’apprenant, combien de personnes, ce qui a été fait\u00a0; "
            "risques et mesures\u00a0; qui a écrit ou relu, et quand."
        ),
        recipients="La coordination\u00a0; la personne déléguée (DPO) et la CNIL, qui les demandent.",
        retention=f"{AS_THE_SITE}.",
        fields={
            "extranet.BreachVersion": (
                "breach happened known facts data people consequences measures authority_told authority_reason "
                "people_told written writer"
            ),
            "extranet.ImpactAssessment": (
                "version description necessity rights remaining officer_opinion reviewed_on reviewed_by written writer"
            ),
            "extranet.AssessedRisk": "assessment event impacts causes measures gravity likelihood",
        },
    ),
    Processing(
        name="Revue annuelle des accès",
        purpose="Fermer chaque année les accès qui ne servent plus, et pouvoir le montrer.",
        basis=Basis.PUBLIC_INTEREST,
        because="sécurité des données, RGPD, article 32",
        people="Membres du réseau en poste.",
        data="Nom, poste, ce qui en est dit (toujours là ou non), par qui, quand.",
        recipients="Les personnes référentes et l’animation du territoire, pour leurs lieux\u00a0; la coordination.",
        retention=f"{KEPT_YEARS}\u00a0ans, puis la revue entière est effacée.",
        fields={
            "extranet.ReviewedTeam": "review epm step due answered_at answered_by",
            "extranet.ReviewedPosition": "team position person role verdict",
        },
    ),
    Processing(
        name="Comptes qui ne servent plus",
        purpose="Fermer, puis effacer les comptes dont personne ne se sert.",
        basis=Basis.PUBLIC_INTEREST,
        because="conservation limitée, RGPD, article 5",
        people="Membres du réseau sans connexion, sans réponse et sans présence depuis longtemps.",
        data="Jours où la personne a été prévenue, jour de fermeture du compte.",
        recipients="L’exploitation du site.",
        retention="Jusqu’au prochain signe de la personne, sinon autant que le compte.",
        fields={"extranet.AccountTerm": "member told told_again closed"},
    ),
    Processing(
        name="Pages, images et documents du site",
        purpose="Écrire et publier les pages du site, savoir qui a changé quoi.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau qui écrivent\u00a0; personnes nommées ou photographiées.",
        data="Auteur et date de chaque changement, versions, commentaires, fichiers, réglages de l’éditeur.",
        recipients="Qui écrit sur le site\u00a0; le public pour ce qui est publié.",
        retention="Autant que la page. Compte effacé\u00a0: ce qu’il a écrit reste, sans nom.",
        fields={
            "wagtailcore.ModelLogEntry": "label action data user object_id",
            "wagtailcore.Revision": "object_id user object_str content",
            "wagtailcore.UploadedFile": "file uploaded_by_user",
            "wagtailcore.WorkflowState": "object_id requested_by",
            "wagtailcore.TaskState": "finished_by comment",
            "wagtailcore.Page": "path locked_by title draft_title slug url_path owner seo_title search_description",
            "wagtailcore.PageLogEntry": "label action data user",
            "wagtailcore.Comment": (
                "page user text contentpath position created_at updated_at revision_created resolved_at resolved_by"
            ),
            "wagtailcore.CommentReply": "comment user text created_at updated_at",
            "wagtailcore.PageSubscription": "user page comment_notifications",
            "wagtailusers.UserProfile": (
                "user submitted_notifications approved_notifications rejected_notifications "
                "updated_comments_notifications preferred_language current_time_zone avatar dismissibles theme "
                "contrast density keyboard_shortcuts"
            ),
            "wagtaildocs.Document": "title file uploaded_by_user file_hash",
            "wagtailimages.Image": "title file description uploaded_by_user file_hash",
            "wagtailadmin.EditingSession": "user content_type object_id last_seen_at is_editing",
            "wagtailadmin.FormState": "data user content_type object_id parent_object_id last_updated_at",
            "extranet.NewsPage": "summary body",
        },
    ),
    Processing(
        name="Mots cherchés",
        purpose="Savoir ce qui manque.",
        basis=Basis.PUBLIC_INTEREST,
        people="Qui cherche, sans que rien ne le nomme.",
        data=(
            "Mots, par jour, et leur nombre\u00a0; ni qui les a cherchés, ni son adresse, ni l’heure. Une "
            "recherche qui "
            "contient un nom, une adresse ou un numéro n’est pas comptée."
        ),
        recipients="La coordination et l’animation des territoires.",
        retention=f"{period(SEARCHES_KEPT)}.",
        fields={
            "search.SearchTally": "text key",
            "search.Reformulation": "text key found found_key",
        },
    ),
)

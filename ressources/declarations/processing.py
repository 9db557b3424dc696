"""Register of processing: sheets and those who write them, workshops held, what readers keep and answer."""

from reseau.people.personal_data.declaration import Basis, Processing, period
from ressources.authoring.watch_inbox.models import TERM
from ressources.authoring.writing.services.kept_texts import NOTICE, UNTOUCHED
from ressources.library.collections.services import REPRIEVE
from ressources.workshops.open_workshops.models.booking import KEPT

PROCESSING = (
    Processing(
        name="Fiches d’atelier et leurs auteurs",
        purpose=(
            "Écrire, relire, publier et adapter des fiches en nommant leurs auteurs, comme leur licence le demande."
        ),
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau qui écrivent, relisent ou adaptent\u00a0; personnes nommées ou photographiées.",
        data="Auteurs, versions, remarques de relecture, fichiers et images, textes en cours d’écriture.",
        recipients=(
            "Les membres du réseau\u00a0; le public pour ce qui est publié. Un texte en cours\u00a0: son auteur seul."
        ),
        retention=(
            "Autant que la fiche. Compte effacé\u00a0: son nom est retiré des fiches, de leurs adaptations et "
            f"de leur historique. Texte en cours\u00a0: {period(UNTOUCHED + NOTICE)} sans y toucher, après une alerte."
        ),
        fields={
            "ressources.Authorship": "sheet member added",
            "ressources.Contribution": "sheet member source added",
            "reseau.TagAlias": "name key slug merged_by",
            "ressources.Adaptation": "credits base",
            "ressources.Attachment": "sha256 added_by threat file name text",
            "ressources.Picture": "sha256 added_by threat file small alternative caption credit",
            "ressources.ImportBatch": "owner",
            "ressources.ImportedFile": "name file sha256 problem",
            "ressources.MediaPage": "link description credits",
            "ressources.StoryPage": "period story partners cost result advice",
            "ressources.WatchPage": "link source why",
            "ressources.ReviewAssignment": "reviewer",
            "ressources.Remark": "part label text author done_by",
            "ressources.RemarkAnswer": "author text",
            "ressources.Obsolescence": "reason marked_by",
            "ressources.ReviewDate": "chosen_by",
            "ressources.VersionName": "name named_by",
            "ressources.KeptText": "member sheet form title typed window rank begun written warned",
        },
    ),
    Processing(
        name="Ateliers animés et annoncés",
        purpose="Compter les ateliers du réseau, les annoncer, améliorer les fiches.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau qui animent.",
        data="Qui, où, quel jour, nombre de personnes, ce qui a marché, ce qui est à revoir.",
        recipients="Les membres du réseau. Le public lit un nombre, et les ateliers annoncés, sans nom.",
        retention="Gardés pour les bilans. Compte effacé\u00a0: ils restent comptés, sans nom.",
        fields={
            "ressources.Delivery": "member went_well to_mend",
            "ressources.OpenWorkshop": "note announced_by",
        },
    ),
    Processing(
        name="Inscriptions aux ateliers ouverts à tous",
        purpose="Garder une place à qui n’a pas d’adresse électronique, prévenir de ce qui change, compter qui vient.",
        basis=Basis.PUBLIC_INTEREST,
        people="Personnes qu’une équipe du réseau inscrit à un atelier, à leur demande.",
        data="Prénom et initiale, téléphone si la personne le veut, qui l’a inscrite, si elle est venue.",
        recipients="L’équipe qui l’a inscrite, celle qui anime l’atelier, l’animation du territoire.",
        retention=f"{period(KEPT)} après l’atelier, puis noms et téléphones sont effacés\u00a0; le nombre reste.",
        fields={"ressources.Booking": "name phone came enrolled_by created"},
    ),
    Processing(
        name="Veille",
        purpose="Lire ce que d’autres sites publient, garder ce qui sert aux EPM, savoir qui l’a trié.",
        basis=Basis.PUBLIC_INTEREST,
        people="Coordination et animation des territoires.",
        data=(
            "Flux suivis et qui les a ajoutés\u00a0; pages lues ailleurs, et qui les a gardées ou écartées\u00a0; "
            "lignes commencées."
        ),
        recipients=(
            "Celles et ceux qui tiennent la veille\u00a0; le public pour ce qui est publié. Une ligne commencée\u00a0: "
            "la personne seule."
        ),
        retention=(
            f"Une page lue ailleurs et les lignes commencées pour elle\u00a0: {period(TERM)}. Un flux\u00a0: tant "
            "qu’il est suivi."
        ),
        fields={
            "ressources.Feed": "address title home added_by problem remark etag last_modified",
            "ressources.FeedItem": "key link_key title_key title summary link sorted_by",
            "ressources.WhyDraft": "item member why version saved",
        },
    ),
    Processing(
        name="Favoris, collections, retours et demandes",
        purpose="Retrouver des fiches, remercier, écrire à l’auteur d’une fiche, demander celles qui manquent.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau.",
        data="Fiches gardées, collections et leurs notes, remerciements, retours et réponses, demandes soutenues.",
        recipients=(
            "Favoris et collections\u00a0: la personne seule, et qui reçoit d’elle un lien. Retours\u00a0: les "
            "auteurs, ou "
            "l’animation du territoire. Demandes\u00a0: les membres du réseau."
        ),
        retention=(
            f"Autant que le compte\u00a0; une collection supprimée, {period(REPRIEVE)}. Les retours restent avec "
            "la fiche, "
            "sans nom."
        ),
        fields={
            "ressources.Collection": "owner title note shared_since former_link copied_from created changed deleted",
            "ressources.CollectedSheet": "collection sheet note position added",
            "ressources.Favourite": "member sheet added",
            "ressources.Feedback": "sender text answer answered_by settled_by",
            "ressources.Thanks": "member sheet given",
            "ressources.SheetRequest_supporters": "sheetrequest member",
            "ressources.SheetRequest": "words key taken_by",
        },
    ),
)

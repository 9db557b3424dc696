"""Register of processing: forums."""

from reseau.people.personal_data.declaration import Basis, Processing

PROCESSING = (
    Processing(
        name="Forums d’entraide",
        purpose="S’entraider entre membres du réseau.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau\u00a0; personnes qu’un message nommerait, ce que l’aide demande d’éviter.",
        data=(
            "Auteur, titre et texte des sujets et messages, textes d’avant correction, dates. Images, sans lieu ni "
            "date de prise de vue, et fichiers. Brouillons. Membres des forums de projet. Qui a remercié pour quel "
            "message. Votes dans les sondages. Messages d’un nouveau membre qui attendent d’être relus."
        ),
        recipients=(
            "Les membres du réseau\u00a0; dans un forum de territoire, d’EPM ou de projet, ceux-là seulement\u00a0; "
            "la coordination les lit tous. Un brouillon\u00a0: la personne seule. "
            "Qui a voté quoi\u00a0: personne. Un message à relire\u00a0: la personne, et qui veille sur le forum."
        ),
        retention=(
            "Autant que le forum. Compte effacé\u00a0: ses messages restent, sans nom, même là où d’autres les "
            "citent, sauf si la personne a choisi de le laisser. Message retiré\u00a0: effacé au "
            "bout d’un quart d’heure, avec ses fichiers et ses textes d’avant. Texte d’avant correction\u00a0: effacé "
            "si la personne le demande. Fichier jamais publié\u00a0: une semaine. Brouillon\u00a0: jusqu’à sa "
            "publication, six mois au plus. Vote\u00a0: sans nom un mois après la clôture du sondage. Message à "
            "relire\u00a0: jusqu’à sa publication, un mois après un refus."
        ),
        fields={
            "forums.ForumMember": "forum member is_keeper since",
            "forums.Topic": "kind title slug author author_name former_tags",
            "forums.Post": "author author_name body html",
            "forums.EarlierText": "body",
            "forums.PostFile": "author name file small alternative draft held",
            "forums.MessageDraft": "member forum topic title body tags kind choices several closes version saved",
            "forums.HeldMessage": "author forum topic post kind title body tags details created refused words",
            "forums.TopicAddress": "slug",
            "forums.Poll": "several closes",
            "forums.PollChoice": "text",
            "forums.PollVote": "member",
            "forums.WithdrawnTopic": "author forum title content withdrawn",
            "forums.PostThanks": "post member created",
        },
    ),
    Processing(
        name="Modération des forums",
        purpose="Répondre à qui signale un message\u00a0; garder trace de ce que la modération décide.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau qui signalent, écrivent ou modèrent.",
        data=(
            "Qui signale quel message, pourquoi, et la réponse. Qui a décidé quoi, quand et pour quelle raison, et le "
            "mot écrit à l’auteur. D’un message effacé pour de bon, ni le texte ni ce qui en a été dit."
        ),
        recipients=(
            "Les personnes qui veillent sur le forum. L’auteur du message lit ce qui le concerne, jamais qui a signalé."
        ),
        retention="Autant que le message et son forum. Compte effacé\u00a0: les lignes restent, sans nom.",
        fields={
            "forums.PostReport": "reporter reason words handler outcome answer",
            "forums.ModerationAction": "by member reason words state",
        },
    ),
    Processing(
        name="Questions sans réponse",
        purpose="Faire que quelqu’un réponde à chaque question, et mesurer au bout de combien de temps.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau.",
        data=(
            "Territoire où travaille l’auteur de la question, personne qui s’en occupe et depuis quand, moment de la "
            "première réponse."
        ),
        recipients=(
            "L’auteur de la question et ceux qui veillent sur le forum\u00a0; le délai médian, jamais sous cinq "
            "questions\u00a0: ceux qui lisent le tableau de bord."
        ),
        retention="Autant que le sujet. Compte effacé\u00a0: la question n’est plus entre ses mains.",
        fields={
            "forums.QuestionWatch": "topic territory taken_by taken answered answer_minutes",
        },
    ),
    Processing(
        name="Lecture des forums",
        purpose="Montrer à chaque membre ce qu’il n’a pas encore lu.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau.",
        data="Jusqu’où chaque sujet ouvert a été lu\u00a0; le jour où un forum a été marqué comme lu.",
        recipients="La personne seule.",
        retention="Un mois après le dernier message du sujet\u00a0; pour un forum, autant que le compte.",
        fields={
            "forums.TopicReading": "member topic read_until",
            "forums.ForumReading": "member forum read_until",
        },
    ),
)

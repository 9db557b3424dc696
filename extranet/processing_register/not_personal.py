"""Fields that the rules of `reseau.personal_data.personal_fields` point at, and that hold nothing about a person.

A whole model, or « app.Model.field », with the reason. A test reads the list: what it names must exist and be needed.
"""

WORDS_OF_THE_SITE = "textes du site, relus avant d’être publiés, sur des sujets et non sur des personnes"
REFERENCE = "référentiel ou liste publique, chargé tel quel"
MACHINERY = "rouage du site, sans contenu sur une personne"
COPY = "copie ou index de données déclarées ailleurs, refait par le site"

NOT_PERSONAL = {
    **dict.fromkeys(
        (
            "extranet.ContactPage",
            "extranet.HelpArticle",
            "extranet.HomePage",
            "extranet.InstitutionalPage",
            "extranet.NewsIndexPage",
            "extranet.PresentationPage",
            "formation.CataloguePage",
            "formation.ProgrammeHalfDay",
            "formation.TrainingPage",
            "qualite.Axis",
            "qualite.Charter",
            "qualite.Criterion",
            "forums.Forum",
            "reseau.Tag",
            "ressources.LibraryPage",
            "ressources.Sheet",
            "ressources.Step",
            "ressources.WorkshopPage",
            "search.SynonymSet",
            "taggit.Tag",
        ),
        WORDS_OF_THE_SITE,
    ),
    **dict.fromkeys(
        (
            "b2i.CanDo",
            "b2i.Crosswalk",
            "b2i.Domain",
            "b2i.Element",
            "b2i.Framework",
            "b2i.Skill",
            "reseau.Commune",
            "reseau.EPM.accessibility_url",
            "reseau.EPM.booking_url",
            "reseau.EPM.other_labels",
            "reseau.EPM.pivot",
            "reseau.EPM.source",
            "reseau.EPM.website",
            "reseau.ImportedPlace.identifier",
            "reseau.PlaceFeature",
            "reseau.PlaceImport.choices",
            "reseau.PlaceImport.file_name",
            "reseau.PlaceImport.header",
            "reseau.PlaceRoom",
            "reseau.Territory",
        ),
        REFERENCE,
    ),
    **dict.fromkeys(
        (
            "auth.Group",
            "auth.Permission",
            "contenttypes.ContentType",
            "jobs.JobStatus",
            "search.FoldedJournal",
            "search.IndexState",
            "wagtailcore.Collection",
            "wagtailcore.CollectionViewRestriction",
            "wagtailcore.Locale",
            "wagtailcore.PageViewRestriction",
            "wagtailcore.Site",
            "wagtailcore.Task",
            "wagtailcore.Workflow",
            "wagtailredirects.Redirect",
        ),
        MACHINERY,
    ),
    **dict.fromkeys(
        (
            "search.DocumentMeaning",
            "search.OutboxEntry",
            "wagtailcore.ReferenceIndex",
            "wagtailimages.Rendition",
            "wagtailsearch.IndexEntry",
            "wagtailsearch.SQLiteFTSIndexEntry",
        ),
        COPY,
    ),
    "django_tasks_database.DBTaskResult": "clés de ce qui est à faire, sept jours au plus",
    "qualite.ConfirmedFigure.measure": "nom d’un chiffre, dans une liste fermée",
    "qualite.HalfDayTally.subject": "«\u00a0visites\u00a0» ou un thème de la liste, sans personne",
    "reseau.SentForm": "empreinte d’un formulaire, deux jours au plus",
    "wagtailembeds.Embed": "mémoire de contenus d’autres sites",
    "wagtailforms.FormSubmission": "aucun formulaire de Wagtail n’est offert sur ce site",
}

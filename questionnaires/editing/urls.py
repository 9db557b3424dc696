"""Addresses where the coordination writes questionnaires. Part of `questionnaires.urls`."""

from django.urls import path

from questionnaires.editing.views import conditions, questionnaires, questions, sections, versions

urlpatterns = [
    path("", questionnaires.QuestionnairesView.as_view(), name="list"),
    path("nouveau/", questionnaires.QuestionnaireNewView.as_view(), name="new"),
    path("parties/<int:pk>/", sections.SectionView.as_view(), name="section"),
    path("parties/<int:pk>/retirer/", sections.section_remove, name="section_remove"),
    path("parties/<int:pk>/reprendre/", sections.library, name="library"),
    path("questions/<int:pk>/", questions.QuestionView.as_view(), name="question"),
    path("questions/<int:pk>/dupliquer/", questions.question_duplicate, name="question_duplicate"),
    path("questions/<int:pk>/placer/", questions.question_place, name="question_place"),
    path("questions/<int:pk>/retirer/", questions.question_remove, name="question_remove"),
    path("questions/<int:pk>/condition/", conditions.ConditionView.as_view(), name="condition"),
    path("questions/<int:pk>/condition/retirer/", conditions.condition_remove, name="condition_remove"),
    path("<slug:slug>/", versions.QuestionnaireVersionView.as_view(), name="questionnaire"),
    path("<slug:slug>/titre/", questionnaires.QuestionnaireEditView.as_view(), name="edit"),
    path("<slug:slug>/suivante/", questionnaires.next_version, name="next"),
    path("<slug:slug>/ranger/", questionnaires.archive, name="archive"),
    path("<slug:slug>/<int:number>/", versions.QuestionnaireVersionView.as_view(), name="version"),
    path("<slug:slug>/<int:number>/mettre-en-service/", versions.version_into_use, name="into_use"),
    path("<slug:slug>/<int:number>/ordre/", versions.change_order, name="order"),
    path("<slug:slug>/<int:number>/textes/", versions.VersionTextsView.as_view(), name="texts"),
    path("<slug:slug>/<int:number>/partie/", sections.SectionNewView.as_view(), name="section_new"),
]

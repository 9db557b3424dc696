"""Addresses of digital skills, concept by concept; see the `urls` of each."""

from b2i.duplicates import urls as duplicates
from b2i.evidence import urls as evidence
from b2i.figures import urls as figures
from b2i.frameworks import urls as frameworks
from b2i.grids import urls as grids
from b2i.jury import urls as jury
from b2i.learner_import import urls as learner_import
from b2i.learners import urls as learners
from b2i.login import urls as login
from b2i.progress import urls as progress
from b2i.registration import urls as registration
from b2i.retention import urls as retention
from b2i.rights import urls as rights
from b2i.statements import urls as statements
from b2i.validation import urls as validation

app_name = "b2i"
urlpatterns = [
    *login.urlpatterns,
    *frameworks.urlpatterns,
    *learners.urlpatterns,
    *registration.urlpatterns,
    *duplicates.urlpatterns,
    *progress.urlpatterns,
    *evidence.urlpatterns,
    *grids.urlpatterns,
    *validation.urlpatterns,
    *statements.urlpatterns,
    *jury.urlpatterns,
    *figures.urlpatterns,
    *rights.urlpatterns,
    *retention.urlpatterns,
    *learner_import.urlpatterns,
]

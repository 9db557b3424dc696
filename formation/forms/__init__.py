"""Forms of the training year."""

from formation.forms.attendance import AttendanceForm, CorrectionForm, SignedSheetForm
from formation.forms.certificates import RevokeForm, ShownNameForm
from formation.forms.dossier import DossierForm
from formation.forms.evaluation import EvaluationForm
from formation.forms.half_days import HalfDayFormSet
from formation.forms.participants import AgreementForm, EnrolOthersForm, ReasonForm
from formation.forms.plan import TargetForm
from formation.forms.session import CancelForm, SessionForm

__all__ = [
    "AgreementForm",
    "AttendanceForm",
    "CancelForm",
    "CorrectionForm",
    "DossierForm",
    "EnrolOthersForm",
    "EvaluationForm",
    "HalfDayFormSet",
    "ReasonForm",
    "RevokeForm",
    "SessionForm",
    "ShownNameForm",
    "SignedSheetForm",
    "TargetForm",
]

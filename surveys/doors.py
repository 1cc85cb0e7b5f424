from django.utils.translation import gettext_lazy as _

from members import access, importing
from members.models import Role
from portal import doors, navigation
from surveys import audit, held, history
from surveys.actions import deliveries
from surveys.forms import ResponsesForm
from surveys.models import Invitation, PopulationUnit, RegisterRemark, Survey
from surveys.same_person import Asked
from surveys.territory import Surveys

access.allow("surveys.manage", *access.TEAM)
access.allow("surveys.analyse", *access.TEAM, Role.DIRECTOR)

navigation.add(_("Surveys"), "surveys:survey_list", icon="chart-column", order=40, right="surveys.analyse")

doors.IMPORT_KIND.add(
    history.KIND,
    importing.Kind(
        _("Answers to a survey"),
        _("One row a municipality, recognised by its NIS code or name; a column a question, with codes or labels."),
        required=(history.PLACE,),
        run=history.run,
        options=ResponsesForm,
    ),
)
doors.AUDIT.add("surveys.secrets", audit.secrets)
doors.MERGER.add("surveys", Surveys)
doors.POINTER.add("surveys.survey", Survey.objects.pointed)
doors.POINTER.add("surveys.invitation", Invitation.objects.pointed)
doors.POINTER.add("surveys.populationunit", PopulationUnit.objects.pointed)
doors.POINTER.add("surveys.registerremark", RegisterRemark.objects.pointed)
doors.PERSON_MERGE.add("surveys", Asked())
doors.HELD_DATA.add("surveys.answers", held.answers)
doors.ERASURE.add("surveys.answers", held.forget)
doors.MAIL.add("surveys", deliveries)

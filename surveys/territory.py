"""What a merger of municipalities means for surveys: a population is a picture of its day and stays so."""

from django.utils.translation import gettext_lazy as _

from surveys.models import Invitation, SurveyState


class Surveys:
    """Our part of a merger, as the merger door asks for it: invitations keep the municipality of their population."""

    @staticmethod
    def preview(event):
        asked = Invitation.objects.unanswered().filter(unit__municipality__in=event.ending)
        return [
            (_("open invitations to a survey stay as they are"), asked.filter(survey__state=SurveyState.OPEN).count())
        ]

    @staticmethod
    def do(event, log):
        """Nothing moves: see above."""

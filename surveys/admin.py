from django.contrib import admin

from surveys.models import Survey


@admin.register(Survey)
class SurveyAdmin(admin.ModelAdmin):
    """The words and dates of a survey; going into the field and closing have pages of their own."""

    list_display = ("title_nl", "state", "confidentiality", "opens_on", "closes_on")
    list_filter = ("state", "confidentiality")
    search_fields = ("title_nl", "title_en")
    readonly_fields = ("state", "opens_on")

    def get_readonly_fields(self, request, obj=None):
        """What respondents were promised stays as it was once the survey opened."""
        promised = ("confidentiality", "unit_of_analysis", "min_cell") if obj and obj.opens_on else ()
        return (*self.readonly_fields, *promised)

    def has_delete_permission(self, request, obj=None):
        return False

from django.contrib import admin

from trainings.models import Module, ModuleCompetence


class ModuleCompetenceInline(admin.TabularInline):
    model = ModuleCompetence
    extra = 0


@admin.register(Module)
class ModuleAdmin(admin.ModelAdmin):
    """What is taught; editions copied their defaults, so a change here reaches new editions only."""

    list_display = ("title_nl", "kind", "half_day_count", "seats", "stage")
    list_filter = ("kind", "stage")
    search_fields = ("title_nl", "title_en")
    inlines = (ModuleCompetenceInline,)

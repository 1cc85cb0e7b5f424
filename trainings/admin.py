from django.contrib import admin

from trainings.models import CancellationPolicy, CancellationStep, FreePlaces, Module, ModuleCompetence


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


class CancellationStepInline(admin.TabularInline):
    model = CancellationStep
    extra = 0


@admin.register(CancellationPolicy)
class CancellationPolicyAdmin(admin.ModelAdmin):
    """What leaving costs; whoever is registered keeps the steps of that day."""

    list_display = ("__str__", "is_default")
    inlines = (CancellationStepInline,)


@admin.register(FreePlaces)
class FreePlacesAdmin(admin.ModelAdmin):
    """Free places a member in a year; a registration keeps the price of its day."""

    list_display = ("year", "places")

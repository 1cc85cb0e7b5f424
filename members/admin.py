from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from members.actions.engagement import set_weight
from members.forms.engagement import EngagementWeightForm
from members.models import (
    Band,
    BandSet,
    BillingDetails,
    Competence,
    EngagementWeight,
    FeeAssessment,
    FeeSchedule,
    FeeTransition,
    Membership,
    Municipality,
    MunicipalityAlias,
    Need,
    NetworkArea,
    OfficerFunction,
    Person,
    RoleAssignment,
    RoleType,
    Theme,
)
from portal.trail import actions as trail


class LookedAt:
    """Shown here, changed through the pages and actions alone."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class LookedAtInline(LookedAt, admin.TabularInline):
    extra = 0

    def has_change_permission(self, request, obj=None):
        return False


class InTheTrail:
    """What somebody puts right here stands in the trail: the field, and before and after where it names nobody."""

    names_people = False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        written = {
            name: ["…", "…"] if self.names_people else [str(form.initial.get(name, "")), str(form.cleaned_data[name])]
            for name in form.changed_data
        }
        if written:
            trail.write(_("Put right in the administration"), by=request.user, about=obj, change=written)


@admin.register(RoleType)
class RoleTypeAdmin(InTheTrail, admin.ModelAdmin):
    list_display = ("code", "title_nl", "title_en", "core_player", "grants", "is_watched")
    list_filter = ("core_player", "grants")


@admin.register(OfficerFunction)
class OfficerFunctionAdmin(admin.ModelAdmin):
    list_display = ("code", "title_nl", "title_en", "order")


class BandInline(admin.TabularInline):
    model = Band
    extra = 0


@admin.register(BandSet)
class BandSetAdmin(admin.ModelAdmin):
    list_display = ("code", "subject", "title_nl", "is_default")
    inlines = (BandInline,)


@admin.register(Competence)
class CompetenceAdmin(admin.ModelAdmin):
    list_display = ("code", "title_nl", "title_en", "order")


class MunicipalityAliasInline(admin.TabularInline):
    model = MunicipalityAlias
    extra = 0


@admin.register(Municipality)
class MunicipalityAdmin(InTheTrail, LookedAt, admin.ModelAdmin):
    """Names and postal codes may be put right; figures, provinces and mergers come through the import."""

    list_display = ("nis_code", "name", "valid_from", "valid_to")
    search_fields = ("nis_code", "sort_name")
    fields = ("nis_code", "name", "name_fr", "postal_code", "postal_codes", "valid_from", "valid_to")
    readonly_fields = ("nis_code", "valid_from", "valid_to")
    inlines = (MunicipalityAliasInline,)


class RoleAssignmentInline(LookedAtInline):
    model = RoleAssignment
    fields = ("role_type", "municipality", "starts_on", "ends_on")


@admin.register(Person)
class PersonAdmin(InTheTrail, LookedAt, admin.ModelAdmin):
    """Names and phone may be put right; the address is the key to the account, and roles are assigned and ended."""

    list_display = ("sort_name", "email")
    search_fields = ("sort_name", "email")
    fields = ("first_name", "last_name", "email", "phone", "user")
    readonly_fields = ("email", "user")
    inlines = (RoleAssignmentInline,)
    names_people = True

    def has_change_permission(self, request, obj=None):
        """Who was merged away or forgotten is only looked at."""
        is_over = obj is not None and (obj.merged_into_id or obj.erased_at)
        return not is_over and super().has_change_permission(request, obj)


@admin.register(FeeSchedule, FeeAssessment, FeeTransition, Membership, BillingDetails)
class LookedAtAdmin(LookedAt, admin.ModelAdmin):
    """To look up what the pages of the fees wrote; nothing changes here."""

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(NetworkArea)
class NetworkAreaAdmin(admin.ModelAdmin):
    """Areas are few and rarely change; who lies in them is dated and changes on their pages."""

    list_display = ("name", "code", "province")

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(EngagementWeight)
class EngagementWeightAdmin(LookedAt, admin.ModelAdmin):
    """What a touchpoint counts for; a change holds from the next night on and stands in the trail."""

    list_display = ("kind", "points", "cap")
    readonly_fields = ("kind",)
    form = EngagementWeightForm

    def save_model(self, request, obj, form, change):
        set_weight(obj, points=obj.points, cap=obj.cap, by=request.user)


@admin.register(Theme)
class ThemeAdmin(admin.ModelAdmin):
    list_display = ("code", "title_nl", "title_en", "order")


@admin.register(Need)
class NeedAdmin(admin.ModelAdmin):
    """What may be noted in a contact moment; a need that is noted no longer is retired, so that the past stays."""

    list_display = ("code", "title_nl", "title_en", "theme", "is_retired", "order")
    list_filter = ("is_retired", "theme")

    def has_delete_permission(self, request, obj=None):
        return False

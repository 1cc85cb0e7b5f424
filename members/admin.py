from django.contrib import admin

from members.models import Band, BandSet, Competence, Municipality, Person, RoleAssignment, RoleType


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


@admin.register(RoleType)
class RoleTypeAdmin(admin.ModelAdmin):
    list_display = ("code", "title_nl", "title_en", "core_player", "grants")
    list_filter = ("core_player", "grants")


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


@admin.register(Municipality)
class MunicipalityAdmin(LookedAt, admin.ModelAdmin):
    """Names and postal codes may be put right; figures, provinces and mergers come through the import."""

    list_display = ("nis_code", "name", "valid_from", "valid_to")
    search_fields = ("nis_code", "sort_name")
    fields = ("nis_code", "name", "name_fr", "postal_code", "postal_codes", "valid_from", "valid_to")
    readonly_fields = ("nis_code", "valid_from", "valid_to")


class RoleAssignmentInline(LookedAtInline):
    model = RoleAssignment
    fields = ("role_type", "municipality", "starts_on", "ends_on")


@admin.register(Person)
class PersonAdmin(LookedAt, admin.ModelAdmin):
    """Names and phone may be put right; the address is the key to the account, and roles are assigned and ended."""

    list_display = ("sort_name", "email")
    search_fields = ("sort_name", "email")
    fields = ("first_name", "last_name", "email", "phone", "user")
    readonly_fields = ("email", "user")
    inlines = (RoleAssignmentInline,)

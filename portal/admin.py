from django.contrib import admin

from portal.models import SchoolHoliday, User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Who may log in; rights come from roles, so they are not set here."""

    list_display = ("email", "language", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email",)
    fields = ("email", "language", "is_active", "is_staff", "is_superuser", "last_login", "date_joined")
    readonly_fields = ("last_login", "date_joined")


@admin.register(SchoolHoliday)
class SchoolHolidayAdmin(admin.ModelAdmin):
    """When Flemish schools are closed; a school year without rows follows the published rule."""

    list_display = ("kind", "starts_on", "ends_on", "source")
    list_filter = ("school_year",)

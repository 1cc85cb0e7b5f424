from django.contrib import admin

from communications.models import Material


@admin.register(Material)
class MaterialAdmin(admin.ModelAdmin):
    """The shelf: what is on it, and what is taken off."""

    list_display = ("title_nl", "published_on", "is_retired")
    list_filter = ("is_retired", "themes")
    search_fields = ("title_nl", "title_en")
    filter_horizontal = ("themes",)

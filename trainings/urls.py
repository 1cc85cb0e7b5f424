from django.urls import path

from trainings import views

app_name = "trainings"
urlpatterns = [
    path("", views.edition_list, name="edition_list"),
    path("mijn/", views.registration_list, name="registration_list"),
    path("mijn/<int:registration_id>/annuleren/", views.registration_cancel, name="registration_cancel"),
    path("kalender/", views.edition_calendar, name="edition_calendar"),
    path("nieuw/", views.module_choose, name="module_choose"),
    path("nieuw/<slug:code>/", views.edition_create, name="edition_create"),
    path("nieuw/<slug:code>/aankondigen/", views.edition_announce, name="edition_announce"),
    path("modules/<slug:code>/", views.module_detail, name="module_detail"),
    path("modules/<slug:code>/op-de-hoogte/", views.interest_start, name="interest_start"),
    path("modules/<slug:code>/niet-meer-op-de-hoogte/", views.interest_stop, name="interest_stop"),
    path("rotatie/", views.rotation_detail, name="rotation_detail"),
    path("rotatie/afspraken/", views.rotation_change, name="rotation_change"),
    path("rotatie/opmerking/", views.rotation_slot_write, name="rotation_slot_write"),
    path("rotatie/<int:year>/kopieren/", views.cycle_copy, name="cycle_copy"),
    path("<int:edition_id>/data/", views.edition_date, name="edition_date"),
    path("<int:edition_id>/", views.edition_detail, name="edition_detail"),
    path("<int:edition_id>/inschrijven/", views.edition_register, name="edition_register"),
    path("<int:edition_id>/bewerken/", views.edition_edit, name="edition_edit"),
    path("<int:edition_id>/openen/", views.edition_open, name="edition_open"),
    path("<int:edition_id>/sluiten/", views.edition_close, name="edition_close"),
    path("<int:edition_id>/afgelasten/", views.edition_cancel, name="edition_cancel"),
    path("<int:edition_id>/deelnemers/", views.participant_list, name="participant_list"),
    path("<int:edition_id>/deelnemers/exporteren/", views.participant_export, name="participant_export"),
    path("deelnemers/<int:registration_id>/plaats/", views.participant_seat, name="participant_seat"),
    path("dagdelen/<int:half_day_id>/verplaatsen/", views.half_day_move, name="half_day_move"),
]

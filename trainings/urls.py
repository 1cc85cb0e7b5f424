from django.urls import include, path

from trainings import views

app_name = "trainings"
pages = [
    path("", views.edition_list, name="edition_list"),
    path("mijn/", views.registration_list, name="registration_list"),
    path("mijn/groep/<int:group_id>/", views.group_detail, name="group_detail"),
    path("mijn/plaats/<int:seat_id>/naam/", views.seat_name, name="seat_name"),
    path("mijn/plaats/<int:seat_id>/teruggeven/", views.seat_give_back, name="seat_give_back"),
    path("mijn/<int:registration_id>/", views.registration_detail, name="registration_detail"),
    path("mijn/<int:registration_id>/bevestigen/", views.registration_confirm, name="registration_confirm"),
    path("mijn/<int:registration_id>/vervangen/", views.registration_replace, name="registration_replace"),
    path("mijn/agenda/", views.agenda_detail, name="agenda_detail"),
    path("mijn/agenda/maken/", views.agenda_make, name="agenda_make"),
    path("mijn/agenda/intrekken/", views.agenda_revoke, name="agenda_revoke"),
    path("mijn/<int:registration_id>/annuleren/", views.registration_cancel, name="registration_cancel"),
    path("mijn/<int:registration_id>/aanbod/", views.offer_detail, name="offer_detail"),
    path("aanvragen/<int:registration_id>/", views.registration_decide, name="registration_decide"),
    path("kalender/", views.edition_calendar, name="edition_calendar"),
    path("kalender/jaar/", views.edition_year, name="edition_year"),
    path("nieuw/", views.module_choose, name="module_choose"),
    path("nieuw/<slug:code>/", views.edition_create, name="edition_create"),
    path("<int:edition_id>/", views.edition_detail, name="edition_detail"),
    path("<int:edition_id>/inschrijven/", views.edition_register, name="edition_register"),
    path("<int:edition_id>/bewerken/", views.edition_edit, name="edition_edit"),
    path("<int:edition_id>/openen/", views.edition_open, name="edition_open"),
    path("<int:edition_id>/sluiten/", views.edition_close, name="edition_close"),
    path("<int:edition_id>/afgelasten/", views.edition_cancel, name="edition_cancel"),
    path("<int:edition_id>/deelnemers/", views.participant_list, name="participant_list"),
    path("<int:edition_id>/deelnemers/exporteren/", views.participant_export, name="participant_export"),
    path("facturatie/", views.billing_list, name="billing_list"),
    path("facturatie/uitvoeren/", views.billing_export, name="billing_export"),
    path("facturatie/<int:export_id>/", views.billing_file, name="billing_file"),
    path("<int:edition_id>/deelnemers/toevoegen/", views.participant_add, name="participant_add"),
    path("deelnemers/<int:registration_id>/", views.participant_detail, name="participant_detail"),
    path("deelnemers/<int:registration_id>/plaats/", views.participant_seat, name="participant_seat"),
    path("dagdelen/<int:half_day_id>/verplaatsen/", views.half_day_move, name="half_day_move"),
    path("dagdelen/<int:half_day_id>/afgelasten/", views.half_day_cancel, name="half_day_cancel"),
]
urlpatterns = [
    path("vormingen/", include(pages)),
    path("agenda/openbaar.ics", views.agenda_public, name="agenda_public"),
    path("agenda/<str:token>.ics", views.agenda_feed, name="agenda_feed"),
]

from django.urls import include, path

from trainings import views

app_name = "trainings"
pages = [
    path("", views.edition_list, name="edition_list"),
    path("mijn/", views.registration_list, name="registration_list"),
    path("mijn/<int:registration_id>/annuleren/", views.registration_cancel, name="registration_cancel"),
    path("kalender/", views.edition_calendar, name="edition_calendar"),
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
    path("deelnemers/<int:registration_id>/plaats/", views.participant_seat, name="participant_seat"),
    path("dagdelen/<int:half_day_id>/verplaatsen/", views.half_day_move, name="half_day_move"),
    path("<int:edition_id>/aanwezigheid/", views.attendance_edit, name="attendance_edit"),
    path("<int:edition_id>/aanwezigheid/papier/", views.attendance_sheet, name="attendance_sheet"),
    path("<int:edition_id>/aanwezigheid/aan-de-deur/", views.attendance_walk_in, name="attendance_walk_in"),
    path("<int:edition_id>/afronden/", views.edition_complete, name="edition_complete"),
    path("dagdelen/<int:half_day_id>/inchecken/", views.check_in_show, name="check_in_show"),
    path("ik-ben-er/<str:code>/", views.check_in, name="check_in"),
    path("<int:edition_id>/attesten/", views.certificate_list, name="certificate_list"),
    path("<int:edition_id>/attesten/uitreiken/", views.certificate_issue, name="certificate_issue"),
    path("<int:edition_id>/attesten/bundel/", views.certificate_bundle, name="certificate_bundle"),
    path("<int:edition_id>/attesten/regel/", views.certificate_rule_edit, name="certificate_rule_edit"),
    path("attesten/<int:certificate_id>/", views.certificate_download, name="certificate_download"),
    path("attesten/<int:certificate_id>/vervangen/", views.certificate_replace, name="certificate_replace"),
    path("attesten/<int:certificate_id>/intrekken/", views.certificate_revoke, name="certificate_revoke"),
    path("attesten/<int:certificate_id>/behouden/", views.certificate_keep, name="certificate_keep"),
    path("eerder-gevolgd/", views.earlier_training_create, name="earlier_training_create"),
    path(
        "eerder-gevolgd/<int:earlier_id>/intrekken/",
        views.earlier_training_withdraw,
        name="earlier_training_withdraw",
    ),
    path("<int:edition_id>/materiaal/", views.handout_list, name="handout_list"),
    path("materiaal/<int:handout_id>/", views.handout_open, name="handout_open"),
    path("materiaal/<int:handout_id>/weghalen/", views.handout_remove, name="handout_remove"),
    path("<int:edition_id>/evalueren/", views.edition_evaluate, name="edition_evaluate"),
    path("<int:edition_id>/evalueren/herinneren/", views.evaluation_remind, name="evaluation_remind"),
    path("mijn/<int:registration_id>/naam/", views.registration_share, name="registration_share"),
]
urlpatterns = [
    path("vormingen/", include(pages)),
    path("attest/<str:code>/", views.certificate_check, name="certificate_check"),
]

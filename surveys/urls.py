from django.urls import path

from surveys import views

app_name = "surveys"
urlpatterns = [
    path("bevragingen/", views.survey_list, name="survey_list"),
    path("bevragingen/<int:survey_id>/", views.survey_detail, name="survey_detail"),
    path("bevragingen/<int:survey_id>/openen/", views.survey_open, name="survey_open"),
    path("bevragingen/<int:survey_id>/uitnodigen/", views.survey_invite, name="survey_invite"),
    path("bevragingen/<int:survey_id>/sluiten/", views.survey_close, name="survey_close"),
    path("bevragingen/<int:survey_id>/analyse/", views.analysis, name="analysis"),
    path("bevragingen/<int:survey_id>/analyse/exporteren/", views.analysis_export, name="analysis_export"),
    path("b/<int:survey_id>/", views.response_start, name="response_start"),
    path("b/<int:survey_id>/<int:page>/", views.response_section, name="response_section"),
    path("b/<int:survey_id>/bedankt/", views.response_done, name="response_done"),
    path("b/<str:token>/", views.response_enter, name="response_enter"),
]

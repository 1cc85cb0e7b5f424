from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("", views.home, name="home"),
    path("rapporten/", views.report_list, name="report_list"),
    path("rapporten/activiteit-per-gemeente/", views.activity_per_municipality, name="activity_per_municipality"),
    path("rapporten/bereik/", views.outreach_report_list, name="outreach_report_list"),
    path("rapporten/bereik/<int:campaign_id>/", views.outreach_report, name="outreach_report"),
    path("rapporten/deelnemers-per-jaar/", views.participants_per_year, name="participants_per_year"),
]

from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("", views.home, name="home"),
    path("rapporten/", views.report_list, name="report_list"),
    path("rapporten/deelnemers-per-jaar/", views.participants_per_year, name="participants_per_year"),
]

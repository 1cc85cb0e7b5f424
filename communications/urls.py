from django.urls import path

from communications import views

app_name = "communications"
urlpatterns = [
    path("", views.planned_list, name="planned_list"),
]

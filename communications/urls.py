from django.urls import path

from communications import views

app_name = "communications"
urlpatterns = [
    path("communicatie/", views.planned_list, name="planned_list"),
    path("materiaal/", views.material_list, name="material_list"),
]

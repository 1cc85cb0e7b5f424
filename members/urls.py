from django.urls import path

from members import views

app_name = "members"
urlpatterns = [
    path("", views.municipality_list, name="municipality_list"),
    path("<str:nis_code>/", views.municipality_detail, name="municipality_detail"),
]

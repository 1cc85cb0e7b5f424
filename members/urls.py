from django.urls import path, re_path

from members import views

app_name = "members"
urlpatterns = [
    path("", views.municipality_list, name="municipality_list"),
    re_path(r"^(?P<nis_code>[1-9]\d{4})/$", views.municipality_detail, name="municipality_detail"),
]

from django.urls import path

from portal.trail import views

app_name = "trail"
urlpatterns = [path("", views.line_list, name="line_list")]

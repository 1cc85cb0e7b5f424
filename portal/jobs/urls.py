from django.urls import path

from portal.jobs import views

app_name = "jobs"
urlpatterns = [
    path("<uuid:job_id>/", views.job_detail, name="job_detail"),
    path("<uuid:job_id>/voortgang/", views.job_row, name="job_row"),
    path("<uuid:job_id>/stop/", views.job_cancel, name="job_cancel"),
    path("<uuid:job_id>/bestand/", views.job_download, name="job_download"),
]

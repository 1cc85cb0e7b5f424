from django.urls import path

from portal.post import views

app_name = "post"
urlpatterns = [
    path("postvak/", views.mail_list, name="mail_list"),
    path("postvak/<int:mail_id>/", views.mail_detail, name="mail_detail"),
    path("postvak/<int:mail_id>/bijlage/<int:number>/", views.mail_attachment, name="mail_attachment"),
]

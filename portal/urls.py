from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from portal import views

setattr(admin.site, "login", secure_admin_login(admin.site.login))  # noqa: B010 - one way in, with allauth's limits
handler400, handler500 = "portal.views.bad_request", "portal.views.server_error"

urlpatterns = [
    path("", include("reports.urls")),
    path("account/email/", views.account_email, name="account_email"),  # before allauth's: the register decides
    path("account/", include("allauth.account.urls")),
    path("leden/", include("members.urls")),
    path("", include("trainings.urls")),
    path("", include("communications.urls")),
    path("", include("surveys.urls")),
    path("rapporten/werk/", include("portal.jobs.urls")),
    path("demo/", include("portal.post.urls")),
    path("demo/aanmelden/", views.demo_login, name="demo_login"),
    path("taal/", views.language_set, name="language_set"),
    path("beheer/", views.rare_list, name="rare_list"),
    path("beheer/logboek/", include("portal.trail.urls")),
    path("privacy/", views.privacy_statement, name="privacy_statement"),
    path("huisstijl/", views.styleguide, name="styleguide"),
    path("admin/", admin.site.urls),
]

"""Answers for who watches over the portal, given before anything looks at host, scheme or session."""

from django.db import connection
from django.http import HttpResponse


def answer_probes(get_response):
    """Middleware: `/healthz` says that the process answers, `/readyz` that its database does too."""

    def middleware(request):
        if request.path_info == "/healthz":
            return HttpResponse("ok", content_type="text/plain")
        if request.path_info == "/readyz":
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            return HttpResponse("ok", content_type="text/plain")
        return get_response(request)

    return middleware

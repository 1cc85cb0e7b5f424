from portal import views

PROBES = {"/healthz": views.healthz, "/readyz": views.readyz}


def answer_probes(get_response):
    """Answer who watches over us before anything looks at host, scheme or session: probes ask by address."""

    def middleware(request):
        probe = PROBES.get(request.path_info)
        return probe(request) if probe else get_response(request)

    return middleware


def private_pages(get_response):
    """Keep pages of somebody who is logged in out of every cache."""

    def middleware(request):
        response = get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        return response

    return middleware

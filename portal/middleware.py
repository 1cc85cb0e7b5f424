from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from redis.exceptions import RedisError


def readable_addresses(get_response):
    """Refuse a NUL in an address: PostgreSQL cannot look for it, and nobody types it."""

    def middleware(request):
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponse(render_to_string("400.html"), status=400)
        return get_response(request)

    return middleware


class BusyPages:
    """Whoever waited too long for a lock, or for Redis, is asked to try again instead of meeting an error."""

    WORDS = ("lock timeout", "database is locked", "deadlock detected")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        is_locked = isinstance(exception, OperationalError) and any(words in str(exception) for words in self.WORDS)
        if is_locked or isinstance(exception, RedisError):  # without the cache nobody counts wrong passwords
            response = render(request, "503.html", status=503)
            response["Retry-After"] = "5"
            return response
        if isinstance(exception, OverflowError) and "SQLite" in str(exception):  # a number that no row can have
            return HttpResponse(render_to_string("400.html"), status=400)
        return None


def private_pages(get_response):
    """Keep pages of somebody who is logged in out of every cache."""

    def middleware(request):
        response = get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        return response

    return middleware

"""The ground that everything stands on: settings, accounts, outgoing mail, background work, how we look.

Every app above calls it; it calls none of them.
It leans on Django and on libraries alone.
"""

from portal.celery import app as celery_app

__all__ = ["celery_app"]

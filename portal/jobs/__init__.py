"""Background work that somebody watches: a row says how far it is, and what came of it can be downloaded.

Every app asks for work with `actions.ask` and does it in a task of its own, inside `work.working_on`.
It leans on Celery to wake a worker and on Django's storage to keep files; the row alone says what is true.
"""

"""The outbox: every mail, the log-in codes too, is a row first.

Every app calls `post.send` inside its own transaction; a worker delivers what was committed.
It leans on Django's mail and on Celery.
"""

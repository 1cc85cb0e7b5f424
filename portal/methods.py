"""Which methods a page answers, beside Django's `require_safe` (only shows) and `require_POST` (only does)."""

from django.views.decorators.http import require_http_methods

with_form = require_http_methods(["GET", "HEAD", "POST"])  # shows a form and takes its answers

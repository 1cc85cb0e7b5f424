from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports.home import home_of, offer


@login_not_required
@require_safe
def home(request):
    """What is on offer for a visitor; what there is to do for somebody who is logged in."""
    today = timezone.localdate()
    if request.user.is_authenticated:
        return render(request, "reports/home.html", home_of(request.user, today=today))
    return render(request, "reports/public_home.html", {"offer": offer(request.user, today=today)})

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members import access
from portal.refused import Refused
from trainings import actions, cards, rotation
from trainings.models import Interest, Module

may_register = permission_required("trainings.register", raise_exception=True)


@login_not_required
@require_safe
def module_detail(request, code):
    """What a module is, what one learns, when it comes or returns, and a way to hear of it."""
    module = get_object_or_404(Module.objects.visible_to(request.user), code=code)
    today = timezone.localdate()
    returns = rotation.returns(module, request.user, today=today)
    cards.present(returns.editions, request.user, today=today)
    context = {
        "module": module,
        "today": today,
        "returns": returns,
        "competences": module.module_competences.select_related("competence"),
        "is_interested": Interest.objects.of(access.person_of(request.user)).filter(module=module).exists(),
        "number_interested": module.interests.unserved().count(),
    }
    return render(request, "trainings/module_detail.html", context)


@may_register
@require_POST
def interest_start(request, code):
    module = get_object_or_404(Module.objects.visible_to(request.user), code=code)
    try:
        actions.keep_informed(module, access.person_of(request.user), now=timezone.now())
    except Refused as refused:
        refused.say(request)
    else:
        messages.success(request, _("Noted. You get a mail as soon as you can register, before everybody else can."))
    return redirect(module)


@may_register
@require_POST
def interest_stop(request, code):
    module = get_object_or_404(Module.objects.visible_to(request.user), code=code)
    actions.stop_informing(module, access.person_of(request.user))
    messages.success(request, _("Fine. You get no mail about this module."))
    return redirect(module)

"""What somebody who answers said is wrong in the register."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from surveys import actions
from surveys.models import RegisterRemark

staff_only = permission_required("surveys.manage", raise_exception=True)


@staff_only
@require_safe
def remark_detail(request, remark_id):
    remarks = RegisterRemark.objects.visible_to(request.user).select_related("person__user", "municipality")
    return render(request, "surveys/remark_detail.html", {"remark": get_object_or_404(remarks, pk=remark_id)})


@staff_only
@require_POST
def remark_handle(request, remark_id):
    remark = get_object_or_404(RegisterRemark.objects.visible_to(request.user), pk=remark_id)
    actions.handle_remark(remark, today=timezone.localdate())
    messages.success(request, _("Noted: the register was looked at."))
    return redirect("surveys:remark_detail", remark.pk)

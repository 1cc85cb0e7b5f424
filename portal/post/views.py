from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from portal import demo
from portal.housestyle.paging import page_of
from portal.post.models import Mail


def only_with_demo_data(view):
    """The demo mailbox shows everybody's mail, so it exists on a development portal with demo data only."""

    @login_not_required
    @require_safe
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not demo.allows_one_click():
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@only_with_demo_data
def mail_list(request):
    mails = Mail.objects.all()
    if address := request.GET.get("aan", "").strip():
        mails = mails.filter(to_email=address)
    context = {"page": page_of(request, mails), "address": address}
    return render(request, "post/mail_list.html", context)


@only_with_demo_data
def mail_detail(request, mail_id):
    return render(request, "post/mail_detail.html", {"mail": get_object_or_404(Mail, pk=mail_id)})


@only_with_demo_data
def mail_attachment(request, mail_id, number):
    mail = get_object_or_404(Mail, pk=mail_id)
    if number >= len(mail.attachments):
        raise Http404
    attachment = mail.attachments[number]
    response = HttpResponse(attachment["text"], content_type=f"{attachment['type']}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{attachment["name"]}"'
    return response

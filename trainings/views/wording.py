from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.methods import with_form
from trainings import wording
from trainings.actions import wording as actions
from trainings.models import MailKind, MailText
from trainings.wording_forms import MailTextForm

staff_only = permission_required("trainings.plan", raise_exception=True)


def text_of(request, mail, language):
    if mail not in MailKind.values or language not in dict(settings.LANGUAGES):
        raise Http404
    return MailText.objects.visible_to(request.user).standing(mail, language)


@staff_only
@require_safe
def mail_text_list(request):
    """The mails that people get most, and which of them are in our own words."""
    own = {(text.mail, text.language) for text in MailText.objects.visible_to(request.user)}
    rows = [
        (mail, [(code, _(name), (mail.value, code) in own) for code, name in settings.LANGUAGES]) for mail in MailKind
    ]
    return render(request, "trainings/mail_text_list.html", {"rows": rows})


@staff_only
@with_form
def mail_text_edit(request, mail, language):
    """Our own subject and opening; "Preview" shows the whole mail and keeps nothing."""
    text = text_of(request, mail, language)
    preview = wording.preview(mail, language, text)
    posted = request.POST if request.method == "POST" else None
    form = MailTextForm(posted, mail=mail, instance=text)

    if form.is_valid():
        if "preview" not in request.POST:
            actions.write_mail_text(mail, language, **form.cleaned_data, by=request.user)
            messages.success(request, _("From now on the mail reads so."))
            return redirect("trainings:mail_text_list")
        preview = wording.preview(mail, language, MailText(mail=mail, language=language, **form.cleaned_data))

    context = {
        "form": form,
        "mail": MailKind(mail),
        "language": language,
        "language_name": _(dict(settings.LANGUAGES)[language]),
        "is_own": text is not None,
        "preview": preview,
    }
    return render(request, "trainings/mail_text_edit.html", context)


@staff_only
@require_POST
def mail_text_drop(request, mail, language):
    text_of(request, mail, language)
    actions.drop_mail_text(mail, language, by=request.user)
    messages.success(request, _("The built-in text is back."))
    return redirect("trainings:mail_text_edit", mail, language)

"""Certificates: who gets one and why not, issuing, replacing and revoking them, and checking one without a log-in."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.jobs import actions as jobs
from portal.methods import with_form
from portal.refused import Refused
from trainings import certificates, papers
from trainings.actions import certificates as actions
from trainings.certificate_forms import EarlierTrainingForm, ReasonForm, ReplaceForm, RuleForm
from trainings.models import Certificate, CertificateState, EarlierTraining, Edition
from trainings.rules import attendance as attending
from trainings.views.participants import title_of

staff_only = permission_required("trainings.plan", raise_exception=True)


def edition_of(request, edition_id):
    editions = Edition.objects.visible_to(request.user).with_dates().select_related("module")
    return get_object_or_404(editions, pk=edition_id)


def certificate_of(request, certificate_id):
    found = Certificate.objects.visible_to(request.user)
    found = found.select_related("person__user", "registration__edition__module")
    return get_object_or_404(found, pk=certificate_id)


@staff_only
@require_safe
def certificate_list(request, edition_id):
    """Per participant: yes, not yet or no, with the half-days that decide it, and the certificate that was issued."""
    edition = edition_of(request, edition_id)
    people = list(attending.sheet(edition).select_related("person").prefetch_related("certificates"))
    outcomes = certificates.outcomes(edition, people)
    rows = [(each, outcomes[each.pk], valid_one(each)) for each in people]
    context = {
        "edition": edition,
        "lead": title_of(edition),
        "rows": rows,
        "rule": list(certificates.rule_in_words(edition)),
        "to_issue": sum(outcome.verdict == certificates.Verdict.YES and not has for _who, outcome, has in rows),
        "issued": sum(has is not None for _who, _outcome, has in rows),
        "flagged": [has for _who, _outcome, has in rows if has and has.flagged_at],
        "to_fill_in": sum(bool(outcome.to_fill_in) for _who, outcome, _has in rows),
    }
    return render(request, "trainings/certificate_list.html", context)


def valid_one(registration):
    return next((each for each in registration.certificates.all() if each.is_valid), None)


@staff_only
@require_POST
def certificate_issue(request, edition_id):
    edition = edition_of(request, edition_id)
    issued = actions.issue_all(edition, by=request.user, now=timezone.now())
    told = ngettext("{n} certificate is issued and mailed.", "{n} certificates are issued and mailed.", len(issued))
    messages.success(request, told.format(n=len(issued)))
    return redirect("trainings:certificate_list", edition.pk)


@staff_only
@require_POST
def certificate_bundle(request, edition_id):
    """All certificates of an edition in one file, made in the background."""
    edition = edition_of(request, edition_id)
    job = jobs.ask(
        "certificates",
        title=format_lazy(gettext_lazy("Certificates of {edition}"), edition=edition.module.title_nl),
        task="trainings.tasks.bundle_certificates",
        arguments={"edition": edition.pk},
        by=request.user,
        right="trainings.plan",
    )
    return redirect(job)


@staff_only
@with_form
def certificate_rule_edit(request, edition_id):
    edition = edition_of(request, edition_id)
    form = RuleForm(request.POST if request.method == "POST" else None, edition=edition)
    if form.is_valid():
        actions.change_rule(edition, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("trainings:certificate_list", edition.pk)
    return render(request, "trainings/certificate_rule_edit.html", {"edition": edition, "form": form})


@require_safe
def certificate_download(request, certificate_id):
    """The paper itself, for its holder and for staff; only a valid one is still given."""
    certificate = certificate_of(request, certificate_id)
    if not certificate.is_valid:
        return redirect("trainings:certificate_check", certificate.code)
    headers = {"Content-Disposition": f'inline; filename="{papers.file_name_of(certificate)}"'}
    return HttpResponse(papers.certificate_pdf(certificate), content_type="application/pdf", headers=headers)


def end_certificate(request, certificate, form, template, deed, done):
    """Ask for a reason, and do the deed."""
    if form.is_valid():
        try:
            deed(certificate, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, done)
            return redirect(certificate)
    context = {"certificate": certificate, "edition": certificate.registration.edition, "form": form}
    return render(request, template, context)


@staff_only
@with_form
def certificate_revoke(request, certificate_id):
    certificate = certificate_of(request, certificate_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    done = _("The certificate is revoked. Whoever checks it reads that.")
    return end_certificate(request, certificate, form, "trainings/certificate_revoke.html", actions.revoke, done)


@staff_only
@with_form
def certificate_replace(request, certificate_id):
    certificate = certificate_of(request, certificate_id)
    initial = {"holder": certificate.person.full_name}
    form = ReplaceForm(request.POST if request.method == "POST" else None, initial=initial)
    done = _("There is a new certificate. Whoever checks the old one reads that.")
    return end_certificate(request, certificate, form, "trainings/certificate_replace.html", actions.replace, done)


@staff_only
@with_form
def certificate_keep(request, certificate_id):
    certificate = certificate_of(request, certificate_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    done = _("The certificate stays as it is.")
    return end_certificate(request, certificate, form, "trainings/certificate_keep.html", actions.keep, done)


@login_not_required
@require_safe
@never_cache
def certificate_check(request, code):
    """Whether a certificate is real, for whoever holds it: valid, replaced or revoked, and no more than it says."""
    certificate = get_object_or_404(Certificate.objects.checked_with(code))
    facts = papers.words_of(certificate, language=(get_language() or settings.LANGUAGE_CODE)[:2])
    context = {"certificate": certificate, "facts": facts, "states": CertificateState}
    response = render(request, "trainings/certificate_check.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


# --- Trainings of before ----------------------------------------------------------------------------


@staff_only
@with_form
def earlier_training_create(request):
    """Put a training of before, or of elsewhere, on somebody's learning path."""
    form = EarlierTrainingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.attest(by=request.user, today=timezone.localdate(), **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("It stands on the learning path now."))
            return redirect("trainings:earlier_training_create")
    context = {"form": form, "latest": EarlierTraining.objects.latest_for(request.user)}
    return render(request, "trainings/earlier_training_create.html", context)


@staff_only
@with_form
def earlier_training_withdraw(request, earlier_id):
    earlier = get_object_or_404(EarlierTraining.objects.visible_to(request.user), pk=earlier_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.withdraw_attested(earlier, by=request.user, today=timezone.localdate(), **form.cleaned_data)
        messages.success(request, _("It no longer stands on the learning path."))
        return redirect("trainings:earlier_training_create")
    return render(request, "trainings/earlier_training_withdraw.html", {"earlier": earlier, "form": form})

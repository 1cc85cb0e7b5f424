"""Issuing certificates, replacing and revoking them; what they show stands and falls with them."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import competences, todo
from portal.bilingual import in_both
from portal.post import actions as post
from portal.refused import Refused
from portal.trail import actions as trail
from trainings import certificates
from trainings.models import Certificate, CertificateSeries, CertificateState, EarlierTraining, Edition
from trainings.rules import attendance as attending
from trainings.rules import certificates as rules


@transaction.atomic
def issue(registration, *, by, now):
    """Give a participant the certificate that they earned, by name and number, and tell them."""
    edition = Edition.objects.hold(registration.edition_id)
    outcome = certificates.outcomes(edition, [registration])[registration.pk]
    is_earned = outcome.verdict == certificates.Verdict.YES
    if reasons := rules.issue_refusals(edition, registration, is_earned=is_earned):
        raise Refused(reasons)
    certificate = write(registration, edition, outcome, holder=registration.person.full_name, by=by, now=now)
    tell(certificate, "certificate_issued")
    return certificate


@transaction.atomic
def issue_all(edition, *, by, now):
    """Give everybody who earned a certificate theirs; who has one, keeps it. Returns the new ones."""
    edition = Edition.objects.hold(edition.pk)
    people = list(attending.sheet(edition).select_related("person__user", "edition__module"))
    outcomes = certificates.outcomes(edition, people)
    return [
        issue(each, by=by, now=now)
        for each in people
        if not rules.issue_refusals(edition, each, is_earned=outcomes[each.pk].verdict == certificates.Verdict.YES)
    ]


def write(registration, edition, outcome, *, holder, by, now):
    """Freeze what was earned, with one line of evidence for each competence; the caller holds the edition."""
    today = timezone.localdate(now)
    certificate = Certificate.objects.create(
        registration=registration,
        person=registration.person,
        year=today.year,
        number=CertificateSeries.objects.next_number(today.year),
        holder=" ".join(holder.split()),
        facts=frozen(registration, edition, outcome, by=by),
        issued_on=today,
        issued_by=by,
    )
    last_day = outcome.half_days[-1][0].date if outcome.half_days else today
    for taught in edition.module.module_competences.select_related("competence"):
        competences.evidence(
            registration.person,
            taught.competence,
            source=certificate,
            on=last_day,
            by=by,
            note=f"{edition.module.title_nl} ({certificate.reference})"[:200],
        )
    return certificate


def frozen(registration, edition, outcome, *, by):
    """What a certificate says, as plain values: a later change of module, name or rule leaves it as it is."""
    module = edition.module
    place = in_both(edition.place)
    signatory = getattr(by, "person", None)
    return {
        "module": {
            "code": module.code,
            "nl": module.title_nl,
            "en": module.title_en or module.title_nl,
            "version": module.version,
        },
        "half_days": [
            {
                "date": half_day.date.isoformat(),
                "from": f"{half_day.starts_at:%H:%M}",
                "to": f"{half_day.ends_at:%H:%M}",
                "minutes": minutes,
            }
            for half_day, minutes in outcome.half_days
        ],
        "minutes": outcome.minutes,
        "competences": [
            {
                "nl": taught.competence.title_nl,
                "en": taught.competence.title_en or taught.competence.title_nl,
            }
            for taught in module.module_competences.select_related("competence")
        ],
        "place": place,
        "trainers": [person.full_name for person in edition.trainers.all()],
        "signatory": settings.CERTIFICATE_SIGNATORY or (signatory.full_name if signatory else ""),
        "organisation": settings.ORGANISATION_NAME,
        "language": registration.person.language or settings.LANGUAGE_CODE,
    }


@transaction.atomic
def revoke(certificate, *, by, now, reason):
    """Take a certificate back, with the evidence that hung on it; whoever checks it reads that."""
    Edition.objects.hold(certificate.registration.edition_id)
    certificate = Certificate.objects.select_related("person__user", "registration__edition__module").get(
        pk=certificate.pk
    )
    if reasons := rules.end_refusals(certificate, reason=reason):
        raise Refused(reasons)
    end(certificate, CertificateState.REVOKED, by=by, now=now, reason=reason)
    tell(certificate, "certificate_revoked", reason=reason)
    return certificate


@transaction.atomic
def replace(certificate, *, holder, by, now, reason):
    """Issue a new version, with this name and the attendance as it stands now; the old one says so."""
    edition = Edition.objects.hold(certificate.registration.edition_id)
    certificate = Certificate.objects.select_related("registration__person__user").get(pk=certificate.pk)
    registration = certificate.registration
    outcome = certificates.outcomes(edition, [registration])[registration.pk]
    is_earned = outcome.verdict == certificates.Verdict.YES
    if reasons := rules.replace_refusals(certificate, holder=holder, reason=reason, is_earned=is_earned):
        raise Refused(reasons)
    end(certificate, CertificateState.REPLACED, by=by, now=now, reason=reason)
    renewed = write(registration, edition, outcome, holder=holder, by=by, now=now)
    certificate.replaced_by = renewed
    certificate.save(update_fields=["replaced_by"])
    tell(renewed, "certificate_issued")
    return renewed


def end(certificate, state, *, by, now, reason):
    """From now on this certificate holds no more, nor does what it showed."""
    today = timezone.localdate(now)
    certificate.state, certificate.ended_on, certificate.end_reason = state, today, reason.strip()[:200]
    certificate.flagged_at = None
    certificate.save(update_fields=["state", "ended_on", "end_reason", "flagged_at"])
    competences.withdraw(source=certificate, reason=reason, on=today)
    todo.done(source=certificate)
    sentence = _("A certificate was revoked") if state == CertificateState.REVOKED else _("A certificate was replaced")
    trail.write(sentence, by=by, about=certificate, change={"state": ["valid", str(state)]}, reason=reason)


@transaction.atomic
def keep(certificate, *, by, now, reason):
    """Somebody looked at a certificate whose attendance was corrected: it stays as it is."""
    if reasons := rules.end_refusals(certificate, reason=reason):
        raise Refused(reasons)
    certificate.flagged_at = None
    certificate.save(update_fields=["flagged_at"])
    todo.done(source=certificate)
    trail.write(_("A certificate was kept after a correction"), by=by, about=certificate, reason=reason)
    return certificate


@transaction.atomic
def attest(person, module, *, on, proof, by, today):
    """Put a training that somebody took before, or elsewhere, on their learning path, with how we know."""
    if reasons := rules.attest_refusals(person, module, on=on, proof=proof, today=today):
        raise Refused(reasons)
    earlier = EarlierTraining.objects.create(person=person, module=module, on=on, proof=proof.strip(), attested_by=by)
    for taught in module.module_competences.select_related("competence"):
        note = f"{module.title_nl}: {proof.strip()}"[:200]
        competences.evidence(person, taught.competence, source=earlier, on=on, by=by, note=note)
    trail.write(_("An earlier training was attested"), by=by, about=person)
    return earlier


@transaction.atomic
def withdraw_attested(earlier, *, by, today, reason):
    """Take an earlier training off a learning path, with the evidence that hung on it."""
    if not reason.strip():
        raise Refused([rules.CertificateRefusal.NO_REASON])
    earlier.withdrawn_on = today
    earlier.save(update_fields=["withdrawn_on"])
    competences.withdraw(source=earlier, reason=reason, on=today)
    trail.write(_("An earlier training was taken back"), by=by, about=earlier.person, reason=reason)
    return earlier


@transaction.atomic
def change_rule(edition, *, min_half_days, min_hours_percent, mandatory, by):
    """Say what this edition asks for a certificate; certificates that were issued stay."""
    edition = Edition.objects.hold(edition.pk)
    before = [edition.min_half_days, edition.min_hours_percent]
    edition.min_half_days, edition.min_hours_percent = min_half_days, min_hours_percent
    edition.save(update_fields=["min_half_days", "min_hours_percent"])
    wanted = {each.pk for each in mandatory}
    for half_day in edition.half_days.all():
        if half_day.is_mandatory != (half_day.pk in wanted):
            half_day.is_mandatory = half_day.pk in wanted
            half_day.save(update_fields=["is_mandatory"])
    change = {"rule": [before, [min_half_days, min_hours_percent]]}
    trail.write(_("The rule for a certificate was changed"), by=by, about=edition, change=change)
    return edition


def tell(certificate, what, **context):
    """Put the mail about a certificate in the outbox."""
    post.send(
        certificate.person,
        f"trainings/mail/{what}",
        {"certificate": certificate, "edition": certificate.registration.edition, **context},
    )

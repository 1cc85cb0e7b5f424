"""When a certificate may be issued, replaced or revoked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trainings.models import EarlierTraining


class CertificateRefusal(models.TextChoices):
    """Why a deed with a certificate is not possible, as a sentence for who tried."""

    NONE_GIVEN = "none-given", _("This edition gives no certificate.")
    NOT_EARNED = "not-earned", _("This person does not have what the certificate asks.")
    ISSUED = "issued", _("This person has a certificate already.")
    ENDED = "ended", _("This certificate was replaced or revoked already.")
    NO_REASON = "no-reason", _("Say why: whoever checks the certificate later reads it with us.")
    NO_NAME = "no-name", _("A certificate needs a name.")
    IN_THE_FUTURE = "in-the-future", _("This day has not come yet.")
    ATTESTED = "attested", _("This training stands on this person's learning path already.")
    NO_PROOF = "no-proof", _("Say how we know: a certificate on paper, a list of participants, a colleague.")


def issue_refusals(edition, registration, *, is_earned):
    """Every reason why this participant gets no certificate now."""
    rules = (
        (CertificateRefusal.NONE_GIVEN, not edition.gives_certificate),
        (CertificateRefusal.NOT_EARNED, edition.gives_certificate and not is_earned),
        (CertificateRefusal.ISSUED, registration.certificates.valid().exists()),
    )
    return [refusal for refusal, applies in rules if applies]


def end_refusals(certificate, *, reason):
    """Every reason why this certificate cannot be revoked or replaced."""
    rules = (
        (CertificateRefusal.ENDED, not certificate.is_valid),
        (CertificateRefusal.NO_REASON, not reason.strip()),
    )
    return [refusal for refusal, applies in rules if applies]


def replace_refusals(certificate, *, holder, reason, is_earned):
    """Every reason why this certificate cannot be replaced by a new version."""
    rules = (
        (CertificateRefusal.NO_NAME, not holder.strip()),
        (CertificateRefusal.NOT_EARNED, not is_earned),
    )
    return end_refusals(certificate, reason=reason) + [refusal for refusal, applies in rules if applies]


def attest_refusals(person, module, *, on, proof, today):
    """Every reason why an earlier training cannot be attested."""
    standing = EarlierTraining.objects.standing().filter(person=person, module=module)
    rules = (
        (CertificateRefusal.IN_THE_FUTURE, on > today),
        (CertificateRefusal.NO_PROOF, not proof.strip()),
        (CertificateRefusal.ATTESTED, standing.exists()),
    )
    return [refusal for refusal, applies in rules if applies]

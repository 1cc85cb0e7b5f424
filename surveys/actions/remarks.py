"""What somebody who answers says is wrong in the register."""

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members import todo
from members.models import Role
from surveys.models import RegisterRemark


@transaction.atomic
def remark_on_register(person, municipality, text, *, today):
    """Put on the list of the team that something in the register is wrong; it says nothing of any survey."""
    remark = RegisterRemark.objects.create(person=person, municipality=municipality, text=text, made_on=today)
    title = _("Look at what somebody says is wrong in the register")
    if municipality:
        title = format_lazy(_("Something is wrong in the register: {place}"), place=municipality.name)
    todo.ask(Role.STAFF, title=title, url=remark.get_absolute_url(), source=remark)
    return remark


@transaction.atomic
def handle_remark(remark, *, today):
    """The register was looked at: what was written is handled."""
    remark.handled_on = today
    remark.save(update_fields=["handled_on"])
    todo.done(source=remark)
    return remark

"""Making two records of one human one, and two again."""

from datetime import date

from django.core import serializers
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import NotTheSame, Person, PersonEmail, PersonMerge, RoleAssignment
from members.repointing import point_back, repoint
from members.rules import merging_people as rules
from members.rules.merging_people import Refusal
from portal.accounts import has_verified_address
from portal.doors import PERSON_MERGE
from portal.models import User
from portal.refused import Refused
from portal.trail import actions as trail

FILLED = ("phone", "birth_year", "guardian_consent_on")  # what the kept record takes over where it says nothing
OF_RECORDS = (Person, PersonMerge, NotTheSame, RoleAssignment)  # these say who is who, or are moved one by one


@transaction.atomic
def merge_people(kept, gone, *, by, today, now=None):
    """Let `kept` be the one record: all that `gone` did and is moves to it, and an address of `gone` leads to it."""
    kept, gone = _hold_both(kept, gone)
    if reasons := rules.merge_refusals(kept, gone, by=by, today=today):
        raise Refused(reasons)

    moved = {"roles": _move_roles(kept, gone), "rows": _move_rows(kept, gone)}
    moved |= _move_identity(kept, gone, today=today)
    everything = {"members": moved} | {name: supply.do(kept, gone) for name, supply in PERSON_MERGE.items()}
    merge = PersonMerge.objects.create(kept=kept, gone=gone, by=by, at=now or timezone.now(), moved=everything)
    trail.write(_("Two records of one person were merged"), by=by, about=kept, change={"record": [gone.pk, kept.pk]})
    return merge


@transaction.atomic
def undo_merge(merge, *, by, today, now=None):
    """Make two records again of what was merged, each with what it had."""
    kept, gone = _hold_both(merge.kept, merge.gone)
    merge = PersonMerge.objects.select_related("kept", "gone").get(pk=merge.pk)
    if reasons := rules.undo_refusals(merge, by=by, today=today):
        raise Refused(reasons)

    for name, supply in PERSON_MERGE.items():
        if name in merge.moved:
            supply.undo(kept, gone, merge.moved[name])
    moved = merge.moved["members"]
    _give_identity_back(kept, gone, moved)
    for model, field in _pointing_at_people():
        point_back(model._default_manager, field, kept, gone, moved["rows"].get(f"{model._meta.label}.{field}", ()))
    _give_roles_back(kept, gone, moved["roles"])
    merge.undone_at = now or timezone.now()
    merge.save(update_fields=["undone_at"])
    trail.write(_("A merge of two records was undone"), by=by, about=gone, change={"record": [kept.pk, gone.pk]})
    return merge


@transaction.atomic
def tell_apart(first, second, *, by, now=None):
    """Remember that these are two people, so that nobody proposes them again."""
    first, second = sorted((first, second), key=lambda person: person.pk)
    if first == second:
        raise Refused([Refusal.SAME_RECORD])
    pair, is_new = NotTheSame.objects.get_or_create(
        first=first, second=second, defaults={"by": by, "at": now or timezone.now()}
    )
    if is_new:
        trail.write(
            _("Two records were told apart"), by=by, about=first, change={"pair": [None, [first.pk, second.pk]]}
        )
    return pair


def preview_merge(kept, gone):
    """What would move: [(sentence, number)], without what is not there."""
    counted = [(_("roles"), gone.roles.count()), (_("e-mail addresses"), bool(gone.email) + gone.other_emails.count())]
    for model, field in _pointing_at_people():
        if model is not PersonEmail and not model._meta.auto_created:
            number = model._default_manager.filter(**{field: gone}).count()
            counted.append((model._meta.verbose_name_plural, number))
    for _name, supply in PERSON_MERGE.items():
        counted += supply.preview(kept, gone)
    return [(sentence, number) for sentence, number in counted if number]


def _hold_both(kept, gone):
    """Both records, held in the order of their ids: two merges of the same pair never wait for each other."""
    held = {pk: Person.objects.hold(pk) for pk in sorted({kept.pk, gone.pk})}
    return held[kept.pk], held[gone.pk]


def _pointing_at_people():
    """Every (model, field) of this app with which rows point at people, but for what is moved with care."""
    for relation in Person._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and not relation.many_to_many:  # the rows of those are here
            model = relation.related_model
            if model._meta.app_label == Person._meta.app_label and model not in OF_RECORDS:
                yield model, relation.field.name


def _move_rows(kept, gone):
    moved = {}
    for model, field in _pointing_at_people():
        if pks := repoint(model._default_manager, field, kept, gone):
            moved[f"{model._meta.label}.{field}"] = pks
    return moved


# --- Roles ------------------------------------------------------------------------------------------


def _move_roles(kept, gone):
    """Give the roles of `gone` to `kept`; what both held becomes one, and no day on which one of them held it is lost.

    A role that both held is kept word for word; what `kept` held at the same time is noted before and after.
    """
    moved, folded, added, changed = [], [], [], {}
    for role in gone.roles.order_by("starts_on", "pk"):
        same = kept.roles.filter(role_type=role.role_type, municipality=role.municipality)
        overlapping = list(same.overlapping(role.starts_on, role.ends_on).order_by("starts_on", "pk"))
        if not overlapping:
            RoleAssignment.objects.filter(pk=role.pk).update(person=kept)
            moved.append(role.pk)
            continue
        for each in overlapping:
            changed.setdefault(str(each.pk), {"before": rules.facts_of(each)})
        functions = list(role.functions.all())
        folded.append(serializers.serialize("json", [role]))
        role.delete()
        if len(overlapping) == 1 and _can_stretch(overlapping[0], role, same):
            _stretch(overlapping[0], role)
        else:
            added += _fill_between(overlapping, role, functions, kept)
        for each in overlapping:
            _take_over(each, role, functions)
    for pk, facts in changed.items():
        facts["after"] = rules.facts_of(RoleAssignment.objects.get(pk=pk))
    pieces = {str(each.pk): rules.facts_of(each) for each in RoleAssignment.objects.filter(pk__in=added)}
    return {"moved": moved, "folded": folded, "changed": changed, "added": pieces}


def _both(into, role):
    """The days of two periods that touch, as [starts_on, ends_on)."""
    ends_on = max(into.ends_on, role.ends_on) if into.ends_on and role.ends_on else None
    return min(into.starts_on, role.starts_on), ends_on


def _can_stretch(into, role, same):
    return not same.exclude(pk=into.pk).overlapping(*_both(into, role)).exists()


def _stretch(into, role):
    """Let one role last as long as both did."""
    into.starts_on, into.ends_on = _both(into, role)
    into.save(update_fields=["starts_on", "ends_on"])


def _fill_between(overlapping, role, functions, kept):
    """Let `kept` hold the days of a role that none of the overlapping ones has, as periods of their own; their ids."""
    gaps, day = [], role.starts_on
    for each in overlapping:
        if day is not None and day < each.starts_on:
            gaps.append((day, each.starts_on))
        day = None if day is None or each.ends_on is None else max(day, each.ends_on)
    if day is not None and (role.ends_on is None or day < role.ends_on):
        gaps.append((day, role.ends_on))

    added = []
    for starts_on, ends_on in gaps:
        piece = RoleAssignment.objects.create(
            person=kept,
            role_type=role.role_type,
            municipality=role.municipality,
            starts_on=starts_on,
            ends_on=ends_on,
            working_time=role.working_time,
            source=role.source,
            confirmed_on=role.confirmed_on,
        )
        piece.functions.set(functions)
        added.append(piece.pk)
    return added


def _take_over(into, role, functions):
    """Let a role say what the other one said of the same days, where it says nothing itself."""
    into.working_time = into.working_time or role.working_time
    into.source = into.source or role.source
    if role.confirmed_on and into.is_active_on(role.confirmed_on):
        into.confirmed_on = max(filter(None, (into.confirmed_on, role.confirmed_on)))
    into.save(update_fields=["working_time", "source", "confirmed_on"])
    into.functions.add(*functions)


def _give_roles_back(kept, gone, roles):
    """Give each record the roles that it had; what somebody changed since, apart from its days, stays."""
    RoleAssignment.objects.filter(pk__in=roles["moved"], person=kept).update(person=gone)
    for pk, facts in roles["changed"].items():
        role = RoleAssignment.objects.get(pk=pk)
        now, before, after = rules.facts_of(role), facts["before"], facts["after"]
        back = {name: before[name] for name in now if now[name] == after[name]}
        if "functions" in back:
            role.functions.set(back.pop("functions"))
        RoleAssignment.objects.filter(pk=pk).update(**back)
    RoleAssignment.objects.filter(pk__in=roles["added"], person=kept).delete()
    for folded in roles["folded"]:
        for restored in serializers.deserialize("json", folded):
            restored.save()


# --- Addresses, accounts and what else says who somebody is -------------------------------------------


def _move_identity(kept, gone, *, today):
    before = {"kept": _identity(kept), "gone": _identity(gone)}
    address, account = gone.email, gone.user
    closes = account is not None and kept.user is not None and account.is_active
    takes_account = account is not None and kept.user is None
    gone.merged_into, gone.email = kept, ""
    if takes_account:
        gone.user = None
    gone.save()
    if closes:
        User.objects.filter(pk=account.pk).update(is_active=False)

    for field in FILLED:
        setattr(kept, field, getattr(kept, field) or getattr(gone, field))
    extra = address
    if takes_account:  # one logs in with the address of the account, so mail goes there too
        kept.user, kept.email, extra = account, address, kept.email
    elif not kept.email:
        kept.email, extra = address, ""
    kept.save()
    added = []
    if extra and not PersonEmail.objects.filter(address=extra, ends_on__isnull=True).exists():
        is_verified = account is not None and has_verified_address(account)
        added.append(kept.other_emails.create(address=extra, starts_on=today, is_verified=is_verified).pk)
    after = {"kept": _identity(kept)}
    return {"before": before, "after": after, "added_emails": added, "closed_account": account.pk if closes else None}


def _give_identity_back(kept, gone, moved):
    PersonEmail.objects.filter(pk__in=moved["added_emails"]).delete()
    now, after, before = _identity(kept), moved["after"]["kept"], moved["before"]
    unchanged = {field: before["kept"][field] for field in now if now[field] == after[field]}
    _take_identity(kept, unchanged)
    kept.save()
    gone.merged_into = None
    lost_account = before["gone"]["user"] is not None and kept.user_id == before["gone"]["user"]
    _take_identity(gone, {**before["gone"], **({"user": None} if lost_account else {})})
    gone.save()
    if moved["closed_account"]:
        User.objects.filter(pk=moved["closed_account"]).update(is_active=True)


def _identity(person):
    """Who somebody is, as plain values."""
    return {
        "email": person.email,
        "user": person.user_id,
        "phone": person.phone,
        "birth_year": person.birth_year,
        "guardian_consent_on": _iso(person.guardian_consent_on),
    }


def _take_identity(person, values):
    for field, value in values.items():
        if field == "user":
            person.user_id = value
        elif field == "guardian_consent_on":
            person.guardian_consent_on = _day(value)
        else:
            setattr(person, field, value)


def _iso(day):
    return day.isoformat() if day else None


def _day(text):
    return date.fromisoformat(text) if text else None

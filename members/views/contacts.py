from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members import access
from members.actions import contacts as actions
from members.actions import outreach
from members.contact_lists import ContactList
from members.forms.contacts import (
    AnswerForm,
    ContactFilterForm,
    ContactWithdrawForm,
    FollowUpForm,
    MomentEntryForm,
    QuestionForm,
    initial_of,
    need_rows,
)
from members.forms.outreach import places_on
from members.models import ContactMoment, FollowUp, OutreachTarget, Role
from members.rules import contacts as rules
from portal.housestyle import exports
from portal.housestyle.paging import page_of
from portal.methods import with_form
from portal.refused import Refused

GUIDANCE = "begeleiding"

read_contacts = permission_required("members.read_contacts", raise_exception=True)
write_contacts = permission_required("members.write_contacts", raise_exception=True)
may_ask = permission_required("members.ask_question", raise_exception=True)


@require_safe
@read_contacts
def contact_list(request):
    """What we heard, the last on top: all for the team, the shared part of their own place for members."""
    user, today = request.user, timezone.localdate()
    sees_all = user.has_perm("members.see_contacts")
    form = ContactFilterForm(request.GET, team=rules.team(on=today) if sees_all else ())
    contacts = ContactMoment.objects.visible_to(user).select_related("municipality", "theme")
    wanted = form.narrow(contacts.prefetch_related("staff", "needs__need", "follow_ups"))
    if exports.is_asked_for(request):
        return exports.download(request, ContactList(), wanted)
    page = page_of(request, wanted)
    context = {
        "page": page,
        "form": form,
        "kinds": form.options("kind", _("Everything")),
        "is_open": form.chosen("is_open"),
        "sees_all": sees_all,
    }
    return render(request, "members/contact_list.html", context)


@write_contacts
@with_form
def contact_create(request):
    """Write down a contact moment: in half a minute, on a phone."""
    user, today = request.user, timezone.localdate()
    target = target_of(request)
    data = request.POST if request.method == "POST" else None
    form = MomentEntryForm(
        data, today=today, me=access.person_of(user), initial=first_answers(request, target, today=today)
    )
    needs = need_rows(data)

    if form.is_valid() and needs.is_valid():
        answers = {"by": user, "today": today, **form.answers(needs.answers())}
        try:
            contact = (
                outreach.hold_visit(target, **answers)
                if target
                else actions.record_contact(answers.pop("municipality"), **answers)
            )
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Written down."))
            return redirect(contact)

    context = {"form": form, "needs": needs, "target": target, "places": places_on(today)}
    return render(request, "members/contact_create.html", context)


def target_of(request):
    """The visit that is being written down, if the address names one."""
    number = request.GET.get("doel", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    targets = OutreachTarget.objects.visible_to(request.user).select_related("municipality", "campaign")
    return get_object_or_404(targets, pk=number)


def first_answers(request, target, *, today):
    """What the form begins with: the municipality of the address, or the visit as it was planned."""
    if target:
        planned = target.planned_on
        return {
            "municipality": rules.written(target.municipality),
            "form": target.form or "physical",
            "started_by": "team",
            "on": planned if planned and planned <= today else today,
        }
    place = rules.place_named(request.GET.get("gemeente", ""), on=today)
    return {"municipality": rules.written(place)} if place else {}


@write_contacts
@require_safe
def contact_people(request):
    """The people of the municipality that was just chosen, to be ticked."""
    form = MomentEntryForm(request.GET, today=timezone.localdate())
    return render(request, "members/_contact_people.html", {"form": form})


@require_safe
@read_contacts
def contact_detail(request, moment_id):
    """One contact moment: the shared part for the municipality, everything for the team."""
    contact = contact_for(request, moment_id)
    sees_all = request.user.has_perm("members.see_contacts")
    writes = request.user.has_perm("members.write_contacts")
    me, today = access.person_of(request.user), timezone.localdate()
    context = {
        "contact": contact,
        "needs": contact.needs.select_related("need"),
        "sees_all": sees_all,
        "writes": writes,
        "follow_ups": contact.follow_ups.select_related("owner") if sees_all else [],
        "target": OutreachTarget.objects.visible_to(request.user).of_contact(contact).first() if sees_all else None,
        "follow_up_form": FollowUpForm(today=today, me=me) if writes else None,
        "answer_form": AnswerForm() if writes and contact.waits_for_an_answer else None,
    }
    return render(request, "members/contact_detail.html", context)


def contact_for(request, moment_id):
    contacts = ContactMoment.objects.visible_to(request.user).select_related("municipality", "theme", "asked_by__user")
    return get_object_or_404(contacts.prefetch_related("staff", "participants"), pk=moment_id)


@write_contacts
@with_form
def contact_edit(request, moment_id):
    contact, today = contact_for(request, moment_id), timezone.localdate()
    data = request.POST if request.method == "POST" else None
    form = MomentEntryForm(data, today=today, contact=contact, initial=initial_of(contact))
    needs = need_rows(data, contact=contact)

    if form.is_valid() and needs.is_valid():
        try:
            actions.change_contact(contact, by=request.user, today=today, **form.answers(needs.answers()))
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Saved."))
            return redirect(contact)

    context = {"contact": contact, "form": form, "needs": needs, "places": places_on(today)}
    return render(request, "members/contact_edit.html", context)


@write_contacts
@with_form
def contact_withdraw(request, moment_id):
    contact = contact_for(request, moment_id)
    form = ContactWithdrawForm(request.POST if request.method == "POST" else None)

    if form.is_valid():
        try:
            actions.withdraw_contact(contact, by=request.user, **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Taken back. It counts nowhere any more."))
            return redirect("members:contact_list")

    return render(request, "members/contact_withdraw.html", {"contact": contact, "form": form})


@write_contacts
@with_form
def contact_answer(request, moment_id):
    """Answer a question that a member asked through the portal."""
    contact = contact_for(request, moment_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)

    if form.is_valid():
        try:
            actions.answer_question(
                contact,
                by=request.user,
                now=timezone.now(),
                person=access.person_of(request.user),
                **form.cleaned_data,
            )
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Answered. Whoever asked gets a mail."))
            return redirect(contact)

    return render(request, "members/contact_answer.html", {"contact": contact, "form": form})


@write_contacts
@with_form
def follow_up_create(request, moment_id):
    contact, today = contact_for(request, moment_id), timezone.localdate()
    data = request.POST if request.method == "POST" else None
    form = FollowUpForm(data, today=today, me=access.person_of(request.user))

    if form.is_valid():
        try:
            actions.add_follow_up(contact, today=today, **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("It stands on the list of whoever will do it."))
            return redirect(contact)

    return render(request, "members/follow_up_create.html", {"contact": contact, "form": form})


@write_contacts
@require_POST
def follow_up_done(request, follow_up_id):
    follow_ups = FollowUp.objects.visible_to(request.user).select_related("contact")
    follow_up = get_object_or_404(follow_ups, pk=follow_up_id)
    try:
        actions.finish_follow_up(follow_up, by=request.user, now=timezone.now())
    except Refused as refused:
        refused.say(request)
    else:
        messages.success(request, _("Done. It has left the list."))
    return redirect(follow_up.contact)


@may_ask
@with_form
def question_ask(request):
    """A member asks us something, and finds what was asked and answered before."""
    person, today = access.person_of(request.user), timezone.localdate()
    places = access.municipalities_of(person, Role.OFFICER, Role.MANAGER, day=today)
    is_guidance = request.GET.get("over") == GUIDANCE
    text = _("We would like some guidance, made to measure. It is about: ") if is_guidance else ""
    data = request.POST if request.method == "POST" else None
    form = QuestionForm(data, places=places, initial={"text": text})

    if not form.places:
        form.fields.clear()
    elif form.is_valid():
        try:
            actions.ask_question(person, today=today, **form.answers())
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Your question is with us. You get a mail as soon as there is an answer."))
            return redirect("members:question_ask")

    context = {
        "form": form,
        "has_place": bool(form.places),
        "is_guidance": is_guidance,
        "page": page_of(request, ContactMoment.objects.asked_by_member(person), per_page=10),
    }
    return render(request, "members/question_ask.html", context)

"""Planning what happens to territory, deciding about it, carrying it out and undoing that."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from members import actions, audit, todo, touchpoints
from members.actions import engagement
from members.models import (
    Choice,
    EngagementSnapshot,
    EventStatus,
    Membership,
    Municipality,
    NetworkArea,
    NetworkAreaMembership,
    OutreachTarget,
    Province,
    Question,
    Role,
    RoleAssignment,
    TargetState,
    TerritorialEvent,
    Todo,
    TouchpointKind,
    Vacancy,
    YouthRegionMembership,
    YouthService,
)
from members.rules import decisions
from members.rules import mergers as rules
from members.rules.mergers import Successor
from members.tests import factories as members
from portal.pointers import key_of
from portal.refused import Refused
from portal.trail.models import Line

pytestmark = pytest.mark.django_db

DAY = date(2026, 1, 1)
TODAY = date(2025, 11, 1)

MOVED = {  # open matters: closed in what ends, and going on in what comes out
    *("MunicipalityProvince", "RoleAssignment", "Membership", "YouthRegionMembership", "NetworkAreaMembership"),
    *("Vacancy", "YouthService", "OutreachTarget", "TerritorialParty"),
}
FACTS = {  # of the moment, or to be decided by people: they stay where they are, and lineage finds them
    *("PopulationFigure", "StaffingFigure", "MunicipalityAlias", "BillingDetails", "PurchaseOrder", "FeeAssessment"),
    *("Claim", "ConfirmationRequest", "ContactMoment", "Touchpoint", "EngagementSnapshot", "EngagementDisclosure"),
    *("YouthCouncil",),
}


def related_to(model):
    """What in the register points at a row of `model`."""
    relations = [each for each in model._meta.get_fields(include_hidden=True) if each.one_to_many or each.one_to_one]
    return [each for each in relations if not each.concrete and each.related_model._meta.app_label == "members"]


@pytest.fixture
def admin():
    return members.user_with(Role.ADMIN)


@pytest.fixture
def three():
    return [members.municipality(name) for name in ("Galmaarden", "Gooik", "Herne")]


def executed(event, admin, **choices):
    if choices:
        answers = {(each.question, each.about): choices[each.name.replace("-", "_")] for each in asked(event, choices)}
        actions.decide_about_event(event, answers, by=admin)
    return actions.execute_event(event, by=admin, today=TODAY)


def asked(event, choices):
    return [each for each in decisions.questions(event) if each.name.replace("-", "_") in choices]


def places(model, day, **filters):
    return sorted(model.objects.active_on(day).filter(**filters).values_list("municipality__name", flat=True))


def refusals_of(*predecessors, **fields):
    with pytest.raises(Refused) as refused:
        members.merger_plan(*predecessors, **fields)
    return [str(message) for message in refused.value.messages]


def refused(deed, *args, **kwargs):
    with pytest.raises(Refused) as refusal:
        deed(*args, **kwargs)
    return [str(message) for message in refusal.value.messages]


# --- Preparing --------------------------------------------------------------------------------------


def test_a_plan_changes_nothing_but_stands_there(three, admin):
    plan = members.merger_plan(*three, name="Pajottegem", by=admin)

    assert plan.title == "Galmaarden + Gooik + Herne → Pajottegem"
    assert plan.status == EventStatus.ANNOUNCED
    assert Municipality.objects.filter(name="Pajottegem").count() == 0
    assert Municipality.objects.filter(valid_to=None).count() == 3
    assert Line.objects.get().about == key_of(plan)


def test_a_plan_that_was_decided_asks_an_administrator_to_carry_it_out(three, admin):
    announced = members.merger_plan(*three, by=admin)

    assert not Todo.objects.exists()

    actions.change_plan(
        announced,
        effective_on=DAY,
        predecessors=three,
        successors=rules.successors_of(announced),
        by=admin,
        decided_on=date(2025, 6, 1),
    )

    assert Todo.objects.get().due_on == DAY
    assert TerritorialEvent.objects.get().status == EventStatus.DECIDED


def test_a_municipality_that_ended_cannot_merge_again(three, admin):
    gone = members.municipality("Zwijndrecht", valid_to=date(2025, 1, 1))

    assert refusals_of(three[0], gone) == [
        "Zwijndrecht ends on 1-1-2025 already, in another event. Choose the municipality that came after it."
    ]
    assert TerritorialEvent.objects.count() == 0
    assert members.merger_plan(*three[:2], by=admin).pk


def test_a_nis_code_that_is_in_use_is_refused_and_one_in_another_plan_too(three, admin):
    taken = members.municipality("Lier", nis_code="90999")
    new = Successor(None, "90999", "Nieuwdorp", Province.ANTWERP)

    assert refusals_of(*three[:2], successors=[new]) == [
        "NIS code 90999 belongs to Lier. A new municipality gets a code of its own."
    ]

    new = new._replace(nis_code="90998")
    members.merger_plan(*three[:2], successors=[new], by=admin)

    assert refusals_of(three[2], taken, successors=[new]) == [
        "NIS code 90998 is in another plan already, for Nieuwdorp."
    ]


@pytest.mark.parametrize(("day", "is_refused"), [(date(2025, 1, 1), True), (date(2025, 1, 2), False)])
def test_a_day_before_one_of_them_existed_is_refused(three, day, is_refused):
    young = members.municipality("Pelt", valid_from=date(2025, 1, 1))

    if is_refused:
        sentences = refusals_of(three[0], young, on=day)
        assert sentences[0] == "Pelt exists since 1-1-2025: choose a later day for this event."
    else:
        assert members.merger_plan(three[0], young, on=day).pk


def test_one_alone_is_no_merger_and_nobody_absorbs_itself(three):
    assert refusals_of(three[0]) == ["A merger needs at least two municipalities."]
    assert refusals_of(three[0], kind="absorption", successors=[Successor(three[0])]) == [
        "A municipality cannot absorb itself: name another one that goes into it."
    ]
    assert refusals_of(three[0], kind="split", successors=[Successor(three[1])]) == [
        "A split needs at least two municipalities that come out of it."
    ]


def test_a_circle_is_refused_in_a_plan_and_in_the_official_tables(three, admin):
    first, second = three[:2]
    executed(members.merger_plan(first, kind="absorption", successors=[Successor(second)]), admin)

    assert refusals_of(second, kind="absorption", successors=[Successor(first)], on=date(2027, 1, 1)) == [
        "Galmaarden ends on 1-1-2026 already, in another event. Choose the municipality that came after it."
    ]
    with pytest.raises(Refused) as refused:
        actions.record_merger(first, [second], on=date(2027, 1, 1))
    assert "circle" in str(refused.value)
    assert TerritorialEvent.objects.count() == 1


def test_one_in_two_plans_is_a_warning_and_the_second_one_is_refused_when_it_is_carried_out(three, admin):
    plan = members.merger_plan(*three[:2])
    other = members.merger_plan(three[0], three[2], on=date(2027, 1, 1))

    assert [str(sentence) for sentence in rules.warnings(other)] == [
        "Galmaarden is part of another plan too, for 1-1-2026. The one that is carried out last will be refused."
    ]

    executed(plan, admin)
    with pytest.raises(Refused):
        executed(other, admin)


# --- What is counted, and what is decided -----------------------------------------------------------


def test_the_preview_counts_what_is_open_and_changes_nothing(three):
    people = [members.person(municipality=place) for place in three]
    members.role(people[0], "alderman", three[1], until=date(2025, 1, 1))
    for place in three[:2]:
        actions.join(place, on=members.LONG_AGO)
    members.youth_region("pajottenland", *three)
    plan = members.merger_plan(*three)

    counted = {str(what): number for what, number in dict(actions.preview_event(plan))["members"]}

    assert counted == {
        "roles go to the heir": 3,
        "memberships end or go on": 2,
        "places in youth regions": 3,
    }
    assert RoleAssignment.objects.filter(ends_on=None).count() == 3


def test_a_region_that_all_belong_to_goes_along_unless_somebody_says_no(three, admin):
    region = members.youth_region("pajottenland", *three)
    plan = members.merger_plan(*three, name="Pajottegem")

    (question,) = [each for each in decisions.questions(plan) if each.question == Question.YOUTH_REGION]

    assert (question.is_mismatch, question.holds, question.is_open) == (False, Choice.KEEP, False)
    executed(plan, admin)
    assert places(YouthRegionMembership, DAY, region=region) == ["Pajottegem"]
    assert places(YouthRegionMembership, DAY - timedelta(days=1), region=region) == ["Galmaarden", "Gooik", "Herne"]


@pytest.mark.parametrize(("choice", "in_region"), [(Choice.JOIN, ["Lochristi"]), (Choice.LEAVE, [])])
def test_a_region_that_not_all_belong_to_waits_for_a_decision(admin, choice, in_region):
    wachtebeke, lochristi = members.municipality("Wachtebeke"), members.municipality("Lochristi")
    region = members.youth_region("meetjesland", wachtebeke)
    plan = members.merger_plan(wachtebeke, lochristi, name="Lochristi")

    (question,) = [each for each in decisions.questions(plan) if each.is_mismatch]

    assert "In Meetjesland: Wachtebeke. Not in it: Lochristi." in str(question.why)
    assert [str(sentence) for sentence in rules.warnings(plan)] == [str(question.why)]
    with pytest.raises(Refused) as refused:
        executed(plan, admin)
    assert "Something is still to be decided" in str(refused.value)
    assert Municipality.objects.filter(valid_to=None).count() == 2

    actions.decide_about_event(plan, {(Question.YOUTH_REGION, key_of(region)): choice}, by=admin, note="The council.")
    executed(plan, admin)

    assert places(YouthRegionMembership, DAY, region=region) == in_region
    line = Line.objects.filter(kind="approval").order_by("pk").first()
    assert (line.reason, list(line.change.values())) == ("The council.", [["", choice]])


def test_of_two_network_areas_one_is_chosen_and_of_one_nobody_asks(three, admin):
    areas = [NetworkArea.objects.create(code=f"a{n}", name=f"Area {n}", province=Province.ANTWERP) for n in range(2)]
    for place, area in ((three[0], areas[0]), (three[1], areas[0]), (three[2], areas[1])):
        area.memberships.create(municipality=place, starts_on=members.LONG_AGO)
    same, differ = members.merger_plan(*three[:2], name="Samen"), members.merger_plan(*three[1:], name="Anders")

    assert [each.is_open for each in decisions.questions(same)] == [False]
    assert [each.is_open for each in decisions.questions(differ)] == [True]

    for wrong in ({(Question.NETWORK_AREA, ""): "0"}, {(Question.NETWORK_AREA, "members.networkarea:1"): areas[0].pk}):
        assert len(refused(actions.decide_about_event, differ, wrong, by=admin)) == 1
    actions.decide_about_event(differ, {(Question.NETWORK_AREA, ""): str(areas[1].pk)}, by=admin)
    executed(differ, admin)

    assert Municipality.objects.get(name="Anders").network_areas.get().area == areas[1]


def test_a_plan_that_no_form_made_is_asked_for_what_its_kind_needs(three):
    one, other = Successor(three[0]), Successor(three[1], name="Nieuwnaam", province=Province.LIMBURG)
    new = Successor(None, "90999", "Nieuwdorp", Province.ANTWERP)

    def asked_of(kind, *successors, into=three[:1]):
        return rules.plan_refusals(kind, effective_on=DAY, predecessors=into, successors=list(successors))

    merger, name = (
        "A merger makes one new municipality: name that one, and no other.",
        "Give the municipality one new name.",
    )
    province, absorbs = (
        "Choose one new province for the municipality.",
        "Name the municipality that absorbs the others.",
    )
    facts = "Give a new municipality its name, its NIS code and its province."
    assert asked_of("merger", new, into=three) == []
    assert asked_of("merger", into=three) == [merger]
    assert asked_of("merger", new, new._replace(nis_code="90998"), into=three) == [merger]
    assert asked_of("merger", Successor(three[0]), into=three) == [merger]
    assert asked_of("merger", new._replace(nis_code="9099"), into=three) == [facts]
    assert asked_of("merger", new._replace(province="1"), into=three) == [facts]
    assert asked_of("renaming", Successor(three[0], name="Nieuwnaam")) == []
    assert asked_of("renaming") == asked_of("renaming", one) == asked_of("renaming", other) == [name]
    assert asked_of("province-change", Successor(three[0], province=Province.LIMBURG)) == []
    assert asked_of("province-change") == asked_of("province-change", one) == [province]
    assert asked_of("province-change", other) == [province]
    assert asked_of("absorption", new) == asked_of("absorption", one, other, into=three) == [absorbs]


def test_an_answer_that_is_no_longer_among_the_choices_counts_no_more(three, admin):
    areas = [members.network_area(code, place, on=members.LONG_AGO) for code, place in zip("ab", three, strict=False)]
    plan = members.merger_plan(*three)
    actions.decide_about_event(plan, {(Question.NETWORK_AREA, ""): str(areas[1].pk)}, by=admin)

    areas[1].memberships.get().delete()

    (question,) = decisions.questions(plan)
    assert (question.chosen, question.holds) == (str(areas[1].pk), str(areas[0].pk))


# --- Carrying out -----------------------------------------------------------------------------------


def test_open_roles_go_to_the_heir_on_the_day_and_history_stays(three, admin):
    officer, alderman = members.person(municipality=three[0]), members.person(role=None)
    members.role(alderman, "alderman", three[1], until=date(2025, 1, 1))

    executed(members.merger_plan(*three, name="Pajottegem"), admin)

    held = RoleAssignment.objects.order_by("starts_on", "pk").values_list(
        "person", "municipality__name", "starts_on", "ends_on"
    )
    assert [row for row in held if row[0] == officer.pk] == [
        (officer.pk, "Galmaarden", members.LONG_AGO, DAY),
        (officer.pk, "Pajottegem", DAY, None),
    ]
    assert [row for row in held if row[0] == alderman.pk] == [
        (alderman.pk, "Gooik", members.LONG_AGO, date(2025, 1, 1))
    ]


def test_a_role_that_starts_later_moves_as_it_is_and_one_that_was_to_end_later_keeps_its_end(three, admin):
    person = members.person(role=None)
    members.role(person, "alderman", three[0], on=date(2026, 6, 1))
    members.role(person, "head-of-service", three[1], until=date(2026, 3, 1))

    executed(members.merger_plan(*three, name="Pajottegem"), admin)

    assert list(
        person.roles.order_by("starts_on").values_list("role_type__code", "municipality__name", "starts_on", "ends_on")
    ) == [
        ("head-of-service", "Gooik", members.LONG_AGO, DAY),
        ("head-of-service", "Pajottegem", DAY, date(2026, 3, 1)),
        ("alderman", "Pajottegem", date(2026, 6, 1), None),
    ]


def test_who_worked_in_two_of_them_works_once_in_the_new_one(three, admin):
    person = members.person(municipality=three[0])
    members.role(person, Role.OFFICER, three[1])

    executed(members.merger_plan(*three, name="Pajottegem"), admin)

    assert places(RoleAssignment, DAY, person=person) == ["Pajottegem"]


def test_who_does_not_go_along_ends(three, admin):
    goes, stays = (members.person(municipality=three[0]) for _number in range(2))
    plan = members.merger_plan(*three, name="Pajottegem")

    actions.decide_about_event(plan, {}, by=admin, staying=[stays.roles.get()])
    executed(plan, admin)

    assert places(RoleAssignment, DAY, municipality__name="Pajottegem") == ["Pajottegem"]
    assert (goes.roles.count(), stays.roles.get().ends_on) == (2, DAY)


@pytest.mark.parametrize(("choice", "members_then"), [("continue", ["Pajottegem"]), ("end", [])])
def test_three_memberships_become_one_when_it_goes_on(three, admin, choice, members_then):
    for place in three:
        actions.join(place, on=members.LONG_AGO)
    plan = members.merger_plan(*three, name="Pajottegem")

    executed(plan, admin, membership=choice)

    assert places(Membership, DAY) == members_then
    assert set(Membership.objects.exclude(ends_on=None).values_list("ends_on", "end_reason")) == {(DAY, "merger")}
    assert plan.fee_transition.kind == "gradual"


def test_a_vacant_seat_goes_along_unless_a_colleague_fills_it(three, admin):
    officer, alderman = members.role_type(Role.OFFICER), members.role_type("alderman")
    members.person(municipality=three[0])
    for role_type in (officer, alderman):
        Vacancy.objects.create(municipality=three[1], role_type=role_type, starts_on=members.LONG_AGO)

    executed(members.merger_plan(*three, name="Pajottegem"), admin)

    assert list(Vacancy.objects.active_on(DAY).values_list("municipality__name", "role_type__code")) == [
        ("Pajottegem", "alderman")
    ]


def test_one_visit_of_a_campaign_goes_to_the_heir_and_undoing_brings_all_of_them_back(three, admin):
    campaign = members.campaign(ends_on=date(2026, 12, 1))
    planned = members.target(three[1], of=campaign, state=TargetState.PLANNED, planned_on=date(2026, 2, 1))
    proposed = members.target(three[0], of=campaign)
    earlier = members.target(three[2], of=campaign, state=TargetState.PLANNED, planned_on=date(2025, 12, 1))
    over = members.target(three[0], of=members.campaign(starts_on=date(2024, 1, 1), ends_on=date(2025, 1, 1)))
    todo.ask(Role.STAFF, title="Visit", url="/x/", source=proposed)
    before = list(OutreachTarget.objects.order_by("pk").values())

    plan = executed(members.merger_plan(*three, name="Pajottegem"), admin)

    stands = {each.pk: (each.municipality.name, each.state) for each in OutreachTarget.objects.all()}
    assert stands == {
        planned.pk: ("Pajottegem", "planned"),
        proposed.pk: ("Galmaarden", "swapped"),
        earlier.pk: ("Herne", "planned"),
        over.pk: ("Galmaarden", "proposed"),
    }
    assert OutreachTarget.objects.get(pk=proposed.pk).swapped_for == planned
    assert not Todo.objects.filter(done_at=None, source=key_of(proposed)).exists()

    actions.undo_event(plan, by=admin)

    assert list(OutreachTarget.objects.order_by("pk").values()) == before
    assert Todo.objects.filter(done_at=None, source=key_of(proposed)).exists()


def test_everything_that_points_at_a_municipality_moves_in_a_merger_or_is_a_fact():
    pointing = {relation.related_model._meta.object_name for relation in related_to(Municipality)}

    assert pointing == MOVED | FACTS


def test_facts_keep_the_municipality_of_the_moment(three, admin):
    fact = touchpoints.record(TouchpointKind.CALL, source=three[0], on=date(2023, 5, 1), municipality=three[0])
    before = vars(fact)["municipality_id"], fact.occurred_on

    executed(members.merger_plan(*three), admin)

    fact.refresh_from_db()
    assert (fact.municipality_id, fact.occurred_on) == before


def test_one_that_absorbs_keeps_its_record_and_its_own_matters(three, admin):
    large, small = three[:2]
    at_large, at_small = members.person(municipality=large), members.person(municipality=small)

    executed(members.merger_plan(small, kind="absorption", successors=[Successor(large)]), admin)

    large.refresh_from_db()
    small.refresh_from_db()
    assert (large.valid_to, small.valid_to) == (None, DAY)
    assert at_large.roles.count() == 1
    assert [role.municipality for role in at_small.roles.active_on(DAY)] == [large]


def test_a_new_name_stays_the_same_record_and_the_old_one_is_still_found(three, admin):
    plan = members.merger_plan(three[0], kind="renaming", successors=[Successor(three[0], name="Nieuwnaam")], on=TODAY)

    executed(plan, admin)

    assert list(Municipality.objects.named("galmaarden")) == [three[0]]
    assert list(Municipality.objects.named("nieuwnaam")) == [three[0]]
    assert plan.title == "Galmaarden → Nieuwnaam"
    assert three[0].aliases.get().kind == "former"


def test_a_new_name_does_not_show_before_its_day(three, admin):
    plan = members.merger_plan(three[0], kind="renaming", successors=[Successor(three[0], name="Nieuwnaam")])

    with pytest.raises(Refused) as refused:
        executed(plan, admin)

    assert str(refused.value) == "A new name shows at once: carry this out on 1-1-2026 or later."
    assert Municipality.objects.filter(name="Nieuwnaam").count() == 0


def test_a_change_of_province_closes_one_period_and_opens_another(three, admin):
    new = Successor(three[0], province=Province.EAST_FLANDERS)

    executed(members.merger_plan(three[0], kind="province-change", successors=[new]), admin)

    assert list(three[0].provinces.order_by("starts_on").values_list("province", "ends_on")) == [
        (Province.ANTWERP, DAY),
        (Province.EAST_FLANDERS, None),
    ]


def test_a_future_merger_shows_on_its_day_without_anybody_acting(three, admin):
    executed(members.merger_plan(*three, name="Pajottegem"), admin)

    assert [Municipality.objects.existing_on(day).count() for day in (DAY - timedelta(days=1), DAY)] == [3, 1]
    assert Municipality.objects.with_province(DAY).get(name="Pajottegem").province == Province.ANTWERP


def role_at(place, day, admin):
    return actions.assign_role(members.person(role=None), members.role_type("alderman"), on=day, municipality=place)


def service_at(place, day, admin):
    actions.describe_youth_service(place, on=day, form="separate")
    return place.youth_services.get()


OPENED = [
    role_at,
    service_at,
    lambda place, day, admin: actions.join(place, on=day),
    lambda place, day, admin: actions.join_youth_region(members.youth_region("a"), place, on=day, by=admin),
    lambda place, day, admin: actions.place_in_area(place, members.network_area("b"), on=day, by=admin),
    lambda place, day, admin: actions.open_vacancy(members.role_type("alderman"), place, on=day),
]


@pytest.mark.parametrize("start", OPENED)
def test_what_starts_where_a_merger_is_coming_ends_with_it_and_cannot_start_then(three, admin, start):
    executed(members.merger_plan(*three), admin)
    stale = three[0]  # read before the merger was carried out

    assert len(refused(start, stale, DAY, admin)) == 1
    assert start(stale, TODAY, admin).ends_on == DAY
    assert list(audit.territory()) == []


@pytest.mark.parametrize("start", OPENED)
def test_nothing_starts_in_a_municipality_before_it_exists(admin, start):
    new = members.municipality(valid_from=DAY)

    assert len(refused(start, new, DAY - timedelta(days=1), admin)) == 1
    assert start(new, DAY, admin).ends_on is None


def test_the_audit_names_whatever_outlives_its_municipality():
    ended = members.municipality(valid_to=DAY)
    area, vacant = members.network_area("b"), members.role_type("alderman")
    rows = [
        NetworkAreaMembership.objects.create(area=area, municipality=ended, starts_on=TODAY),
        Vacancy.objects.create(role_type=vacant, municipality=ended, starts_on=TODAY),
        YouthService.objects.create(form="separate", municipality=ended, starts_on=TODAY),
    ]

    assert list(audit.territory()) == [
        f"{row._meta.model_name} {row.pk}: still open when its municipality had ended" for row in rows
    ]


def test_whoever_was_found_under_an_old_name_is_found_two_mergers_later(three, admin):
    executed(members.merger_plan(*three[:2], name="Midden"), admin)
    middle = Municipality.objects.get(name="Midden")
    executed(members.merger_plan(middle, three[2], name="Heden", on=date(2027, 1, 1)), admin)
    middle.aliases.create(name="Vollezele", kind="part")

    for words in ("gooik", "vollezele"):
        assert "Heden" in Municipality.objects.named(words).values_list("name", flat=True)


# --- Undoing ----------------------------------------------------------------------------------------


def test_undoing_says_why_and_leaves_a_line(three, admin):
    plan = executed(members.merger_plan(*three), admin)

    undone = actions.undo_event(plan, by=admin, reason="The decree was withdrawn.")

    assert undone.status == EventStatus.REVERTED
    assert Line.objects.filter(about=key_of(plan), reason="The decree was withdrawn.").count() == 1
    assert Municipality.objects.filter(valid_to=None).count() == 3


def test_what_changed_since_stands_in_the_way_and_is_named(three, admin):
    officer = members.person(municipality=three[0])
    plan = executed(members.merger_plan(*three), admin)
    actions.end_role(officer.roles.get(ends_on=None), on=date(2026, 2, 1))

    assert [str(sentence) for sentence in actions.undo_event_refusals(plan)] == ["Changed since: role assignment (1)."]
    with pytest.raises(Refused):
        actions.undo_event(plan, by=admin)
    assert TerritorialEvent.objects.get().status == EventStatus.EXECUTED


def test_what_was_added_since_to_the_new_municipality_stands_in_the_way_and_is_named(three, admin):
    plan = executed(members.merger_plan(*three, name="Pajottegem"), admin)
    new = Municipality.objects.get(name="Pajottegem")
    touchpoints.record(TouchpointKind.CALL, source=new, on=DAY, municipality=new)

    assert [str(sentence) for sentence in actions.undo_event_refusals(plan)] == [
        "Added since, and it hangs on what came out: touchpoint (1)."
    ]


def test_what_the_portal_counts_every_night_stands_in_nobodys_way(three, admin):
    plan = executed(members.merger_plan(*three, name="Pajottegem"), admin)
    new = Municipality.objects.get(name="Pajottegem")
    touchpoints.record(TouchpointKind.CALL, source=three[0], on=TODAY, municipality=three[0])
    engagement.take_snapshot(DAY)
    assert new.engagement.count() == 1

    actions.undo_event(plan, by=admin)

    assert Municipality.objects.filter(valid_to=None).count() == 3
    assert not EngagementSnapshot.objects.filter(municipality=new.pk).exists()


def test_what_was_added_elsewhere_stands_in_nobodys_way(three, admin):
    plan = executed(members.merger_plan(*three), admin)
    touchpoints.record(TouchpointKind.CALL, source=three[0], on=TODAY, municipality=three[0])

    assert actions.undo_event_refusals(plan) == []


def test_what_came_from_the_official_tables_is_not_undone_here(three):
    event = actions.record_merger(three[0], three[1:], on=DAY)

    assert [str(sentence) for sentence in actions.undo_event_refusals(event)] == [
        "This was recorded from the official tables, not carried out here: there is nothing to undo."
    ]


def test_a_plan_is_thrown_away_but_what_was_carried_out_is_not(three, admin):
    plan, other = members.merger_plan(*three[:2]), members.merger_plan(*three[1:])
    executed(plan, admin)

    actions.drop_plan(other, by=admin)
    with pytest.raises(Refused):
        actions.drop_plan(plan, by=admin)

    assert TerritorialEvent.objects.get() == plan


def test_a_head_of_service_comments_on_a_plan_for_their_own_municipality_alone(three):
    manager = members.user_with(Role.MANAGER, three[0])
    plan, other = members.merger_plan(*three[:2]), members.municipality()

    actions.comment_on_event(plan, three[0], by=manager, text="Not before the elections.")
    with pytest.raises(Refused):
        actions.comment_on_event(plan, other, by=manager, text="We too.")

    assert plan.decisions.get().note == "Not before the elections."
    assert timezone.now() >= plan.decisions.get().changed_at

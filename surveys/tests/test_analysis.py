import json
import re

import plotly
import plotly.graph_objects
import pytest
from django.conf import settings
from django.urls import reverse

from members.models import Province, Role
from members.tests import factories as members
from portal.jobs.models import Job
from portal.tests.browser import axe, log_in
from portal.tests.visits import number_of_queries, visit_as
from surveys import banners, disclosure, frames, screens
from surveys.models import Confidentiality, SurveyState
from surveys.tasks import write_workbook
from surveys.tests import factories as surveys
from surveys.tests import results

pytestmark = pytest.mark.django_db

TOLD = re.compile(r"777[.,][23]")  # TELLING, as it is or rounded


@pytest.fixture
def survey():
    return results.large_and_small(title_en="Services")


@pytest.fixture
def staff():
    return visit_as(members.user_with(Role.STAFF))


def address_of(survey, **chosen):
    return reverse("surveys:analysis", args=[survey.pk], query=chosen)


def figures_on(page):
    """The figure of each chart on the page, by question."""
    found = re.findall(r'<script id="figure-(\w+)" type="application/json">(.*?)</script>', page.text, re.DOTALL)
    return {code: json.loads(text) for code, text in found}


# --- The page -------------------------------------------------------------------------------------------


def test_each_closed_question_has_a_chart_and_each_question_a_table(staff, survey):
    page = staff.get(address_of(survey))

    assert list(figures_on(page)) == ["q1", "q2", "q3", "q4", "q5", "q7"]
    assert page.text.count('<table class="figures">') == 7


def test_the_table_stands_open_for_who_has_no_script(staff, survey):
    page = staff.get(address_of(survey)).text

    assert page.count("data-as-table open") == 7
    assert (" style=" in page, "<script>" in page) == (False, False)


def test_a_breakdown_in_the_address_shows_its_groups(staff, survey):
    together = figures_on(staff.get(address_of(survey)))
    by_province = figures_on(staff.get(address_of(survey, uitsplitsing="provincie")))

    assert together["q1"]["layout"]["meta"]["labels"] == ["All (n = 38)"]
    assert by_province["q1"]["layout"]["meta"]["labels"] == ["All (n = 38)", "Antwerp (n = 20)", "Other (n = 18)"]


@pytest.mark.parametrize("chosen", [{"uitsplitsing": "wat"}, {"deel": "wat"}, {"uitsplitsing": "", "deel": ""}])
def test_an_address_that_makes_no_sense_shows_everybody(staff, survey, chosen):
    assert staff.get(address_of(survey, **chosen)).status_code == 200


@pytest.mark.parametrize("banner", banners.IN_ADDRESSES.values())
def test_every_breakdown_opens(staff, survey, banner):
    assert staff.get(address_of(survey, uitsplitsing=banner, deel="alles")).status_code == 200


def test_a_section_is_chosen_in_the_address(staff):
    document = surveys.document(surveys.question("q1", "likert", dont_know=True))
    document["sections"].append({"code": "more", "title": surveys.both("More"), "questions": [surveys.question("q7")]})
    survey = results.survey_with({Province.ANTWERP: 9}, document=document)

    shown = [
        list(figures_on(staff.get(address_of(survey, deel=section)))) for section in ("all", "more", "alles", "wat")
    ]

    assert shown == [["q1"], ["q7"], ["q1", "q7"], ["q1"]]


def test_the_response_is_of_all_members(staff, survey):
    page = staff.get(address_of(survey)).text

    assert "38 of 41 members" in page
    assert "Antwerp: 95%" in page


def test_what_people_wrote_is_text(staff, survey):
    surveys.response(survey, {"q6": "<script>alert(1)</script>"}, unit=survey.snapshot.units.first())

    page = staff.get(address_of(survey)).text

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


# --- Little or nothing to show --------------------------------------------------------------------------


@pytest.mark.parametrize("confidentiality", [Confidentiality.IDENTIFIED, Confidentiality.CONFIDENTIAL])
@pytest.mark.parametrize("number", [0, 1])
def test_a_survey_without_answers_or_with_one_has_a_page(staff, confidentiality, number):
    survey = results.survey_with({Province.ANTWERP: number}, confidentiality=confidentiality)

    page = staff.get(address_of(survey, uitsplitsing="provincie"))

    assert page.status_code == 200
    assert "nan" not in re.sub(r"\w*nan\w+|\w+nan\w*", "", page.text.lower())


def test_a_question_that_nobody_answered_has_a_table_and_no_chart(staff):
    survey = surveys.survey(surveys.question("q1"), state=SurveyState.CLOSED)
    for _ in range(6):
        surveys.response(survey, {})

    page = staff.get(address_of(survey, uitsplitsing="provincie"))

    assert (page.status_code, figures_on(page)) == (200, {})
    assert '<table class="figures">' in page.text


def test_a_draft_has_a_page_that_says_that_there_is_nothing_yet(staff):
    assert staff.get(address_of(surveys.survey(state=SurveyState.DRAFT))).status_code == 200


def test_a_confidential_survey_in_the_field_shows_its_response_alone(staff):
    survey = results.large_and_small(state=SurveyState.OPEN)

    page = staff.get(address_of(survey, uitsplitsing="provincie"))

    assert (figures_on(page), TOLD.search(page.text)) == ({}, None)
    assert "Limburg: 75%" in page.text


# --- What may not be seen -------------------------------------------------------------------------------


@pytest.mark.parametrize("banner", ["", *banners.IN_ADDRESSES.values()])
def test_a_group_of_three_leaves_no_trace(staff, survey, banner):
    page = staff.get(address_of(survey, uitsplitsing=banner, deel="alles")).text

    assert TOLD.search(page) is None


def test_the_same_group_is_there_in_a_survey_by_name(staff):
    survey = results.large_and_small(confidentiality=Confidentiality.IDENTIFIED)

    assert "777.3" in staff.get(address_of(survey, uitsplitsing="provincie")).text


def test_who_is_hidden_is_said_in_a_sentence(staff, survey):
    page = staff.get(address_of(survey, uitsplitsing="provincie")).text

    assert "East Flanders and Limburg stand together under “Other”" in page


# --- One table, three renderers -------------------------------------------------------------------------


def test_the_table_on_the_page_says_what_the_chart_says(staff, survey):
    page = staff.get(address_of(survey, uitsplitsing="provincie"))

    for code, figure in figures_on(page).items():
        card = page.text.split(f'id="question-{code}"')[1].split("</section>")[0]
        cells = re.findall(r'<td class="number[^"]*">(?:<[^>]+>)*([^<]+)', card)
        words = {text for trace in figure["data"] for text in trace["text"] if text}
        assert words <= {cell.strip() for cell in cells}, code


def test_a_figure_is_one_that_plotly_knows(staff, survey):
    for figure in figures_on(staff.get(address_of(survey, uitsplitsing="provincie"))).values():
        plotly.graph_objects.Figure(figure)


def test_a_row_holds_a_value_for_every_column(survey):
    publication = disclosure.of_survey(survey, frames.of_survey(survey), {})

    for table in publication.tables.values():
        for line in screens.of(table).lines:
            assert line.kind == "item" or len(line.cells) == len(table.columns)


def test_the_script_is_of_the_version_that_makes_the_figures():
    named = json.loads((settings.BASE_DIR / "package.json").read_text())["dependencies"]

    assert named["plotly.js-cartesian-dist-min"] == plotly.offline.get_plotlyjs_version()


# --- Who, and how often the database is asked -----------------------------------------------------------


@pytest.mark.parametrize(("banner", "most"), [("", 8), ("provincie", 8), ("jeugdregio", 9), ("vte", 9)])
@pytest.mark.parametrize("number", [5, 30])
def test_the_database_is_asked_eight_times_and_once_more_for_names_of_groups(staff, number, banner, most):
    survey = results.survey_with({Province.ANTWERP: number, Province.LIMBURG: number})

    assert number_of_queries(staff, address_of(survey, uitsplitsing=banner, deel="alles")) <= most


@pytest.mark.parametrize(
    ("role", "status"), [(Role.STAFF, 200), (Role.DIRECTOR, 200), (Role.OFFICER, 403), (Role.COACH, 403)]
)
def test_only_who_analyses_sees_results(survey, role, status):
    assert visit_as(members.user_with(role)).get(address_of(survey)).status_code == status


# --- The workbook ---------------------------------------------------------------------------------------


def test_asking_for_the_workbook_leads_to_its_job_and_asking_again_to_the_same(staff, survey):
    address = reverse("surveys:analysis_export", args=[survey.pk])

    first, again = staff.post(address), staff.post(address)

    job = Job.objects.get()
    assert first.url == again.url == job.get_absolute_url()
    assert (job.title_en, job.right) == ("Results in Excel · Services", "surveys.analyse")


def test_the_job_makes_the_workbook_in_the_language_of_who_asked(staff, survey):
    staff.post(reverse("surveys:analysis_export", args=[survey.pk]))
    job = Job.objects.get()

    write_workbook(job.pk)

    job.refresh_from_db()
    assert (job.state, job.file_name.startswith("bevraging-services-")) == ("done", True)


def test_who_may_not_analyse_gets_no_workbook(survey):
    address = reverse("surveys:analysis_export", args=[survey.pk])

    assert visit_as(members.user_with(Role.OFFICER)).post(address).status_code == 403


# --- In a real browser ----------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_charts_are_drawn_under_the_strict_policy_and_every_statement_is_whole(device, request, live_server):
    page = request.getfixturevalue(device)
    if not (settings.BASE_DIR / "static/vendor/plotly.js").is_file():
        pytest.skip("needs the browser's assets: make assets")
    long = surveys.question("q2", "multiple", options=("news", "web"))
    long["options"][0]["label"] = surveys.both("Een heel lange uitspraak over de dienst die op een telefoon niet past")
    survey = results.survey_with({Province.ANTWERP: 9, Province.LIMBURG: 9}, long)
    survey.responses.update(answers={"q2": ["news"]})
    log_in(page, live_server, members.user_with(Role.STAFF))

    page.goto(address_of(survey, uitsplitsing="provincie"))
    page.locator(".js-plotly-plot .main-svg").first.wait_for()

    statement = page.locator(".annotation-text").first
    assert "telefoon niet past" in statement.text_content()
    box, chart = statement.bounding_box(), page.locator(".chart").first.bounding_box()
    assert box["x"] + box["width"] <= chart["x"] + chart["width"]
    assert not page.locator("table.figures").first.is_visible()
    page.get_by_text("Toon als tabel").first.click()
    assert page.locator("table.figures").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    axe(page)

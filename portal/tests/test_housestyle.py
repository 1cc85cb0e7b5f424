import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

from portal.housestyle.example import ExampleForm
from portal.housestyle.tags import shell
from portal.navigation import Entry

HOSTILE = '"><script>alert(1)</script>'
ESCAPED = "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def rendered(source, **context):
    return Template(source).render(Context(context))


# --- Text of others stays text ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "{% page_header title=text lead=text %}{% endpage_header %}",
        "{% card title=text %}{{ text }}{% endcard %}",
        "{% figure_card label=text value=text note=text %}",
        "{% notice 'warn' title=text %}{{ text }}{% endnotice %}",
        "{% tag text kind=text %}",
        "{% chips label=text %}{% chip text text category=text %}{% endchips %}",
        "{% segmented label=text %}{% segment text text %}{% segment text text icon='x' %}{% endsegmented %}",
        "{% meter value=1 max=2 label=text category=text %}",
        "{% table_wrap label=text %}{{ text }}{% endtable_wrap %}",
        "{% empty_state title=text %}{{ text }}{% endempty_state %}",
        "{% steps text text current=2 %}",
        "{% progress_row title=text value=1 max=2 step=text %}{{ text }}{% endprogress_row %}",
        "{% dialog id=text title=text %}{{ text }}{% enddialog %}",
        "{% facts %}{% fact text %}{{ text }}{% endfact %}{% endfacts %}",
        "{% folded title=text %}{{ text }}{% endfolded %}",
        "{% fieldgroup legend=text %}{{ text }}{% endfieldgroup %}",
        "{% session_event text text when=text count=text category=text %}",
    ],
)
def test_a_component_escapes_hostile_text(source):
    html = rendered(source, text=HOSTILE)

    assert "<script>" not in html
    assert ESCAPED in html


def test_markup_inside_a_block_stays_markup():
    html = rendered("{% card title='Seats' %}<p>Five</p>{% endcard %}")

    assert html == '<section class="card"><h2 class="card-title">Seats</h2><p>Five</p></section>'


def test_no_component_brings_inline_style():
    html = rendered("{% icon 'calendar-days' %}{% meter value=18 max=20 label='Gent' %}")

    assert "style=" not in html


# --- What the components say --------------------------------------------------------------------------


def test_an_icon_is_hidden_from_screen_readers():
    assert ' aria-hidden="true"' in rendered("{% icon 'calendar-days' 24 %}")


def test_an_unknown_icon_is_a_mistake_of_ours():
    with pytest.raises(Exception, match="does-not-exist"):
        rendered("{% icon 'does-not-exist' %}")


def test_a_vendor_script_that_was_not_built_leaves_nothing():
    assert rendered("{% vendor_script 'never-built.js' %}{% vendor_style 'never-built.css' %}") == ""


def test_only_the_pressed_chip_is_current():
    html = rendered("{% chip 'All' '/' pressed=True %}{% chip 'Few' '/few/' %}")

    assert html == '<a class="chip" href="/" aria-current="true">All</a><a class="chip" href="/few/">Few</a>'


@pytest.mark.parametrize(
    ("level", "kind"), [("success", "ok"), ("warning", "warn"), ("debug", "info"), ("odd", "info")]
)
def test_a_notice_speaks_the_levels_of_django(level, kind):
    assert f'<div class="notice {kind}">' in rendered("{% notice level %}{% endnotice %}", level=level)


def test_a_meter_tells_its_figures_in_words_too():
    html = rendered("{% meter value=18 max=20 label='Gent' %}")

    assert '<span class="meter-value">18/20</span>' in html
    assert '<meter min="0" max="20" value="18">' in html


def test_a_figure_is_written_as_the_reader_writes_it():
    with translation.override("nl"):
        assert ">1.284<" in rendered("{% figure_card label='Antwoorden' value=1284 %}")


def test_the_current_step_is_marked_and_the_earlier_one_done():
    html = rendered("{% steps 'One' 'Two' 'Three' current=2 %}")

    assert [html.count(f'class="{state}"') for state in ("done", "current", "todo")] == [1, 1, 1]
    assert 'class="current" aria-current="step"' in html


def test_a_finished_job_shows_no_bar():
    running = rendered("{% progress_row title='Yearbook' value=1 max=2 %}{% endprogress_row %}")
    done = rendered("{% progress_row title='Yearbook' value=2 max=2 state='done' %}{% endprogress_row %}")

    assert ("<progress" in running, "<progress" in done) == (True, False)


def test_a_full_session_says_so_in_a_word_instead_of_a_count():
    html = rendered("{% session_event 'Start' '/1/' count='16/16' full=True %}")

    assert ("Full" in html, "16/16" in html) == (True, False)


def test_a_folded_section_opens_over_a_mistake():
    quiet = rendered("{% folded title='More' %}<input>{% endfolded %}")
    wrong = rendered("{% folded title='More' %}<input aria-invalid=\"true\">{% endfolded %}")

    assert ('<details class="folded">' in quiet, '<details class="folded" open>' in wrong) == (True, True)


@pytest.mark.django_db  # the context of a page asks whether this is demo data
def test_the_pager_keeps_the_other_filters():
    request = RequestFactory().get("/", {"q": "gent", "pagina": "2"})
    page = Paginator(range(30), 10).page(2)

    html = Template("{% pager page %}").render(RequestContext(request, {"page": page}))

    assert 'href="?q=gent&amp;pagina=1"' in html
    assert 'href="?q=gent&amp;pagina=3"' in html
    assert "Page 2 of 3" in html


def test_one_page_needs_no_pager():
    request = RequestFactory().get("/")

    assert rendered("{% pager page %}", request=request, page=Paginator([1], 10).page(1)).strip() == ""


def test_components_ask_for_what_they_cannot_do_without():
    with pytest.raises(TemplateSyntaxError):
        Template("{% card %}")


# --- Where the reader is ------------------------------------------------------------------------------


def here(path):
    entries = [Entry("Home", "reports:home", "house", 1), Entry("Mailbox", "post:mail_list", "mail", 2)]
    found = shell.current_entry({"request": RequestFactory().get(path), "navigation": entries})
    return found and found.title


def test_a_page_below_an_entry_belongs_to_it():
    assert here("/demo/postvak/12/") == "Mailbox"


def test_home_is_current_on_the_home_page_only():
    assert (here("/"), here("/elsewhere/")) == ("Home", None)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/vormingen/?q=a", "/account/login/?next=%2Fvormingen%2F%3Fq%3Da"),
        ("/account/login/?next=/vormingen/", "/account/login/?next=%2Fvormingen%2F"),
        ("/account/password/reset/", "/account/login/"),
    ],
)
def test_log_in_returns_to_the_page_that_one_came_for(path, address):
    assert shell.login_address({"request": RequestFactory().get(path)}) == address


# --- Forms --------------------------------------------------------------------------------------------


def test_an_optional_field_says_so_and_a_needed_one_does_not():
    form = ExampleForm()

    assert "(you may skip this)" in form["phone"].as_field_group()
    assert "(you may skip this)" not in form["email"].as_field_group()


def test_a_wrong_field_names_its_mistake():
    html = ExampleForm({})["email"].as_field_group()

    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert '<ul class="errors" id="id_email_error">' in html
    assert "This field is required." in html


def test_a_field_without_mistakes_shows_none():
    html = ExampleForm({"email": "noor@example.org"})["email"].as_field_group()

    assert ("aria-invalid" in html, 'class="errors"' in html) == (False, False)


def test_a_refused_form_opens_with_its_mistakes_and_links_to_the_fields():
    html = str(ExampleForm({"name": "Noor"}))

    assert html.index('role="alert"') < html.index('id="id_name"')
    assert "This edition has just filled up." in html
    assert '<a href="#id_email">E-mail address</a>' in html
    assert '<a href="#id_lunch">Lunch</a>' in html
    assert '<a href="#id_name">' not in html


def test_a_fresh_form_has_no_summary():
    assert 'role="alert"' not in str(ExampleForm())


def test_a_mistake_in_a_hidden_field_is_not_swallowed():
    class WithHidden(forms.Form):
        token = forms.CharField(widget=forms.HiddenInput)

    assert "This field is required." in str(WithHidden({}))


def test_a_choice_is_a_fieldset_with_a_legend():
    html = ExampleForm()["lunch"].as_field_group()

    assert '<fieldset class="choices">' in html
    assert "<legend>Lunch</legend>" in html


def test_a_check_line_has_its_label_after_the_box():
    html = ExampleForm()["read"].as_field_group()

    assert html.index("<input") < html.index("<label")


def test_a_hostile_label_stays_text():
    class Hostile(forms.Form):
        answer = forms.CharField(label=HOSTILE, required=False)

    assert "<script>" not in str(Hostile())


@pytest.mark.parametrize(("language", "day"), [("nl", "2026-11-19"), ("en", "2026-11-19")])
def test_a_date_reaches_the_browsers_picker_in_its_own_notation(language, day):
    with translation.override(language):
        html = str(ExampleForm({"on": day, "starts_at": "13:30"})["on"])

    assert 'type="date"' in html
    assert f'value="{day}"' in html


def test_a_time_keeps_to_minutes():
    html = str(ExampleForm({"starts_at": "13:30"})["starts_at"])

    assert ('type="time"' in html, 'value="13:30"' in html) == (True, True)

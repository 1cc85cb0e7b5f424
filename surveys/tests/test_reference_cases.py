"""The statistics against cases that others calculated; REFERENCE_CASES names another file of them."""

import json
import os
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from surveys import breakdowns, disclosure, frames, protection, statistics, workbook
from surveys.frames import Row
from surveys.models import Confidentiality

FILE = Path(os.environ.get("REFERENCE_CASES") or Path(__file__).parent / "data" / "reference_cases.json")
GIVEN = json.loads(FILE.read_text())

DUE_LATER = {
    "confidence intervals": "A01 A02 A03 A04 A05 A06 A07 A08 A09 A10 B01 B02 B03 B04 C01 C02 C03 P01",
    "reliability of a battery": "G02 G03",
    "tests of independence": "H01 H02 H03 H04 H05 H06 H07 H08",
    "comparison of columns": "I01 I02 I03 I04 I05 I06 J01",
    "weights": "K01 K02 K03 K04",
    "representativeness": "M01 M02",
    "waves": "N01 N02 N03 N04",
    "peers": "O01 O02",
    "strict mode and its audit": "L01 L02 L03 L04 L05 L06 L17",
    "sensitive questions": "L15 L16",
    "raw texts beside the workbook": "U02 U03",
}
WHY_LATER = {code: subject for subject, codes in DUE_LATER.items() for code in codes.split()}


# --- The survey behind the cases ----------------------------------------------------------------------

LIKERT = ["1", "2", "3", "4", "5"]
QUESTIONS = {
    "q1": {"type": "likert", "options": [*LIKERT, "99"]},
    "q2": {"type": "multiple", "options": ["news", "web", "social", "phone", "visit", "none"]},
    "q3": {"type": "matrix", "options": LIKERT, "items": ["q3_1", "q3_2", "q3_3", "q3_4"]},
    "q4": {"type": "nps"},
    "q5": {"type": "number"},
}
KINDS = {"99": "dont_know", "none": "none"}
BANNERS = {"prov": "province", "size": "population_band", "fte_band": "fte_band", "years_band": "years_band"}


def document(questions):
    asked = []
    for code, question in questions.items():
        options = [
            {"code": each, "label": {"en": each}, "kind": KINDS.get(each, "substantive")}
            for each in question.get("options", ())
        ]
        items = [{"code": each, "label": {"en": each}} for each in question.get("items", ())]
        asked.append({"code": code, "text": {"en": code}, "type": question["type"], "options": options, "items": items})
    return {"languages": ["en"], "sections": [{"code": "all", "title": {"en": "All"}, "questions": asked}]}


def micro(name):
    """A data set of the cases as a frame."""
    given = GIVEN["datasets"][name]
    rows = []
    for number, values in enumerate(given["rows"], start=1):
        row = dict(zip(given["columns"], values, strict=True))
        items = {code: str(row[code]) for code in QUESTIONS["q3"]["items"] if row[code] is not None}
        answers = {"q1": row["q1"] and str(row["q1"]), "q2": row["q2"], "q3": items, "q4": row["q4"], "q5": row["q5"]}
        banners = ["" for _ in frames.BANNERS]
        for column, banner in BANNERS.items():
            banners[frames.BANNERS.index(banner)] = row[column] or ""
        rows.append(
            Row({code: value for code, value in answers.items() if value is not None}, None, 0, banners, number)
        )
    return frames.build(rows, [document(QUESTIONS)])


def published(case, question):
    """Per group, TOTAL included: the block of the published table, and the place of the group in it."""
    banner = BANNERS[case["input"]["by"]]
    frame = micro(case["input"]["dataset"])
    publication = disclosure.publish(frame, {}, confidentiality=Confidentiality.IDENTIFIED, banners=[banner])
    table = publication.table(question, banner)
    return {column.code or "TOTAL": (column, place) for place, column in enumerate(table.columns)}, table


# --- What each group of cases asks ----------------------------------------------------------------------


def crosstab_single(case):
    columns, table = published(case, case["input"]["question"])
    (block,) = table.blocks
    figures = {measure.code: measure.values for measure in block.measures}
    found = {}
    for name, (column, place) in columns.items():
        found[name] = {
            "n_respondents": column.n,
            "n_no_answer": block.asked[place] - block.answered[place],
            "base_answered": block.answered[place],
            "base_substantive": block.substantive[place],
            "counts": {row.code: row.counts[place] for row in block.rows},
            "pct_of_answered": {row.code: row.shares[place] for row in block.rows},
            **{code: values[place] for code, values in figures.items()},
        }
    return found


def crosstab_multi(case):
    columns, table = published(case, case["input"]["question"])
    (block,) = table.blocks
    mentions = block.measure("mentions")
    found = {}
    for name, (_, place) in columns.items():
        shares = {row.code: row.shares[place] for row in block.rows}
        found[name] = {
            "base_respondents": block.answered[place],
            "n_no_answer": block.asked[place] - block.answered[place],
            "mentions": round(mentions.values[place] * block.answered[place]),
            "counts": {row.code: row.counts[place] for row in block.rows},
            "pct_of_respondents": shares,
            "sum_of_pct": sum(shares.values()),
            "avg_mentions": mentions.values[place],
        }
    return found


def matrix(case):
    columns, table = published(case, "q3")
    found = {}
    for block in table.blocks:
        figures = {measure.code: measure.values for measure in block.measures}
        found[block.code] = {
            name: {
                "base": block.answered[place],
                "counts": {row.code: row.counts[place] for row in block.rows},
                **{code: values[place] for code, values in figures.items()},
            }
            for name, (_, place) in columns.items()
        }
    return found


def banding(case):
    given = case["input"]
    edges = (1, 2, 4) if given["labels"][0] == "<=1" else (2, 5, 10)
    places = [statistics.band_of(value, edges) for value in given["values"]]
    return {"bands": [None if place is None else given["labels"][place] for place in places]}


def rounding(case):
    given = case["input"]
    if "fractions" in given:
        return {"percent_0dec": [float(statistics.percentage(fraction)) for fraction in given["fractions"]]}
    values = [float(value) for value in statistics.shares_of(given["counts"], sum(given["counts"]))]
    shown = [f"{statistics.percentage(value)}%" for value in values]
    return {"cell_values": values, "number_format": workbook.FORMATS["share"], "displayed": shown}


def form_versions(case):
    given = case["input"]
    versions = [document({"q": {"type": "single", "options": []}}) for _ in ("v1", "v2")]
    for version, name in zip(versions, ("v1", "v2"), strict=True):
        version["sections"][0]["questions"][0]["options"] = [
            {"code": code, "label": {"en": label}} for code, label in given[name]["options"].items()
        ]
    rows = [Row({"q": each["answer"]}, ["q"], each["version"] - 1) for each in given["responses"]]
    frame = frames.build(rows, versions)
    (question,) = frame.codebook.questions
    counted = breakdowns.tally(frame, question, "", np.zeros(frame.size, int), 1)
    return {
        "rows": [
            {
                "code": option.code,
                "label": option.label["en"],
                "count": int(counted.counts[place, 0]),
                "base_asked": int(counted.option_asked[place, 0]),
            }
            for place, option in enumerate(question.options)
        ]
    }


def skip_logic_base(case):
    given = case["input"]
    rows = [
        Row({} if answer is None else {"q": str(answer)}, ["q"] if asked else [])
        for asked, answer in zip(given["asked"], given["answered"], strict=True)
    ]
    frame = frames.build(rows, [document({"q": {"type": "likert", "options": LIKERT}})])
    publication = disclosure.publish(frame, {}, confidentiality=Confidentiality.IDENTIFIED)
    (block,) = publication.table("q").blocks
    return {
        "base_asked": block.asked[0],
        "base_answered": block.answered[0],
        "not_asked": frame.size - block.asked[0],
        "no_answer": block.asked[0] - block.answered[0],
        "mean": block.measure("mean").values[0],
        "pct_of_answered": {row.code: row.shares[0] for row in block.rows if row.counts[0]},
    }


def suppression(case):
    given = case["input"]
    if "filtered" in given:
        left = given["total"] - given["filtered"]
        shown = protection.may_filter(given["total"], given["filtered"], given["k"])
        return {"show_filtered": shown, "reason": f"the complement has {left} respondents"}
    bases = given["bases"]
    names, numbers = list(bases), list(bases.values())
    cover = protection.covered(numbers, given["k"])
    if cover is None:
        everything = {"shown": {}, "suppressed": names}
        return {"merge_mode": {**everything, "reason": "breakdown cannot be shown"}, "hide_mode": everything}
    together = [name for place, name in enumerate(names) if place in cover]
    shown = {name: bases[name] for name in names if name not in together}
    in_all = sum(bases[name] for name in together)
    merged = {**shown, "OTHER": in_all} if cover else shown
    return {
        "merge_mode": {"shown": merged, "merged": together, "suppressed": together},
        "hide_mode": {"shown": shown, "suppressed": together, "suppressed_sum": in_all},
    }


def excel_sheet_name(case):
    names = workbook.SheetNames()
    given = [names.name_for(title) for title in case["input"]["titles"]]
    holds = {
        "len<=31": all(len(name) <= 31 for name in given),
        "no forbidden characters": not any(sign in name for name in given for sign in "[]:*?/\\"),
        "case-insensitively unique": len({name.casefold() for name in given}) == len(given),
        "no leading/trailing apostrophe": all(name.strip("'") == name for name in given),
        "never empty": all(given),
        'never "History"': "history" not in {name.casefold() for name in given},
    }
    return {"rules": [rule for rule, is_kept in holds.items() if is_kept], "property_test": True}


CHECKS = {
    check.__name__: check
    for check in (
        crosstab_single,
        crosstab_multi,
        matrix,
        banding,
        rounding,
        form_versions,
        skip_logic_base,
        suppression,
        excel_sheet_name,
    )
}
NOT_FIGURES = {"python_round_trap", "sum_note"}  # told beside what is expected


# --- The cases ------------------------------------------------------------------------------------------


def cases():
    number = count(1)
    for case in GIVEN["cases"]:
        name = f"{case.get('id') or next(number)}-{case['group']}"
        why = WHY_LATER.get(case.get("id"))
        marks = [pytest.mark.xfail(run=False, reason=f"due later: {why}")] if why else []
        yield pytest.param(case, id=name, marks=marks)


@pytest.mark.parametrize("case", list(cases()))
def test_a_case_comes_out_as_others_calculated_it(case):
    assert case["group"] in CHECKS, f"{case['id']}: nobody checks {case['group']}, and it is not listed as due later"

    found = CHECKS[case["group"]](case)

    assert not list(differences(case["expected"], found, case.get("tolerance_abs", 1e-6)))


def differences(expected, found, tolerance, where=""):
    """What differs, as sentences; numbers may differ by the tolerance, relatively above a thousand."""
    if isinstance(expected, dict):
        for key, value in expected.items():
            if key not in NOT_FIGURES:
                at = f"{where}/{key}"
                yield from (
                    differences(value, found[key], tolerance, at) if key in found else [f"{at} is not calculated"]
                )
    elif isinstance(expected, list):
        if len(expected) != len(found):
            yield f"{where}: {len(found)} values, expected {len(expected)}"
        for place, (value, other) in enumerate(zip(expected, found, strict=False)):
            yield from differences(value, other, tolerance, f"{where}/{place}")
    elif isinstance(expected, bool) or not isinstance(expected, int | float):
        if expected != found:
            yield f"{where}: {found!r}, expected {expected!r}"
    elif found is None or not abs(expected - found) <= max(tolerance, 1e-6 * abs(expected) * (abs(expected) > 1e3)):
        yield f"{where}: {found!r}, expected {expected!r}"


def test_a_case_that_is_due_later_is_in_our_own_file():
    ours = json.loads((Path(__file__).parent / "data" / "reference_cases.json").read_text())

    assert set(WHY_LATER) <= {case["id"] for case in ours["cases"]}

import datetime

import pytest

from employers.normalise import NotNormal
from imports.dates import dates_in_titles, read_date

DATES = [
    ("2014-01-31", "2014-01-31"),
    ("2014-01-31 13:45", "2014-01-31"),
    ("31-1-2014", "2014-01-31"),
    ("31/01/14", "2014-01-31"),
    ("31.01.1998", "1998-01-31"),
    ("31-01-99", "1999-01-31"),
    ("20140131", "2014-01-31"),
    ("31 januari 2014", "2014-01-31"),
    ("vrijdag 31 jan. 2014", "2014-01-31"),
    ("3-mrt-2014", "2014-03-03"),
    ("n.v.t.", ""),
    ("", ""),
]


@pytest.mark.parametrize(("raw", "date"), DATES, ids=[raw or "empty" for raw, _ in DATES])
def test_dates_are_read(raw, date):
    assert read_date(raw) == (date, "")


def test_a_day_number_of_excel_is_converted_and_told():
    assert read_date("41670") == ("2014-01-31", "datumgetal van Excel omgezet")


@pytest.mark.parametrize(
    ("raw", "date", "repair"),
    [
        ("feb 2017", "2017-02-01", "de dag ontbreekt, de eerste van de maand is gebruikt"),
        ("sept. 2016", "2016-09-01", "de dag ontbreekt, de eerste van de maand is gebruikt"),
        ("3-2017", "2017-03-01", "de dag ontbreekt, de eerste van de maand is gebruikt"),
        ("2014", "2014-01-01", "dag en maand ontbreken, 1 januari is gebruikt"),
    ],
)
def test_a_date_without_its_day_is_the_first_day_and_that_is_told(raw, date, repair):
    assert read_date(raw) == (date, repair)


@pytest.mark.parametrize(
    "raw", ["31-02-2014", "maandag 2014", "13-2014", "13-13-2014", "morgen", "1-1-0014", "12345678"]
)
def test_what_is_no_date_is_refused(raw):
    with pytest.raises(NotNormal, match=rf'De datum "{raw}" is niet te lezen'):
        read_date(raw)


def test_the_reference_date_is_found_in_a_title():
    titles = ["Selectie Drechtsteden", "Werkgevers, peildatum: 1-1-2014, bron KvK"]
    assert dates_in_titles(titles) == [datetime.date(2014, 1, 1)]
    assert dates_in_titles(["stand per 1 januari 2014"]) == [datetime.date(2014, 1, 1)]
    assert dates_in_titles(["Lijst 2014"]) == []

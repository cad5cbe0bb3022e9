"""One line at a time: what is understood, assumed, refused."""

import pytest

from bot.domain.programme import Audience


def ids(remarks):
    return [remark.message_id.removeprefix("programme.") for remark in remarks]


@pytest.mark.parametrize(
    ("written", "starts"),
    [
        ("24/11/2026 14:00", "2026-11-24T14:00:00+01:00"),
        ("24-11-2026 à 14h", "2026-11-24T14:00:00+01:00"),
        ("24/11/26 10h15", "2026-11-24T10:15:00+01:00"),
        ("2026-11-24 14:00", "2026-11-24T14:00:00+01:00"),
        ("2026-11-24T14:00:00", "2026-11-24T14:00:00+01:00"),
        ("2026-11-24T13:00:00Z", "2026-11-24T14:00:00+01:00"),
        ("2026-11-24T09:00:00.000-0400", "2026-11-24T14:00:00+01:00"),
        ("2026-07-14T14:00", "2026-07-14T14:00:00+02:00"),
        ("mardi 24 novembre 2026 à 14 h 30", "2026-11-24T14:30:00+01:00"),
        ("24 Nov 2026, 2:30pm", "2026-11-24T14:30:00+01:00"),
        ("1er décembre 2026 9h05", "2026-12-01T09:05:00+01:00"),
    ],
)
def test_dates_as_people_write_them(line, written, starts):
    assert line(starts=written, ends="").lines[0].starts.isoformat() == starts


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"starts": "31/02/2026 10:00"}, "date_unreadable"),
        ({"starts": "11/24/2026 10:00"}, "date_unreadable"),
        ({"starts": "bientôt"}, "date_unreadable"),
        ({"starts": "24/11/2026 25:00"}, "date_unreadable"),
        ({"starts": "46350,58"}, "date_unreadable"),
        ({"starts": "24/11/0026 14:00"}, "date_out_of_range"),
        ({"starts": "lundi 24/11/2026 14:00"}, "weekday_mismatch"),
        ({"starts": ""}, "required_missing"),
        ({"host": " \u200b "}, "required_missing"),
        ({"ends": "24/11/2026 13:00"}, "ends_before_starts"),
        (
            {"starts": "28/03/2027 02:30", "ends": "28/03/2027 03:30", "hour_confirmed": "oui"},
            "ends_before_starts",  # the clock jumps: no time passes
        ),
        ({"capacity": "beaucoup"}, "number_unreadable"),
        ({"capacity": "2,5"}, "number_unreadable"),
        ({"capacity": "0"}, "number_out_of_range"),
        ({"lat": "149,3"}, "number_out_of_range"),
        ({"ref": "3,49E+13"}, "id_rounded"),
        ({"siret": "3.49123E+13"}, "id_rounded"),
        ({"contact": "3,33876E+11"}, "id_rounded"),
        ({"audience": "martiens"}, "audience_unknown"),
        ({"regime": "peut-être"}, "regime_unknown"),
        ({"opens": "02/11/2026 09:00", "closes": "01/11/2026"}, "closes_before_opens"),
    ],
)
def test_a_cell_that_cannot_be_meant_refuses_its_line(line, cells, reason):
    reading = line(**cells)
    assert (reading.lines, ids(reading.refused)) == ((), [reason])


def test_every_fault_of_a_line_is_told_at_once_under_the_files_own_headings(line):
    reading = line(title="", starts="demain", Latitude="x")
    assert {remark.fields.get("column") for remark in reading.refused} >= {"title", "starts"}


@pytest.mark.parametrize(
    ("cells", "warning"),
    [
        ({"ends": ""}, "no_end"),
        ({"capacity": ""}, "no_capacity"),
        ({"starts": "24/11/2026 03:30"}, "odd_hour"),
        ({"starts": "24/11/2026 00:00"}, "no_hour"),
        ({"starts": "24/11/2026"}, "no_hour"),
        ({"starts": "24/08/2026 14:00"}, "in_past"),
        ({"ends": "24/12/2026 16:00"}, "very_long"),
        ({"code postal": "D-66111"}, "postcode_foreign"),
        ({"postcode": "1400"}, "postcode_restored"),
        ({"title": "VISITE DE LA FONDERIE"}, "title_calmed"),
        ({"host": "12 rue des Forges"}, "place_is_street"),
        ({"description": "x" * 5000}, "text_shortened"),
        ({"format": "ballet"}, "format_unknown"),
    ],
)
def test_what_is_assumed_is_told_and_the_line_is_kept(line, cells, warning):
    reading = line(**cells)
    assert len(reading.lines) == 1
    assert warning in ids(reading.warnings)


def test_an_unlikely_hour_leaves_the_day_alone(line):
    (slot,) = line(starts="24/11/2026 03:30").lines
    assert (slot.time_tba, slot.starts.isoformat()) == (True, "2026-11-24T00:00:00+01:00")
    assert slot.ends is None


@pytest.mark.parametrize(
    ("zone", "country", "written", "kept"),
    [
        ("Europe/Paris", "", "1400", "01400"),
        ("Europe/Paris", "", "57000.0", "57000"),
        ("Europe/Paris", "", "5000,", "5000,"),
        ("Europe/Brussels", "", "5000", "5000"),
        ("Europe/Paris", "BE", "5000", "5000"),
        ("Europe/Brussels", "France", "8000", "08000"),
    ],
)
def test_a_lost_zero_comes_back_only_in_france(line, zone, country, written, kept):
    reading = line(zone, pays=country, postcode=written)
    assert reading.lines[0].postcode == kept


def test_decimal_commas_and_spaced_thousands_are_numbers(line):
    (slot,) = line(lat="49,1196", lon="6,1763", capacity="1\u202f200").lines
    assert (slot.lat, slot.lon, slot.capacity) == (49.1196, 6.1763, 1200)


def test_texts_lose_what_cannot_be_seen_and_keep_what_is_said(line):
    (slot,) = line(
        host="Aci\u0065\u0301rie\u202e \x07Lorre",
        title="Visite \U0001f468\u200d\U0001f3ed de l'usine a" + "\u0300" * 500,
        description="<p>Four <b>&amp;</b> coul\u00e9e</p><script>x</script><br>=HYPERLINK(1)",
    ).lines
    assert slot.host == "Aciérie Lorre"
    assert slot.title.startswith("Visite \U0001f468\u200d\U0001f3ed de l'usine à")
    assert len(slot.title) < 40
    assert slot.description.startswith("Four & coulée\n")
    assert "<" not in slot.description


@pytest.mark.parametrize(
    ("shouted", "host", "calm"),
    [
        ("VISITE DE L'USINE ET DU BTS", "Lorre", "Visite de l'usine et du BTS"),
        ("VISITE DE THALES EN 3D", "THALES", "Visite de Thales en 3D"),
        ("JOB DATING UIMM H/F", "Lorre", "Job dating UIMM H/F"),
        ("Visite THALES", "THALES", "Visite THALES"),
    ],
)
def test_titles_stop_shouting_but_acronyms_and_names_stay(line, shouted, host, calm):
    assert line(title=shouted, host=host).lines[0].title == calm


def test_a_title_gets_its_accents_back_from_the_description(line):
    (slot,) = line(title="DECOUVERTE DES METIERS", description="Une découverte des métiers.").lines
    assert slot.title == "Découverte des métiers"


def test_a_walk_in_needs_no_seats(line):
    reading = line(regime="sans inscription", capacity="")
    assert (reading.lines[0].capacity, reading.warnings) == (None, ())


def test_booking_closes_at_the_end_of_a_day_given_without_hour(line):
    (slot,) = line(closes="20/11/2026").lines
    assert slot.closes.isoformat() == "2026-11-20T23:59:00+01:00"


def test_nobody_named_means_the_public(line):
    assert line().lines[0].audience == {Audience.PUBLIC}

"""Agendas: OpenAgenda v2, flat OpenDataSoft, iCalendar."""

import csv
import io
import json

import pytest

from bot.domain.programme import Audience, Format
from bot.programme.refusals import MissingColumns

PLACE = {
    "name": "Forges de Lorre", "address": "3 rue du Haut Fourneau 57300 Hagondange",
    "city": "Hagondange", "department": "Moselle", "region": "Grand Est", "countryCode": "FR",
    "latitude": 49.24, "longitude": 6.16,
}  # fmt: skip


def ids(remarks):
    return [remark.message_id.removeprefix("programme.") for remark in remarks]


def event(uid=1, begin="2026-11-24T08:30:00+00:00", **changes):
    return {
        "uid": uid, "title": {"fr": "Visite des forges"}, "timings": [{"begin": begin}],
        "description": {"fr": "<p>La forge &amp; ses métiers</p>"}, "location": PLACE,
        "keywords": {"fr": ["soudure", "scolaires"]}, "attendanceMode": 1, "status": 1,
    } | changes  # fmt: skip


def v2(*events):
    return json.dumps({"total": len(events), "events": events})


def flat(**changes):
    return {
        "uid": "77", "title_fr": "Forum emploi", "keywords_fr": '["tourisme", "cv"]',
        "timings": '[{"begin": "2026-11-24T10:00:00+01:00", "end": "2026-11-24T12:00:00+01:00"}]',
        "location_name": "Grand Hôtel", "location_city": "Metz", "location_department": None,
        "location_postalcode": "57000", "location_coordinates": {"lon": 6.17, "lat": 49.11},
        "attendancemode": '{"id": 1}', "status": '{"id": 1}', "location_countrycode": "FR",
        "registration": '[{"type": "link", "value": "https://example.org/venir"}]',
        "accessibility": "hi;mi",
    } | changes  # fmt: skip


def calendar(*lines):
    body = "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}\r\nEND:VCALENDAR\r\n"


TIMED = ("UID:a", "SUMMARY:Visite", "LOCATION:Forges\\, 3 rue du Lac\\, 57300 Hagondange")


def test_an_event_posted_again_for_each_time_is_one_visit(read):
    shouting = {"fr": "VISITE DES FORGES !"}
    hours = ("08:30", "10:30", "13:00")
    events = [event(n, f"2026-11-24T{hour}:00+00:00") for n, hour in enumerate(hours)]
    reading = read(v2(*events, event(9, "2026-11-25T08:30:00Z", title=shouting)))
    assert {(slot.host, slot.title) for slot in reading.lines} == {
        ("Forges de Lorre", "Visite des forges")
    }
    assert [slot.starts.hour for slot in reading.lines] == [9, 11, 14, 9]
    assert len({slot.ref for slot in reading.lines}) == 4


def test_what_an_agenda_says_lands_where_it_belongs(read):
    (slot,) = read(v2(event())).lines
    assert (slot.territory, slot.city, slot.postcode) == ("Moselle", "Hagondange", "57300")
    assert (slot.sector, slot.description) == ("Métallurgie et mécanique", "La forge & ses métiers")
    assert (slot.audience, slot.format) == ({Audience.PUPILS}, Format.VISIT)
    assert (slot.lat, slot.ref) == (49.24, "1@20261124T0830Z")


def test_a_short_listing_gives_its_first_next_and_last_time(read):
    first, last = ({"begin": f"2026-11-{day}T08:30:00+01:00", "end": None} for day in (24, 27))
    listed = event(firstTiming=first, nextTiming=first, lastTiming=last)
    del listed["timings"]
    assert [line.starts.day for line in read(v2(listed)).lines] == [24, 27]


def test_missing_ends_and_seats_are_told_once_for_all_lines(read):
    reading = read(v2(*(event(n, f"2026-11-2{n}T09:00:00Z") for n in (4, 5, 6))))
    told = {remark.message_id: remark.fields for remark in reading.warnings}
    assert told["programme.no_end"] == {"count": 3, "lines": "1–3"}
    assert told["programme.no_capacity"] == {"count": 3, "lines": "1–3"}


def test_the_same_event_at_the_same_time_is_dropped_however_it_is_spelled(read):
    other = event(2, title={"fr": "Visite des Forgés"})
    reading = read(v2(event(1), other))
    assert (len(reading.lines), ids(reading.warnings).count("duplicate")) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"attendanceMode": 2}, (0, ["no_place"], False)),
        ({"status": 6}, (0, [], True)),
        ({"title": {}}, (0, ["required_missing"], False)),
        ({"timings": []}, (0, ["required_missing"], False)),
        ({"timings": [{"begin": "x"}]}, (0, ["date_unreadable"], False)),
        ({"location": None}, (0, ["required_missing"] * 3, False)),
    ],
)
def test_an_event_that_cannot_be_visited_is_refused_or_left_out(read, changes, told):
    reading = read(v2(event(**changes)))
    called_off = "called_off" in ids(reading.warnings)
    assert (len(reading.lines), ids(reading.refused), called_off) == told


def test_a_street_as_place_gives_way_to_the_company_in_the_title(read):
    place = PLACE | {"name": "8 rue du Lac 57300 Hagondange"}
    reading = read(v2(event(location=place, title={"fr": "Visite de l'entreprise Lorre Acier"})))
    assert (reading.lines[0].host, ids(reading.warnings)[0]) == ("Lorre Acier", "place_is_street")


def test_an_event_without_department_takes_it_from_its_postcode(read):
    assert read(json.dumps([flat()])).lines[0].territory == "Moselle"
    nowhere = read(json.dumps([flat(location_postalcode="", location_city="Arlon")]))
    assert nowhere.lines[0].territory == "Arlon"
    assert "territory_assumed" in ids(nowhere.warnings)


def test_json_inside_strings_is_opened(read):
    (slot,) = read(json.dumps(flat()) + "\n").lines
    assert (slot.ends.hour, slot.lat, slot.format) == (12, 49.11, Format.FAIR)
    assert slot.contact == "https://example.org/venir"
    assert slot.accessibility == "handicap auditif, handicap moteur"
    assert slot.sector == "Tourisme, hôtellerie et restauration"


@pytest.mark.parametrize("wrapped", ["results", "records", "list", "lines", "csv"])
def test_the_flat_shape_reads_from_every_wrapping(read, wrapped):
    short = {
        "uid": "8", "title": "Atelier CV", "keywords": "S'informer, étudiants",
        "first_date": "2026-11-24T08:00:00+00:00", "last_date": "2026-11-24T08:00:00+00:00",
        "location_name": "Agence de Metz", "location_city": "Metz",
        "location_address": "57000 Metz", "latitude": 49.11, "longitude": 6.17,
    }  # fmt: skip
    table = io.StringIO()
    csv.writer(table, delimiter=";").writerows([short.keys(), short.values()])
    content = {
        "results": json.dumps({"results": [short]}),
        "records": json.dumps({"records": [{"fields": short}]}),
        "list": json.dumps([short]),
        "lines": "\n" + json.dumps(short) + "\n\n",
        "csv": table.getvalue(),
    }[wrapped]
    (slot,) = read(content).lines
    assert (slot.title, slot.starts.hour, slot.territory) == ("Atelier CV", 9, "Moselle")
    assert (slot.audience, slot.lon) == ({Audience.STUDENTS}, 6.17)


def test_a_broken_json_line_is_refused_by_its_number_and_the_rest_is_read(read):
    reading = read(json.dumps(flat()) + "\n{broken\n" + json.dumps(flat(uid="2", title_fr="B")))
    assert len(reading.lines) == 2
    assert [(remark.line, remark.message_id) for remark in reading.refused] == [
        (2, "programme.record_unreadable")
    ]


def test_json_that_is_no_agenda_is_told_what_it_lacks(read):
    with pytest.raises(MissingColumns) as refused:
        read('[{"nom": "x", "prix": 3}]')
    assert refused.value.fields["found"] == "nom, prix"


def test_a_calendar_entry_becomes_a_slot(read):
    (slot,) = read(
        calendar(
            *TIMED, "DTSTART;TZID=Europe/Paris:20261124T140000", "DURATION:PT90M",
            "CATEGORIES:soudure,lycéens", "ORGANIZER;CN=UIMM Lorraine:mailto:x@example.org",
        )
    ).lines  # fmt: skip
    assert (slot.host, slot.city, slot.territory) == ("UIMM Lorraine", "Hagondange", "Moselle")
    assert (slot.starts.hour, slot.ends.hour, slot.ends.minute) == (14, 15, 30)
    assert slot.audience == {Audience.PUPILS}


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=WEEKLY;COUNT=3", ["11-24", "12-01", "12-08"]),
        ("FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261203T130000Z", ["11-24", "11-26", "12-01", "12-03"]),
        ("FREQ=DAILY;INTERVAL=2;COUNT=3", ["11-24", "11-26", "11-28"]),
        ("FREQ=MONTHLY;BYDAY=-1TU;COUNT=2", ["11-24", "12-29"]),
        ("FREQ=MONTHLY;COUNT=2", ["11-24", "12-24"]),
        ("FREQ=YEARLY;COUNT=1", ["11-24"]),
    ],
)
def test_a_repeated_entry_gives_each_of_its_times(read, rule, days):
    reading = read(calendar(*TIMED, "DTSTART;TZID=Europe/Paris:20261124T140000", f"RRULE:{rule}"))
    assert [f"{slot.starts:%m-%d}" for slot in reading.lines] == days
    assert {slot.starts.hour for slot in reading.lines} == {14}


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "required_missing"),
        ("FREQ=SECONDLY", "recurrence_unreadable"),
        ("FREQ=DAILY;INTERVAL=0", "recurrence_unreadable"),
        ("FREQ=DAILY;BYSETPOS=3;BYDAY=MO", "recurrence_unreadable"),
    ],
)
def test_a_rule_without_end_or_sense_is_refused_quickly(read, rule, reason):
    reading = read(calendar(*TIMED, "DTSTART:20261124T130000Z", f"RRULE:{rule}"))
    assert (reading.lines, ids(reading.refused)) == ((), [reason])


def test_left_out_moved_and_cancelled_times_are_respected(read):
    moved = "\r\n".join(
        ["END:VEVENT", "BEGIN:VEVENT", *TIMED, "RECURRENCE-ID:20261201T130000Z",
         "DTSTART:20261202T130000Z", "END:VEVENT", "BEGIN:VEVENT", "UID:b", "SUMMARY:Autre",
         "DTSTART:20261201T130000Z", "STATUS:CANCELLED"]
    )  # fmt: skip
    reading = read(
        calendar(*TIMED, "DTSTART:20261124T130000Z", "RRULE:FREQ=WEEKLY;COUNT=4",
                 "EXDATE:20261208T130000Z", moved)
    )  # fmt: skip
    assert [f"{slot.starts:%m-%d}" for slot in reading.lines] == ["11-24", "12-15", "12-02"]
    assert "called_off" in ids(reading.warnings)


def test_an_all_day_entry_has_its_hour_to_be_announced(read):
    reading = read(calendar(*TIMED, "DTSTART;VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261125"))
    assert (reading.lines[0].time_tba, reading.lines[0].ends) == (True, None)


def test_a_broken_date_refuses_its_entry_alone(read):
    other = ["END:VEVENT", "BEGIN:VEVENT", *TIMED, "DTSTART:20261124T130000Z"]
    reading = read(calendar("UID:x", "DTSTART:soon", *other))
    assert (len(reading.lines), ids(reading.refused)) == (1, ["date_unreadable"])

"""The demo programme keeps its promises, whatever the day it is started on."""

import csv
import re
from collections import Counter, defaultdict
from datetime import UTC, date, timedelta
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

import bot.demo.programme
from bot.demo.programme import FULL_SLOT_REFS, demo_editions, demo_lines
from bot.domain.programme import Audience, Format, Regime, SlotLine

A_WEDNESDAY = date(2026, 9, 30)
LINES = demo_lines(A_WEDNESDAY)
lines_on = lru_cache(maxsize=128)(demo_lines)

PLACES = {  # south, north, west, east, in degrees; how postcodes look
    "Moselle": (48.50, 49.52, 5.88, 7.65, r"57\d{3}"),
    "Lot": (44.20, 45.05, 0.98, 2.22, r"46\d{3}"),
    "Hauts-de-Seine": (48.72, 48.96, 2.14, 2.34, r"92\d{3}"),
    "Hauts-de-France": (48.83, 51.10, 1.37, 4.26, r"(02|59|60|62|80)\d{3}"),
    "Namur": (49.90, 50.70, 4.33, 5.41, r"5\d{3}"),
}
SECTORS = {
    *("Agroalimentaire", "Métallurgie", "Automobile", "Numérique industriel", "Artisanat"),
    *("Chimie", "Textile", "Logistique", "Énergie", "Bois", "Santé et pharmacie", "Aéronautique"),
}
ON_WEEKDAYS = {Format.VISIT, Format.JOB_DATING, Format.INTERVIEW}
FICTIONAL = re.compile(r"(03 53 01|05 36 49|01 99 00) \d\d \d\d|[a-z-]+@[a-z-]+\.example")


def any_today(test):
    """Run the scene on each weekday, at both changes of the clocks, a leap day, a year's end."""
    odd = (date(2026, 10, 23), date(2027, 3, 26), date(2028, 2, 27), date(2026, 12, 29))
    for day in (*(A_WEDNESDAY + timedelta(days=n) for n in range(7)), *odd):
        test = example(today=day)(test)
    anything = given(today=st.dates(date(2020, 1, 1), date(2045, 1, 1)))
    return settings(max_examples=15, deadline=None)(anything(test))


def zone_of(lines: tuple[SlotLine, ...]) -> list[SlotLine]:
    return [line for line in lines if line.title == "Zone des Maisons Rouges : visite libre"]


def by_host(lines: tuple[SlotLine, ...], chosen) -> dict[str, list[SlotLine]]:
    hosts = defaultdict(list)
    for line in filter(chosen, lines):
        hosts[line.host].append(line)
    return hosts


def is_site(line: SlotLine) -> bool:
    return line.host.startswith("Maison des Gestes")


def kilometres(a: SlotLine, b: SlotLine) -> float:
    return 111.2 * hypot(a.lat - b.lat, (a.lon - b.lon) * cos(radians(a.lat)))


def rows(name: str) -> list[list[str]]:
    path = Path(bot.demo.programme.__file__).parent / name
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


@any_today
def test_the_same_day_gives_the_same_lines_and_refs_never_change(today):
    lines = lines_on(today)

    assert lines == demo_lines(today)
    assert [line.ref for line in lines] == [line.ref for line in LINES]
    assert [line.line for line in lines] == list(range(1, len(lines) + 1))


@any_today
def test_no_two_slots_can_be_taken_for_one_another(today):
    lines = lines_on(today)

    assert max(Counter(line.ref for line in lines).values()) == 1
    assert max(Counter((line.host, line.title, line.starts) for line in lines).values()) == 1


@any_today
def test_hours_are_real_ones_and_last_what_the_clock_says(today):
    for line in lines_on(today):
        zone = "Europe/Brussels" if line.territory == "Namur" else "Europe/Paris"
        assert line.starts.tzinfo.key == zone
        there_and_back = line.starts.astimezone(UTC).astimezone(line.starts.tzinfo)
        assert there_and_back.replace(tzinfo=None) == line.starts.replace(tzinfo=None)
        if not line.time_tba:
            lasts = line.ends.astimezone(UTC) - line.starts.astimezone(UTC)
            assert lasts == line.ends - line.starts > timedelta(0)
            assert line.ends.date() == line.starts.date()


@any_today
def test_every_slot_lies_within_its_edition_and_booking_ends_before_it_begins(today):
    editions = {edition.code: edition for edition in demo_editions(today)}

    for line in lines_on(today):
        edition = editions[line.edition]
        assert edition.first_day <= line.starts.date() <= edition.last_day, line.ref
        window = [moment for moment in (line.opens or edition.opens, line.closes) if moment]
        assert all(a < b for a, b in pairwise([*window, line.starts])), line.ref


@any_today
def test_factories_are_seen_on_weekdays_and_classes_come_on_school_days(today):
    for line in lines_on(today):
        if line.format in ON_WEEKDAYS or line.audience == {Audience.PUPILS}:
            assert line.starts.weekday() < 5, line.ref


@any_today
def test_the_first_edition_is_on_and_the_second_opens_on_a_monday_at_nine(today):
    first, second = demo_editions(today)

    assert (first.first_day, first.opens) == (today - timedelta(days=2), None)
    assert first.last_day == today + timedelta(days=12)
    assert (second.opens.weekday(), second.opens.hour, second.opens.minute) == (0, 9, 0)
    assert second.opens.tzinfo.key == second.tz == "Europe/Brussels"
    assert 2 <= (second.opens.date() - today).days <= 8
    assert first.last_day < second.first_day > second.opens.date()


@any_today
def test_something_can_be_booked_in_moselle_on_each_of_the_coming_days(today):
    days = {
        line.starts.date()
        for line in lines_on(today)
        if (line.territory, line.regime) == ("Moselle", Regime.REQUIRED)
        and Audience.PUBLIC in line.audience
        and not (line.opens or line.closes)
        and line.capacity >= 6
    }

    assert {today + timedelta(days=n) for n in range(1, 9)} <= days


@any_today
def test_one_can_go_to_metz_tomorrow_morning_and_bake_biscuits_the_day_after(today):
    lines = {line.ref: line for line in lines_on(today)}
    clock, biscuits = lines["horloge/cadran/1/0930"], lines["biscuiterie/atelier/2/1400"]

    assert (clock.city, clock.starts.hour, clock.starts.minute) == ("Metz", 9, 30)
    assert clock.starts.date() == today + timedelta(days=1)
    assert (biscuits.sector, biscuits.starts.hour) == ("Agroalimentaire", 14)
    assert biscuits.host.startswith("Biscuiterie")
    assert biscuits.starts.date() == today + timedelta(days=2)
    assert 1 < kilometres(clock, biscuits) < 10


@any_today
def test_some_visits_begin_at_the_same_hour_so_that_overlaps_can_be_tried(today):
    at = defaultdict(set)
    for line in lines_on(today):
        if (line.territory, line.regime) == ("Moselle", Regime.REQUIRED):
            at[line.starts].add(line.host)

    assert sum(len(hosts) >= 3 for hosts in at.values()) >= 2


@any_today
def test_thirty_three_neighbours_open_their_doors_one_saturday_without_booking(today):
    zone = zone_of(lines_on(today))

    assert len({line.host for line in zone}) == len(zone) == 33
    ((opens, closes),) = {(line.starts, line.ends) for line in zone}
    assert (opens.weekday(), opens.hour, closes.hour) == (5, 9, 17)
    assert today + timedelta(days=3) <= opens.date() <= today + timedelta(days=9)
    assert {(line.regime, line.capacity, line.opens) for line in zone} == {
        (Regime.NONE, None, None)
    }


@any_today
def test_twelve_sites_open_on_one_day_each_with_a_programme_of_its_own(today):
    sites = by_host(lines_on(today), is_site)

    assert len(sites) == 12
    assert len({line.starts.date() for site in sites.values() for line in site}) == 1
    assert len({frozenset(line.title for line in site) for site in sites.values()}) == 12
    for site in sites.values():
        whole_day = next(line for line in site if line.regime is Regime.NONE)
        assert f"{whole_day.starts:%H:%M}–{whole_day.ends:%H:%M}" == "09:00–18:30"
        sessions = [line for line in site if line is not whole_day]
        assert len(sessions) >= 4
        assert all(whole_day.starts <= line.starts for line in sessions)
        assert all(line.ends <= whole_day.ends for line in sessions)


def test_the_files_are_whole_and_every_host_opens_its_doors():
    for header, *others in (rows("hosts.csv"), rows("visits.csv")):
        assert {len(row) for row in others} == {len(header)}
        assert all(cell == " ".join(cell.split()) for row in others for cell in row)
    ids = [row[0] for row in rows("hosts.csv")[1:]]
    assert sorted(ids) == sorted({line.host_id for line in LINES})


def test_it_is_the_size_of_a_real_programme():
    apart = {line.host for line in LINES if is_site(line)} | {x.host for x in zone_of(LINES)}

    assert 250 <= len(LINES) <= 500
    assert 60 <= len({line.host for line in LINES} - apart) <= 80


def test_every_format_audience_regime_sector_and_territory_is_there():
    assert {line.format for line in LINES} == set(Format)
    assert {audience for line in LINES for audience in line.audience} == set(Audience)
    assert {line.regime for line in LINES} == set(Regime)
    assert {line.sector for line in LINES} == SECTORS
    assert {line.territory for line in LINES} == set(PLACES)


def test_every_place_lies_in_its_territory_and_near_its_town():
    towns = defaultdict(list)
    for line in LINES:
        south, north, west, east, postcode = PLACES[line.territory]
        assert south < line.lat < north, line.host
        assert west < line.lon < east, line.host
        assert re.fullmatch(postcode, line.postcode), line.host
        towns[line.city].append(line)
    assert all(kilometres(town[0], line) < 7 for town in towns.values() for line in town)


def test_a_visit_is_described_once_in_one_to_three_sentences():
    said = defaultdict(set)
    for line in LINES:
        said[line.host, line.title].add((line.description, line.format, line.group_max))
        assert 1 <= len(re.findall(r"[.!?](?= |$)", line.description)) <= 3, line.description
        assert 60 <= len(line.description) <= 300
        assert line.description.endswith((".", "!", "?"))
    assert all(len(versions) == 1 for versions in said.values())


def test_every_slot_says_where_it_is_how_to_get_in_whom_to_ask_and_in_which_language():
    for line in LINES:
        assert all((line.host, line.title, line.address, line.accessibility))
        assert FICTIONAL.fullmatch(line.contact), "nobody real can be rung or written to"
    assert {tongue for x in LINES for tongue in x.language.split(", ")} == {"fr", "de", "en", "nl"}


def test_sites_impose_ages_shoes_papers_and_no_photos():
    conditions = " ".join({line.conditions.lower() for line in LINES})

    assert {line.age_min for line in LINES} == {None, 8, 12, 15}
    assert all(word in conditions for word in ("chaussures fermées", "pièce d’identité", "photo"))


def test_classes_come_in_groups_with_an_adult_for_so_many_pupils():
    classes = [line for line in LINES if line.audience == {Audience.PUPILS}]

    assert len(classes) >= 8
    for line in classes:
        assert 1 <= line.pupils_per_adult <= line.group_max <= line.capacity
        assert line.closes is not None


def test_tiny_slots_are_named_so_that_the_demo_can_fill_them():
    by_ref = {line.ref: line for line in LINES}

    for full in (by_ref[ref] for ref in FULL_SLOT_REFS):
        assert full.capacity <= 3
        assert full.opens is full.closes is None
        others = [line for line in LINES if (line.host, line.title) == (full.host, full.title)]
        assert len(others) >= 3, "the same visit can be had at another time"


def test_job_dating_is_a_chain_of_ten_minute_slots_for_one_at_several_hosts():
    chains = by_host(LINES, lambda line: line.format is Format.JOB_DATING)

    assert len(chains) >= 4
    for chain in chains.values():
        assert len(chain) >= 4
        assert all(line.ends - line.starts == timedelta(minutes=10) for line in chain)
        assert all(a.ends == b.starts for a, b in pairwise(chain))
        assert {line.capacity for line in chain} == {1}


def test_seats_are_counted_except_for_walk_ins_and_interviews_are_for_one():
    assert all((line.capacity is None) == (line.regime is Regime.NONE) for line in LINES)
    assert all(line.capacity is None or line.capacity >= 1 for line in LINES)
    assert {line.capacity for line in LINES if line.format is Format.INTERVIEW} == {1}


def test_the_odd_ones_are_there_an_untold_hour_the_press_evenings_a_boat_a_long_exhibition():
    (pouring,) = [line for line in LINES if line.time_tba]
    assert (pouring.starts.hour, pouring.starts.minute, pouring.ends) == (0, 0, None)
    assert sum(line.audience == {Audience.PRESS} for line in LINES) >= 3
    assert sum(line.format is Format.TALK and line.starts.hour >= 18 for line in LINES) >= 4
    (boat,) = by_host(LINES, lambda line: "fluviale" in line.host).values()
    assert all(line.opens for line in boat)
    shown = by_host(LINES, lambda line: line.format is Format.EXHIBITION)
    assert min(len({line.starts.date() for line in days}) for days in shown.values()) >= 3

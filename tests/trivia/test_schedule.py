"""Daily questions and leaderboards where clocks are put forward and back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.trivia.schedule import Window, day_of, last_daily, next_daily, window_start

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
# Half an hour forward; at midnight; three quarters of an hour off; a day left out in 2011; none at all.
ODD = ["Australia/Lord_Howe", "America/Havana", "Asia/Kathmandu", "Pacific/Apia", "UTC"]
ZONES = st.sampled_from([BERLIN, NEW_YORK, *map(ZoneInfo, ODD)])
MOMENTS = st.datetimes(datetime(2010, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - zone follows
HOURS, MINUTES = st.integers(0, 23), st.integers(0, 59)


def utc(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "hour", "minute", "zone", "due"),
    [
        (utc(2026, 11, 22, 7), 9, 0, BERLIN, utc(2026, 11, 22, 8)),
        (utc(2026, 11, 22, 8), 9, 0, BERLIN, utc(2026, 11, 23, 8)),  # after this one, not at it
        (utc(2026, 11, 22, 23, 30), 9, 0, NEW_YORK, utc(2026, 11, 23, 14)),
        (utc(2026, 3, 28, 12), 2, 30, BERLIN, utc(2026, 3, 29, 1, 30)),  # there is no 2.30: 3.30 on the new clock
        (utc(2026, 3, 29, 1, 30), 2, 30, BERLIN, utc(2026, 3, 30, 0, 30)),
        (utc(2026, 10, 24, 12), 2, 30, BERLIN, utc(2026, 10, 25, 0, 30)),  # 2.30 is there twice: the first
        (utc(2026, 10, 25, 0, 30), 2, 30, BERLIN, utc(2026, 10, 26, 1, 30)),  # and not the second
        (utc(2011, 12, 29, 20), 9, 0, ZoneInfo("Pacific/Apia"), utc(2011, 12, 30, 19)),  # the 30th was left out
    ],
)
def test_the_next_daily_question(now, hour, minute, zone, due):
    assert next_daily(now, hour, minute, zone) == due


@given(MOMENTS, HOURS, MINUTES, ZONES)
def test_the_last_and_the_next_are_on_either_side_with_none_between(now, hour, minute, zone):
    last, following = last_daily(now, hour, minute, zone), next_daily(now, hour, minute, zone)
    assert last <= now < following
    assert next_daily(last, hour, minute, zone) == following
    assert last_daily(following, hour, minute, zone) == following
    assert timedelta(hours=22) < following - last < timedelta(hours=50)


@given(MOMENTS, HOURS, MINUTES, ZONES)
def test_every_local_date_that_there_is_has_its_question_once(now, hour, minute, zone):
    moments = [now]
    for _ in range(8):
        moments.append(next_daily(moments[-1], hour, minute, zone))
    days = [day_of(moment, zone) for moment in moments[1:]]
    for before, after in pairwise(days):
        left_out = (before, after) == (date(2011, 12, 29), date(2011, 12, 31))
        assert after - before == timedelta(days=1 + left_out)


@given(MOMENTS, HOURS, MINUTES, ZONES)
def test_it_is_so_late_then_unless_the_clock_leapt_over_that(now, hour, minute, zone):
    local = next_daily(now, hour, minute, zone).astimezone(zone)
    if (local.hour, local.minute) != (hour, minute):
        before, after = (local - timedelta(days=2)).utcoffset(), (local + timedelta(days=2)).utcoffset()
        assert before < after
    else:
        assert local.fold == 0


@pytest.mark.parametrize(
    ("window", "now", "zone", "start"),
    [
        (Window.WEEK, utc(2026, 11, 22, 12), BERLIN, utc(2026, 11, 15, 23)),  # a Sunday: since last Monday
        (Window.WEEK, utc(2026, 11, 22, 23), BERLIN, utc(2026, 11, 22, 23)),  # Monday has just begun there
        (Window.WEEK, utc(2026, 11, 23, 4, 59), NEW_YORK, utc(2026, 11, 16, 5)),
        (Window.WEEK, utc(2026, 3, 30, 12), BERLIN, utc(2026, 3, 29, 22)),  # in summer time
        (Window.MONTH, utc(2026, 11, 22, 12), BERLIN, utc(2026, 10, 31, 23)),
        (Window.MONTH, utc(2026, 11, 1, 3, 59), NEW_YORK, utc(2026, 10, 1, 4)),
        (Window.SEASON, utc(2026, 11, 22, 12), BERLIN, utc(2026, 8, 31, 22)),
        (Window.ALL, utc(2026, 11, 22, 12), BERLIN, None),
    ],
)
def test_where_a_window_begins(window, now, zone, start):
    assert window_start(window, now, zone, season=date(2026, 9, 1)) == start


def test_without_a_season_it_is_all_time():
    assert window_start(Window.SEASON, utc(2026, 11, 22), BERLIN) is None


@given(MOMENTS, ZONES)
def test_a_week_and_a_month_have_begun_and_are_no_longer_than_that(now, zone):
    for window, longest in ((Window.WEEK, 8), (Window.MONTH, 32)):
        start = window_start(window, now, zone)
        assert start is not None
        assert timedelta(0) <= now - start < timedelta(days=longest)
        assert start.astimezone(zone).hour in {0, 1}  # Havana leaps over midnight

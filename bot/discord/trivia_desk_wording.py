"""What the bot says about trivia to moderators: reports, retired questions, points, the daily question, seasons."""

from __future__ import annotations

from typing import Final

from bot.discord.trivia_wording import MODES

# Options of commands.
MEMBER_OPTION: Final = "Whose points"
POINTS_OPTION: Final = "How many; with a minus they are taken away"
CHANNEL_OPTION: Final = "Where; leave it out to see what is set"
HOUR_OPTION: Final = "At what time, such as 18 or 18:30; off to ask no longer"
ZONE_OPTION: Final = "In which time zone, such as Europe/Berlin"
OPEN_OPTION: Final = "For how many hours it can be answered, 1 to 23"
OFF: Final = "off"
SEASON_OPTION: Final = "Its first day, such as 2033-01-31; today if you leave it out"
SECONDS_OPTION: Final = "How many seconds a round lasts, 10 to 120"
CHANGEABLE_OPTION: Final = "Whether a choice may be changed while the round lasts"

# Buttons (at most 80 characters each), menus, forms (at most 45).
ACCEPT: Final = "Accept an answer"
RETIRE: Final = "Never ask it again"
DISMISS: Final = "Nothing wrong with it"
BACK: Final = "Back to the list"
RESTORE: Final = "Ask it again"
CHOOSE_RETIRED: Final = "Choose a question to ask again"
CHOOSE_REPORT: Final = "Choose a question"
CHOOSE_PLAYER: Final = "Correct somebody's points for this round"
ACCEPT_FORM: Final = "Accept another answer"
ACCEPT_FIELD: Final = "The spelling to accept from now on"
POINTS_FORM: Final = "Correct points"
POINTS_FIELD: Final = "Points to add; with a minus, to take away"

# Reported and retired questions.
REPORTS_TITLE: Final = "Reported questions"
NO_REPORTS: Final = "No question is reported."
REPORT_GONE: Final = "That report has been dealt with already."
NO_REASON: Final = "no reason given"
RETIRED: Final = "That question will not be asked here again. The command trivia retired takes that back."
RETIRED_TITLE: Final = "Questions that are not asked any more"
NOTHING_RETIRED: Final = "No question has been retired here."
RESTORED: Final = "That question may be asked here again."
RESTORED_ALREADY: Final = "That question is not retired (any more)."
DISMISSED: Final = "The reports of that question are dismissed."
BAD_POINTS: Final = "Write a whole number from -10000 to 10000, and not 0."
ANSWER_LABEL: Final = "Answer"
ACCEPTED_LABEL: Final = "Accepted"
CHOICES_LABEL: Final = "Choices"
EARNED_LABEL: Final = "What it earned"
PAIR_LABEL: Final = "Pair"

# The daily question, seasons.
NO_DAILY: Final = "No question of the day is set. Name a channel and an hour to have one."
DAILY_OFF: Final = "I ask no question of the day any more."
BAD_HOUR: Final = "I could not read that time. Write an hour, such as 18 or 18:30."
BAD_ZONE: Final = "I know no such time zone. Write it as in Europe/Berlin or America/New_York, or UTC."
BAD_DATE: Final = "I could not read that day. Write it as in 2033-01-31."


def reported(times: int) -> str:
    """How often a question was reported."""
    return "reported once" if times == 1 else f"reported {times} times"


def report_line(mode: str, ref: str, times: int) -> str:
    """A question of the list of reports."""
    return f"**{mode}** from {ref} · {reported(times)}"


def retired_line(mode: str, question: str, day: str) -> str:
    """A question that is not asked any more: its mode, the pair it was made from, and since when."""
    return f"**{mode}** from “{question}” · since {day}"


def report_reason(why: str) -> str:
    """What somebody wrote."""
    return f"“{why}”"


def earned(name: str, points: int) -> str:
    """What somebody earned in a round."""
    return f"{name}: {points:+}"


def accepted(spelling: str) -> str:
    """A spelling is accepted from now on."""
    return f"“{spelling}” is accepted from now on."


def corrected(name: str, points: int) -> str:
    """Somebody's points were corrected."""
    return f"{name}: {points:+} {'point' if abs(points) == 1 else 'points'}."


def daily_set(channel: str, clock: str, zone: str, mode: str, hours: int, following: int) -> str:
    """When a daily question is asked, and when next (seconds since 1970)."""
    open_for = "1 hour" if hours == 1 else f"{hours} hours"
    return (
        f"Every day at {clock} ({zone}) I ask a question in {channel} ({MODES[mode]}), open for {open_for}. "
        f"The next one comes <t:{following}:R>."
    )


def season_set(day: str) -> str:
    """A season begins."""
    return f"The season's leaderboard counts from {day} on. Nothing is lost: all time is still there."


def defaults(rounds: int, seconds_each: int, mode: str, *, changeable: bool) -> str:
    """How games are played in a server where nothing else is said."""
    change = "choices may be changed" if changeable else "the first choice counts"
    return f"{rounds} rounds of {seconds_each} seconds, {mode}; {change}"


def defaults_set(text: str) -> str:
    """The same, just set."""
    return f"Games in this server, unless something else is said: {text}."

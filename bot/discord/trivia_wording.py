"""Every sentence the bot says in and about trivia games.

As in `bot.discord.wording`, what comes in from content and users has been made safe already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Commands within `trivia`, under their full names: what they take and what they do.
COMMANDS: Final = {
    "trivia rules": ("", "How the game goes, and its commands"),
    "trivia start": ("[rounds] [quote|gap|who|mix]", "Start a game in this channel"),
    "trivia stop": ("", "End the game: whoever started it and moderators at once, others by vote"),
    "trivia skip": ("", "Skip this round: whoever started the game and moderators at once, others by vote"),
    "trivia hint": ("", "Show a hint to everybody; an answer is worth less from then on"),
    "trivia scores": ("", "Who leads in the game that is going on here"),
    "trivia leaderboard": ("[week|month|season|all]", "Who has the most points in this server"),
    "trivia me": ("", "How you have done so far"),
    "trivia forget": ("", "Delete your points in this server, and all that I keep of your games here"),
    "trivia report": ("[what is wrong]", "Tell the moderators that the last question here was a bad one"),
    "trivia reports": ("", "Questions that were reported: accept an answer, retire, dismiss (moderators)"),
    "trivia retired": ("", "Questions that are not asked any more, and how to take that back (moderators)"),
    "trivia correct": ("<member> <points>", "Give somebody points, or take some away (moderators)"),
    "trivia daily": (
        "[channel] [hour|off] [zone] [mode] [hours]",
        "Ask a question every day, or no longer (moderators)",
    ),
    "trivia season": ("[date]", "Begin a new season of the leaderboard, today or on a day (moderators)"),
}
ROUNDS_OPTION: Final = "How many rounds, 1 to 50"
MODE_OPTION: Final = "quote: find the question; gap: fill in the word; who: who said it; mix: all of them"
WINDOW_OPTION: Final = "Since when points count"
WHY_OPTION: Final = "What is wrong with the question"

# Buttons (at most 80 characters each), forms (at most 45).
LETTERS: Final = "ABCDEFGH"
ANSWER: Final = "Answer"
HINT: Final = "Hint"
SKIP: Final = "Skip"
REPORT: Final = "Report"
PREVIOUS: Final = "Previous"
NEXT: Final = "Next"
FORGET: Final = "Delete my points"
ANSWER_FORM: Final = "What is the missing word?"
ANSWER_FIELD: Final = "Your answer"
REPORT_FORM: Final = "Report this question"
REPORT_FIELD: Final = "What is wrong with it?"

# What a reaction to a message says without a word.
RIGHT: Final = "✅"
NEAR: Final = "🤏"
DUMP: Final = "✋"
NOT_TAKEN: Final = "⚠️"

# Asking.
ASKS: Final = {
    "quote": "Which question was this the answer to?",
    "gap": "Which word is missing?",
    "who": "Who said this?",
}
MODES: Final = {
    "quote": "find the question",
    "gap": "find the missing word",
    "who": "who said it",
    "mix": "a bit of everything",
}
TYPE_IT: Final = "Type it here, or press **Answer**."
PRESS_ANSWER: Final = "Press **Answer** and type it."
DAILY: Final = "Question of the day"
CLOSED_ABOVE: Final = "This round is over; the answer is further down."
MOVED: Final = "This question has moved further down."
SOMEBODY: Final = "somebody who has left"

# Rules.
RULES_TITLE: Final = "Trivia from the interviews"
NO_GAME: Final = "No game is going on in this channel."

# Private answers.
TOO_LATE: Final = "That round is over."
ELSEWHERE: Final = "That game is over, or just being taken over after a restart: try again in a few seconds."
RIGHT_ANSWER: Final = "That is it!"
NEAR_ANSWER: Final = "So close! Look at it again."
WRONG_ANSWER: Final = "No, that is not it. Try again!"
REFUSALS: Final = {
    "too late": TOO_LATE,
    "chosen": "You have chosen already, and the first choice counts.",
    "same": "That is what you have chosen already.",
    "no such choice": "This round is answered otherwise.",
    "dump": "That is too many words to be an answer.",
    "no hint": "There is no further hint.",
    "too soon": "Think about it a little longer: the next hint can be had in some seconds.",
    "not playing": "Only those who have answered lately have a vote.",
    "voted": "Your vote counts already.",
    "moderators only": "Only moderators can end the question of the day.",
}
STOPPED: Final = "The game is stopped."
SKIPPED: Final = "Skipped."
HINTED: Final = "There is a hint now."

# Why there is no game.
RUNNING: Final = "A game is going on in this channel already. Join in: whoever answers plays."
MAY_NOT_SEND: Final = (
    "I may not write in this channel, so there can be no game here. A moderator can let me see it and send messages."
)
BAD_ROUNDS: Final = "A game has 1 to 50 rounds."
SHORTAGES: Final = {
    "empty": "There is nothing I may quote in this channel: no interview, or all of them give too much away here.",
    "used up": "Every question there is has been retired by the moderators.",
    "few questions": "`quote` needs at least four questions that differ enough to choose among.",
    "few speakers": "`who` needs two speakers at least, each with something to say that does not give them away.",
    "no words": "`gap` needs a quotation, word for word, with a word that can be missed.",
}

# Ends.
ENDS: Final = {
    "all rounds": "That was the last round.",
    "stopped": "The game was stopped.",
    "idle": "Nobody answered twice running, so the game ends here.",
    "no rounds": "I have no further question, so the game ends here.",
    "too old": "I was away for too long, so the game ends where it was.",
}
FINAL: Final = "Final scores"
NOBODY_PLAYED: Final = "Nobody has answered in a round that counted."
SKIPPED_ROUND: Final = "Skipped: nobody gets points."
STOPPED_ROUND: Final = "Stopped in mid-round: nobody gets points for it."
NOBODY_RIGHT: Final = "Nobody got it."
MEDALS: Final = {1: "🥇", 2: "🥈", 3: "🥉"}

# Points.
SCORES: Final = "Scores so far"
NO_SCORES: Final = "Nobody has any points yet."
BOARD: Final = "Leaderboard"
WINDOWS: Final = {"week": "this week", "month": "this month", "season": "this season", "all": "all time"}
NOT_PLAYED: Final = "You have not played here yet."
REALLY_FORGET: Final = "Shall I delete your points in this server? That cannot be undone."
FORGOTTEN: Final = "Done: I know nothing of your games in this server any more."
NOT_YOURS: Final = "That button belongs to somebody else. Use the command trivia forget yourself."

# Reports.
REPORTED: Final = "Thank you. The moderators will look at it."
REPORTED_ALREADY: Final = "You have reported that question already; the moderators have it on their list."
NOTHING_TO_REPORT: Final = "I cannot tell any more which question that was."


def card_title(number: int, rounds: int, mode: str) -> str:
    """The heading of a round."""
    return f"Round {number} of {rounds} · {ASKS[mode]}"


def reveal_title(number: int, rounds: int) -> str:
    """The small print above a reveal."""
    return f"Round {number} of {rounds}"


def time_left(deadline: int, answered: int) -> str:
    """When a round ends (seconds since 1970), and how many have answered."""
    people = f" · {answered} {'has' if answered == 1 else 'have'} answered" if answered else ""
    return f"⏳ Ends <t:{deadline}:R>{people}"


def choice(letter: str, text: str) -> str:
    """One of the choices."""
    return f"**{letter}** {text}"


def hint(clue: str, text: str) -> str:
    """A hint; which kind it is, and what it is made of."""
    return "💡 " + {
        "letters": f"It looks like this: {text}",
        "not": f"It is not: {text}",
        "asked": f"They were asked: {text}",
        "source": f"It was said here: {text}",
        "role": f"It was said by somebody in this role: {text}",
    }.get(clue, text)


def votes(motion: str, cast: int, needed: int) -> str:
    """How a vote stands."""
    return f"🗳️ {cast} of {needed} votes to {motion}"


def voted(motion: str, cast: int, needed: int) -> str:
    """Somebody's vote counts."""
    return f"Your vote to {motion} counts: {cast} of {needed}."


def chosen(text: str, *, changed: bool, changeable: bool) -> str:
    """A choice counts."""
    what = "You have changed to" if changed else "You have chosen"
    then = "Until the round ends you may change it." if changeable else "Now wait for the others."
    return f"{what}: **{text}**\n{then}"


def started(rounds: int, mode: str, seconds: int, starter: str, lacking: Sequence[str] = ()) -> str:
    """A game begins; of a mixed one, which modes it does without."""
    count = "1 round" if rounds == 1 else f"{rounds} rounds"
    without = f" (There is not enough for {' and '.join(lacking)} here.)" if lacking else ""
    return (
        f"🎬 {starter} starts trivia: {count}, {MODES[mode]}, {seconds} seconds each. Whoever answers plays!{without}"
    )


def right_answer(text: str) -> str:
    """The answer of a round."""
    return f"✅ **{text}**"


def seconds(after: float) -> str:
    """How long an answer took."""
    if after < 60:  # noqa: PLR2004 - seconds of a minute
        return f"{after:.1f} s"
    minutes = round(after / 60)
    hours = minutes // 60
    return f"{hours} h {minutes % 60} min" if hours else f"{minutes} min"


def winner(medal: str, name: str, after: float, points: int, streak: int) -> str:
    """Somebody who was right."""
    row = f" · {streak} in a row 🔥" if streak > 1 else ""
    return f"{medal} {name} · {seconds(after)} · +{points}{row}"


def missed(names: Sequence[str], more: int) -> str:
    """Who was wrong."""
    return f"❌ {listed([*names, *([f'{more} more'] if more else [])])}"


def and_more(count: int) -> str:
    """How many others are not shown."""
    return f"… and {count} more"


def counted(points: int) -> str:
    """How many points."""
    return "1 point" if points == 1 else f"{points} points"


def _earned(points: int, right: int, rounds: int) -> str:
    # Who has points from a moderator alone has played no round.
    return f"{counted(points)} · {right} of {rounds} right" if rounds else counted(points)


def wins(names: Sequence[str], points: int) -> str:
    """Who has won."""
    if len(names) == 1:
        return f"🏆 **{names[0]} wins with {counted(points)}!**"
    return f"🏆 **{listed(names)} tie with {counted(points)}!**"


def place(rank: int, name: str, points: int, right: int, rounds: int) -> str:
    """A line of a table."""
    return f"{MEDALS.get(rank, f'**{rank}.**')} {name} · {_earned(points, right, rounds)}"


def board_title(window: str) -> str:
    """The heading of a leaderboard."""
    return f"{BOARD}: {WINDOWS[window]}"


def page(number: int, of: int, players: int) -> str:
    """Which page this is, counted from 1."""
    return f"page {number} of {of} · {players} {'player' if players == 1 else 'players'}"


def own_line(window: str, rank: int, points: int, right: int, rounds: int) -> str:
    """How somebody has done in one window."""
    return f"{WINDOWS[window].capitalize()}: place {rank} · {_earned(points, right, rounds)}"


def rules(prefix: str, *, may_read: bool) -> str:
    """How the game goes."""
    typed = "type the word in the channel or press **Answer**" if may_read else "press **Answer** and type the word"
    return (
        "Every question is made from a real interview; nobody has to sign up, whoever answers plays.\n"
        f"**quote**: which question was this the answer to? **who**: who said it? Press a button; nobody sees what you "
        f"chose until the round is over. **gap**: which word is missing? Then {typed}; small slips are forgiven, and "
        "the first who has it wins the round.\n"
        "The quicker, the more points: 100 at first, half of it in the last second, a bonus for several in a row. Each "
        "hint costs a quarter.\n"
        f"Start with **{prefix}trivia start**. In a game: **hint**, **skip**, **stop**, **scores**. At any time: "
        "**leaderboard**, **me**, **forget**, and **report** for a bad question."
    )


def listed(names: Sequence[str]) -> str:
    """Several names."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def names_of(places: Sequence[int], names: Mapping[int, str]) -> list[str]:
    """The names of some players."""
    return [names.get(player, SOMEBODY) for player in places]

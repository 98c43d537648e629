"""Every sentence the bot says to moderators about content: reloads, uploads, versions, the log.

As in `bot.discord.wording`, what comes in from content and files has been made safe already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

# Commands within `knowledge`, under their full names: what they take and what they do.
COMMANDS: Final = {
    "knowledge status": ("", "What is loaded here, and what fans think of the answers"),
    "knowledge reload": ("[--force]", "Read the interview files again"),
    "knowledge upload": (
        "and an attached file",
        "Add an interview to this server, or put a newer version in place",
    ),
    "knowledge history": ("[interview]", "The versions of what this server uploaded"),
    "knowledge rollback": ("<interview> [version]", "Go back to an earlier version of an interview of this server"),
    "knowledge export": ("<interview>", "Get an interview as a file"),
    "knowledge unanswered": ("", "The questions that found nothing"),
    "knowledge taught": ("", "What I was taught, and how to take it back"),
    "knowledge log": ("", "Who changed what, and when"),
}
FORCE_OPTION: Final = "Reload even if golden questions would break"
FILE_OPTION: Final = "An interview as a .yaml file, or as a transcript, subtitles or a saved page"
INTERVIEW_OPTION: Final = "The interview's id"
VERSION_OPTION: Final = "The version's number; 0 does without the interview; left out, the one before"

# Buttons (at most 80 characters each).
APPLY: Final = "Apply"
APPLY_ANYWAY: Final = "Apply anyway"
CANCEL: Final = "Cancel"
GO_BACK: Final = "Go back"
OLDER: Final = "Older"

# Reloading.
NOTHING_CHANGED: Final = "The files say what they said before: nothing has changed."
JOINED: Final = "Another reload was running already; this is what came of it."
FAULTS_ATTACHED: Final = "The whole list is attached."
REFUSED: Final = (
    "Not reloaded: these golden questions hold now and would not hold any more. Mend the content, or reload with "
    "--force (force: True) if that is meant to be."
)
FORCED: Final = "Golden questions that no longer hold:"
FAILING: Final = "Golden questions that do not hold, and did not before:"

# Uploading.
WRONG_KIND: Final = (
    "I read interviews from .yaml files, and look for one in saved pages, transcripts and subtitles: .txt .md .html "
    ".htm .mhtml .srt .vtt .json .csv .tsv .docx. The guide to writing content says more."
)
MANY_FILES: Final = "One file at a time, please."
DOWNLOAD_FAILED: Final = "Discord did not let me download that file. Please attach it again."
DRAFT_GONE: Final = "That upload is not kept any longer. Please upload the file again."
CANCELLED: Final = "Cancelled: nothing has changed."
SPEAKERS: Final = "Speakers"
FIRST_PAIRS: Final = "Questions"
WARNINGS: Final = "Worth a second look"
GOLDEN: Final = "Golden questions"
GOLDEN_HOLD: Final = "All of them hold."
GOLDEN_NONE: Final = "There are none."

# Going back.
NO_VERSION: Final = "There is no such version to go back to. The history shows which there are."
CHANGED_SINCE: Final = "That interview has changed since I asked you, so I have left it alone. Please look again."

# Lists.
STATUS_TITLE: Final = "What I know here"
HISTORY_TITLE: Final = "Versions"
LOG_TITLE: Final = "Log"
NO_HISTORY: Final = "This server has uploaded no interview of that name, or none at all."
NO_LOG: Final = "Nothing has been changed in this server yet."
OWN: Final = "Interviews of this server"
VERDICTS: Final = "What fans think of answers"
NO_INTERVIEW: Final = "I know no interview of that name here. See the list with the command interviews."
NO_FILES_HERE: Final = (
    "I may not attach files in this channel. Give me the permission Attach Files, or ask me elsewhere."
)
FORGOTTEN: Final = "somebody"


def count(number: int, thing: str) -> str:
    """So many of something."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def and_more(number: int) -> str:
    """How many lines of a list are not shown."""
    return f"… and {number:,} more"


def listed(names: Sequence[str], most: int = 5) -> str:
    """Some names, and how many others."""
    shown = list(names[:most])
    return ", ".join([*shown, f"{len(names) - most:,} more"] if len(names) > most else shown)


def reloaded(seconds: float, parts: Sequence[str]) -> str:
    """A reload came to its end; `parts` say what has changed."""
    return "\n".join([f"Reloaded in {seconds:.1f} s.", *parts])


def applied(interview: str, version: int, parts: Sequence[str]) -> str:
    """An upload is in force."""
    return "\n".join([f"Applied: {interview} is at version {version} in this server.", *parts])


def went_back(interview: str, version: int | None, parts: Sequence[str]) -> str:
    """An earlier version is in force again, or (None) the upload is gone."""
    done = f"{interview} is as it was in version {version}." if version else f"{interview} is no longer used here."
    return "\n".join([done, *parts])


def change(kind: str, names: Sequence[str], pairs: int) -> str:
    """What was added, changed or removed: interviews by name, and how many pairs."""
    interviews = f"{count(len(names), 'interview')} ({listed(names)})" if names else ""
    return f"{kind}: {' · '.join(filter(None, (interviews, count(pairs, 'pair') if pairs else '')))}"


ADDED: Final = "Added"
CHANGED: Final = "Changed"
REMOVED: Final = "Removed"


def faulty(number: int) -> str:
    """Files have faults."""
    return f"Nothing has changed, because there {'is' if number == 1 else 'are'} {count(number, 'fault')}:"


def file_too_large(limit: int) -> str:
    """A file has more bytes than an interview may have."""
    return f"That file is too large: an interview has at most {limit:,} bytes. Split it into several."


def too_many(limit: int) -> str:
    """A server has as many interviews as it may."""
    return f"This server has {count(limit, 'interview')}, which is all it may have. Go back to version 0 of one first."


def no_room(limit: int) -> str:
    """A server's interviews would be too large."""
    return f"This server's interviews may have {limit:,} bytes together. Go back to version 0 of one first."


def too_late(state: str | None) -> str:
    """Somebody else pressed a button of an upload first."""
    return f"That upload has been {state} already." if state else DRAFT_GONE


def preview_intro(interview: str, pairs: int) -> str:
    """What an upload holds."""
    return f"`{interview}` · {count(pairs, 'pair')}"


def replaces(version: int) -> str:
    """An upload follows a version of the same interview."""
    return f"It takes the place of version {version} of this server."


REPLACES_OPERATORS: Final = "It takes the place of an interview that comes with me, in this server only."


def hold(asked: int, failing: int) -> str:
    """How many golden questions hold."""
    return f"{asked - failing} of {asked} hold."


def breaks(reason: str) -> str:
    """A golden question that holds now and would not."""
    return f"⚠️ would break: {reason}"


def fails(reason: str) -> str:
    """A golden question that would not hold."""
    return f"does not hold: {reason}"


def step(interview: str, current: int, target: int | None) -> str:
    """Asks whether to go back."""
    where = f"back to version {target}" if target else "without it"
    return f"**{interview}** is at version {current}. Go {where}?"


def who(user: int | None) -> str:
    """Somebody who did something; nobody is pinged by that."""
    return FORGOTTEN if user is None else f"<@{user}>"


def when(at: datetime) -> str:
    """A point in time, as each reader's own clock shows it."""
    return f"<t:{int(at.timestamp())}:f>"


def version_line(number: int, what: str, by: str, at: str, *, in_force: bool) -> str:
    """One version of an interview."""
    return f"**{number}** · {what} · {by}, {at}{' · in force' if in_force else ''}"


def version_kind(size: int | None, restored: int | None) -> str:
    """What a version is."""
    if size is None:
        return "removed"
    return f"back to {restored}" if restored else f"{size:,} bytes"


def log_line(by: str, at: str, what: str, about: str) -> str:
    """One line of the log."""
    return f"{at} · {by} · {' '.join(filter(None, (what, about)))}"


_DEEDS: Final = {
    "reload": "reloaded the files",
    "upload": "applied an upload of",
    "drop": "cancelled an upload of",
    "rollback": "went back in",
    "remove": "removed",
    "teach": "taught",
    "unteach": "took a phrasing from",
    "setting": "changed the setting",
    "questions taught": "closed questions that are answered now",
    "questions dismissed": "dismissed questions",
    "spoilers": "set how far this channel has seen",
    "trivia fixed": "fixed a trivia question made from",
    "trivia retired": "retired a trivia question made from",
    "trivia restored": "let a retired trivia question be asked again, made from",
    "trivia dismissed": "dismissed the reports of a trivia question made from",
    "trivia correction": "corrected somebody's trivia points",
}


def deed(what: str) -> str:
    """What somebody did."""
    return _DEEDS.get(what, what)


def about_deed(detail: Mapping[str, Any]) -> str:
    """To what it was done."""
    return str(next((detail[name] for name in ("interview", "ref", "name", "show") if detail.get(name)), ""))


def loaded(interviews: int, pairs: int) -> str:
    """What a server can be asked about."""
    return f"{count(interviews, 'interview')} with {count(pairs, 'pair')}"


def own_content(number: int, most: int, used: int, room: int) -> str:
    """How much of what it may upload a server has uploaded."""
    return f"{number} of {most} interviews, {used:,} of {room:,} bytes"


def own_line(interview: str, version: int, size: int) -> str:
    """An interview that a server uploaded."""
    return f"`{interview}` · version {version} · {size:,} bytes"


def changes_here(taught: int, off: Sequence[str]) -> list[str]:
    """What else a server has of its own."""
    lines = [f"{count(taught, 'phrasing')} taught"] if taught else []
    return [*lines, f"switched off: {listed(off)}"] if off else lines


def verdict_line(ref: str, helpful: int, not_it: int) -> str:
    """What fans think of an answer."""
    return f"`{ref}` · {helpful} helpful · {not_it} not it"

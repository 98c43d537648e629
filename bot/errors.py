"""Every exception of ours, drawn as a tree.

ShowrunnerError              anything we raise on purpose; its text is a sentence for the person who can mend it
├── ConfigError              a setting is wrong (command line: exit status 2)
├── StartupError             the bot cannot start: no token, a refused intent, a taken port (exit status 2)
├── ContentError             interviews are wrong; carries every fault found (exit status 1)
└── StorageError             the store cannot be opened, read or written (exit status 2)
    └── AlreadyDone          what was to be done once has been done, by somebody quicker

An ordinary outcome ("no interview answers this") is a value, never an exception.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


_PASSWORD = re.compile(r"(://[^:/@\s]*:)[^\s]*(?=@)|(password=)[^&\s]*")


def without_passwords(text: str) -> str:
    """The text with `…` for the passwords in addresses such as `postgresql://user:password@host/database`."""
    return _PASSWORD.sub(r"\1\2…", text)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in one file.

    Attributes:
        path: The file (or directory) as the user named it.
        line: Counted from 1; 0 where the fault concerns the file as a whole.
        column: Counted from 1; 0 where the fault concerns the file as a whole.
        problem: A sentence: what is wrong and what was expected instead.
    """

    path: str
    line: int
    column: int
    problem: str

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{where}: {self.problem}"


class ShowrunnerError(Exception):
    """Anything raised on purpose; the text says what to do next."""


class ConfigError(ShowrunnerError):
    """A setting is wrong or unknown; the text names file, line, setting and value."""


class StartupError(ShowrunnerError):
    """The bot cannot start; the text gives the exact steps that let it."""


class ContentError(ShowrunnerError):
    """The interviews cannot be used.

    Attributes:
        faults: Every fault of every file, ordered by place.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))


class StorageError(ShowrunnerError):
    """The store cannot be opened, read or written; nothing of what was to be changed has been."""


class AlreadyDone(StorageError):  # noqa: N818 - read as the answer to "apply this draft"
    """What can be done once only has been done, or there is nothing left to do it with; nothing has changed."""

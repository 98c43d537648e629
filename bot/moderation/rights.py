"""Who may change content: the one rule, for every command and every button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

SETTING: Final = "moderator_roles"
"""The name under which a server's own moderator roles are stored: a list of role names or ids, as texts."""


@dataclass(frozen=True, slots=True)
class Member:
    """What counts about somebody in a server, at the moment they ask for something.

    Attributes:
        manages: Whether they have the permission Manage Server (as owners and administrators do).
        roles: The id and name of each role they hold, without the one that everybody has.
    """

    manages: bool
    roles: tuple[tuple[int, str], ...] = ()


def is_moderator(member: Member | None, named: Iterable[str]) -> bool:
    """Whether somebody may change a server's content.

    Args:
        member: Who asks; None outside of a server, where nobody may.
        named: The names or ids of the roles that moderate, from the configuration and from the server's settings.
            Names are compared without regard to case; a role's id always means that role, whatever others are called.
    """
    if member is None:
        return False
    if member.manages:
        return True
    wanted = {name.strip().removeprefix("@").casefold() for name in named} - {""}
    return any(str(number) in wanted or name.strip().casefold() in wanted for number, name in member.roles)

"""Writing files so that nobody ever finds half of one."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from uuid import uuid4

from bot.errors import ShowrunnerError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def whole(file: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """A file that appears under its name only once it is whole.

    Args:
        file: Where it is to be; what stands there is replaced.
        private: Whether only its owner may read it.

    Raises:
        ShowrunnerError: It cannot be written.
    """
    part = file.parent / f".{file.name}.{uuid4().hex[:8]}"
    try:
        with open(part, "xb", opener=_private if private else None) as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
    except OSError as error:
        raise ShowrunnerError(f"{file}: Cannot be written ({error.strerror}).") from error
    finally:
        part.unlink(missing_ok=True)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)

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
def whole(file: Path) -> Iterator[BinaryIO]:
    """A file that appears under its name only once it is whole.

    Raises:
        ShowrunnerError: It cannot be written.
    """
    part = file.parent / f".{file.name}.{uuid4().hex[:8]}"
    try:
        with part.open("xb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
    except OSError as error:
        raise ShowrunnerError(f"{file}: Cannot be written ({error.strerror}).") from error
    finally:
        part.unlink(missing_ok=True)

"""What keeps the garbage collector from holding up everything else."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def many_objects() -> Iterator[None]:
    """While very many objects are made that will stay: keeps the garbage collector from looking through them.

    It would do so again and again, and hold up all threads each time: a second and more with 100,000 pairs.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()

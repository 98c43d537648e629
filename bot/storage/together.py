"""Many who want the same of the store at the same moment are served by one transaction."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Generic, TypeVar

from sqlalchemy.exc import DataError, IntegrityError

from bot.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Hashable, Sequence

Asked = TypeVar("Asked")
Given = TypeVar("Given")
Waiting = tuple[Asked, asyncio.Future[Given]]


class Together(Generic[Asked, Given]):
    """Puts together what is asked for while an earlier transaction runs: the more there is to do, the less each costs.

    Whoever gives up waiting takes back nothing that has been begun.

    Args:
        work: One transaction for all of it, in order; gives what each of them gets.
        most: How many it may be, so that nobody waits long for a transaction to end.
        at_once: How many transactions may run at the same time.
    """

    def __init__(
        self, work: Callable[[Sequence[Asked]], Awaitable[Sequence[Given]]], *, most: int, at_once: int
    ) -> None:
        self._work = work
        self._most = most
        self._turns = asyncio.Semaphore(at_once)
        self._waiting: dict[Hashable, deque[Waiting[Asked, Given]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def ask(self, group: Hashable, asked: Asked) -> Given:
        """Ask for something together with whoever else asks for the same group, and in that order.

        Raises:
            StorageError: The transaction failed: nothing has happened.
        """
        given: asyncio.Future[Given] = asyncio.get_running_loop().create_future()
        if group in self._waiting:
            self._waiting[group].append((asked, given))
        else:
            self._waiting[group] = deque([(asked, given)])
            task = asyncio.create_task(self._serve(group), name="together")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return await given

    async def idle(self) -> None:
        """Wait until nothing is running any more."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _serve(self, group: Hashable) -> None:
        waiting = self._waiting[group]
        try:
            while waiting:
                async with self._turns:
                    await self._serve_some([waiting.popleft() for _ in range(min(self._most, len(waiting)))])
        finally:
            del self._waiting[group]
            for _, given in waiting:
                given.cancel()

    async def _serve_some(self, some: Sequence[Waiting[Asked, Given]]) -> None:
        some = [(asked, given) for asked, given in some if not given.done()]
        try:
            for (_, given), result in zip(some, await self._work([asked for asked, _ in some]), strict=True):
                if not given.done():
                    given.set_result(result)
                    await asyncio.sleep(0)  # what they go on with is not done all at once: others have turns between
        except StorageError as error:
            if len(some) > 1 and isinstance(error.__cause__, DataError | IntegrityError):
                for one in some:  # whose data the database does not take spoils it for nobody else
                    await self._serve_some([one])
            for _, given in some:
                if not given.done():
                    given.set_exception(error)
        finally:
            for _, given in some:
                given.cancel()  # unless it was given: then this was broken off

"""Imported last by the server that processes are forked off: what each of them would otherwise do anew."""

from __future__ import annotations

import gc

from bot.storage import migrating

migrating.newest()  # reads the migrations
gc.freeze()  # or each would copy all that was imported, only by looking through it

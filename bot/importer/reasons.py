"""Why a line of a page is no part of an interview."""

from __future__ import annotations

CAPTION = "caption"
NEWSLETTER = "newsletter"
FOREWORD = "note on the text"
RELATED = "link to other articles"
STAGE = "stage direction"
SEPARATOR = "separator"
SHARING = "sharing and comments"
BYLINE = "byline or date"
PAGER = "pager"
PAYWALL = "paywall"
LEGAL = "legal notice"
MENU = "menu"
PLAYER = "player"
COMMENTS = "comments"
FACTS = "fact box"

AT_THE_END = frozenset({RELATED, COMMENTS, MENU, BYLINE, FOREWORD, LEGAL, SEPARATOR})
"""Reasons of which the end of a page is full; where nobody speaks after one of these, the interview is over."""

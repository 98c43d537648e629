"""Words on the buttons of pages."""

from __future__ import annotations

BUTTONS = frozenset(
    """
    share tweet pin email e-mail print save copy link reply like flag embed permalink bookmark comment comments
    reprints facebook twitter x linkedin pinterest reddit whatsapp tumblr instagram flipboard telegram pocket
    messenger mastodon bluesky youtube play pause mute unmute queue download transcript report award give context
    parent view upvote downvote bio sms teilen drucken merken kommentieren compartir partager subscribe menu search
    close home login and on via this
    """.split()
)
BUTTON_CORE = BUTTONS - {
    "and",
    "on",
    "via",
    "this",
    "x",
    "home",
    "close",
    "view",
    "report",
    "context",
    "parent",
    "give",
}

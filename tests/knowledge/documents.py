"""A small interview file with nothing wrong in it, to spoil one thing at a time."""

from __future__ import annotations

GOOD = """\
format: 1
interview:
  id: tin-harbor-s1-okafor
  title: Wanda Okafor on burning the greenhouse
  show: Tin Harbor
  season: 1
  speakers:
    - id: okafor
      name: Wanda Okafor
      role: showrunner
    - id: lund
      name: Pia Lund
  outlet: ScreenPost
  interviewer: Ana Reyes
  published: 2031-04-05
  url: https://screenpost.example/okafor
  archive_url: https://archive.example/okafor
  excerpt: true
aliases:
  the greenhouse: [glasshouse, hot house]
pairs:
  - id: fire
    question: Why does the greenhouse burn in the first episode?
    also:
      - who burned the greenhouse
    answer: >-
      Because everybody knew it would. So we did it first. […] I also like fire.
    summary: Burned early, because it was expected late.
    speaker: okafor
    topics: [greenhouse, fire]
    said: verbatim
    spoils: S01E01
    time: 12:30
  - id: kraken
    question: Will the kraken be shown?
    answer: One tentacle a season.
    speaker: lund
    superseded_by: tin-harbor-s1-okafor/fire
golden:
  - ask: who set fire to the glasshouse
    expect: fire
  - ask: best pizza
    expect: none
"""


def spoiled(old: str, new: str, text: str = GOOD) -> str:
    """The file with `new` in place of `old`, which must stand in it exactly once."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the file"
    return text.replace(old, new)

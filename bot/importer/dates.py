"""Dates and times as pages write them, as patterns for folded text; those of time that went by fit other text, too."""

from __future__ import annotations

_MONTH = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|marz|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?|"
    r"sep(?:t(?:ember)?)?|oct(?:ober)?|oktober|nov(?:ember)?|dec(?:ember)?|dezember)\b\.?"
)
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_YEAR = r"(?:,?\s+(?:19|20|21)\d\d)"
DATE = (
    rf"{_DAY}(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?{_YEAR}?|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+{_MONTH}{_YEAR}?|"
    r"\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})"
)
_UNIT = (
    r"(?:s|sec(?:ond)?|m|min(?:ute)?|h|hr|hour|d|day|w|wk|week|mo|month|y|yr|year|sekunden?|minuten?|stunden?|tage?n?|"
    r"wochen?|monate?n?|jahre?n?|minuto|hora|d[ií]a|semana|mes|mese|año|ano|minute|heure|jour|semaine|mois|an|"
    r"minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|uur|dagen|weken|maanden|jaar)(?:e?s)?\b\.?"
)
SPAN = rf"(?:\d+ ?|(?:an?|one|eine[mr]?|un[ae]?|uma?) ){_UNIT}"
"""How long: `3 hours`, `eine Woche`."""
AGO = rf"(?:(?:vor|hace|il y a|h[áa]) {SPAN}|{SPAN} (?:ago|fa|atr[áa]s|geleden))"
"""How long ago."""

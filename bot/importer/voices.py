"""Who is who: the forms of one name (`WANDA OKAFOR`, `Okafor`, `WO`) brought together.

Forms meet in tables of their ends, beginnings and initials, so the work grows with their number, not its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.importer.names import ASKERS, TOGETHER, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.importer.labels import Label

_ARTICLES = frozenset({"the", "a", "an", "der", "die", "das", "le", "la", "el"})
_NOBODYS = ASKERS | TOGETHER
_TYPO = 5
"""Letters a name must have before one wrong letter is taken for a slip."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody who has a label.

    Attributes:
        of: The number of the voice of each form's key.
        forms: The forms of each voice as written, in order of appearance.
        unsure: The forms that could be more than one person's, and were left by themselves.
    """

    of: Mapping[str, int]
    forms: Sequence[tuple[str, ...]]
    unsure: tuple[str, ...]

    def name(self, voice: int) -> str:
        """The longest form."""
        return max(self.forms[voice], key=len)


def cast(labels: Sequence[Label], touching: Iterable[tuple[str, str]]) -> Cast:
    """The voices behind the labels.

    Args:
        labels: In order.
        touching: Keys of labels that follow each other with nothing unlabelled between: nobody follows themselves.
    """
    counts = Counter(label.name.key for label in labels)
    texts: dict[str, str] = {}
    given: dict[str, str] = {}
    plain: set[str] = set()
    single = {label.name.key.rpartition(" ")[2] for label in labels if not label.name.joint}
    for name in {(label.name.text, label.name.also): label.name for label in labels}.values():
        texts.setdefault(name.key, name.text)
        if not name.together(single) and name.key not in _NOBODYS:
            plain.add(name.key)
        given.update((key(form), name.key) for form in name.also)
    return _Clusters(counts, texts, given, touching).cast(plain)


class _Clusters:
    def __init__(
        self, counts: Counter[str], texts: dict[str, str], given: dict[str, str], touching: Iterable[tuple[str, str]]
    ) -> None:
        self._counts = counts
        self._texts = texts
        self._given = given
        self._parent = {each: each for each in counts}
        self._touching: Counter[tuple[str, str]] = Counter()
        self._beside: dict[str, set[str]] = defaultdict(set)
        for before, after in touching:
            if before != after:
                self._touching[before, after] += 1
                self._touching[after, before] += 1
                self._beside[before].add(after)
                self._beside[after].add(before)

    def cast(self, plain: set[str]) -> Cast:
        short = self._short_forms(plain)
        open_cases = []
        for each in sorted(plain, key=lambda form: (-len(form.split()), -len(form), form)):
            owners = self._owners(each, short)
            if len(owners) == 1:
                self._parent[each] = owners[0]
            elif owners:
                open_cases.append((each, owners))
        unsure = [each for each, owners in open_cases if not self._decide(each, owners)]
        self._slips(plain)
        return self._numbered(unsure)

    def _root(self, form: str) -> str:
        while self._parent[form] != form:
            form = self._parent[form]
        return form

    def _short_forms(self, plain: set[str]) -> dict[str, list[str]]:
        """For each short form that a longer one could take, the longer ones."""
        table: dict[str, list[str]] = defaultdict(list)
        wanted = plain | {form.replace(" ", "") for form in plain}
        for form in sorted(plain):
            tokens = form.split()
            if len(tokens) > 1:
                for short in _shortened(tokens) & wanted:
                    table[short].append(form)
        for short, full in sorted(self._given.items()):
            table[short] = [full]
        return table

    def _owners(self, form: str, table: dict[str, list[str]]) -> list[str]:
        found = table.get(form, ())
        compact = form.replace(" ", "")
        if not found and compact != form:
            found = table.get(compact, ())
        roots = dict.fromkeys(self._root(owner) for owner in found[:20] if owner != form and self._root(owner) != form)
        return [owner for owner in roots if self._touching[form, owner] < 2]

    def _decide(self, form: str, owners: list[str]) -> bool:
        """Gives a form that several could own to the one that it is never heard beside, where there is one."""
        members = defaultdict(list)
        for each in sorted(self._beside[form]):
            members[self._root(each)].append(each)
        beside = {
            owner: sum(self._touching[form, each] for each in members[owner])
            for owner in dict.fromkeys(map(self._root, owners))
        }
        least = min(beside.values())
        best = [owner for owner, count in beside.items() if count == least]
        if len(best) != 1 or max(beside.values()) < 2:
            return False
        self._parent[form] = best[0]
        return True

    def _slips(self, plain: set[str]) -> None:
        """Joins a rare form to a frequent one that differs in a letter."""
        long = [form for form in sorted(plain) if len(form) >= _TYPO - 1 and not any(map(str.isdecimal, form))]
        table: dict[str, list[str]] = defaultdict(list)
        for form in long:
            if self._counts[form] > 2:
                for variant in _less_a_letter(form):
                    table[variant].append(form)
        rare = [form for form in long if self._counts[form] <= 2 and self._parent[form] == form] if table else []
        for form in rare:
            near = dict.fromkeys(other for variant in _less_a_letter(form) for other in table.get(variant, ())[:20])
            for other in near:
                if (
                    max(len(form), len(other)) >= _TYPO
                    and self._counts[other] > 2 * self._counts[form]
                    and not self._touching[form, other]
                    and self._root(other) != form
                ):
                    self._parent[form] = self._root(other)
                    break

    def _numbered(self, unsure: list[str]) -> Cast:
        numbers: dict[str, int] = {}
        of: dict[str, int] = {}
        forms: list[dict[str, None]] = []
        for each in self._counts:
            root = self._root(each)
            if root not in numbers:
                numbers[root] = len(forms)
                forms.append({})
            of[each] = numbers[root]
            forms[of[each]].setdefault(self._texts[each])
        return Cast(of, [tuple(each) for each in forms], tuple(self._texts[each] for each in unsure))


def _less_a_letter(form: str) -> list[str]:
    """The form, and what is left of it without one of its letters."""
    return sorted({form, *(form[:at] + form[at + 1 :] for at in range(len(form)))})


def _shortened(tokens: list[str]) -> set[str]:
    """The keys under which somebody of this name could go later."""
    bare = tokens[1:] if tokens[0] in _ARTICLES else tokens
    short = {" ".join(tokens[at:]) for at in range(1, len(tokens))} | {
        " ".join(tokens[:at]) for at in range(1, len(tokens))
    }
    short |= {" ".join(bare), f"{tokens[0]} {tokens[-1]}"}
    parts = [part for token in tokens for part in token.split("-") if part]
    letters = ["".join(token[0] for token in each) for each in (tokens, bare, parts)]
    short |= {*letters, *(" ".join(each) for each in letters), letters[0][0] + letters[0][-1]}
    short |= {bare[0][0], bare[-1][0]} - {"q", "a"}
    short |= {f"{tokens[0][0]} {tokens[-1]}", f"{tokens[0]} {tokens[-1][0]}"}
    short -= _ARTICLES | {" ".join(tokens)}
    return short

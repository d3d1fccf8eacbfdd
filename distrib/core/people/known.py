"""Whether somebody on a list is a spokesperson who is known: by address, then by number, then by a near name.

Never two for one: where several fit alike, nobody does. A shared address or number, such as a press office's, tells
nothing without the name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from distrib.core.folding import key, words
from distrib.core.people import NewSpokesperson, Spokesperson, address_key
from distrib.core.people.near_names import are_near

_SHARED = {
    "press",
    "presse",
    "prensa",
    "media",
    "info",
    "contact",
    "comms",
    "communications",
    "newsroom",
    "desk",
    "office",
}
"""Local parts that belong to a desk rather than to a person."""


class KnownPeople:
    """A roster, ready to be asked whom it knows."""

    def __init__(self, people: Iterable[Spokesperson]) -> None:
        """The order of the roster makes no difference."""
        self._by_address: dict[str, list[Spokesperson]] = defaultdict(list)
        self._by_number: dict[str, list[Spokesperson]] = defaultdict(list)
        self._by_word: dict[str, list[Spokesperson]] = defaultdict(list)
        for one in people:
            for email in one.emails:
                self._by_address[address_key(email)].append(one)
            for phone in one.phones:
                self._by_number[phone.number].append(one)
            for word in set(words(one.name)):
                self._by_word[word].append(one)

    def surely(self, one: NewSpokesperson) -> Spokesperson | None:
        """The same name with an address or number in common, or with neither on either side."""
        found = [known for known in self._reached(one) if key(known.name) == key(one.name)]
        if not found and not (one.emails or one.phones):
            same = [known for known in self._called_alike(one.name) if key(known.name) == key(one.name)]
            found = [known for known in same if not (known.emails or known.phones)]
        return min(found, key=lambda known: known.id, default=None)

    def likely(self, one: NewSpokesperson, taken: Collection[int] = ()) -> Spokesperson | None:
        """Whom it is by address, else by number, else by name; `taken` are ids that somebody else is already."""
        for look_up in (self._by_addresses, self._by_numbers, self._by_name):
            free = {known.id: known for known in look_up(one) if known.id not in taken}
            if len(free) == 1:
                return next(iter(free.values()))
        return None

    def _reached(self, one: NewSpokesperson) -> list[Spokesperson]:
        by_address = [known for email in one.emails for known in self._by_address.get(address_key(email), ())]
        return by_address + [known for phone in one.phones for known in self._by_number.get(phone.number, ())]

    def _by_addresses(self, one: NewSpokesperson) -> list[Spokesperson]:
        found = []
        for email in one.emails:
            owners = self._by_address.get(address_key(email), [])
            is_own = len(owners) == 1 and address_key(email).partition("@")[0] not in _SHARED
            found += [known for known in owners if is_own or are_near(known.name, one.name)]
        return found

    def _by_numbers(self, one: NewSpokesperson) -> list[Spokesperson]:
        owners = [known for phone in one.phones for known in self._by_number.get(phone.number, ())]
        return [known for known in owners if are_near(known.name, one.name)]

    def _by_name(self, one: NewSpokesperson) -> list[Spokesperson]:
        """Two who have different addresses, or sit in different offices, are two, however they are called."""
        return [
            known
            for known in self._called_alike(one.name)
            if not (known.emails and one.emails)
            and not (known.office and one.office and key(known.office) != key(one.office))
            and are_near(known.name, one.name)
        ]

    def _called_alike(self, name: str) -> Sequence[Spokesperson]:
        return [known for word in set(words(name)) for known in self._by_word.get(word, ())]

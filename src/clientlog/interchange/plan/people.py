"""Index people by addresses, names and keys: those in the journal and those about to be added."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from clientlog.lookalikes import shared_keys
from clientlog.text import name_key

SHORT_NUMBER = 6
"""An extension or an emergency number belongs to nobody in particular."""

_NAMED = 3
"""How many people a reason names."""


@dataclass(eq=False, slots=True, kw_only=True)
class Person:
    """A client, in the journal or about to be added."""

    id: int | None = None
    """None until they are in the journal."""
    handle: str = ""
    name: str
    aliases: tuple[str, ...] = ()
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    values: dict[str, str | int] = field(default_factory=dict)
    """Other columns that are filled, by name."""

    @property
    def label(self) -> str:
        """The name of a person in a plan: the handle, or the name until there is one."""
        return self.handle or self.name


class Directory:
    """Everybody who is known, found by email address, telephone number, name, handle or key."""

    def __init__(
        self, people: Iterable[Person] = (), keys: Mapping[str, Person | None] | None = None
    ) -> None:
        """Index the people; `keys` is what a source calls them, None who was removed since."""
        self.keys = dict(keys or {})
        self._emails: dict[str, Person] = {}
        self._phones: dict[str, list[Person]] = {}
        self._names: dict[str, list[Person]] = {}
        self._handles: dict[str, Person] = {}
        self._people: list[Person] = []
        self._alike: dict[int, list[Person]] = {}
        """By the hash of what they share with others, filled when it is first asked for."""
        self._alike_count = 0
        for person in people:
            self.add(person)

    def add(self, person: Person) -> None:
        """Index a person under all their addresses and names."""
        if person.handle:
            self._handles[person.handle] = person
        self.add_names(person, (person.name, *person.aliases))
        self._people.append(person)
        self.add_addresses(person, person.emails, person.phones)

    def add_names(self, person: Person, names: Iterable[str]) -> None:
        """Index a person under more names."""
        for name in dict.fromkeys(map(name_key, names)):
            self._names.setdefault(name, []).append(person)

    def add_addresses(self, person: Person, emails: Iterable[str], phones: Iterable[str]) -> None:
        """Index a person under more addresses, except those of somebody else."""
        for email in emails:
            self._emails.setdefault(email.casefold(), person)
        for phone in phones:
            if number := normalize_phone(phone):
                self._phones.setdefault(number, []).append(person)

    def with_email(self, address: str) -> Person | None:
        """Return whose email address it is."""
        return self._emails.get(address.casefold())

    def with_handle(self, handle: str) -> Person | None:
        """Return who has a handle."""
        return self._handles.get(handle)

    def with_name(self, name: str) -> Sequence[Person]:
        """Return everybody with a full name, ignoring case and accents."""
        return self._names.get(name_key(name), ())

    def lookalikes(self, person: Person) -> tuple[Person, ...]:
        """Return a few people who may be the same person: those `client duplicates` finds."""
        for known in self._people[self._alike_count :]:
            for key in _alike_keys(known):
                people = self._alike.setdefault(key, [])
                if len(people) <= _NAMED:
                    people.append(known)
        self._alike_count = len(self._people)
        alike = (p for key in _alike_keys(person) for p in self._alike.get(key, ()))
        return tuple(dict.fromkeys(other for other in alike if other is not person))

    def with_addresses(
        self, name: str, emails: Iterable[str], phones: Iterable[str]
    ) -> list[Person]:
        """Return everybody whom one of the addresses belongs to, email addresses first.

        A telephone number may be that of a whole office: by it alone only somebody is found
        who has a word of the name in common.
        """
        matches = [person for email in emails if (person := self.with_email(email))]
        for phone in phones:
            matches += [
                person
                for person in self._phones.get(normalize_phone(phone), ())
                if _words(person.name) & _words(name)
            ]
        return list(dict.fromkeys(matches))

    @property
    def emails(self) -> Mapping[str, Person]:
        """Everybody by email address, in lower case."""
        return self._emails


def _alike_keys(person: Person) -> list[int]:
    organization = str(person.values.get("organization") or "")
    return [hash(key) for key, _ in shared_keys(person.name, person.emails, organization)]


def join_labels(people: Sequence[Person]) -> str:
    """Return how the people are called, a few of them where there are many."""
    labels = [person.label for person in people[:_NAMED]]
    more = len(people) - len(labels)
    return ", ".join(labels) + (f" and {more} more" if more > 0 else "")


def normalize_phone(phone: str) -> str:
    """Return the digits of a telephone number, `+` and `00` taken off; empty if too short."""
    text = re.sub(r"\(0\)", "", phone).strip()
    digits = re.sub(r"\D", "", re.split(r"(?i)\s*(?:ext\.?|x|#)\s*\d+\s*\Z", text)[0])
    digits = digits.removeprefix("00")
    return digits if len(digits) > SHORT_NUMBER else ""


def _words(name: str) -> set[str]:
    return {word for word in re.findall(r"\w+", name_key(name)) if len(word) > 1}

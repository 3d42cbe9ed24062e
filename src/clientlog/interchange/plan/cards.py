"""Plan what address cards change in the journal."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from hashlib import blake2b

from clientlog.interchange.plan.people import Directory, Person, join_labels, normalize_phone
from clientlog.interchange.plan.values import ClientUpdate, NewClient, Plan
from clientlog.interchange.problems import Problem
from clientlog.interchange.vcard.values import Card
from clientlog.text import LINE_LIMIT, has_visible_text, name_key

_NO_PERSON = {"group": "a group", "location": "a place", "org": "an organization"}

DUPLICATES = "clientlog client duplicates lists such pairs"


@dataclass(slots=True)
class CardPlanner:
    """Compares cards with the people who are known, and with the cards before."""

    plan: Plan
    directory: Directory
    me: Collection[str]
    """The user's own addresses, in lower case."""
    create: bool
    """Whether unknown people become clients."""

    def add_all(self, cards: Iterable[Card | Problem]) -> None:
        """Add what the cards change; what could not be read is a problem of the plan."""
        for card in cards:
            if isinstance(card, Problem):
                self.plan.problems.append(card)
            else:
                self.add(card)

    def add(self, card: Card) -> None:
        """Add what one card changes."""
        what = f"card of {card.name}"
        emails, phones = _lines(card.emails), _lines(card.phones)
        if card.kind in _NO_PERSON:
            self.plan.skip(what, card.source, f"{_NO_PERSON[card.kind]}, not a person")
            return
        if any(email.casefold() in self.me for email in emails):
            self.plan.skip(what, card.source, "it is your own")
            return
        key = card.uid or _content_key(card)
        if self.directory.keys.get(key, ...) is None:
            self.plan.skip(what, card.source, "the client was removed from the journal")
            return
        matches = self.directory.with_addresses(card.name, emails, phones)
        person = self.directory.keys.get(key) or next(iter(matches), None)
        if person is not None:
            self._update(person, card, key)
            others = [other.label for other in matches if other is not person]
            if others:
                reason = f"{card.name}: shares an address with {', '.join(others)}"
                self.plan.notices.append(Problem(card.source, reason, DUPLICATES))
        else:
            self._create(card, key, emails, phones)

    def _create(
        self, card: Card, key: str, emails: tuple[str, ...], phones: tuple[str, ...]
    ) -> None:
        what = f"card of {card.name}"
        namesakes = self.directory.with_name(card.name)
        names = join_labels(namesakes)
        if namesakes and not emails and not phones:
            self.plan.skip(what, card.source, f"{names} has the same name, and it has no address")
            return
        if not self.create:
            reason = f"only the name is that of {names}" if names else "not a client"
            self.plan.skip(what, card.source, reason)
            return
        person = Person(
            name=card.name,
            emails=list(emails),
            phones=list(phones),
            tags=list(_lines(card.tags)),
            values=dict(_values(card)),
        )
        lookalikes = self.directory.lookalikes(person)
        self.directory.add(person)
        self.directory.keys[key] = person
        self.plan.enter(NewClient(person=person, key=key), card.source, lookalikes)

    def _update(self, person: Person, card: Card, key: str) -> None:
        """Add what the card has and the client lacks; overwrite nothing."""
        emails = _missing(card.emails, person.emails, str.casefold)
        phones = _missing(card.phones, person.phones, lambda text: normalize_phone(text) or text)
        tags = _missing(card.tags, person.tags, str)
        values = tuple((name, value) for name, value in _values(card) if name not in person.values)
        is_known = self.directory.keys.get(key) is person
        if is_known and not (emails or phones or tags or values):
            self.plan.unchanged += 1
            return
        person.emails += emails
        person.phones += phones
        person.tags += tags
        person.values.update(values)
        self.directory.add_addresses(person, emails, phones)
        self.directory.keys[key] = person
        new = [*emails, *phones, *(str(value) for _, value in values), *(f"+{tag}" for tag in tags)]
        update = ClientUpdate(
            person=person, key=key, emails=emails, phones=phones, tags=tags, values=values
        )
        reason = ", ".join(new) or f"is known as {card.name} there"
        self.plan.do("merge", f"client {person.label}", card.source, update, reason)


def clean_line(text: str) -> str:
    """Return a text as one that fits into a line of the journal; it may be empty."""
    text = " ".join(text.replace("\x00", "").split())[:LINE_LIMIT].strip()
    return text if has_visible_text(text) else ""


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts that fit into a line; an address that is cut is none."""
    fitting = (clean_line(text) for text in texts if len(text) <= LINE_LIMIT)
    return tuple(dict.fromkeys(filter(None, fitting)))


def _missing(
    offered: Iterable[str], present: Collection[str], normalize: Callable[[str], str]
) -> tuple[str, ...]:
    known = {normalize(text) for text in present}
    return tuple(text for text in _lines(offered) if normalize(text) not in known)


def _values(card: Card) -> list[tuple[str, str | int]]:
    named = (("organization", card.organization), ("role", card.role))
    return [(name, text) for name, value in named if (text := clean_line(value))]


def _content_key(card: Card) -> str:
    content = "\n".join([name_key(card.name), *card.emails, *card.phones])
    return "content-" + blake2b(content.encode("utf-8", "replace"), digest_size=12).hexdigest()

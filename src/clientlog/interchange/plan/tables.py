"""Plan what an imported table of people or commitments changes in the journal."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from clientlog.interchange.csv_records import CsvCommitment, CsvPerson, CsvRecords
from clientlog.interchange.plan.people import Directory, Person, join_labels, normalize_phone
from clientlog.interchange.plan.values import ClientUpdate, NewClient, NewCommitment, Plan
from clientlog.interchange.problems import Problem

CommitmentKey = tuple[int, str, bool, str]
"""Whose client it is, the kind, whether it is theirs, and the text."""

_COLUMNS = ("direction", "organization", "role", "stake", "stage", "aim", "channel",
            "cadence_days", "vision", "their_vision")  # fmt: skip


@dataclass(slots=True)
class TablePlanner:
    """Compares the rows of tables with the people and commitments that are known."""

    plan: Plan
    directory: Directory
    commitments: set[CommitmentKey]
    """Those that the journal has already."""
    _new: set[tuple[Person, str, bool, str]] = field(default_factory=set)

    def add_all(self, records: CsvRecords) -> None:
        """Add what one table changes."""
        for person in records.people:
            self._add_person(person)
        for commitment in records.commitments:
            self._add_commitment(commitment)

    # People

    def _add_person(self, row: CsvPerson) -> None:
        client = self.directory.with_handle(row.handle) if row.handle else None
        is_named = client is not None
        if client is None:
            matches = self.directory.with_addresses(row.name, row.emails, row.phones)
            client = next(iter(matches), None) or self._namesake(row)
        if client is None:
            self._create(row)
        else:
            self._update(row, client, overwrite=is_named)

    def _namesake(self, row: CsvPerson) -> Person | None:
        """Return the one client of that name, unless their addresses say it is another."""
        namesakes = self.directory.with_name(row.name)
        has_address = bool(row.emails or row.phones)
        if len(namesakes) != 1 or (has_address and (namesakes[0].emails or namesakes[0].phones)):
            return None
        return namesakes[0]

    def _create(self, row: CsvPerson) -> None:
        person = Person(
            name=row.name,
            aliases=self._free(row.aliases, row.name),
            emails=list(row.emails),
            phones=list(row.phones),
            tags=list(row.tags),
            values=_values(row),
        )
        lookalikes = self.directory.lookalikes(person)
        self.directory.add(person)
        operation = NewClient(person=person, handle=row.handle or "", is_archived=row.archived)
        self.plan.enter(operation, row.source, lookalikes)

    def _update(self, row: CsvPerson, person: Person, *, overwrite: bool) -> None:
        """Add the values of the row; overwrite existing ones only in a row with the handle."""
        values = tuple(
            (column, value)
            for column, value in _values(row).items()
            if person.values.get(column) != value and (overwrite or column not in person.values)
        )
        emails = _missing(row.emails, [email.casefold() for email in person.emails])
        known = [normalize_phone(phone) or phone for phone in person.phones]
        phones = tuple(p for p in row.phones if (normalize_phone(p) or p) not in known)
        tags = tuple(tag for tag in row.tags if tag not in person.tags)
        aliases = self._free(row.aliases, person.name)
        if not (values or emails or phones or tags or aliases):
            self.plan.unchanged += 1
            return
        person.values.update(values)
        person.emails += emails
        person.phones += phones
        person.tags += tags
        person.aliases += aliases
        self.directory.add_addresses(person, emails, phones)
        self.directory.add_names(person, aliases)
        update = ClientUpdate(
            person=person, emails=emails, phones=phones, tags=tags, values=values, aliases=aliases
        )
        new = [*(str(value) for _, value in values), *emails, *phones, *tags, *aliases]
        self.plan.do("change", f"client {person.label}", row.source, update, ", ".join(new))

    def _free(self, aliases: Sequence[str], name: str) -> tuple[str, ...]:
        """Return the aliases that no client has yet."""
        return tuple(a for a in aliases if a != name and not self.directory.with_name(a))

    # Commitments

    def _add_commitment(self, row: CsvCommitment) -> None:
        person = self._client(row)
        if person is None:
            return
        key = (person, row.kind, row.theirs, row.text)
        if key in self._new or (person.id or 0, *key[1:]) in self.commitments:
            self.plan.unchanged += 1
            return
        self._new.add(key)
        operation = NewCommitment(
            kind=row.kind,
            person=person,
            text=row.text,
            theirs=row.theirs,
            owner=row.owner if not row.theirs else None,
            due=row.due,
            is_must=row.priority == "must",
            every=row.every,
            state=row.state,
            try_until=row.try_until,
        )
        what = f"{row.kind} {'of' if row.theirs else 'for'} {person.label}: {row.text}"
        due = f"due {row.due.isoformat()}" if row.due else ""
        self.plan.do("create", what.splitlines()[0], row.source, operation, due)

    def _client(self, row: CsvCommitment) -> Person | None:
        """Return the one client that a row names; note a problem for none or several."""
        person = self.directory.with_handle(row.client)
        matches = [person] if person else self.directory.with_name(row.client)
        if len(matches) == 1:
            return matches[0]
        names = join_labels(matches)
        reason = f"{row.client} could be {names}" if matches else f"{row.client} is no client"
        hint = "" if matches else "clientlog client add enters them"
        self.plan.problems.append(Problem(row.source, reason, hint))
        return None


def _values(row: CsvPerson) -> dict[str, str | int]:
    return {column: value for column in _COLUMNS if (value := getattr(row, column)) is not None}


def _missing(offered: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    return tuple(text for text in offered if text.casefold() not in known)

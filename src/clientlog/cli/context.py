"""One run of a command: what it reads from arguments, changes, and answers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from clientlog import store, write
from clientlog.cli import questions
from clientlog.cli.environment import Environment
from clientlog.cli.result import Body, Document, Result, saved_sentence
from clientlog.dates import format_moment_text, parse_day
from clientlog.errors import AmbiguousNameError, ClientlogError, JournalError, UsageError, quote
from clientlog.queries import clients
from clientlog.queries.values import Client
from clientlog.refs import Ref, parse_ref
from clientlog.shell import history_line
from clientlog.store import paths
from clientlog.text import counted, escape_controls

if TYPE_CHECKING:
    from clientlog.write.change import Change

T = TypeVar("T")


@dataclass
class Context(Environment):
    """The environment of a command, and what commands do with it."""

    seen: int | None = None
    """The last change of the journal when the user was asked to confirm; None if not asked."""

    @property
    def interactive(self) -> bool:
        """Whether a person is there to answer, and may be asked."""
        return not self.no_input and questions.can_ask()

    def as_json(self) -> "Context":
        """Return the same run, answering in JSON."""
        return replace(self, json_=True)

    # What people type

    def client(self, who: str) -> Client:
        """Return the client that WHO names; on a terminal, let the user pick one of several."""
        try:
            return clients.find_client(self.connection, who)
        except AmbiguousNameError as error:
            if not self.interactive:
                raise
            return self._pick(who, error)

    def _pick(self, who: str, error: AmbiguousNameError) -> Client:
        """Let the user pick a client; one whose meeting is now or just over comes first."""
        matches = [
            clients.exact_client(self.connection, candidate) for candidate in error.candidates
        ]
        met = {
            client.id
            for client in matches
            if clients.is_met_around(self.connection, self.clock, client)
        }
        labels = {
            clients.describe_client(client) + (", meeting now" if client.id in met else ""): client
            for client in sorted(matches, key=lambda client: client.id not in met)
        }
        question = f"{quote(escape_controls(who))} matches {len(labels)} clients"
        return labels[self.choose(question, list(labels))]

    def clients(self, names: Iterable[str]) -> list[Client]:
        """Return the clients that several WHOs name, without duplicates."""
        whoever = map(self.client, self.split_names(names))
        return list({client.id: client for client in whoever}.values())

    def split_names(self, names: Iterable[str]) -> list[str]:
        """Return several WHOs, one each; `lea,jin` is two unless a client has that name."""
        return [part for name in names for part in self._split_name(name)]

    def _split_name(self, name: str) -> list[str]:
        if "," not in name or clients.matching_clients(self.connection, name):
            return [name]
        return [part.strip() for part in name.split(",") if part.strip()]

    def refs(self, texts: Iterable[str]) -> list[Ref]:
        """Return several REFs, without duplicates; `p4,p5` is two."""
        parts = [part for text in texts for part in text.split(",") if part]
        if not parts:
            raise UsageError("REF is missing", "name a record, such as p42")
        return list(dict.fromkeys(map(parse_ref, parts)))

    def parse(self, name: str, read: Callable[..., T], text: str, **options: Any) -> T:
        """Read the text of an option; an error begins with the name of the option."""
        try:
            return read(text, self.date_context, **options)
        except ClientlogError as error:
            error.message = f"{name}: {error.message}"
            raise

    def parse_plain(self, name: str, read: Callable[[str], T], text: str) -> T:
        """Read the text of an option that needs no calendar."""
        return self.parse(name, lambda typed, _calendar: read(typed), text)

    def parse_day(self, name: str, text: str) -> date:
        """Return a day that is today or in the future."""
        return self.parse(name, parse_day, text)

    # Questions

    choose = staticmethod(questions.choose)
    ask = staticmethod(questions.ask)
    ask_yes = staticmethod(questions.ask_yes)

    def confirm(self, question: str, *, yes: bool) -> None:
        """Ask before something is removed; without a terminal, require `--yes`.

        What somebody else changes before the answer is no longer what was confirmed: `change`
        refuses it.
        """
        if yes:
            return
        if not self.interactive:
            raise UsageError(f"{question} not a terminal: cannot ask", "answer with --yes")
        self.seen = store.changes.last_change(self.connection)
        questions.confirm(question)

    # Files, changes and answers

    def output_path(self, path: Path) -> Path:
        """Return where to write an output; refuse clientlog's own files."""
        path = paths.expand(path)
        paths.refuse_own_file(path, self.path, self.config_path)
        return path

    @contextmanager
    def change(self, *, spills: bool = False, rolls: bool = True) -> Iterator["Change"]:
        """Run one transaction on the journal; the history has the command as it was typed.

        With `spills` it may be of any size: see `transaction`. Unless `rolls` is False, series
        whose last meeting is over go on first, as a change of their own.
        """
        self.ensure_daily_backup()
        command = history_line(self.arguments)
        with write.change.transaction(
            self.path, self.clock, command, spills=spills, seen=self.seen
        ) as change:
            change.notices += self._clock_notices(change)
            if rolls and write.series.standing_still(change):
                change.precede("next meetings of series", write.series.roll, command)
            yield change
        for notice in change.notices:
            self.terminal.warn(self.qualify_commands(notice))

    def _clock_notices(self, change: "Change") -> list[str]:
        """Return a notice if the clock was set back or the zone changed since the last change.

        CLIENTLOG_NOW is set back on purpose. The order of changes is that of their numbers, so
        that nothing is lost by it.
        """
        at, zone = store.changes.clock_before(change.connection, change.id) or (self.clock.now, "")
        if at > self.clock.now and not self.environ.get("CLIENTLOG_NOW"):
            then = format_moment_text(self.clock.local(at), self.clock.today)
            return [f"the clock was set back: the last change was made on {then}"]
        if zone not in {"", self.clock.zone_name}:
            return [f"the time zone is {self.clock.zone_name} now; it was {zone}"]
        return []

    def ensure_daily_backup(self) -> None:
        """Finish an interrupted purge, and back up before the first change of a day.

        A failure is a warning, and the change goes on.
        """
        if not self.path.exists():
            return

        try:
            if store.purge.read_pending(self.connection).is_due:
                self._finish_purge()
            store.backup.make_daily_backup(self.path, store.identity.read_identity(self.connection))
        except JournalError:
            raise
        except ClientlogError as error:
            self.terminal.warn(f"today's backup could not be made: {error.message}")

    def _finish_purge(self) -> None:
        done = store.purge.finish_purges(self.path, self.clock)
        rest = (
            f", but {counted(len(done.left), 'file')} could not be cleaned: see clientlog doctor"
            if done.left
            else ""
        )
        self.terminal.warn(self.qualify_commands(f"a purge that was stopped was finished{rest}"))

    def change_result(self, change: "Change", message: str) -> Result:
        """Return the result of a command that changed something; call it inside the change."""
        created, changed = change.touched_refs()
        return self.message_result(message, created, changed)

    def message_result(
        self, message: str, created: Sequence[str] = (), changed: Sequence[str] = ()
    ) -> Result:
        """Return a result of one sentence, with the REFs and handles it is about."""
        return Result(
            terminal=self.terminal,
            document=lambda: {
                "created": list(created),
                "changed": list(changed),
                "message": message,
            },
            body=lambda: escape_controls(message, lines=True),
            quiet=self.quiet,
            saved=saved_sentence(created, changed),
        )

    def result(
        self,
        document: Document,
        body: Body,
        *,
        exit_code: int = 0,
        records: bool = False,
    ) -> Result:
        """Return the result of a command that only read; `records` are a line each in a pipe."""
        return Result(
            terminal=self.terminal,
            document=document,
            body=body,
            exit_code=exit_code,
            records=records,
        )

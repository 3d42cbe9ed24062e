"""What somebody tries first who has read nothing."""

import re
from collections.abc import Callable

import pytest

from clientlog.cli.guesses import GUESSES, verb_hint
from clientlog.cli.registry import MODULES
from tests.conftest import Answer
from tests.prepared import prepared_once

Cli = Callable[..., Answer]

WORKS = [
    # what is typed, what the output holds
    ("help", "Every day"),
    ("help all", "doctor"),
    ("help log", "Usage: clientlog log"),
    ("help client add", "Usage: clientlog client add"),
    ("help dates", "next week"),
    ("help items", "due:DATE"),
    ("help rules", "rule explain"),
    ("help exit-codes", "130"),
    ("help environment", "CLIENTLOG_DB"),
    ("help privacy", "purge"),
    ("--help", "help all"),
    ("client", "dana-reyes"),
    ("client ls", "dana-reyes"),
    ("client list -d boss", "dana-reyes"),
    ("client --json", '"clients"'),
    ("meeting", "m1"),
    ("meeting ls", "m1"),
    ("org", "Acme"),
    ("org rename Acme 'Acme Works'", "Acme is now Acme Works"),
    ("rule", "missed-promise"),
    ("config", "zone"),
    ("ls", "send the draft"),
    ("list", "send the draft"),
    ("show acme", "Acme"),
    ("show Dana", "Dana Reyes"),
    ("show p1", "send the draft"),
    ("LIST", "send the draft"),
    ("remove p1 --yes", "removed"),
    ("delete p1 -y", "removed"),
    ("client delete dana-reyes --yes", "removed"),
    ("client add 'Bo Lind' -d peer", "sideways"),
    ("client edit dana --direction report", "down"),
    ("report -d boss", ""),
    ("promise dana send it due:next-week", "Mon 23 Nov"),
    ("plan dana --at 'tomorrow at 10:00'", "Sat 21 Nov 10:00"),
]  # fmt: skip

NAMED = [
    # what is typed, the command that the hint names
    ("add Bo", "client add"),
    ("new promise", "promise WHO"),
    ("todo", "clientlog list"),
    ("tasks", "clientlog list"),
    ("find budget", "clientlog search"),
    ("grep budget", "clientlog search"),
    ("contact", "client list"),
    ("contacts", "client list"),
    ("people", "client list"),
    ("clients", "client list"),
    ("meetings", "meeting list"),
    ("next", "clientlog agenda"),
    ("week", "clientlog today"),
    ("schedule-meeting dana", "did you mean schedule, meeting"),
    ("reschedule m1", "meeting move"),
    ("finish p1", "clientlog done"),
    ("complete p1", "clientlog done"),
    ("call dana", "clientlog touch"),
    ("met dana", "clientlog log"),
    ("overdue", "clientlog report"),
    ("delegate", "--owner"),
    ("revert", "clientlog undo"),
    ("settings", "config list"),
    ("init", "client add"),
    ("promises", "clientlog list"),
    ("feedback dana", "--kind"),
    ("logg dana", "log"),
    ("reprot", "report"),
    ("client new Bo", "client add"),
    ("client dana", "client show dana"),
    ("client lst", "list"),
    ("help lgo", "log"),
    ("help daets", "dates"),
    ("edit dana", "client edit dana-reyes"),
    ("rm dana", "client rm dana-reyes"),
    ("rule explain missed-promiss", "missed-promise"),
]  # fmt: skip


@prepared_once(autouse=True)
def journal_of_a_day(cli: Cli) -> None:
    """A client with a promise and a meeting."""
    cli("client", "add", "Dana Reyes", "--direction", "up", "--org", "Acme")
    cli("promise", "dana", "send the draft")
    cli("plan", "dana", "--at", "mon 10:00")


def _run(cli: Cli, typed: str) -> Answer:
    import shlex

    return cli(*shlex.split(typed))


@pytest.mark.parametrize(("typed", "expected"), WORKS)
def test_first_guess_does_what_was_meant(cli: Cli, typed: str, expected: str) -> None:
    """The guess is a command, and its answer is the one hoped for."""
    answer = _run(cli, typed)
    assert answer.code == 0, answer.err
    assert expected in answer.out


@pytest.mark.parametrize(("typed", "named"), NAMED)
def test_first_guess_names_the_command(cli: Cli, typed: str, named: str) -> None:
    """The guess is no command, and the hint names the one that does it."""
    answer = _run(cli, typed)
    assert answer.code == 2
    assert named in answer.err.partition("hint:")[2]


def test_every_hint_names_a_command(cli: Cli) -> None:
    """What a hint names exists, and no guess hides a command."""
    assert not set(GUESSES) & set(MODULES)
    for commands in GUESSES.values():
        for command in commands.split(" | "):
            assert command.split()[0] in {*MODULES, "--version"}


def test_topics_are_listed(cli: Cli) -> None:
    """The bare help says where the rest is."""
    out = cli("--help").out
    assert all(word in out for word in ("dates", "items", "exit-codes", "privacy", "help all"))
    assert "doctor" not in out


def test_words_to_be_filled_in_are_those_of_the_help() -> None:
    """In capitals, as each command names its arguments."""
    words = {word for hint in GUESSES.values() for word in re.findall("[A-Z]{2,}", hint)}
    assert words == {
        "DATE", "FILE", "FORMAT", "HANDLE", "KIND", "NAME", "REF", "TEXT", "WHEN", "WHO",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "hint"),
    [("people.vcf", "import vcard people.vcf"), ("work.ICS", "import ical work.ICS"),
     ("out.json", "import json out.json"), ("m.markdown", "import md m.markdown")],
)  # fmt: skip
def test_a_file_after_import_gets_its_format(cli: Cli, name: str, hint: str) -> None:
    """By its ending."""
    answer = cli("import", name)
    assert (answer.code, f"clientlog {hint}" in answer.err) == (2, True)


@pytest.mark.parametrize("name", ["vcf", "ics"])
def test_the_ending_of_files_is_a_name_of_their_format(cli: Cli, name: str) -> None:
    """It gets as far as the file."""
    assert "nowhere: no such file" in cli("import", name, "nowhere").err


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("new", ["add", "list"], "try: clientlog noun add"),
        ("new", ["list"], "try: clientlog noun --help"),
        ("book.vcf", ["csv", "vcard"], "try: clientlog noun vcard book.vcf"),
        ("book.vcf", ["show"], "try: clientlog noun show book.vcf, or clientlog noun --help"),
        ("Dana", ["list", "show"], "try: clientlog noun show Dana, or clientlog noun --help"),
        ("lits", ["list", "show"], "did you mean list?"),
        ("Dana", ["csv"], "try: clientlog noun --help"),
    ],
)
def test_a_word_after_a_noun_is_a_verb_a_file_a_slip_or_a_name(
    word: str, known: list[str], hint: str
) -> None:
    """In this order; what the noun cannot do is not suggested."""
    assert verb_hint("clientlog noun", word, known) == hint

"""Words that people try as commands, and the commands that do what they mean."""

from pathlib import PurePath

from clientlog.shell import quote_or
from clientlog.suggest import did_you_mean, near_matches
from clientlog.vocabulary import FORMAT_SYNONYMS

ALIASES = {"ls": "list", "remove": "rm", "delete": "rm", "del": "rm", **FORMAT_SYNONYMS}
"""Other names of commands, at the top and after each noun."""

_TABLE = (
    (
        "add new create insert record",
        "client add NAME | promise WHO TEXT | action WHO TEXT | note WHO TEXT",
    ),
    ("todo todos task tasks open", "list | action WHO TEXT"),
    ("find grep query lookup", "search TEXT | show WHO"),
    ("view info get display cat", "show WHO or REF"),
    ("contact contacts person people clients who", "client list | client add NAME"),
    ("next upcoming prepare", "agenda | today"),
    ("week calendar tomorrow day", "today | meeting list --since today"),
    ("book appointment invite", "plan WHO --at WHEN"),
    ("call email mail message chat ping", "touch WHO TEXT --via call"),
    ("met meet talk write minutes", "log WHO TEXT"),
    ("meetings", "meeting list"),
    ("organization organizations orgs company companies", "org list"),
    ("rules", "rule list | help rules"),
    ("finish complete close resolve tick check kept", "done REF | log WHO"),
    ("cancel", "meeting cancel REF | drop REF"),
    (
        "move reschedule postpone delay extend shift",
        "meeting move REF --at WHEN | renegotiate REF --to DATE --why TEXT",
    ),
    ("overdue late due remind alerts flags", "report | today"),
    ("summary update standing", "status WHO"),
    ("dashboard home overview agendas", "today | report"),
    ("delegate assign", "action WHO TEXT --owner NAME"),
    ("read readback ack", "confirm REF"),
    ("revert rollback back", "undo"),
    ("changes activity", "history | timeline"),
    ("settings configure setup preferences", "config list"),
    ("init start begin", "client add NAME | demo"),
    ("tutorial example sample", "demo"),
    ("save snapshot", "backup"),
    ("load sync", "import FORMAT FILE"),
    ("dump print", "export --format json | agenda --print"),
    ("rename merge archive alias duplicates", "client --help"),
    ("purge forget", "client purge HANDLE"),
    ("vacation holiday leave", "client away WHO --until DATE"),
    ("man docs usage commands", "help"),
    ("version", "--version"),
    ("repair fix fsck", "doctor"),
    ("news need goal feedback offer decision personal", "note WHO TEXT --kind KIND"),
    ("promises actions topics notes needs goals offers items", "list KIND"),
    ("touches conflicts decisions agreements", "list KIND"),
)

GUESSES = {word: commands for words, commands in _TABLE for word in words.split()}
"""The commands to suggest for a word that is not a command; words in capitals are filled in."""


def command_hint(word: str, known: list[str]) -> str:
    """Return the hint for a word that is not a command, by its meaning, else by its spelling."""
    typed = word.lower()
    if typed in GUESSES:
        return "try: " + " or ".join(f"clientlog {guess}" for guess in GUESSES[typed].split(" | "))
    return did_you_mean(typed, known, "try: clientlog help")


def verb_hint(noun: str, word: str, known: list[str]) -> str:
    """Return the hint for a word after a noun that is not one of its commands."""
    if word.lower() in {"new", "create", "insert"} and "add" in known:
        return f"try: {noun} add"
    ending = PurePath(word.lower()).suffix.removeprefix(".")
    if (format_ := FORMAT_SYNONYMS.get(ending, ending)) in known:
        return f"try: {noun} {format_} {quote_or(word, 'FILE')}"
    if near := near_matches(word.lower(), known):
        return f"did you mean {', '.join(near)}?"
    if "show" in known:
        return f"try: {noun} show {quote_or(word, 'NAME')}, or {noun} --help"
    return f"try: {noun} --help"

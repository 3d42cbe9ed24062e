"""Sentences that claim something of the whole journal: nothing, nobody, no …, never, everything.

Each is printed where it is true, and not where an item is only somewhere else: with an archived or
merged client, snoozed, muted, settled, owed by the other side, passed on, or hidden by a filter.
"""

import re
import shlex
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cases.sentences import SOURCE, collect_sentences
from tests.conftest import Answer
from tests.prepared import prepared_once

Cli = Callable[..., Answer]

HERE = Path(__file__).parent
NO_CLAIMS = HERE / "no_claims.txt"
"""The sentences that are about an option, a file or the one record that was named."""

EMPTY = "empty"
"""In the place of a first command: there is no journal yet."""

MERGED = 'client add "Bob Gray"; {}; client merge bob-gray dana-reyes --yes'
OLD = "@2026-01-02 client add Old --cadence 2w; @2026-01-02 touch old hi"
ARCHIVE = "client archive sam --yes"
LEA = "client add Lea --direction up"
SELF_CHECK = "client check {} --abundance 3 --trust 3 --dreams 3 --truth 3 --balance 3 --grace 3"


@dataclass(frozen=True)
class Claim:
    """A sentence of the source, where it is true, and where it would be untrue.

    A journal is a list of commands apart by semicolons, the last of which looks; it begins with
    the people below. `@DAY` in front of a command is when it is given.
    """

    sentence: str
    true: str
    untrue: tuple[str, ...]
    pattern: str = ""
    """What is printed, where the sentence of the source is only a part of it."""

    def is_in(self, output: str) -> bool:
        """Return whether the sentence was printed."""
        parts = re.split(r"\{\}", self.sentence)
        pattern = self.pattern or ".*".join(map(re.escape, parts))
        return re.search(pattern, output, re.IGNORECASE | re.MULTILINE) is not None


CLAIMS = (
    Claim("no contact yet", "agenda dana", (
        "touch dana hi --by Jo; agenda dana",
        "log sam x --with dana --at 10:00; agenda dana",
        MERGED.format("touch bob hi") + "; agenda dana",
    )),
    Claim("never", "client list", (
        "touch dana hi; touch sam hi; client list",
        MERGED.format("touch bob hi") + "; touch sam hi; client list",
    )),
    Claim("No meeting is planned for today", "agenda", (
        "plan dana --at 15:00; agenda",
        "@2026-11-19 plan dana --at 'fri 15:00' --every weekday --routine; agenda",
        "@2026-11-19 plan dana --at 'fri 9:00'; agenda",
        "log dana x --at 10:00; agenda",
        f"plan sam --at 15:00; {ARCHIVE}; agenda",
    )),
    Claim("  no meetings today", "today", (
        "plan dana --at 15:00; today",
        "@2026-11-19 plan dana --at 'fri 15:00' --every weekday --routine; today",
        "@2026-11-19 plan dana --at 'fri 9:00'; today",
        "log dana x --at 10:00; today",
        f"plan sam --at 15:00; {ARCHIVE}; today",
    ), "no meetings today"),
    Claim("Nobody is away.", "away list", (
        "away sam --until +5d; away list",
        "away sam --from +3d --until +5d; away list",
        "away me --until +2d; away list",
        f"away sam --until +5d; {ARCHIVE}; away list",
    )),
    Claim("there is no backup yet", f"{EMPTY}; backup list", ("note dana x; backup list",)),
    Claim("No clients yet: {} client add NAME", f"{EMPTY}; client list", (
        "client list",
        f"{EMPTY}; client add Ann; client archive ann --yes; client list",
    )),
    Claim("No clients but {} archived: {} client list --all",
          f"{EMPTY}; client add Ann; client archive ann --yes; client list", ("client list",)),
    Claim("No such client{}", "client list --org Nowhere", (
        "client list --org Gone", "client list --tag old", "client list --stake executive",
    ), r"No such client\."),
    Claim(" but {} archived: add --all", "client list --org Gone", (
        "client list --org Acme", "client list --org Nowhere",
    )),
    Claim("no two clients look alike", "client duplicates", (
        'client add "Dana Reyez" --org Acme; client duplicates',
        'client add "Dana Reyes"; client archive dana-reyes-2 --yes; client duplicates',
    )),
    Claim("the history has no {}", "history p9", (
        "promise dana x; rm p1 --yes; history p1",
        "promise dana x; undo; history p1",
        f"promise sam x; {ARCHIVE}; history p1",
    )),
    Claim("nothing was changed yet", f"{EMPTY}; history", (
        "history", f"{EMPTY}; client add Ann; undo; history",
    )),
    Claim("No open {}", "list promises", (
        "promise dana x --theirs; list promises",
        "promise dana 'x owner:sam-li'; list promises --owner sam",
        "promise dana x; snooze p1 --until +2d; list promises",
        f"promise sam x; {ARCHIVE}; list promises",
        MERGED.format("promise bob x") + "; list promises --client dana",
        "action dana x; list",
        "promise dana x; list promises --client sam",
        "promise dana x; list promises --theirs",
        "promise dana x; list promises --overdue",
        "conflict open dana x; list conflicts",
    ), r"No open \w+\."),
    Claim("No {}", "list promises --all", (
        "promise dana x; drop p1 --why y; list promises --all",
        "promise dana x; done p1; list promises --state kept",
        "note dana x --kind personal; list notes",
        f"touch sam x; {ARCHIVE}; list touches",
        "touch dana x; list touches --client sam",
    ), r"No \w+\.$"),
    Claim("No meetings.", "meeting list", (
        "plan dana --at mon; meeting cancel m1; meeting list",
        f"log sam x --at 10:00; {ARCHIVE}; meeting list",
        "log dana x --at 10:00; meeting list --client sam",
        "log dana x --at 10:00; meeting list --state planned",
    )),
    Claim("No such meetings are recorded.", "meeting list --state held", (
        f"log sam x --at 10:00; {ARCHIVE}; meeting list --client sam",
        "log dana x --with sam --at 10:00; meeting list --client sam",
        MERGED.format("log bob x --at 10:00") + "; meeting list --client dana",
    )),
    Claim('No organizations yet: {} client edit WHO --org "NAME"', f"{EMPTY}; org list", (
        "org list",
        f"{EMPTY}; client add Ann --org Gone; client archive ann --yes; org list",
    )),
    Claim("No organizations but of archived clients: {} client list --all",
          f"{EMPTY}; client add Ann --org Gone; client archive ann --yes; org list",
          ("org list",)),
    Claim("no organization is called {}", "org show Nowhere", (
        "org show Gone", "org show acme", "org edit Gone --ends +3d", "org rename Gone New",
    )),
    Claim("{} has only archived clients", "org show Gone", ("org show Acme", "org show Nowhere")),
    Claim("Nothing found", "search budget", (
        "note dana budget; search budget --client sam",
        "note dana budget; search budget --in meetings",
        "@2026-11-02 note dana budget; search budget --since fri",
        f"note sam budget; {ARCHIVE}; search budget",
        "promise dana budget; drop p1 --why x; search budget",
        "promise dana x; drop p1 --why budget; search budget",
        "promise dana 'x due:fri'; renegotiate p1 --to +2w --why budget; search budget",
        "conflict open dana x; conflict step c1 budget; search budget",
        "plan dana --at mon --title budget; search budget",
        "plan dana --at mon --place budget; search budget",
        "topic dana x --ask --why budget; search budget",
        "client edit dana --vision budget; search budget",
        "client alias dana budget; search budget",
    ), r"Nothing found\."),
    Claim("No self-check of {} yet: {} client check {} {}", "client check dana", (
        f"{SELF_CHECK.format('dana')}; client check dana",
        MERGED.format(SELF_CHECK.format("bob")) + "; client check dana",
    )),
    Claim("Nothing is snoozed.", "snooze list", (
        "promise dana x; snooze p1 --until +2d; snooze list",
        f"promise sam x; snooze p1 --until +2d; {ARCHIVE}; snooze list",
    )),
    Claim("nothing is flagged about {}", "promise dana 'x due:+8w'; snooze p1 --until +2d", (
        "promise dana x; snooze p1 --until +3d; snooze p1 --until +2d",
        f"promise sam x; {ARCHIVE}; snooze p1 --until +2d",
    )),
    Claim("no client belongs to {}", "snooze no-executive:org/Nowhere --until +2d", (
        "snooze no-executive:org/Gone --until +2d",
    )),
    Claim("no client has", "status --tag nope", ("status --tag old", "status --tag pilot"),
          "no client has the tag"),
    Claim("only archived clients have", "status --tag old", (
        "status --tag nope", "client add Eve --tag old; status --tag old",
    )),
    Claim("Nothing happened yet.", f"{EMPTY}; timeline", (
        "note dana x; timeline", f"note sam x; {ARCHIVE}; timeline",
        "note dana x; timeline --kind promise",
    )),
    Claim("Nothing happened", "timeline --since fri", (
        "note dana x; timeline sam", "note dana x; timeline --kind promise",
        "note dana x; timeline --tag pilot --until thu",
        MERGED.format("note bob x") + "; timeline dana",
        "log dana x --with sam --at 10:00; timeline sam",
    ), r"Nothing happened(\.|: --since fri\.)"),
    Claim("Nothing needs attention.", "report", (
        "promise dana x; report --severity late", "promise dana x; report sam",
        "promise dana x; report --rule untold-news", "promise dana x; report --direction up",
        "promise dana x; snooze p1 --until +2d; report",
        "promise dana x; snooze p1 --until +2d; today",
        "promise dana x; rule mute undated-promise; report",
        "promise dana x; rule mute undated-promise; today",
        "promise sam x; rule mute undated-promise --client sam; report",
        f"promise sam x; {ARCHIVE}; report",
        "@2026-11-02 promise dana 'x due:9nov' --theirs; report",
        "@2026-11-02 promise dana 'x due:fri owner:sam-li'; report",
        "@2026-11-12 plan dana --at fri; report",
        "@2026-11-12 promise dana 'x due:+3w'; @2026-11-12 break p1 --why y; report",
        "@2025-01-02 promise dana 'x due:3feb'; report", "@2025-01-02 promise dana x; today",
    ), r"Nothing needs attention\.(?! \d)"),
    Claim("Nothing {}.", "report --severity late", (
        "promise dana x; report --severity late", "promise dana x; report sam",
        "promise dana x; report --rule untold-news",
        "promise dana x; snooze p1 --until +2d; report --severity late",
        "promise dana x; rule mute undated-promise; report --severity soon",
    ), r"Nothing [^.]+\.(?! \d)"),
    Claim("Nothing to review.{}", "review --no-input", (
        "promise dana 'x due:+8w'; review --no-input",
        "topic dana x; review --no-input",
        "conflict open dana x; review --no-input",
        f"{OLD}; snooze quiet-relationship:old --until +5d; review --no-input",
        f"{OLD}; rule mute quiet-relationship; review --no-input",
        f"promise sam x; {ARCHIVE}; review --no-input",
    ), r"Nothing to review\.(?! \d)"),
    Claim("no current clients", f"{EMPTY}; review --no-input", ("review --no-input",)),
    Claim("nobody", "review --no-input", (
        f"{OLD}; review --no-input",
        f"{OLD}; snooze quiet-relationship:old --until +5d; review --no-input",
        f"{OLD}; rule mute quiet-relationship; review --no-input",
    ), "gone quiet: nobody$"),
    Claim("No contacts in the last 12 months.", "stats", (
        "touch dana hi --by Jo; stats", "touch dana hi --by Jo; stats dana",
        f"touch sam hi; {ARCHIVE}; stats", f"touch sam hi; {ARCHIVE}; stats sam",
        MERGED.format("touch bob hi") + "; stats dana",
        "log sam x --with dana --at 10:00; stats dana",
    )),
    Claim("{}: none kept or broken", "promise dana x; drop p1 --why y; stats", (
        "promise dana x; done p1; promise dana y --theirs; done p2; stats",
        f"promise sam x; done p1; promise sam y --theirs; done p2; {ARCHIVE}; stats",
        MERGED.format("promise bob x; done p1; promise bob y --theirs; done p2") + "; stats dana",
    )),
    Claim("nothing new for you", f"{LEA}; status lea", (
        f"{LEA}; promise lea x; done p1; status lea",
        f"{LEA}; note lea x --kind news --good; status lea",
    ), "Since Fri 6 Nov: nothing new for you"),
    Claim("nothing for you in the next two weeks", f"{LEA}; status lea", (
        f"{LEA}; plan lea --at mon; status lea", f"{LEA}; promise lea 'x due:fri'; status lea",
        f"{LEA}; plan dana --at mon --with lea; status lea",
        f"@2026-11-12 {LEA}; @2026-11-12 plan lea --at 'fri 10:00' --every week; status lea",
    )),
    Claim("on track; no commitment{} is open", "promise dana x --theirs; status dana", (
        "promise dana x; status dana",
        "promise dana x --theirs; done p1; status dana",
        "@2026-11-12 promise dana 'x due:fri'; status dana",
        "@2026-11-12 promise dana 'x due:+3w'; @2026-11-12 break p1 --why y; status dana",
    ), "no commitment of mine is open"),
    Claim("on track; no commitment is open", "promise dana x; done p1; status dana", (
        "promise dana x --theirs; status dana",
        "promise sam 'x owner:dana-reyes'; status dana",
        "promise dana x; done p1; promise sam 'y owner:dana-reyes'; status dana",
        MERGED.format("promise bob x") + "; status dana",
        "@2026-11-12 promise dana 'x due:+3w'; @2026-11-12 break p1 --why y; status dana",
    )),
    Claim("no commitment, meeting or news with you is recorded", "note dana x; status dana", (
        "promise dana x; done p1; status dana", "log dana x --at 10:00; status dana",
        "promise sam 'x owner:dana-reyes'; status dana",
        MERGED.format("promise bob x; done p1") + "; status dana",
    )),
    Claim("on track; open: {}{}", "promise dana 'x due:+8w'; status dana", (
        "@2026-11-12 promise dana 'x due:fri'; promise dana y; status dana",
        "@2026-11-12 promise dana 'x due:+3w'; @2026-11-12 break p1 --why y; promise sam z;"
        " status dana",
        f"{LEA}; promise lea z; @2026-11-12 promise dana 'x due:fri'; status lea",
    )),
    Claim("nothing to note", "log dana --nothing --at 10:00; meeting list", (
        "log dana --nothing --at 10:00; meeting edit m1 --summary x; meeting list",
        "log dana x --at 10:00; meeting list",
    )),
    Claim("no active executive known",
          "client edit sam --stake executive; client archive sam --yes; org list", (
        "client edit sam --stake executive; org list",
        MERGED.format("client edit bob --stake executive --org Acme") + "; org list",
    )),
    Claim("No active executive is known: who decides here?", "org show Acme", (
        "client edit sam --stake executive; org show Acme",
    )),
    Claim("no feedback yet", "org show Acme", (
        "note dana x --kind feedback --good; note sam y --kind feedback --bad; org show Acme",
    )),
    Claim("no meeting planned", "show dana", (
        "plan dana --at mon; show dana", "plan sam --at mon --with dana; show dana",
        "@2026-11-05 plan dana --at 'fri 14:00' --every week; show dana",
        "plan dana --at 15:00; show dana",
        MERGED.format("plan bob --at mon") + "; show dana",
    )),
    Claim("No open commitments.", "show dana", (
        "promise dana x --theirs; show dana", "action dana x; show dana",
        "promise sam 'x owner:dana-reyes'; show dana", "promise dana 'x owner:Jo'; show dana",
        MERGED.format("promise bob x") + "; show dana",
    )),
    Claim("nothing serves it yet", "note dana x --kind need; show n1", (
        "note dana x --kind need; action dana 'y need:n1'; show n1",
        "note dana x --kind need; promise dana 'y need:n1'; done p1; show n1",
    )),
    Claim("there is no {}", "show p9", (
        "promise dana x; drop p1 --why y; show p1", f"promise sam x; {ARCHIVE}; show p1",
    ), r"there is no p\d"),
    Claim("no client matches {}", "show zoe", (
        "show ann", MERGED.format("note bob x") + "; show bob",
        "client edit dana --name 'Zoe Reyes'; show zoe", "client alias dana Zoe; show zoe",
    )),
    Claim("no client has the handle {}", "client rm zoe --yes", ("client rm ann-old --yes",)),
    Claim("there is nothing to redo", "redo", ("note dana x; undo; redo",)),
    Claim("there is nothing to redo: something else was changed since",
          "note dana x; undo; note dana y; redo", ("note dana x; undo; redo", "redo")),
    Claim("there is nothing to undo", f"{EMPTY}; client add Ann; undo; undo", (
        "undo", f"{EMPTY}; client add Ann; undo; redo; undo",
    )),
)  # fmt: skip

REFUSALS = (
    Claim("only {} can be undone; nothing was undone", "note dana x; undo 99 --yes", (
        "note dana x; undo 2",
    )),
    Claim("only {} can be redone; nothing was redone", "note dana x; undo; redo 9", (
        "note dana x; note dana y; undo 2; redo 2",
    )),
    Claim("nobody came, so there is nothing to record", "log dana x --at 10:00 --no-show", (
        "log dana --at 10:00 --no-show",
    )),
    Claim("there is no absence to end", "away end sam", (
        "away sam --until +5d; away end sam", "away sam --from +3d --until +5d; away end sam",
        f"away sam --until +5d; {ARCHIVE}; away end sam",
    )),
    Claim("there is no draft", "log --resume", ()),
    Claim("there is no change {}", "undo --change 99", (
        "note dana x; undo --change 5", "note dana x; undo; undo --change 5",
    )),
    Claim("change {} is undone already", "note dana x; undo; undo --change 5", (
        "note dana x; undo --change 5", "note dana x; undo; redo; undo --change 5",
    )),
    Claim("{} exists already; it was left as it is",
          "backup {journal}.copy; demo --db {journal}.copy", ()),
    Claim("need:n{}: there is no n{}", "promise dana 'x need:n9'", (
        "note dana y --kind need; promise dana 'x need:n1'",
    )),
    Claim("nobody else attends m{}", "plan dana --at mon; meeting edit m1 --without dana", (
        "plan dana --at mon --with sam; meeting edit m1 --without dana",
        f"plan dana --at mon --with sam; {ARCHIVE}; meeting edit m1 --without dana",
    )),
    Claim("{} has no change the client does not know of", "promise dana 'x due:fri'; told p1", (
        "promise dana 'x due:fri'; renegotiate p1 --to +2w --why y; told p1",
        "promise dana 'x due:fri'; renegotiate p1 --to +2w --why y; done p1; told p1",
        "promise dana 'x due:fri'; break p1 --why y; told p1",
        "promise dana 'x owner:sam-li'; told p1",
    )),
)  # fmt: skip
"""Refusals that say what is not there: the journal is afterwards as it was before."""

ELSEWHERE = {
    "nothing was changed": "cases/test_claims.py::test_what_is_answered_with_no_changes_nothing",
    "nothing was chosen; nothing was saved":
        "cases/test_claims.py::test_what_is_answered_with_no_changes_nothing",
    "another clientlog is writing; nothing was restored":
        "cases/test_claims.py::test_what_another_program_writes_meanwhile_is_not_restored_over",
    "another clientlog is writing all the time; nothing was restored":
        "cases/test_claims.py::test_what_another_program_writes_meanwhile_is_not_restored_over",
    "{}; nothing was saved": "cli/capture/test_interactive.py::test_an_editor_that_brings_nothing",
    "nothing was written": "bad_inputs/test_asking.py::test_an_editor_that_brings_nothing",
    "nothing was written; nothing was saved":
        "cli/capture/test_session.py::test_a_template_with_nothing_in_it_records_nothing",
    "nothing is written below the header":
        "cli/capture/test_session.py::test_a_template_with_nothing_in_it_records_nothing",
    "nothing was saved; the draft is {}":
        "cli/capture/test_interactive.py::test_ctrl_c_at_a_prompt_keeps_a_draft",
    "nothing was saved and no draft can be kept; what was typed is above":
        "cli/capture/test_drafts.py::test_a_full_disk_under_the_drafts_loses_no_answer",
    "the editor was left without saving":
        "cli/capture/test_interactive.py::test_leaving_the_editor_without_saving_saves_nothing",
    "the editor left no text": "bad_inputs/test_asking.py::test_an_editor_that_brings_nothing",
    "{} was recorded as {} meanwhile; nothing was saved":
        "cli/capture/test_session.py::test_a_meeting_that_was_settled_otherwise_is_not_held",
    "{} holds these minutes already":
        "cli/capture/test_from_file.py::test_a_meeting_without_a_summary_does_not_hold_minutes",
    "--take-items had no effect: no items were found":
        "cli/capture/test_from_file.py::test_a_flag_without_effect_says_so",
    "no summary": "render/text/test_lists.py::test",
    "everything is well": "cases/test_kept.py::test_k8_a_configuration_that_is_odd_stops_nothing",
    "  nothing to undo in this review": "cli/commands/test_review.py::test",
    "{} was changed meanwhile: nothing was done": "cli/commands/test_review.py::test",
    "nothing was done": "cli/test_review_actions.py::test_a_refused_answer_is_asked_for_again",
    "never read; {} refresh reads it":
        "cli/commands/test_sources.py::test_a_source_says_when_it_was_read_and_what_it_gave",
    "was never read":
        "cli/importing/test_stale_sources.py::test_one_that_was_not_is_named_with_the_reason",
    "nothing new": "cli/importing/test_sources.py::test_a_result_in_a_few_words",
    "no sources are configured; name them as [sources.NAME] in {path}":
        "cli/commands/test_sources.py::test_without_sources_it_says_how_to_name_one",
    "there is no journal yet at {}":
        "cases/test_said.py::test_s6_the_default_place_may_be_empty_and_says_so",
    "there is no journal at {}":
        "cases/test_said.py::test_s6_a_journal_that_was_named_and_is_not_there_is_5",
    "{} {}created, {} {}changed, {} unchanged":
        "cli/importing/test_journal.py::test_what_another_journal_holds_is_taken_in_once",
    "{} unchanged": "cli/importing/test_outcome.py::test_what_was_done_is_counted",
    "{}nothing was imported":
        "cli/importing/test_journal.py::test_a_file_with_a_mistake_is_not_taken_in_at_all",
    "no answer; nothing was saved":
        "cases/test_claims.py::test_what_is_answered_with_no_changes_nothing",
    "only your open promises are flagged":
        "cases/test_neighbours.py::test_s2_the_promises_to_somebody_archived_are_flagged",
    "the journal was changed meanwhile; nothing was done":
        "cli/test_questions.py::test_what_was_confirmed_is_refused_after_another_change",
    "another clientlog is writing; nothing was saved":
        "bad_inputs/test_failures.py::test_another_change_in_progress_is_waited_for",
    "the disk is full or failing ({}); nothing was saved":
        "bad_inputs/test_failures.py::test_on_a_full_disk_nothing_is_stored",
    "{} cannot be written: {}; nothing was saved":
        "store/test_connection.py::test_each_kind_has_its_exit_code_and_says_what_became",
    "none pending": "cases/test_attacks.py::test_p3_a_purge_that_was_stopped_goes_on",
    "{} could not be brought up to date; it was left as it is":
        "store/test_upgrade.py::test_a_migration_that_loses_or_fails_leaves_the_journal",
    "is no longer planned{}": "status/test_points.py::test",
    "it is no longer in the calendar":
        "interchange/plan/test_events.py::test_an_event_of_its_series_that_is_no_longer_given",
    "nobody in it is a client": "interchange/plan/test_mail.py::test",
    "nobody in it is a client: {}": "interchange/plan/test_events.py::test_who_is_no_client",
    "{} is no client": "cases/test_neighbours.py::test_x4_a_reason_of_an_import",
    "{} has the same name, and it has no address": "interchange/plan/test_cards.py::test",
    "m{} has a summary already": "interchange/plan/test_minutes.py::test",
    "{} on {} in the last 12 months. Last: {}. Busiest weekday: {}. Longest time without one: {}.":
        "render/test_stats_words.py::test",
    "Welcome to clientlog. Nobody is in the journal yet.":
        "cases/test_claims.py::test_somebody_archived_is_in_the_journal",
}  # fmt: skip
"""What needs a terminal, a fault or a file, and the test that brings it about.

What a rule says is tested beside the rule, where it is true and where it is not.
"""


@prepared_once()
def people(cli: Cli) -> None:
    """Enter two clients of one organization, and somebody archived of another."""
    for command in (
        'client add "Dana Reyes" --org Acme --tag pilot',
        'client add "Sam Li" --org Acme',
        'client add "Ann Old" --org Gone --stake executive --tag old',
        "client archive ann-old --yes",
    ):
        assert cli(*shlex.split(command)).code == 0


def _print(cli: Cli, commands: str) -> str:
    """Run the commands, the last of which looks; return what that one printed, in long lines."""
    *made, look = (command.strip() for command in commands.split(";"))
    # Only the default place may hold no journal yet.
    place = {"CLIENTLOG_DB": ""} if made and made[0] == EMPTY else {}
    for command in made[len(place) :]:
        answer = _run(cli, command, **place)
        assert answer.code == 0, (command, answer)
    answer = _run(cli, look, **place)
    return re.sub(r"[ \t]+", " ", answer.out + answer.err)


def _run(cli: Cli, command: str, **place: str) -> Answer:
    day, _, rest = command.partition(" ")
    if not day.startswith("@"):
        return cli(*shlex.split(command), COLUMNS="200", **place)
    now = f"{day[1:]}T12:00:00+01:00"
    return cli(*shlex.split(rest), COLUMNS="200", CLIENTLOG_NOW=now, **place)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.sentence)
def test_a_sentence_about_the_journal_is_printed_where_it_is_true(
    people: None, cli: Cli, claim: Claim
) -> None:
    """So that the test below looks for what the program prints."""
    assert claim.is_in(_print(cli, claim.true))


def _where_untrue(claims: Sequence[Claim]) -> list[Any]:
    """Return each claim with the commands of each journal in which it is untrue."""
    return [
        pytest.param(claim, commands, id=f"{claim.sentence}-{commands}")
        for claim in claims
        for commands in claim.untrue
    ]


@pytest.mark.parametrize(("claim", "commands"), _where_untrue(CLAIMS))
def test_a_sentence_about_the_journal_is_not_printed_where_it_is_untrue(
    people: None, cli: Cli, claim: Claim, commands: str
) -> None:
    """Or it says what was put aside, or which filter it speaks of."""
    output = _print(cli, commands)
    assert "no such option" not in output
    assert not claim.is_in(output), output


@pytest.mark.parametrize("claim", REFUSALS, ids=lambda claim: claim.sentence)
def test_a_refusal_leaves_the_journal_as_it_was(
    people: None, cli: Cli, journal: Path, claim: Claim
) -> None:
    """Nothing of the command is done."""
    made, _, refused = claim.true.replace("{journal}", str(journal)).rpartition(";")
    if made:
        _print(cli, made)
    before = cli("export").out
    answer = _run(cli, refused.strip())
    assert answer.code not in {0, 70}
    assert claim.is_in(answer.err)
    assert cli("export").out == before


@pytest.mark.parametrize(("claim", "commands"), _where_untrue(REFUSALS))
def test_a_refusal_is_not_printed_where_it_is_untrue(
    people: None, cli: Cli, claim: Claim, commands: str
) -> None:
    """What is there is taken."""
    assert not claim.is_in(_print(cli, commands))


@pytest.mark.parametrize(
    ("command", "answer", "sentence"),
    [
        ("client rm dana-reyes", "n\n", "nothing was changed"),
        ("client rm dana-reyes", "", "no answer; nothing was saved"),
        ("touch reyes hi", "9\n", "nothing was chosen; nothing was saved"),
    ],
)
def test_what_is_answered_with_no_changes_nothing(
    people: None,
    cli: Cli,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    answer: str,
    sentence: str,
) -> None:
    """Nor does a question that has no answer."""
    assert cli("client", "add", "Max Reyes").code == 0
    before = cli("export").out
    monkeypatch.setattr("clientlog.cli.questions.is_terminal", lambda _: True)
    monkeypatch.setattr("clientlog.cli.questions.read_line", lambda _: answer)
    refused = _run(cli, command)
    assert refused.code in {1, 2}
    assert sentence in refused.err
    monkeypatch.undo()
    assert cli("export").out == before


@pytest.mark.parametrize("is_locked", [True, False])
def test_what_another_program_writes_meanwhile_is_not_restored_over(
    people: None,
    cli: Cli,
    journal: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    is_locked: bool,
) -> None:
    """One that holds the journal, and one that never stops."""
    assert cli("backup", str(tmp_path / "copy")).code == 0
    assert cli("note", "dana", "later").code == 0
    before = cli("export").out
    monkeypatch.setattr("clientlog.store.restore.BUSY_SECONDS", 0)
    if not is_locked:
        monkeypatch.setattr("clientlog.store.restore._copied", lambda *_: False)
    with closing(sqlite3.connect(journal, isolation_level=None)) as other:
        if is_locked:
            other.execute("BEGIN IMMEDIATE")
        answer = cli("restore", str(tmp_path / "copy"), "--yes")
    assert answer.code == 5
    writing = "another clientlog is writing" + ("" if is_locked else " all the time")
    assert f"{writing}; nothing was restored" in answer.err
    assert cli("export").out == before


@pytest.mark.parametrize("command", ["report", "report --severity late", "today", "review"])
def test_an_own_rule_that_failed_is_counted_beside_nothing(
    people: None, cli: Cli, environment: dict[str, str], command: str
) -> None:
    """It may have had something to say."""
    folder = Path(environment["CLIENTLOG_CONFIG"]).parent / "rules"
    folder.mkdir(mode=0o700, parents=True)
    rule = folder / "odd.toml"
    rule.write_text("query = ")
    rule.chmod(0o600)
    options = ("--no-input",) if command == "review" else ()
    answer = cli(*command.split(), *options)
    assert re.search(r"^Nothing .*\. 1 problem with own rules\.$", answer.out, re.MULTILINE)


def test_somebody_archived_is_in_the_journal(cli: Cli) -> None:
    """The day welcomes nobody who has begun."""
    assert "Nobody is in the journal yet" in _run(cli, "today", CLIENTLOG_DB="").out
    for command in ("client add Ann", "client archive ann --yes"):
        assert cli(*command.split()).code == 0
    assert "Nobody is in the journal yet" not in cli("today").out


RULES = {
    f"rules/{theme}.py"
    for theme in ("conflicts", "contact", "deadlines", "meetings", "needs", "people", "topics")
}
"""The rules with a sentence that something is not there."""


@pytest.mark.parametrize("module", sorted(RULES))
def test_each_rule_is_tested_where_it_flags_and_where_it_does_not(module: str) -> None:
    """In the test of its module."""
    folder, _, name = module.partition("/")
    tests = (HERE.parent / folder / f"test_{name}").read_text("utf-8")
    rules = len(re.findall("^@rule", (SOURCE / module).read_text("utf-8"), re.MULTILINE))
    assert tests.count("_flagged(records") >= rules
    assert len(re.findall(r"_not_\w+\(records|def test_other_\w+\(records", tests)) >= rules


def _named() -> set[str]:
    return {claim.sentence for claim in (*CLAIMS, *REFUSALS)} | set(ELSEWHERE)


def test_every_sentence_about_the_journal_is_in_a_table() -> None:
    """A new one is added to CLAIMS, or to the list of those that claim nothing of the journal."""
    about_nothing = set(NO_CLAIMS.read_text("utf-8").splitlines())
    sentences = {sentence.split("\n")[0]: name for sentence, name in collect_sentences().items()}
    listed = _named() | about_nothing
    missing = {
        sentence: name
        for sentence, name in sentences.items()
        if sentence not in listed and name not in RULES
    }
    assert missing == {}
    assert listed - set(sentences) == set()
    assert _named() & about_nothing == set()


@pytest.mark.parametrize("test", sorted(set(ELSEWHERE.values())))
def test_what_is_tested_elsewhere_is(test: str) -> None:
    """The file and the test are there."""
    path, _, name = test.partition("::")
    assert f"def {name}" in (HERE.parent / path).read_text("utf-8")

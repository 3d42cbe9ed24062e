"""The topics of `clientlog help`, which concern more than one command."""

TOPICS = {
    "dates": """\
Dates (DATE)
  today, tomorrow, day after tomorrow, yesterday
  fri, friday            the next Friday after today; for something past, the last one
  next fri, next week    Friday of the following week; its first working day
  next month             its first day
  in 3 days, two weeks, 1w, +3d, +2w, +1m, 3 days ago, a week from friday
  eow, eom, eoq, eoy     the end of this week, month, quarter, year
  24 dec, dec 24, 24dec2026, Fri 27 Nov, 2026-12-24, 20261224, 25.12.

Moments (WHEN) are a date with a time, or one of these
  fri 10:00, tomorrow at 9:30, 24 dec 2pm, noon
  now, 20min ago, 2h ago, an hour ago, +2h

Write min for minutes: a bare m is a month. 3/4 has two readings and is refused, unless \
`clientlog config set date_order dmy` (3 April) or `mdy` (4 March) says which. \
A due date in the past needs --past.""",
    "items": """\
An ITEM is a text with attributes, anywhere in it
  due:DATE       due:fri, due:24 dec, due:next-week
  pri:must       must have; good to have unless said
  owner:NAME     delegated to this person
  who:NAME       whose it is, in a meeting of several
  every:STEP     every:week, every:2w, every:weekday, every:month
  need:n7        the need it serves

  clientlog promise dana send the draft due:fri
  clientlog log dana "Talked" --action 'call the printer owner:"Ann Lee" due:mon'

Brackets and punctuation around an attribute make no difference. A backslash keeps it in the \
text: \\due:. A text that begins with a hyphen may need -- before it.""",
    "rules": """\
The rules find what needs attention; `clientlog report` shows it, by severity
  late    a date has passed
  now     needs attention today
  soon    needs attention this week
  care    worth a thought

  clientlog rule list                    every rule, and whether it is muted
  clientlog rule explain missed-promise  its reason, thresholds and commands
  clientlog rule set RULE NAME NUMBER    another threshold
  clientlog rule mute RULE               not this rule
  clientlog snooze KEY --until +7d       not this flag until that day""",
    "exit-codes": """\
  0    done
  1    it failed, and nothing was left half done
  2    wrong usage: an unknown option, an ambiguous name, a value that makes no sense
  3    `report --exit-code` found flags
  4    the name or REF is not there
  5    the journal cannot be opened: locked, damaged, newer than the program, or not there
  70   a bug; the details are in a file that the message names
  129, 130, 143  stopped by SIGHUP, Ctrl-C, SIGTERM

Results go to stdout, everything else to stderr. With --json an error is a document on stdout \
as well.""",
    "environment": """\
  CLIENTLOG_DB            the journal; --db PATH comes first
  CLIENTLOG_CONFIG        the configuration file
  CLIENTLOG_NOW           a moment that stands in for the present: 2026-11-22T09:30
  CLIENTLOG_EDITOR        the editor; then the configuration, VISUAL, EDITOR, vi
  CLIENTLOG_PAGER, PAGER  the pager for what is longer than the screen
  CLIENTLOG_COLOR         always or never; NO_COLOR and FORCE_COLOR work as elsewhere
  TZ                      the time zone; then the configuration, then the system
  COLUMNS                 the width
  XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_STATE_HOME  the folders of the files

  clientlog doctor        names every file that is used
  clientlog config list   every setting, its value and where it comes from""",
    "privacy": """\
The journal is one file of yours with access for you alone (0600). Nothing is sent anywhere.

  clientlog agenda        can lie on the table: only what was agreed with these people; \
--private adds your own notes
  clientlog client rm     removes a client; `undo` brings them back
  clientlog client purge  removes a client from the journal, its history and its backups; \
this cannot be undone
  clientlog export        JSON is complete; other formats leave private kinds out unless \
--private is given""",
}

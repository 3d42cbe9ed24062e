"""The two she leads: a one-to-one every other week, credit, goals, and now and then bad news."""

# One row is one command, however long its text.
# ruff: noqa: E501
# fmt: off

from collections.abc import Iterator

from clientlog.demo.meetings import cancel, log, plan
from clientlog.demo.people import client, self_check
from clientlog.demo.typed import (
    Line,
    action,
    confirm,
    done,
    note,
    promise,
    renegotiate,
    told,
    topic,
    touch,
)
from clientlog.demo.words import Task, When

EVERY = 14
"""Days from one one-to-one to the next."""

PRIYA_FIRST, TOMAS_FIRST = -299, -289

PRIYA_TALKS = (
    "She likes the Kestrel data and dislikes working on it alone; pairs with Hannah's team from now on",
    "Her returns analysis held up in front of the client; next time she presents it herself",
    "",
    "Torn between depth and breadth; we look at both in March and decide nothing before",
    "She said no to a third project and was right to",
    "Talked through how to disagree with a client in the room: ask first, then show the numbers",
    "",
    "Running injury, works from home this week; the route model is a day ahead all the same",
    "She coached Tomás through his first workshop and enjoyed it more than she expected",
    "Wants to hear problems earlier, not solutions; I gave her two away too soon",
    "The mid-year talk: leads the data workstream from now on, one analyst under her",
    "",
    "First week as a lead: too many meetings, she cancels a third of them herself",
    "Her plan for the harbour depot is better than mine, so it is the plan",
    "Afraid of the partner review; we rehearse it with Hannah as the sceptic",
    "The review went well, she was the calmest in the room",
    "",
    "Asked what she would change about the team: fewer hand-overs, one board",
    "One board since Monday, and nobody misses the other three",
    "Wants to write about the route model; offered her two days to do it",
    "Draft of the article is good, the ending is not yet; she knows why",
    "Cut-over weekend: she takes the night shift with the planners, I take the phones",
)

TOMAS_TALKS = (
    "First weeks: reads everything, asks little; agreed on three questions a day",
    "The three questions work, the client noticed him",
    "Took the minutes at the clinics and sent them the same evening",
    "",
    "Late twice with the interview notes; says the tool eats his time, we look at it together",
    "It was not the tool: he rewrites everything twice; from now on one pass and then Priya",
    "Notes on time three weeks running",
    "His first workshop, with Priya in the back row: nervous start, strong second half",
    "",
    "Wants to learn facilitation properly; there is a course in the autumn",
    "Handled an angry ward manager alone and told me afterwards, in that order",
    "He would like to hear more often what is good, not only what is missing",
    "Back from two weeks in Galicia, with cheese for the whole floor",
    "Runs the weekly call with Paweł on his own from now on",
    "Forgot to tell Paweł about the new dates; wrote it down himself before I could ask",
    "",
    "Checked the bed figures line by line and found what three of us had signed",
    "The facilitation course is booked; he pays it back with a session for the team",
    "",
    "Shadowed the budget talk with Katrin and saw how long a silence can be",
)

TOMAS_CANCELLED = 12
"""The one that his holiday took."""


def _one_to_ones(who: str, title: str, first: int, at: str, talks: tuple[str, ...]) -> Iterator[Line]:
    yield plan(first - 4, who, When(first, at), minutes=45, title=title, every="2w")
    for place, summary in enumerate(talks):
        skipped = who == "tomas" and place >= TOMAS_CANCELLED
        day = first + EVERY * (place + skipped)
        yield log(day, who, summary, at=at, minutes=45, planned=True)


PRIYA = (
    client(
        -330, "Priya Raman", direction="down", org="Tidemark Advisory", role="Senior analyst",
        cadence="2w", channel="in-person", stage="relationship", aim="partnership",
        vision="She runs an engagement of her own, and hires the next one like her",
        their_vision="Lead a team, and still write code on Fridays", tags=("kestrel",),
    ),
    touch(-329, "priya", "Coffee on her first day: she starts on the Kestrel data", via="in-person"),
    *_one_to_ones("priya", "One-to-one Priya", PRIYA_FIRST, "09:30", PRIYA_TALKS),
    note(-299, "priya", "Lead a workstream within the year", "goal"),
    note(-285, "priya", "Runs half-marathons; her sister Anjali is a nurse in Leeds", "personal"),
    note(-285, "priya", "Problems reach me the day she sees them, solutions may take longer", "agreement"),
    note(-270, "priya", "Stayed with the returns data until the last mismatch was explained", "recognition"),
    promise(-257, "priya", Task("find her a mentor outside the team", -236)),
    done(-238, "find her a mentor"),
    note(-241, "priya", "Said no to a third project, politely and early", "recognition"),
    promise(-229, "priya", Task("talk to Marcus about her grade", -215, must=True)),
    done(-211, "about her grade"),
    note(-186, "priya", "Coached Tomás through his first workshop without being asked", "recognition"),
    confirm(-159, "Lead a workstream within the year"),
    done(-158, "Lead a workstream within the year"),
    note(-158, "priya", "An engagement of her own, with a client she chose", "goal"),
    action(-159, "priya", Task("write down what the data workstream owns", -150), theirs=True),
    done(-151, "what the data workstream owns"),
    note(-158, "priya", "Leads the data workstream from this week on", "news", tone="good", told=True),
    note(-131, "priya", "Cut her own meetings by a third in one week", "recognition"),
    note(-117, "priya", "Waits too long before she asks for help; two days is the limit", "feedback", way="given"),
    note(-89, "priya", "Calmest in the room at the partner review", "recognition"),
    self_check(-88, "priya", 4, 4, 5, 3, 4, 4),
    note(-61, "priya", "I answer her questions before she has finished them", "feedback", tone="bad"),
    confirm(-61, "An engagement of her own"),
    done(-55, "before she has finished them"),
    told(-54, "before she has finished them"),
    note(-45, "priya", "One board instead of four, and she asked everybody first", "recognition"),
    promise(-33, "priya", Task("keep two days free for the article", -19)),
    done(-21, "two days free for the article"),
    note(-33, "priya", "What should I do less of?", "feedback", way="asked"),
    note(-19, "priya", "The article: plain words for a hard model", "recognition"),
    note(-19, "priya", "Fewer surprises on Mondays, she says, and it shows in her week", "feedback", tone="good"),
    plan(
        -16, "priya", When(5, "15:00"), title="Yearly review", place="the small library",
        topics=("the engagement she would choose",), review=True,
    ),
)

TOMAS = (
    client(
        -297, "Tomás Herrera", direction="down", org="Tidemark Advisory", role="Consultant",
        cadence="2w", channel="chat", stage="relationship",
        vision="He runs a workshop that I only hear about afterwards", tags=("clinics",),
    ),
    *_one_to_ones("tomas", "One-to-one Tomás", TOMAS_FIRST, "11:00", TOMAS_TALKS),
    note(-289, "tomas", "Facilitate a full-day workshop alone", "goal"),
    note(-275, "tomas", "From Vigo, misses the sea, swims before work", "personal"),
    note(-261, "tomas", "Minutes the same evening, and right", "recognition"),
    action(-233, "tomas", Task("interview notes within two days", -230), theirs=True),
    note(-219, "tomas", "One pass, then Priya reads it: done is better than polished", "agreement"),
    done(-220, "interview notes within two days"),
    note(-218, "tomas", "Rewriting everything twice costs him his evenings", "feedback", way="given"),
    promise(-205, "tomas", Task("sit in on his first workshop", -191)),
    done(-191, "sit in on his first workshop"),
    note(-190, "tomas", "Saved the second half by putting the slides away", "recognition"),
    confirm(-177, "Facilitate a full-day workshop"),
    promise(-163, "tomas", Task("get the facilitation course approved", -125, must=True)),
    note(-148, "tomas", "He hears from me only when something is missing", "feedback", tone="bad"),
    done(-144, "only when something is missing"),
    told(-143, "only when something is missing"),
    note(-147, "tomas", "The angry ward manager asked for him by name the week after", "recognition"),
    cancel(TOMAS_FIRST + EVERY * TOMAS_CANCELLED - 4, "One-to-one Tomás"),
    renegotiate(-130, "facilitation course approved", -72, "the training budget opens in the new quarter"),
    note(-92, "tomas", "Found the mistake in the bed figures that three of us had signed", "recognition"),
    renegotiate(-77, "facilitation course approved", -58, "Marcus signs after the holidays"),
    confirm(-65, "Facilitate a full-day workshop"),
    done(-59, "facilitation course approved"),
    note(-37, "tomas", "What do you need from me that you do not get?", "feedback", way="asked"),
    note(-35, "tomas", "Told Paweł about the wrong dates himself, within the hour", "recognition"),
    topic(-10, "tomas", "what he takes home from the course"),
)

LINES = (*PRIYA, *TOMAS)

"""Lindenhof Clinics: patients' bookings, a pilot on two wards, and nobody known who decides."""

# One row is one command, however long its text.
# ruff: noqa: E501
# fmt: off

from clientlog.demo.meetings import log, move, plan
from clientlog.demo.people import alias, away, client, merge
from clientlog.demo.typed import (
    confirm,
    done,
    drop,
    mute,
    note,
    promise,
    renegotiate,
    snooze,
    told,
    topic,
    touch,
)
from clientlog.demo.words import Task, When

KATRIN = (
    client(
        -338, "Katrin Vogel", org="Lindenhof Clinics", role="Head of patient services",
        stake="manager", channel="email", stage="relationship", tags=("clinics",),
        vision="She asks us before she asks for offers",
    ),
    log(-335, "katrin", "First talk: patients wait nine days for a call back, the wards think it is three", at="09:00"),
    note(-335, "katrin", "Bookings by phone must stay possible", "need", must=True),
    confirm(-334, "Bookings by phone"),
    promise(-334, "katrin", Task("numbers of one week at the phones", -314, must=True, need="Bookings by phone")),
    done(-316, "one week at the phones"),
    log(-307, "katrin", "The week at the phones: a third of the calls ask when they will be called", at="09:00"),
    note(-306, "katrin", "A summary on one page, in German, the same day", "agreement"),
    log(-279, "katrin", "Two wards for a pilot; the heads of the wards decide which", at="09:00",
        their_promises=(Task("an hour with the heads of the wards", -265),)),
    done(-262, "heads of the wards"),
    client(-276, "K. Vogel", org="Lindenhof Clinics"),
    note(-276, "k-vogel", "On leave in the first week of April", "personal"),
    merge(-275, "k-vogel", "katrin-vogel"),
    alias(-275, "katrin", "Frau Vogel"),
    log(-251, "katrin", "Élodie joins: nothing about patients without her", at="09:00", with_=("elodie",)),
    log(-223, "katrin", "The wards feel passed over; she should have been told by us, not by them", at="09:00"),
    note(-223, "katrin", "Heard of the wards' anger from the wards", "feedback", tone="bad"),
    done(-219, "anger from the wards"),
    told(-218, "anger from the wards"),
    promise(-223, "katrin", Task("talk to both wards before anything else", -212, must=True)),
    done(-213, "talk to both wards"),
    plan(-209, "katrin", When(-202, "09:00"), title="Both wards at one table", with_=("pawel",)),
    move(-204, "Both wards at one table", When(-195, "09:00")),
    log(-195, "katrin", "The pilot lost a week, and gained two wards that want it", at="09:00", planned=True),
    log(-167, "katrin", "Call backs are down to four days on paper; she does not believe paper", at="09:00"),
    promise(-167, "katrin", Task("measure the call backs for a fortnight", -146)),
    renegotiate(-149, "measure the call backs", -139, "one ward moved house in between"),
    done(-140, "measure the call backs"),
    log(-139, "katrin", "Measured: four and a half days, and she believes it", at="09:00", with_=("pawel",)),
    note(-139, "katrin", "Half a day of call backs is still half a day", "feedback", tone="good"),
    log(-111, "katrin", "Her budget for next year hangs on the pilot; the board meets in the winter", at="09:00"),
    note(-111, "katrin", "A pilot she can show to the board", "goal"),
    log(-83, "katrin", "The pilot starts on the first ward; cake, and two complaints", at="09:00"),
    topic(-90, "katrin", "a second printer for the first ward"),
    drop(-84, "a second printer", "the ward found one in its cellar"),
    note(-83, "katrin", "The first ward calls the pilot 'the quiet week'"),
    note(-83, "katrin", "What worries you about the first ward?", "feedback", way="asked"),
    log(-55, "katrin", "The first ward is quieter; the second asks when", at="09:00",
        actions=(Task("dates for the second ward", -48),)),
    confirm(-54, "the second asks when"),
    done(-49, "dates for the second ward"),
    promise(-55, "katrin", Task("write up the pilot", -4)),
    log(-27, "katrin", "The second ward is on; she skims the weekly mail and misses things", at="09:00", minutes=45),
    note(-27, "katrin", "the weekly mail is too long", "feedback", tone="bad"),
    renegotiate(-5, "write up the pilot", 9, "the second ward belongs in it", told=False),
)

PAWEL = (
    client(
        -328, "Paweł Zieliński", org="Lindenhof Clinics", role="Ward systems", channel="chat",
        stage="relationship", cadence="7w", tags=("clinics",),
    ),
    log(-325, "pawel", "Knows every screen on every ward and who hates it", at="13:30", minutes=45),
    log(-280, "pawel", "Screens for the pilot: nothing new, only fewer of them", at="13:30", minutes=45),
    note(-280, "pawel", "Fewer screens, not better ones", "need"),
    confirm(-278, "Fewer screens"),
    log(-233, "pawel", "", at="13:30", minutes=30),
    log(-190, "pawel", "He counted: eleven log-ins a shift, six of them ours to remove", at="13:30", minutes=45,
        promises=(Task("two log-ins fewer on the pilot wards", -150, need="Fewer screens"),)),
    done(-148, "two log-ins fewer"),
    done(-146, "Fewer screens"),
    log(-101, "pawel", "Tomás takes over the weekly call; Paweł likes that somebody writes it down", at="13:30", minutes=45, with_=("tomas",)),
    touch(-73, "pawel", "Weekly call: the ward printers again", by="Tomás"),
    log(-55, "pawel", "The new dates reached him from the ward; we had forgotten him", at="13:30", minutes=45),
    note(-55, "pawel", "Be told before the wards are told", "need", must=True),
    confirm(-53, "before the wards are told"),
    promise(-52, "pawel", Task("dates first to him", -36, every="2w", need="before the wards are told")),
    *[done(day, "dates first to him", at="09:40") for day in (-36, -22, -8)],
    touch(-34, "pawel", "Weekly call: two screens gone on the second ward", by="Tomás"),
    note(-20, "pawel", "Do the dates reach you early enough?", "feedback", way="asked"),
    log(-13, "pawel", "Wards for the second round: he asks around and names them", at="13:30", minutes=45,
        their_promises=(Task("name the next wards", -4),)),
)

ELODIE = (
    client(
        -298, "Élodie Marchand", org="Lindenhof Clinics", role="Quality", stake="influencer",
        channel="call", stage="relationship", cadence="8w", tags=("clinics",),
    ),
    log(-295, "elodie", "Reads every letter to patients before it leaves; most of them she sends back", at="10:45", minutes=45),
    log(-196, "elodie", "Letters of the pilot: four pages to say when and where", at="10:45", minutes=45),
    promise(-196, "elodie", Task("the four pages as one", -182)),
    done(-183, "the four pages as one"),
    note(-180, "elodie", "The one page is better, she would sign it", "feedback", tone="good"),
    log(-150, "elodie", "", at="10:45", minutes=30),
    log(-104, "elodie", "Complaints fell by a third where the one page went out", at="10:45", minutes=45),
    note(-103, "elodie", "The complaint figures, tidied for her own report", "offer"),
    done(-100, "complaint figures"),
    log(-59, "elodie", "She would rather show patients the letter than the form", at="10:45", minutes=45),
    note(-59, "elodie", "Letters in plain language for all wards", "need", must=True),
    confirm(-58, "Letters in plain language"),
    log(-18, "elodie", "Plain letters: her board wants them, nobody has been asked to write them", at="10:45", minutes=45,
        their_actions=(Task("three letters as examples", -6),)),
    confirm(-17, "nobody has been asked to write them"),
    note(-18, "elodie", "What should we have done differently?", "feedback", way="asked"),
    mute(-18, "no-next-meeting", "elodie"),
    away(-7, "elodie", 6),
    snooze(-10, "unmet-must", "Letters in plain language", 7),
)

BENEDIKT = (
    client(-20, "Benedikt Aurich", org="Lindenhof Clinics", role="Finance", channel="email"),
)

LINES = (*KATRIN, *PAWEL, *ELODIE, *BENEDIKT)

"""The day as JSON."""

from clientlog.render.json.today import document
from clientlog.today import DayMeeting
from tests.render.flags import flag
from tests.render.text.test_today import day
from tests.rules.build import DANA, meeting, promise


def test_the_day_as_json() -> None:
    """The keys that scripts rely on; late and urgent flags are one list."""
    made = document(
        day(
            meetings=(DayMeeting(meeting(0, "10:00", place="Room 4"), ("needs an agenda",)),),
            following=(meeting(4, "10:00", title="Weekly"),), due=(promise(1), promise()),
            late=(flag("late", 1),), urgent=(flag("now", 2),), quiet=(flag(ref=None),),
            back=(DANA,), counts={"late": 1}, snoozed=2, program="clientlog --db x",
        )
    )  # fmt: skip
    assert list(made) == [
        "as_of", "meetings", "next", "due", "late", "quiet", "back", "away_until",
        "counts", "snoozed",
    ]  # fmt: skip
    assert made["as_of"] == "2026-11-20T12:00:00+01:00"
    assert made["meetings"] == [
        {
            "ref": "m3", "title": None, "starts_at": "2026-11-20T10:00:00+01:00",
            "ends_at": "2026-11-20T11:00:00+01:00", "state": "planned", "clients": ["dana"],
            "place": "Room 4", "needs": ["needs an agenda"],
        }
    ]  # fmt: skip
    assert (made["next"][0]["title"], "needs" in made["next"][0]) == ("Weekly", False)
    assert made["due"][0] == {
        "ref": "p4", "text": "send the draft", "client": "dana", "by": "me", "due": "2026-11-21",
    }  # fmt: skip
    assert made["due"][1]["due"] is None
    assert made["late"][0] == {
        "key": "due-soon:p1", "severity": "late", "client": "dana", "ref": "p1",
        "text": "p1 is due", "settle": ["clientlog --db x done p1", "clientlog --db x drop p1"],
    }  # fmt: skip
    assert [one["severity"] for one in made["late"]] == ["late", "now"]
    assert (len(made["quiet"]), made["back"], made["snoozed"]) == (1, ["dana"], 2)
    assert made["counts"] == {"late": 1}

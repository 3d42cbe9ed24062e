"""A plan: what is created, changed, merged or left out."""

from clientlog.interchange.plan.people import Person
from clientlog.interchange.plan.values import (
    NewClient,
    NewCommitment,
    NewNote,
    Plan,
    Step,
)
from clientlog.interchange.problems import Problem, Skipped

NOTE = NewNote(person=Person(name="Ann"), kind="note", text="x")


def test_operations_come_in_order_and_what_is_left_out_has_a_reason() -> None:
    """What is left out is no operation."""
    plan = Plan()
    plan.do("create", "note", "a.md:1", NOTE, "because")
    plan.skip("note", "a.md:2", "is known")
    plan.do("change", "note", "a.md:3", NOTE)
    assert plan.operations == [NOTE, NOTE]
    assert plan.skipped == [Skipped("a.md:2", "is known")]
    assert [(step.action, step.what, step.source, step.reason) for step in plan.steps] == [
        ("create", "note", "a.md:1", "because"),
        ("skip", "note", "a.md:2", "is known"),
        ("change", "note", "a.md:3", ""),
    ]


def test_a_new_client_who_looks_like_another_gets_a_remark() -> None:
    """With the command that makes them one; other steps have none."""
    plan = Plan()
    ann, bob = Person(name="Ann", handle="ann-2"), Person(name="Anne", handle="ann")
    plan.enter(NewClient(person=ann), "a.csv: line 2", (bob,), "an attendee")
    plan.enter(NewClient(person=Person(name="Tom")), "a.csv: line 3", ())
    plan.do("create", "note", "a.md:1", NOTE)
    step = plan.steps[0]
    assert (step.action, step.what, step.reason) == ("create", "client Ann", "an attendee")
    assert step.remark == Problem(
        "a.csv: line 2",
        "probably the same person as ann",
        "if they are one: clientlog client merge ann-2 ann",
    )
    (remark,) = plan.remarks
    assert remark.reason == "Ann: probably the same person as ann"
    assert [other.remark for other in plan.steps[1:]] == [None, None]
    assert Step("change", "x", "a", "", NOTE, (bob,)).remark is None
    unwritten = Step("create", "x", "a", "", NewClient(person=Person(name="Ann")), (bob,)).remark
    assert unwritten
    assert unwritten.hint.endswith("merge HANDLE ann")


def test_what_is_to_be_written_says_little_by_default() -> None:
    """A client is not archived, a commitment is open and mine, and a meeting is planned."""
    ann = Person(name="Ann")
    client, commitment = NewClient(person=ann), NewCommitment(kind="action", person=ann, text="x")
    assert (client.is_archived, commitment.theirs, commitment.is_must) == (False, False, False)
    assert (commitment.state, Plan().unchanged) == ("open", 0)

"""A plan: what is created, changed, merged or left out."""

from clientlog.interchange.plan.people import Person
from clientlog.interchange.plan.values import NewNote, Plan
from clientlog.interchange.problems import Skipped

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

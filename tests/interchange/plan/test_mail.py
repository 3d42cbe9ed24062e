"""What mail changes, compared with the touches that are known."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from clientlog.clock import Clock
from clientlog.interchange.mail_contacts import MailContact, MailContacts
from clientlog.interchange.plan.mail import MailPlanner
from clientlog.interchange.plan.people import Directory, Person
from clientlog.interchange.plan.values import NewTouch, Plan

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = date(2026, 11, 19)
AT = datetime(2026, 11, 19, 9, 30, 15, tzinfo=UTC)
MAIL = MailContact("dana@acme.example", DAY, AT, "<1@x>", "inbox", "About the plan")


def plan(
    *contacts: MailContact,
    days: set[tuple[int, date]] | None = None,
    keys: tuple[str, ...] = (),
    with_subjects: bool = False,
) -> Plan:
    """Plan some mail in a journal that knows Dana by two addresses."""
    emails = ["dana@acme.example", "dana@home.example"]
    directory = Directory([Person(id=1, handle="dana", name="Dana Reyes", emails=emails)])
    clock = Clock(NOW, UTC, "UTC")
    planner = MailPlanner(Plan(), directory, clock, days or set(), keys, with_subjects)
    planner.add_all(MailContacts(list(contacts)))
    return planner.plan


def test_mail_with_a_client_is_a_touch_without_a_word_of_it() -> None:
    """Unless subjects are asked for."""
    (touch,) = plan(MAIL).operations
    assert isinstance(touch, NewTouch)
    assert (touch.person.handle, touch.at, touch.text) == ("dana", AT, None)
    (touch,) = plan(MAIL, with_subjects=True).operations
    assert isinstance(touch, NewTouch)
    assert touch.text == "About the plan"


def test_there_is_one_touch_a_day_whatever_the_address() -> None:
    """Also where one was recorded by hand."""
    other = replace(MAIL, address="dana@home.example", message_id="<2@x>")
    found = plan(MAIL, other)
    assert (len(found.operations), found.unchanged) == (1, 1)
    assert plan(MAIL, days={(1, DAY)}).operations == []


def test_mail_that_was_taken_in_is_not_taken_in_again() -> None:
    """Also where its touch was removed."""
    (touch,) = plan(MAIL).operations
    assert plan(MAIL, keys=(touch.key,)).operations == []


def test_strangers_and_mail_from_the_future_are_left_out() -> None:
    """Strangers are counted; a wrong date is named."""
    found = plan(replace(MAIL, address="eve@x.example"), replace(MAIL, at=NOW + timedelta(days=1)))
    assert found.operations == []
    assert found.uncounted == {"nobody in it is a client": 1}
    assert [step.reason for step in found.steps] == ["its date is still to come"]


def test_mail_of_this_very_moment_is_not_to_come() -> None:
    """A second later it is."""
    assert len(plan(replace(MAIL, at=NOW)).operations) == 1
    assert plan(replace(MAIL, at=NOW + timedelta(seconds=1))).operations == []


def test_mail_is_known_by_its_message_and_address() -> None:
    """Or by its time where it has no id."""
    (touch,) = plan(MAIL).operations
    assert touch.key == "<1@x> dana@acme.example"
    (touch,) = plan(replace(MAIL, message_id="")).operations
    assert touch.key == "2026-11-19T09:30:15+00:00 dana@acme.example dana@acme.example"

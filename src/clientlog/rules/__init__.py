"""The rules: what in the journal needs attention, and why."""

from clientlog.rules.base import Rule
from clientlog.rules.conflicts import silence_after_conflict, stuck_conflict, unchecked_agreement
from clientlog.rules.contact import (
    forgotten_executive,
    never_spoken,
    no_next_meeting,
    quiet_relationship,
)
from clientlog.rules.deadlines import (
    due_soon,
    internal_starved,
    missed_deadline,
    missed_promise,
    past_date,
    slipping_promise,
    undated_action,
    undated_promise,
)
from clientlog.rules.disclosure import untold_change, untold_news
from clientlog.rules.meetings import (
    no_agenda,
    no_show_open,
    no_summary,
    review_without_talk,
    slipping_meeting,
    unconfirmed_actions,
)
from clientlog.rules.needs import (
    feedback_not_acted,
    feedback_not_asked,
    feedback_unanswered,
    personal_date,
    unconfirmed_need,
    unmet_must,
)
from clientlog.rules.people import (
    executive_before_end,
    growth_talk_due,
    no_executive,
    one_sided,
    recognition_due,
)
from clientlog.rules.topics import stale_topic, waiting_topic
from clientlog.rules.waiting import their_due_soon, waiting_on_them

# The order breaks ties: between flags of one severity and day, and within a group.
RULES: tuple[Rule, ...] = (
    missed_promise,
    missed_deadline,
    untold_change,
    past_date,
    no_summary,
    untold_news,
    no_agenda,
    waiting_on_them,
    their_due_soon,
    forgotten_executive,
    quiet_relationship,
    no_next_meeting,
    never_spoken,
    review_without_talk,
    slipping_meeting,
    no_show_open,
    slipping_promise,
    undated_promise,
    undated_action,
    due_soon,
    unconfirmed_actions,
    stale_topic,
    waiting_topic,
    unconfirmed_need,
    unmet_must,
    internal_starved,
    feedback_not_acted,
    feedback_unanswered,
    feedback_not_asked,
    one_sided,
    no_executive,
    executive_before_end,
    stuck_conflict,
    unchecked_agreement,
    silence_after_conflict,
    recognition_due,
    growth_talk_due,
    personal_date,
)

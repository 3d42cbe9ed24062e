"""The five steps of a conflict: the purpose of each, and how to tell that it is reached.

They are the behavioral change stairway model of crisis negotiators: each step stands on the
one before, and people are moved by being understood, not by being argued with (Vecchi,
Van Hasselt, Romano: Crisis (hostage) negotiation, Aggression and Violent Behavior 10, 2005).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a sentence on its purpose, and one on what good looks like."""

    purpose: str
    good: str


STEPS: dict[str, Step] = {
    "listening": Step(
        "Find out how it looks from their side, without defending yours.",
        "You repeat it in your words, name the feeling, wait, and they say: that is it.",
    ),
    "empathy": Step(
        "Let them see that you understand why it matters to them.",
        "They stop explaining themselves, and you know what you would feel in their place.",
    ),
    "rapport": Step(
        "Turn two sides into two people with one problem.",
        "They ask what you think, and one of you says we.",
    ),
    "influence": Step(
        "Now, and not before, say what you need and look for ways together.",
        "They weigh a way that serves you both, or bring one of their own.",
    ),
    "change": Step(
        "Settle what each of you will do differently, and from when on.",
        "Both of you say it in the same words, and neither of you gave in.",
    ),
}
"""The steps by name, the lowest first."""


def next_step(step: str | None) -> str:
    """Return the step above; the first if none was taken, and the last again after the last."""
    names = list(STEPS)
    return names[min(names.index(step) + 1, len(names) - 1)] if step else names[0]

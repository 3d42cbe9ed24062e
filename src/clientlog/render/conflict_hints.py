"""Say what to do next about a conflict, in a few lines."""

from clientlog.conflict_steps import STEPS, next_step


def step_lines(step: str) -> str:
    """Return the purpose of a step, and what success looks like."""
    advice = STEPS[step]
    return f"Next, {step}: {advice.purpose}\nGood: {advice.good}"


def what_next(ref: str, program: str, state: str, step: str | None) -> str:
    """Return what comes after this step or this agreement, and the command for it."""
    conflict = f"{program} conflict"
    if state == "settled":
        return "Speak with them within the week: silence now would feel like a grudge."
    if state == "agreed":
        return (
            f"An agreement is real when it still stands at the check: {conflict} check {ref}"
            " --holds, or --fails"
        )
    if step == next_step(step):
        return f"When both of you agree: {conflict} agree {ref} TEXT --check DATE"
    return f"{step_lines(next_step(step))}\nThen: {conflict} step {ref} TEXT"

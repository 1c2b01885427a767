"""`/interview cohort`: the cohort as its members, its facilitators, and those outside it see it."""

from views import kit


def elsewhere(channel: str) -> kit.Message:
    """For somebody who is not in the cohort. Slack shows a private channel's name to those in it only."""
    text = f"The cohort is in <#{channel}>. Join it to take part."
    return kit.message(text, [kit.section(text)])

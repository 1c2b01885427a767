"""Ordinary students, people and sentences, for the tests of drafts."""

from core.model import ContactDetails
from core.outreach import Channel, Draft, Situation
from core.profile import Profile
from core.skeletons import drafted, known_fields

MAYA = Profile(
    name="Maya Okafor",
    introduction="a second-year PhD student in biology at UW",
    doing="studying how salmon find their way home",
    looking_for="how people move from the bench into policy",
    link="linkedin.com/in/mayaokafor",
)
DANA = ContactDetails("Dana Wu", "NOAA", "policy adviser")
WHY = "Your talk on hatchery policy in Tacoma made me curious how you got there from a lab."
SHORT_WHY = "Your Tacoma talk on hatcheries stayed with me."
TYPED = {
    "referrer": "Sam Reyes",
    "referred": "Sam Reyes",
    "school": "UW",
    "asked": "on 3 November",
    "when": "on Thursday at 3 pm",
    "new_times": "Tuesday at 3 pm or Friday at 10 am",
    "takeaway": "that an agency needs people who can read a stock assessment",
    "result": "she took me into her lab for the summer",
    "news": "I'll join NOAA as a fellow in June",
    "their_part": "You told me to write about my work for people outside it",
    "reason": "I followed your advice: read the Pew report. It made me apply for the policy seminar",
    "phone": "206 555 0142",
    "reachable": "on weekdays until 5 pm",
    "call_again": "on Thursday morning",
}


def ordinary(situation: Situation, channel: Channel, profile: Profile = MAYA, **typed: str) -> Draft:
    """The default draft, filled as an ordinary student would."""
    why = SHORT_WHY if channel is Channel.LINKEDIN else WHY
    return drafted(situation, channel, known_fields(profile, DANA) | TYPED | {"why_you": why} | typed)

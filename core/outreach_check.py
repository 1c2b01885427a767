"""The outreach check: what an ask should say, line by line, each with its reason and its source.

A rule applies where it makes sense: a follow-up need not introduce the writer again, and a phone script has
no word limit, since it covers everything so that nothing need be improvised.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from core import outreach_phrases as phrases
from core.outreach import FIRST_ASKS, Channel, Draft, Situation
from core.outreach_reason import LONGEST_MINUTES, asked_lengths, specific_sentence
from core.outreach_rules import NOTE_CHARACTERS, OUR_CHOICE, TARGET_WORDS, WHERE, WORD_LIMIT, Finding, Rule
from core.outreach_text import (
    GAP,
    answered,
    names,
    sentences,
    spoken,
    without_greeting,
    without_signature,
    words,
)
from core.profile import Profile


@dataclass(frozen=True, slots=True)
class _Checked:
    """A draft together with what is known besides its text."""

    draft: Draft
    contact_name: str
    organisation: str
    referrer: str
    permission_held: bool
    without_yes: str
    profile: Profile
    text: str = field(init=False)

    def __post_init__(self) -> None:
        by_phone = self.draft.channel is Channel.PHONE
        object.__setattr__(self, "text", spoken(self.draft.text) if by_phone else self.draft.text)

    def of(self, channel: Channel) -> bool:
        return self.draft.channel is channel


def check(
    draft: Draft,
    *,
    contact_name: str,
    referrer: str = "",
    permission_held: bool = False,
    without_yes: str = "",
    profile: Profile,
    organisation: str = "",
) -> list[Finding]:
    """Every rule that applies to the draft, in the order of ``Rule``, passed or not.

    ``referrer``: who referred the member, "" when nobody did. ``without_yes``: whom the draft names although
    they have not said that their name may be used.
    """
    checked = _Checked(draft, contact_name, organisation, referrer, permission_held, without_yes, profile)
    return [_finding(rule, checked) for rule in Rule if _applies(rule, checked)]


def _finding(rule: Rule, checked: _Checked) -> Finding:
    passed, why, source = _JUDGES[rule](checked)
    return Finding(rule, passed, why, source)


_Verdict = tuple[bool, str, str]


def _applies(rule: Rule, checked: _Checked) -> bool:
    situations, on_channels = WHERE[rule]
    if checked.draft.situation not in situations or checked.draft.channel not in on_channels:
        return False
    if rule is Rule.PERMISSION:
        return _names_referrer(checked)
    return rule is not Rule.WHY_YOU or not _has_room_for_referrer_only(checked)


def _names_referrer(checked: _Checked) -> bool:
    if checked.without_yes or checked.draft.situation is Situation.REFERRED:
        return True
    named = f"{checked.draft.subject}\n{checked.text}"
    return bool(checked.referrer) and names(named, checked.referrer)


def _has_room_for_referrer_only(checked: _Checked) -> bool:
    """A LinkedIn note has room for one reason, and the referrer's word is one."""
    return checked.of(Channel.LINKEDIN) and checked.draft.situation is Situation.REFERRED


def _finished(checked: _Checked) -> _Verdict:
    gap = GAP.search(f"{checked.draft.subject}\n{checked.draft.text}")
    if gap:
        return False, f"Something is still yours to write: {gap[0]}.", OUR_CHOICE
    return True, "Nothing is left to fill in.", OUR_CHOICE


def _subject(checked: _Checked) -> _Verdict:
    subject = " ".join(checked.draft.subject.split()).strip(" .!?").casefold()
    if subject in _VAGUE_SUBJECTS:
        return False, "Say in the subject line what it is: “Request for informational interview”.", "NIH OITE"
    return True, "The subject line says what it is.", "NIH OITE"


_VAGUE_SUBJECTS = frozenset(
    {
        "",
        "hi",
        "hello",
        "hey",
        "question",
        "quick question",
        "a question",
        "help",
        "request",
        "no subject",
        "re",
    }
)


def _length(checked: _Checked) -> _Verdict:
    count = words(checked.draft.text)
    if count >= WORD_LIMIT:
        over = count - WORD_LIMIT + 1
        return False, f"Cut at least {over} of its {count} words, so that it fits on a phone's screen.", "SFU"
    if count > TARGET_WORDS:
        return True, f"{count} words are fine, and about {TARGET_WORDS} would be better still.", "Dalton"
    return True, f"{count} words: short enough to be read on a phone.", "SFU"


def _note_length(checked: _Checked) -> _Verdict:
    over = len(checked.draft.text) - NOTE_CHARACTERS
    if over > 0:
        return False, f"Cut {over} characters: LinkedIn takes {NOTE_CHARACTERS}.", "Letter Counter"
    return True, f"It fits into LinkedIn's {NOTE_CHARACTERS} characters.", "Letter Counter"


def _who(checked: _Checked) -> _Verdict:
    if not phrases.says_student(checked.text):
        return False, "Say that you are a student, and of what: people help students readily.", "the method"
    own = checked.profile.name
    if own and not checked.of(Channel.LINKEDIN) and not names(checked.text, own):
        return False, "Say your name, so that they know who is asking.", "the method"
    return True, "It says who you are, and people help students readily.", "the method"


def _referrer(checked: _Checked) -> _Verdict:
    if not checked.referrer:
        return False, "Say who referred you, or draft it as a first ask without a referral.", "K-State"
    if not names(_opening(checked), checked.referrer):
        return False, f"Name {checked.referrer} in the first sentence: it is why they read on.", "K-State"
    return True, f"{checked.referrer} is named at once, which is why they will read on.", "K-State"


_SPOKEN_OPENING = 3
"""On the phone "Hello, is this …?" and the own name come first (our choice)."""


def _opening(checked: _Checked) -> str:
    if checked.of(Channel.PHONE):
        return " ".join(sentences(checked.text)[:_SPOKEN_OPENING])
    return next(iter(sentences(without_greeting(checked.text))), "")


def _permission(checked: _Checked) -> _Verdict:
    who = checked.without_yes or checked.referrer or "the one who referred you"
    if checked.without_yes or not checked.permission_held:
        return False, f"Ask {who} first whether you may use their name.", "Drexel"
    return True, f"You may use the name: {who} said so.", "Drexel"


def _why_you(checked: _Checked) -> _Verdict:
    profile = checked.profile
    known = [
        profile.introduction, profile.doing, profile.looking_for, profile.name,
        checked.contact_name, checked.organisation, checked.referrer,
    ]  # fmt: skip
    said = answered(checked.draft.text) if checked.of(Channel.PHONE) else checked.text
    if not specific_sentence(said, known):
        return (
            False,
            "Write one sentence that only they could get: a talk, a paper, a turn in their path.",
            "Dalton",
        )
    return True, "One sentence is about them and nobody else.", "Dalton"


def _learn(checked: _Checked) -> _Verdict:
    looking_for = checked.profile.looking_for.strip().casefold()
    said = bool(looking_for) and looking_for in checked.text.casefold()
    if said or phrases.says_what_to_learn(checked.text, briefly=checked.of(Channel.LINKEDIN)):
        return True, "It says what you would like to learn.", "the method"
    return False, "Say what you would like to learn from them, so that they know they can help.", "the method"


def _not_a_job(checked: _Checked) -> _Verdict:
    asked = phrases.asks_for_job(f"{checked.draft.subject}\n\n{checked.text}")
    if asked:
        return (
            False,
            f"“{asked}” sounds like asking for a job: ask for advice instead.",
            "Berkeley Grad Division",
        )
    if checked.draft.situation in FIRST_ASKS and not phrases.says_no_job(checked.text):
        return (
            False,
            "Say that it isn't about a job, such as “I'm exploring, not applying”.",
            "Berkeley Grad Division",
        )
    return True, "It asks for advice, not for a job.", "Berkeley Grad Division"


def _time_valued(checked: _Checked) -> _Verdict:
    if not phrases.values_time(without_signature(checked.text)):
        return False, "Show that you value their time, such as “I know that you're busy”.", "the method"
    return True, "It shows that you value their time.", "the method"


def _minutes(checked: _Checked) -> _Verdict:
    lengths = asked_lengths(checked.text)
    if any(length.most > LONGEST_MINUTES for length in lengths):
        return False, "Ask for 20–30 minutes: more is a lot to ask of somebody you don't know.", "Berkeley"
    if not any(length.fits for length in lengths):
        return False, "Say how long it would take: 20–30 minutes.", "Berkeley"
    return True, "They know how long it would take.", "Berkeley"


def _no_attachment(checked: _Checked) -> _Verdict:
    attached = phrases.attaches(checked.text)
    if attached:
        return (
            False,
            f"Leave “{attached}” out: no résumé until they ask; a link in the signature is enough.",
            ("Open Textbooks"),
        )
    return True, "Nothing is attached; a link in the signature is enough.", "Open Textbooks"


def _call_again(checked: _Checked) -> _Verdict:
    if phrases.asks_for_call(checked.text):
        return False, "Don't ask them to call back: say when you will call again.", "K-State"
    if not phrases.will_call_again(checked.text):
        return False, "Say when you will call again, so that nothing is left for them to do.", "K-State"
    return True, "You will call again, so that nothing is left for them to do.", "K-State"


def _ending(checked: _Checked) -> _Verdict:
    asks = phrases.asks if checked.of(Channel.PHONE) else phrases.ends_with_question
    if not asks(checked.text):
        return False, "End with a question that is easy to answer, or offer a time.", OUR_CHOICE
    return True, "It ends with something that is easy to answer.", OUR_CHOICE


_JUDGES: Mapping[Rule, Callable[[_Checked], _Verdict]] = {
    Rule.FINISHED: _finished,
    Rule.SUBJECT: _subject,
    Rule.LENGTH: _length,
    Rule.NOTE_LENGTH: _note_length,
    Rule.WHO: _who,
    Rule.REFERRER: _referrer,
    Rule.PERMISSION: _permission,
    Rule.WHY_YOU: _why_you,
    Rule.LEARN: _learn,
    Rule.NOT_A_JOB: _not_a_job,
    Rule.TIME_VALUED: _time_valued,
    Rule.MINUTES: _minutes,
    Rule.NO_ATTACHMENT: _no_attachment,
    Rule.CALL_AGAIN: _call_again,
    Rule.ENDING: _ending,
}

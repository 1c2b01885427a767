"""The words that a draft starts from, in a student's plain voice. A member may change every one of them.

An ask says in two short paragraphs (NIH OITE) and about 75 words (Dalton) who I am, why you, what I would
like to learn, and that it is advice and not a job (Berkeley, Pomona). The body says "conversation", the
subject "informational interview" (Berkeley against NIH; both are offered). The thank-you note is no
skeleton: ``core.note`` fills it from the log.
"""

from collections.abc import Mapping

from core.outreach import Channel, Situation, Skeleton

_SUBJECT = "Request for informational interview"
_PATH_SUBJECT = "A student's question about your career path"

_ASK = (
    "I'd like to learn {looking_for}. I'm exploring, not applying. I know that you're busy: could you spare "
    "20–30 minutes for a conversation in the next two weeks?"
)
_SHORT_ASK = _ASK.replace(" for a conversation", "")
_NOTE_ASK = "I'm exploring, not applying: could you spare 20 minutes for advice?"

_ASK_BY_PHONE = (
    "I'd like to learn {looking_for}. I'm exploring, not applying: it is your advice that I'm after. "
    "Could we talk for 20–30 minutes in the next two weeks, whenever suits you?"
)
_ASK_BY_VOICEMAIL = (
    "I'd like to ask for 20–30 minutes of your advice, not for a job: I'd like to learn {looking_for}."
)
_FOR_ADVICE = "I'm {introduction}. I'd like to ask {full_name} for some advice; it isn't about a job."


def _letter(*paragraphs: str) -> str:
    """An e-mail. The signature carries a link, never an attachment."""
    return "\n\n".join(["Dear {person},", *paragraphs, "Best wishes,\n{my_name}\n{link}"])


def _script(answered: str, voicemail: str, gatekeeper: str = _FOR_ADVICE) -> str:
    """A call, to be read out. A gatekeeper hears that it is advice; nobody is asked to call back.

    Pomona and K-State; for what a voicemail says, jobsearching.wildapricot.org (defaults, section 1).
    """
    return "\n\n".join(
        [
            f"When they answer:\nHello, is this {{full_name}}? {answered}",
            "If it is a bad moment:\nOf course. When may I call again?",
            f"If someone else answers:\nHello, my name is {{my_name}}. {gatekeeper} "
            "When would be a good time for me to call again?",
            f"Voicemail:\nHello {{person}}, my name is {{my_name}}: {{spelled_name}}. {voicemail} "
            "My number is {phone}; once more, {phone}. You can reach me {reachable}, but there is no need "
            "to: I'll call you again {call_again}. Thank you for your time.",
        ]
    )


_LETTERS: Mapping[Situation, Skeleton] = {
    Situation.COLD: Skeleton(
        _letter("I'm {introduction}, {doing}. {why_you}", _ASK),
        (_SUBJECT, _PATH_SUBJECT),
    ),
    Situation.REFERRED: Skeleton(
        _letter(
            "{referrer} suggested that I write to you. I'm {introduction}, {doing}. {why_you}", _SHORT_ASK
        ),
        ("Referred by {referrer}: informational interview", "{referrer} suggested that I write to you"),
    ),
    Situation.ALUMNI: Skeleton(
        _letter("I'm {introduction}, {doing}. I saw that you went to {school} too. {why_you}", _SHORT_ASK),
        ("Current {school} student seeking career information", _SUBJECT),
    ),
    Situation.FOLLOW_UP: Skeleton(
        _letter(
            "I wrote to you {asked} and know how quickly e-mail piles up, so I'm asking once more, and only "
            "once. I'm {introduction}, and I'd like to learn {looking_for}. I'm exploring, not applying.",
            "Would 20–30 minutes in the next two weeks suit you? If not, is there someone else you would "
            "suggest?",
        ),
        ("Following up on my request for a conversation", f"Re: {_SUBJECT}"),
    ),
    Situation.RESCHEDULE: Skeleton(
        _letter(
            "I'm sorry, but I have to move our conversation {when}. I know that you set the time aside, and "
            "I'm still looking forward to it.",
            "I'll gladly fit around your calendar: would {new_times} suit you instead?",
        ),
        ("Could we move our conversation?",),
    ),
    Situation.NO_SHOW: Skeleton(
        _letter(
            "We seem to have missed each other {when}; I hope that all is well. If the mix-up was mine, I'm "
            "sorry.",
            "I'd still be glad to hear about your path, and can fit around your calendar. Would {new_times} "
            "suit you?",
        ),
        ("Another time for our conversation?",),
    ),
    Situation.PERMISSION: Skeleton(
        _letter(
            "Thank you for telling me about {referred}. I'd like to ask them for a conversation of 20–30 "
            "minutes, to learn {looking_for}.",
            "I won't mention you unless you're happy with it. May I use your name when I write?",
        ),
        ("May I use your name?",),
    ),
    Situation.CLOSE: Skeleton(
        _letter(
            "I know that you have a lot to do, so I'll leave my request for a conversation there. No reply "
            "is needed.",
            "Thank you for reading. Should it suit you later on, I'd still be glad to hear about your path.",
        ),
        ("Thank you, and no reply needed",),
    ),
    Situation.TELL_REFERRER: Skeleton(
        _letter(
            "Thank you for pointing me to {referred}. We talked {when}. What stays with me most: {takeaway}",
            "I wouldn't have met them without you. I'll let you know how things go.",
        ),
        ("I talked with {referred}: thank you",),
    ),
    Situation.TELL_RESULT: Skeleton(
        _letter(
            "You pointed me to {referred}, and something has come of it: {result}",
            "I wouldn't have got there without you. Thank you.",
        ),
        ("What came of your pointing me to {referred}",),
    ),
    Situation.NEWS: Skeleton(
        _letter(
            "I have news, and wanted you to hear it from me: {news}",
            "You had a part in this. {their_part} Thank you. If I can ever do something for you, or for a "
            "student you know, please tell me.",
        ),
        ("Some news, and a thank-you",),
    ),
    # News, not favours (Yale, Tufts): nothing is asked of them.
    Situation.KEEP_IN_TOUCH: Skeleton(
        _letter(
            "{reason}",
            "I hope that you are well, and would like to hear what you are up to, whenever you have a quiet "
            "moment. No reply is needed.",
        ),
        ("A short hello from {my_name}", "Thinking of our conversation"),
    ),
}

_SCRIPTS: Mapping[Situation, Skeleton] = {
    Situation.COLD: Skeleton(
        _script(
            "My name is {my_name}, and I'm {introduction}. Do you have a minute?\n"
            f"{{why_you}} {_ASK_BY_PHONE}",
            f"I'm {{introduction}}. {_ASK_BY_VOICEMAIL}",
        )
    ),
    Situation.REFERRED: Skeleton(
        _script(
            "My name is {my_name}, and {referrer} suggested that I call you. Do you have a minute?\n"
            f"I'm {{introduction}}. {{why_you}} {_ASK_BY_PHONE}",
            f"{{referrer}} suggested that I call you. I'm {{introduction}}. {_ASK_BY_VOICEMAIL}",
        )
    ),
    Situation.ALUMNI: Skeleton(
        _script(
            "My name is {my_name}, and I'm {introduction}. I saw that you went to {school} too. Do you have "
            f"a minute?\n{{why_you}} {_ASK_BY_PHONE}",
            f"I'm {{introduction}}, and I saw that you went to {{school}} too. {_ASK_BY_VOICEMAIL}",
        )
    ),
    Situation.FOLLOW_UP: Skeleton(
        _script(
            "My name is {my_name}, and I'm {introduction}. I wrote to you {asked}, and thought that a call "
            f"might be easier for you than another e-mail. Do you have a minute?\n{_ASK_BY_PHONE}",
            f"I'm {{introduction}}, and I wrote to you {{asked}}. {_ASK_BY_VOICEMAIL}",
        )
    ),
    Situation.RESCHEDULE: Skeleton(
        _script(
            "This is {my_name}. I'm sorry, but I have to move our conversation {when}. I know that you set "
            "the time aside. Would {new_times} suit you instead?",
            "I'm sorry, but I have to move our conversation {when}. I could talk {new_times}, and will also "
            "write to you.",
            "{full_name} and I have a conversation {when}, and I'm sorry to have to move it.",
        )
    ),
}

_NOTES: Mapping[Situation, Skeleton] = {
    Situation.COLD: Skeleton(f"Hi {{person}}, I'm {{introduction}}. {{why_you}} {_NOTE_ASK}"),
    # LinkedIn's 200 characters have room for one reason: here it is the referrer's word.
    Situation.REFERRED: Skeleton(
        f"Hi {{person}}, {{referrer}} suggested that I write to you. I'm {{introduction}}. {_NOTE_ASK}"
    ),
    Situation.ALUMNI: Skeleton(
        f"Hi {{person}}, I'm {{introduction}}; you went to {{school}} too. {{why_you}} {_NOTE_ASK}"
    ),
    Situation.FOLLOW_UP: Skeleton(
        "Hi {person}, I wrote to you {asked} and know how full weeks get. I'm {introduction}, exploring, not "
        "applying. Could you spare 20 minutes for advice?"
    ),
    Situation.RESCHEDULE: Skeleton(
        "Hi {person}, I'm sorry, but I have to move our conversation {when}. I know that you set the time "
        "aside. Would {new_times} suit you instead?"
    ),
}

DEFAULTS: Mapping[tuple[Situation, Channel], Skeleton] = {
    **{(situation, Channel.EMAIL): skeleton for situation, skeleton in _LETTERS.items()},
    **{(situation, Channel.PHONE): skeleton for situation, skeleton in _SCRIPTS.items()},
    **{(situation, Channel.LINKEDIN): skeleton for situation, skeleton in _NOTES.items()},
}

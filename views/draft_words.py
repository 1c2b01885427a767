"""How situations, channels and permissions are named in the interface."""

from core.outreach import Channel, Situation
from core.outreaches import Permission

SITUATIONS = {
    Situation.COLD: "A first ask",
    Situation.REFERRED: "Somebody referred me",
    Situation.ALUMNI: "We went to the same school",
    Situation.FOLLOW_UP: "Following up, once",
    Situation.RESCHEDULE: "I have to move our conversation",
    Situation.NO_SHOW: "We missed each other",
    Situation.PERMISSION: "Asking to use a name",
    Situation.CLOSE: "Leaving it there, kindly",
    Situation.THANK_YOU: "Thank-you",
    Situation.TELL_REFERRER: "Telling who referred me",
    Situation.TELL_RESULT: "Telling them what came of it",
    Situation.NEWS: "I have news",
    Situation.KEEP_IN_TOUCH: "Keeping in touch",
}

TITLES = {
    Situation.FOLLOW_UP: "Draft the follow-up",
    Situation.RESCHEDULE: "Draft a note",
    Situation.NO_SHOW: "Draft a note",
    Situation.CLOSE: "Draft a last line",
    Situation.TELL_REFERRER: "Draft a note",
    Situation.TELL_RESULT: "Draft a note",
    Situation.NEWS: "Draft your news",
    Situation.KEEP_IN_TOUCH: "Draft a few lines",
}
"""What the form is called for what is no first ask."""

CHANNELS = {
    Channel.EMAIL: "E-mail",
    Channel.PHONE: "Phone script",
    Channel.LINKEDIN: "LinkedIn note",
}

NOTES = {
    Channel.EMAIL: "e-mail",
    Channel.PHONE: "phone script",
    Channel.LINKEDIN: "LinkedIn note",
}
"""The same inside a sentence."""

PERMISSIONS = {
    Permission.YES: "Yes, they said so",
    Permission.NO: "No, they said no",
    Permission.NOT_ASKED: "I have not asked yet",
}

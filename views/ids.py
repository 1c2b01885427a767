"""Every action and form id, ``noun.verb``: what a view puts out and a handler takes in."""

from enum import StrEnum


class Do(StrEnum):
    """Buttons and menus."""

    CONVERSATION_LOG = "conversation.log"
    NOTE_DRAFT = "thank_you.draft"
    NOTE_SENT = "thank_you.sent"
    NOTE_LATER = "thank_you.later"
    NOTE_SKIP = "thank_you.skip"
    TOUCH_NOTE = "touch.note"
    NUDGE_SNOOZE = "nudge.snooze"
    NUDGE_STOP = "nudge.stop"
    PEOPLE_LIST = "people.list"
    PEOPLE_BACK = "people.back"
    PEOPLE_MORE = "people.more"
    PERSON_CHOOSE = "person.choose"
    PERSON_EARLIER = "person.earlier"
    PERSON_LATER = "person.later"
    PERSON_SHOW = "person.show"
    HELP_SHOW = "help.show"
    SETTINGS_OPEN = "settings.open"


class Form(StrEnum):
    """Modals that are submitted."""

    CONVERSATION = "conversation.save"
    NOTE = "thank_you.note"
    SETTINGS = "settings.save"

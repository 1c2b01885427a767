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
    MEETING_CANCEL = "meeting.cancel"
    MEETING_DRAFT = "meeting.draft"
    MEETING_FILE = "meeting.file"
    MEETING_HELD = "meeting.held"
    MEETING_MISSED = "meeting.missed"
    MEETING_MOVE = "meeting.move"
    MEETING_SCHEDULE = "meeting.schedule"
    PEOPLE_LIST = "people.list"
    PEOPLE_BACK = "people.back"
    PEOPLE_MORE = "people.more"
    PERSON_ARCHIVE = "person.archive"
    PERSON_CHOOSE = "person.choose"
    PERSON_DELETE = "person.delete"
    PERSON_EARLIER = "person.earlier"
    PERSON_EDIT = "person.edit"
    PERSON_LATER = "person.later"
    PERSON_MERGE = "person.merge"
    PERSON_OTHER = "person.other"
    PERSON_RESTORE = "person.restore"
    PERSON_SHOW = "person.show"
    PERSON_TOUCH = "person.touch"
    HELP_SHOW = "help.show"
    SETTINGS_OPEN = "settings.open"
    ZONE_CHOOSE = "zone.choose"


class Form(StrEnum):
    """Modals that are submitted."""

    CONVERSATION = "conversation.save"
    MEETING = "meeting.save"
    MERGE = "merge.save"
    NOTE = "thank_you.note"
    PERSON = "person.save"
    SETTINGS = "settings.save"

"""What a member says about themselves: asked once, before the first draft, and kept for all of them."""

from core.profile import LEADS, Profile
from views import inputs, kit
from views.ids import Form

NAME_LIMIT = 100
PART_LIMIT = 300
LINK_LIMIT = 300

_ASKED = (
    "I ask this once, so that every draft can say it for you. You can change it in `/interview settings`."
)


def profile_form(profile: Profile, private_metadata: str = "") -> kit.View:
    """The form. ``private_metadata``: the draft that it stands before, if one does."""
    return kit.modal(
        "About you",
        [
            kit.section(_ASKED),
            _text("name", "Your name, as it stands under an e-mail", profile.name, NAME_LIMIT, "Maya Okafor"),
            _text(
                "introduction",
                f"Who are you? {LEADS['introduction']}",
                profile.introduction,
                PART_LIMIT,
                "a second-year PhD student in biology at UW",
            ),
            _text(
                "looking_for",
                f"What do you look for? {LEADS['looking_for']}",
                profile.looking_for,
                PART_LIMIT,
                "how people move from the bench into policy",
            ),
            _text(
                "doing",
                f"What do you do now? {LEADS['doing']}",
                profile.doing,
                PART_LIMIT,
                "studying how salmon find their way home",
                optional=True,
            ),
            _text(
                "link",
                "A link for your signature",
                profile.link,
                LINK_LIMIT,
                "https://www.linkedin.com/in/maya-okafor",
                optional=True,
            ),
        ],
        callback_id=Form.PROFILE,
        submit="Next" if private_metadata else "Save",
        close="Cancel",
        private_metadata=private_metadata,
    )


def saved(profile: Profile) -> kit.View:
    """What was saved, as a draft will say it."""
    doing = f", {profile.doing}" if profile.doing else ""
    told = [
        f"“I'm {profile.introduction}{doing}. I'd like to learn {profile.looking_for}.”",
        f"Signed: {profile.name}" + (f", {profile.link}" if profile.link else ""),
    ]
    return kit.modal("Saved", [kit.paragraph(line) for line in told], close="Done")


def _text(
    name: str, label: str, value: str, limit: int, example: str, *, optional: bool = False
) -> kit.Block:
    return inputs.field(name, label, inputs.text_input(value, limit, example=example), optional=optional)

"""The web pages on which a workspace's owner adds Inroad to it: small, plain, and without scripts."""

from dataclasses import dataclass
from html import escape

STYLE = """
body { font: 17px/1.5 system-ui, sans-serif; color: #1d1c1d; max-width: 34em; margin: 12vh auto;
  padding: 0 1.2em; }
h1 { font-size: 1.5em; line-height: 1.25; }
a.button { display: inline-block; background: #1d4d4f; color: #fff; text-decoration: none; font-weight: 600;
  padding: .7em 1.2em; border-radius: .4em; margin-top: .6em; }
a.button:focus-visible { outline: 3px solid #8fc1c3; outline-offset: 2px; }
p.small { color: #616061; font-size: .85em; }
"""


@dataclass(frozen=True, slots=True)
class Page:
    """What happened, what to do, and where that is done."""

    title: str
    sentences: tuple[str, ...]
    button: str = ""
    link: str = ""
    detail: str = ""


def render(page: Page) -> str:
    """The page as HTML."""
    paragraphs = "".join(f"<p>{escape(each)}</p>" for each in page.sentences)
    button = ""
    if page.link:
        button = f'<p><a class="button" href="{escape(page.link)}">{escape(page.button)}</a></p>'
    detail = f'<p class="small">{escape(page.detail)}</p>' if page.detail else ""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(page.title)}</title><style>{STYLE}</style></head>"
        f"<body><main><h1>{escape(page.title)}</h1>{paragraphs}{button}{detail}</main></body></html>\n"
    )


def install(authorize_url: str) -> Page:
    """Before anything has happened."""
    return Page(
        "Add Inroad to your Slack workspace",
        (
            "Inroad helps students with informational interviews: it reminds them to say thank you in time, "
            "and to keep in touch.",
            "Slack shows you what Inroad may do before you agree. You can take it out again at any time, "
            "in Slack’s own settings.",
        ),
        "Continue in Slack",
        authorize_url,
    )


def installed(workspace: str, link: str, *, org_wide: bool) -> Page:
    """It worked."""
    if org_wide:
        return Page(
            f"Inroad is in {workspace}",
            ("Choose now in which of its workspaces it is to be. People there find it under Apps in Slack.",),
            "Choose workspaces",
            link,
        )
    return Page(
        f"Inroad is in {workspace}",
        (
            "Everybody there can begin: open Inroad under Apps in Slack, or type /interview anywhere.",
            "For a cohort, type /interview cohort to set up its channel.",
        ),
        "Open Slack",
        link,
    )


def failed(reason: str, install_link: str) -> Page:
    """It did not, for this reason of Slack's or ours."""
    reason = _ALIKE.get(reason, reason)
    title, sentences = _FAILURES.get(reason, _UNKNOWN)
    detail = "" if reason in _FAILURES else f"Slack said: {reason}"
    return Page(title, sentences, "Start again", install_link, detail)


_ALIKE = {"code_already_used": "invalid_code", "code_expired": "invalid_code"}
_AGAIN = "Start again from this browser, and agree in Slack within ten minutes."
_UNKNOWN = (
    "Slack did not add Inroad",
    (
        "Nothing was installed.",
        "Start again. If it stays so, tell whoever runs Inroad what Slack said.",
    ),
)
_FAILURES = {
    "access_denied": (
        "Inroad was not added",
        ("You cancelled in Slack, so nothing was installed.", "You can start again whenever you like."),
    ),
    "invalid_browser": (
        "This page does not belong to the browser that began",
        (
            "So that nobody can be led into installing something, it has to be one browser all the way.",
            _AGAIN,
        ),
    ),
    "invalid_state": (
        "That took too long, or was done before",
        ("For safety each start can be used once, for ten minutes. Nothing was installed now.", _AGAIN),
    ),
    "missing_code": (
        "Something was missing in the address",
        ("This page works only when Slack sends you here.", _AGAIN),
    ),
    "invalid_code": (
        "That took too long, or was done before",
        ("Slack’s permission can be used once, for ten minutes. Nothing was installed now.", _AGAIN),
    ),
    "unreachable": (
        "Slack cannot be reached at the moment",
        ("Nothing was installed.", "Please start again in a few minutes."),
    ),
    "storage_error": (
        "Something went wrong on our side",
        (
            "You agreed in Slack, but Inroad could not store it.",
            "Please start again in a few minutes. If it stays so, tell whoever runs Inroad.",
        ),
    ),
}

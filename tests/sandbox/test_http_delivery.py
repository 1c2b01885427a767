import json

from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from sandbox import Person, Sandbox
from tests.sandbox.toys import asking, http_app, modal, section, web_client


async def test_every_delivery_is_signed_with_the_apps_secret(sandbox: Sandbox, maya: Person) -> None:
    verifier = SignatureVerifier(sandbox.signing_secret)
    stranger = SignatureVerifier("somebody-elses-secret")
    async with http_app(sandbox) as app:
        await maya.command("/interview log Dana")
        await maya.say("Hello")
        await sandbox.settled()
    assert len(app.requests) == 2
    for headers, body in app.requests:
        signature = headers["X-Slack-Signature"]
        timestamp = headers["X-Slack-Request-Timestamp"]
        assert verifier.is_valid(body=body, timestamp=timestamp, signature=signature)
        assert not verifier.is_valid(body=body + " ", timestamp=timestamp, signature=signature)
        assert not stranger.is_valid(body=body, timestamp=timestamp, signature=signature)


async def test_a_signature_stays_fresh_however_far_the_clock_was_moved(
    sandbox: Sandbox, maya: Person
) -> None:
    sandbox.clock.advance(sandbox.clock.now() - sandbox.clock.now().replace(year=2020))
    async with http_app(sandbox) as app:
        await maya.command("/interview")
    headers, body = app.requests[0]
    assert SignatureVerifier(sandbox.signing_secret).is_valid_request(body, dict(headers))


async def test_an_event_comes_as_json_and_an_interaction_as_a_payload_in_a_form(
    sandbox: Sandbox, maya: Person
) -> None:
    async with http_app(sandbox) as app, web_client(sandbox) as slack:
        await maya.say("Hello")
        await sandbox.settled()
        headers, body = app.requests[-1]
        assert headers["Content-Type"] == "application/json"
        assert json.loads(body)["event"]["text"] == "Hello"
        await maya.command("/interview")
        trigger_id = app.fields()["trigger_id"]
        await slack.views_open(trigger_id=trigger_id, view=modal(section()))
        assert (await maya.submit()).closed
        headers, body = app.requests[-1]
        assert headers["Content-Type"] == "application/x-www-form-urlencoded"
        assert app.fields()["type"] == "view_submission"


async def test_a_form_answers_over_http_as_over_a_socket(sandbox: Sandbox, maya: Person) -> None:
    async def errors() -> web.Response:
        return web.json_response({"response_action": "errors", "errors": {"name": "Who?"}})

    async with http_app(sandbox) as app, web_client(sandbox) as slack:
        await maya.command("/interview")
        trigger_id = app.fields()["trigger_id"]
        await slack.views_open(trigger_id=trigger_id, view=modal(asking("name", initial_value="Dana")))
        app.respond = errors
        assert (await maya.submit()).errors == {"name": "Who?"}


async def test_a_form_that_fails_over_http_stays_open(sandbox: Sandbox, maya: Person) -> None:
    async def fail() -> web.Response:
        return web.Response(status=500)

    async with http_app(sandbox) as app, web_client(sandbox) as slack:
        await maya.command("/interview")
        await slack.views_open(trigger_id=app.fields()["trigger_id"], view=modal(section()))
        app.respond = fail
        result = await maya.submit()
    assert result.trouble == "http_error"
    assert not result.timed_out
    assert len(maya.modals) == 1
    assert maya.notices == ["We had some trouble connecting. Try again?"]

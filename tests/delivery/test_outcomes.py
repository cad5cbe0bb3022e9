"""What an HTTP answer proves."""

import pytest

from bot.delivery.outcomes import (
    Migrated,
    NotSent,
    Outcome,
    Refused,
    Sent,
    TooMany,
    Unknown,
    Unreachable,
    judge,
)

BLOCKED = "Forbidden: bot was blocked by the user"
PARSE = "Bad Request: can't parse entities: unclosed start tag"


def no(code: int, description: str, parameters: str = "{}") -> bytes:
    return (
        f'{{"ok":false,"error_code":{code},"description":"{description}",'
        f'"parameters":{parameters}}}'
    ).encode()


ANSWERS = {
    "a message": (
        200,
        b'{"ok":true,"result":{"message_id":7}}',
        Sent({"message_id": 7}, 7),
    ),
    "true": (200, b'{"ok":true,"result":true}', Sent(True)),
    "garbage with 200": (200, b"<html>", Unknown("unreadable answer")),
    "half an answer": (200, b'{"ok":true,"resu', Unknown("unreadable answer")),
    "JSON that is no answer": (200, b"[1]", Unknown("unreadable answer")),
    "a captive portal": (302, b"", NotSent("HTTP 302")),
    "a bad gateway": (502, b"<html>", Unknown("HTTP 502")),
    "an internal error in JSON": (500, no(500, "Internal"), Unknown("HTTP 500")),
    "too many": (429, no(429, "Too Many Requests", '{"retry_after":7}'), TooMany(7.0)),
    "too many, from a proxy": (429, b"slow down", TooMany(5.0)),
    "blocked": (403, no(403, BLOCKED), Unreachable(BLOCKED)),
    "no such chat": (
        400,
        no(400, "Bad Request: chat not found"),
        Unreachable("Bad Request: chat not found"),
    ),
    "migrated": (400, no(400, "upgraded", '{"migrate_to_chat_id":-100}'), Migrated(-100)),
    "bad markup": (400, no(400, PARSE), Refused(400, PARSE)),
    "wrong token": (401, no(401, "Unauthorized"), Refused(401, "Unauthorized")),
    "a proxy that wants a password": (407, b"", Refused(407, "HTTP 407")),
}


@pytest.mark.parametrize(("status", "body", "outcome"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_is_judged_by_what_it_proves(status: int, body: bytes, outcome: Outcome) -> None:
    assert judge(status, body) == outcome


@pytest.mark.parametrize(
    ("code", "about_the_message"),
    [(400, True), (413, True), (401, False), (404, False), (407, False), (409, False)],
)
def test_only_some_refusals_find_fault_with_the_message(code: int, about_the_message: bool) -> None:
    assert Refused(code, "").about_the_message is about_the_message


def test_bad_markup_is_told_from_other_refusals() -> None:
    assert Refused(400, PARSE).cannot_parse
    assert not Refused(400, "Bad Request: message is too long").cannot_parse

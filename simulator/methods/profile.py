"""How the bot presents itself: identity, command menus, names, menu button."""

from simulator import checks
from simulator.errors import bad_request
from simulator.params import ChatId, Items
from simulator.state import State
from simulator.wire import Json, dumps

SCOPES = {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
}


def get_me(state: State) -> Json:
    """The bot itself."""
    return {
        **state.bot.body(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }


def set_my_commands(
    state: State, commands: Items, scope: Json | None = None, language_code: str = ""
) -> bool:
    """The command menu of a scope and a language."""
    if len(commands) > checks.COMMAND_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    checked = [checks.command(item) for item in commands]
    state.profile.commands[_scope(scope), checks.language(language_code)] = checked
    return True


def get_my_commands(state: State, scope: Json | None = None, language_code: str = "") -> list[Json]:
    """The command menu set for exactly this scope and language."""
    return state.profile.commands.get((_scope(scope), checks.language(language_code)), [])


def delete_my_commands(state: State, scope: Json | None = None, language_code: str = "") -> bool:
    """No command menu of its own for this scope and language."""
    state.profile.commands.pop((_scope(scope), checks.language(language_code)), None)
    return True


def _scope(scope: Json | None) -> str:
    if not scope:
        return "default"
    if scope.get("type") not in SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    details = dict(sorted(scope.items()))
    return scope["type"] if len(scope) == 1 else dumps(details).decode()


def set_my_name(state: State, name: str = "", language_code: str = "") -> bool:
    """The bot's name in a language."""
    return _set(state, "name", name, language_code, 64)


def get_my_name(state: State, language_code: str = "") -> Json:
    """The bot's name in a language."""
    return {"name": _get(state, "name", language_code) or state.bot.name}


def set_my_description(state: State, description: str = "", language_code: str = "") -> bool:
    """What an empty chat shows."""
    return _set(state, "description", description, language_code, 512)


def get_my_description(state: State, language_code: str = "") -> Json:
    """What an empty chat shows."""
    return {"description": _get(state, "description", language_code)}


def set_my_short_description(
    state: State, short_description: str = "", language_code: str = ""
) -> bool:
    """What the bot's profile page shows."""
    return _set(state, "short_description", short_description, language_code, 120)


def get_my_short_description(state: State, language_code: str = "") -> Json:
    """What the bot's profile page shows."""
    return {"short_description": _get(state, "short_description", language_code)}


def set_chat_menu_button(
    state: State, chat_id: ChatId | None = None, menu_button: Json | None = None
) -> bool:
    """The button beside the text field, of one private chat or of all."""
    state.profile.menus[chat_id] = menu_button or {"type": "default"}
    return True


def get_chat_menu_button(state: State, chat_id: ChatId | None = None) -> Json:
    """The button beside the text field."""
    menus = state.profile.menus
    return menus.get(chat_id) or menus.get(None) or {"type": "default"}


def _set(state: State, what: str, text: str, language: str, limit: int) -> bool:
    checks.limited(text, limit, f"{what.replace('_', ' ')} is too long")
    state.profile.texts[what, checks.language(language)] = text
    return True


def _get(state: State, what: str, language: str) -> str:
    texts = state.profile.texts
    return texts.get((what, checks.language(language))) or texts.get((what, "")) or ""

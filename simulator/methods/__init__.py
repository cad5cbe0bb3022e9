"""The Bot API's methods: name, what else Telegram accepts for it, function.

A method's parameters are those of its function; a parameter without default is required.
"""

from collections.abc import Callable
from dataclasses import dataclass

from simulator.methods import (
    answering,
    chats,
    copying,
    deleting,
    editing,
    places,
    polls,
    profile,
    receiving,
    sending,
)
from simulator.params import Signature

# Accepted and without effect in the simulator.
BUSINESS = "business_connection_id"
SENDING = (
    "disable_notification protect_content message_thread_id message_effect_id "
    f"allow_paid_broadcast direct_messages_topic_id suggested_post_parameters {BUSINESS}"
)
CAPTION = "show_caption_above_media"


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the Bot API."""

    name: str
    function: Callable[..., object]
    signature: Signature


def _table(*rows: tuple[str, Callable[..., object], str]) -> dict[str, Method]:
    return {
        name.lower(): Method(name, function, Signature(name, function, frozenset(also.split())))
        for name, function, also in rows
    }


METHODS = _table(
    ("getMe", profile.get_me, ""),
    ("getUpdates", receiving.get_updates, ""),
    ("setWebhook", receiving.set_webhook, "certificate ip_address"),
    ("deleteWebhook", receiving.delete_webhook, ""),
    ("getWebhookInfo", receiving.get_webhook_info, ""),
    ("sendMessage", sending.send_message, f"link_preview_options {SENDING}"),
    ("sendPhoto", sending.send_photo, f"has_spoiler {CAPTION} {SENDING}"),
    (
        "sendDocument",
        sending.send_document,
        f"thumbnail disable_content_type_detection {SENDING}",
    ),
    ("sendLocation", places.send_location, f"heading proximity_alert_radius {SENDING}"),
    (
        "sendVenue",
        places.send_venue,
        f"foursquare_id foursquare_type google_place_id google_place_type {SENDING}",
    ),
    (
        "sendPoll",
        polls.send_poll,
        "question_parse_mode question_entities explanation explanation_parse_mode "
        f"explanation_entities open_period close_date allows_revoting shuffle_options {SENDING}",
    ),
    ("sendChatAction", sending.send_chat_action, f"message_thread_id {BUSINESS}"),
    ("forwardMessage", copying.forward_message, f"video_start_timestamp {SENDING}"),
    ("copyMessage", copying.copy_message, f"video_start_timestamp {CAPTION} {SENDING}"),
    ("editMessageText", editing.edit_message_text, f"link_preview_options {BUSINESS}"),
    ("editMessageCaption", editing.edit_message_caption, f"{CAPTION} {BUSINESS}"),
    ("editMessageMedia", editing.edit_message_media, BUSINESS),
    ("editMessageReplyMarkup", editing.edit_message_reply_markup, BUSINESS),
    ("deleteMessage", deleting.delete_message, ""),
    ("deleteMessages", deleting.delete_messages, ""),
    ("answerCallbackQuery", answering.answer_callback_query, "cache_time"),
    ("getChat", chats.get_chat, ""),
    ("getChatMember", chats.get_chat_member, ""),
    ("getFile", chats.get_file, ""),
    ("setMyCommands", profile.set_my_commands, ""),
    ("getMyCommands", profile.get_my_commands, ""),
    ("deleteMyCommands", profile.delete_my_commands, ""),
    ("setMyName", profile.set_my_name, ""),
    ("getMyName", profile.get_my_name, ""),
    ("setMyDescription", profile.set_my_description, ""),
    ("getMyDescription", profile.get_my_description, ""),
    ("setMyShortDescription", profile.set_my_short_description, ""),
    ("getMyShortDescription", profile.get_my_short_description, ""),
    ("setChatMenuButton", profile.set_chat_menu_button, ""),
    ("getChatMenuButton", profile.get_chat_menu_button, ""),
)

"""Staff's side of the chat: the same turns, behind rights that are asked for every time."""

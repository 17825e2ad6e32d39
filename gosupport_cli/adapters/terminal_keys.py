"""What the keys do: on a line of text, on an offered answer, in a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gosupport_cli.adapters.prompting import token
from gosupport_cli.core.asking_ports import Back, Help, Screen, UseEditor

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings


def keep_begun(screen: Screen, text: str, offered: str) -> None:
    """What stands on the line goes where it is durable; what was only offered does not."""
    if screen.keep is not None and text != offered and text.strip():
        screen.keep(text)


def text_keys(screen: Screen, offered: str) -> KeyBindings:
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()
    listed = screen.shape == "list"
    if offered and not listed and not screen.begun:
        _replacing(keys, offered)
    keys.add("c-b")(lambda event: event.app.exit(result=Back()))
    keys.add("f1")(lambda event: event.app.exit(result=Help()))
    keys.add("f2")(lambda event: event.app.exit(result=UseEditor()))
    if listed:

        @keys.add("enter")
        def _enter(event: Any) -> None:
            buffer = event.current_buffer
            line = buffer.document.current_line
            wish = token(line)
            if not line.strip() or token(buffer.text) is not None:
                buffer.validate_and_handle()
            elif wish is not None:
                buffer.delete_before_cursor(len(buffer.document.current_line_before_cursor))
                event.app.exit(result=wish)
            else:
                buffer.insert_text("\n")
                keep_begun(screen, buffer.text, offered)

    return keys


def _replacing(keys: KeyBindings, offered: str) -> None:
    """What is typed first replaces the ``offered`` answer; who moves the cursor corrects it."""
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.keys import Keys

    touched = [False]

    @Condition
    def fresh() -> bool:
        from prompt_toolkit.application import get_app

        buffer = get_app().current_buffer
        touched[0] = (
            touched[0] or buffer.text != offered or buffer.cursor_position != len(offered)
        )
        return not touched[0]

    @keys.add(Keys.Any, filter=fresh)
    def _type(event: Any) -> None:
        touched[0] = True
        if event.data.isprintable():
            event.current_buffer.text = ""
            event.current_buffer.insert_text(event.data)

    @keys.add(Keys.BracketedPaste, filter=fresh)
    def _paste(event: Any) -> None:
        touched[0] = True
        event.current_buffer.text = ""
        event.current_buffer.insert_text(event.data.replace("\r\n", "\n").replace("\r", "\n"))

    @keys.add("backspace", filter=fresh)
    @keys.add("left", filter=fresh)
    def _edit(event: Any) -> None:
        touched[0] = True
        if event.key_sequence[0].key == Keys.Left:
            event.current_buffer.cursor_left()
        else:
            event.current_buffer.delete_before_cursor()

    # An offered answer is not typed yet: the end of input ends here as on an empty line.
    keys.add("c-d", filter=fresh)(lambda event: event.app.exit(exception=EOFError))


def menu_keys(keys: Any) -> None:
    for key in ("c-b", "left", "<", "backspace"):
        keys.add(key)(lambda event: event.app.exit(result=Back()))
    for key in ("?", "f1"):
        keys.add(key)(lambda event: event.app.exit(result=Help()))
    keys.add("c-d")(lambda event: event.app.exit(exception=EOFError))


def digit_keys(app: Any, most: int, none_such: str) -> None:
    """Enter behind a digit that is not in the menu takes no line: ``none_such`` comes back."""
    from prompt_toolkit.filters import Condition

    wrong = [False, False]  # the key before this one, and this one

    def shift(_: object) -> None:
        wrong[:] = [wrong[1], False]

    def digit(_: Any) -> None:
        wrong[1] = True

    app.key_processor.before_key_press += shift
    for number in range(10):
        if not 1 <= number <= most:
            app.key_bindings.add(str(number), eager=True)(digit)

    app.key_bindings.add("enter", eager=True, filter=Condition(lambda: wrong[0]))(
        lambda event: event.app.exit(result=none_such))

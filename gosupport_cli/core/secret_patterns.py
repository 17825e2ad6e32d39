"""Every way to meet a secret, in the order in which they are cut out (DOMAIN §3).

A word alone never counts («пароль не подходит»), a value does. All repetitions are bounded,
so that a paste of a megabyte stays linear. «одноразовый пароль 4821» is a code, so codes go
before passwords.
"""

from gosupport_cli.core.answer_patterns import ANSWERS
from gosupport_cli.core.card_patterns import CARDS
from gosupport_cli.core.code_patterns import CODES
from gosupport_cli.core.english_patterns import ENGLISH, ENGLISH_PASSWORDS
from gosupport_cli.core.made_up import Secret
from gosupport_cli.core.nearby_patterns import NEARBY
from gosupport_cli.core.password_patterns import FIRST_PASSWORDS, PASSWORDS
from gosupport_cli.core.token_patterns import KEYS, TOKENS

SECRETS: tuple[Secret, ...] = (
    *KEYS, *FIRST_PASSWORDS, *TOKENS, *CARDS, *ANSWERS, *CODES, *ENGLISH, *ENGLISH_PASSWORDS,
    *PASSWORDS, *NEARBY
)
